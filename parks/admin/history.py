"""The history of a record: to be read. Nobody writes an old version back past the rules of the record's own page."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from simple_history.admin import SimpleHistoryAdmin

from parks.admin.changes import changes_of, stated, who

ONE_PAGE = 50


class History(SimpleHistoryAdmin):
    """Adds the list of a record's versions and a page for each, neither of which writes anything.

    The library's own page of a version is a form that writes it back without asking whether the person may change
    the record.
    """

    # Column → what its codes are called, where the column has no choices of its own.
    column_words: Mapping[str, Callable[[], Mapping[str, str]]] = {}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show who changed what and when, newest first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = _first(self.model._base_manager.all(), pk=unquote(object_id))
        if record is None:
            record = self._version(object_id).instance
        self._require(request, record)
        page = Paginator(record.history.all(), ONE_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lịch sử: {record}",
            "opts": self.opts,
            "page": page,
            "changes": changes_of(record, max(page.start_index() - 1, 0), ONE_PAGE),
        }
        return TemplateResponse(request, "admin/parks/history.html", context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show one version: what every column said, who wrote it and when."""
        if request.method not in ("GET", "HEAD") or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        version = self._version(object_id, history_id=version_id)
        self._require(request, version.instance)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Bản cũ: {version.instance}",
            "opts": self.opts,
            "version": version,
            "who": who(version),
            "rows": stated(version),
        }
        return TemplateResponse(request, "admin/parks/old_version.html", context)

    def _require(self, request: HttpRequest, record: Any) -> None:
        if not self.has_view_history_or_change_history_permission(request, record):
            raise PermissionDenied

    def _version(self, object_id: str, **chosen: Any) -> Any:
        """Return the newest version of a record among those chosen."""
        versions = self.model.history.select_related("history_user")  # type: ignore[attr-defined]
        found = _first(versions, **{self.opts.pk.attname: unquote(object_id)}, **chosen)
        if found is None:
            raise Http404("Không có bản ghi này.")
        return found


def _first(rows: QuerySet[Any], **wanted: Any) -> Any:
    """Return the first row, none where the address names no row at all."""
    with suppress(ValueError, ValidationError):
        return rows.filter(**wanted).first()
    return None
