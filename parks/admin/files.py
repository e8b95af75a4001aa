"""Files on officers' pages: chosen, sent, taken away as downloads, removed. Those of a source are a panel of its page, and of its sites'."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from unfold.widgets import UnfoldAdminFileFieldWidget

from parks.admin import show
from parks.admin.acts import NEXT, Act, act_page, back_to
from parks.admin.panels import Panel
from parks.admin.worded import person
from parks.file_kinds import KINDS
from parks.files import ALLOWED, MOST_BYTES, attach_all, attach_to_source, remove_from_source
from parks.models import Fact, Site, Source, SourceFile, Status
from parks.models.files import AttachedFile

MOST_AT_ONCE = 20
ACCEPT = ",".join(f".{ending}" for ending in KINDS)
HELP = f"Nhận {ALLOWED}, mỗi tệp nhiều nhất {MOST_BYTES // 1024 // 1024} MB; chọn được nhiều tệp một lần."


class FilesInput(UnfoldAdminFileFieldWidget):
    """A choice of one or several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; each is looked at by `parks.files` when it is attached."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Tệp", help_text=HELP, widget=FilesInput(attrs={"accept": ACCEPT}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files; what is empty is refused with the others, in words that name it."""
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if not uploads:
            raise ValidationError("Chọn ít nhất một tệp.", code="required")
        if len(uploads) > MOST_AT_ONCE:
            raise ValidationError(f"Mỗi lần nhiều nhất {MOST_AT_ONCE} tệp.", code="too_many")
        return list(uploads)


class FilesForm(forms.Form):
    """Files to attach."""

    files = FilesField()


def sized(size: int) -> str:
    """Return how large a file is, as people say it."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{show.number(size / 1024 / 1024, 1)} MB"


def listed(file: AttachedFile, page: str) -> dict[str, Any]:
    """Return what a list of files shows of one; `page` names the addresses of its kind."""
    return {
        "name": file.name,
        "size": sized(file.size),
        "by": person(file.uploaded_by),
        "at": file.uploaded_at,
        "address": reverse(page, args=[file.pk]),
        "remove": reverse(f"{page}_remove", args=[file.pk]),
        "removed_by": person(file.removed_by) if file.removed_by else "",
        "removed_at": file.removed_at,
    }


def sent(file: AttachedFile) -> HttpResponseBase:
    """Answer with the bytes of a file: to be kept, never to be shown in the page's own name."""
    if file.removed_at is not None:
        raise Http404("Tệp này đã được gỡ.")
    try:
        stream = file.file.open("rb")
    except FileNotFoundError:
        raise Http404("Máy chủ không còn giữ nội dung của tệp này.") from None
    return FileResponse(
        stream,
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_safe
def source_file(request: HttpRequest, file_id: str) -> HttpResponseBase:
    """Answer with a file of a source."""
    if not request.user.has_perm("parks.view_sourcefile"):
        raise PermissionDenied
    return sent(get_object_or_404(SourceFile, pk=file_id))


def remove_source_file(request: HttpRequest, file_id: str) -> HttpResponse:
    """Take a file off a source's page."""
    if not request.user.has_perm("parks.change_sourcefile"):
        raise PermissionDenied
    file = get_object_or_404(SourceFile.objects.select_related("source"), pk=file_id)
    act = removal(
        file,
        ("Nguồn", str(file.source)),
        reverse("admin:parks_source_change", args=[file.source_id]),
        lambda data: remove_from_source(file=file, user=request.user),
    )
    return act_page(admin.site.get_model_admin(Source), request, "parks.change_sourcefile", forms.Form, act)


def removal(file: AttachedFile, about: tuple[str, str], back: str, perform: Any) -> Act:
    """Return the act of removing a file."""
    return Act(
        title="Gỡ tệp",
        button="Gỡ tệp",
        done=f"Đã gỡ tệp “{file.name}”.",
        back=f"{back}#files",
        about=(about, ("Tệp", f"{file.name} ({sized(file.size)})")),
        warning="Tệp không còn được tính và không tải về được nữa; tên tệp, người gỡ và ngày gỡ vẫn còn trên trang.",
        perform=perform,
    )


def attach_source_file(request: HttpRequest, source_id: int) -> HttpResponse:
    """Attach scans or copies of a source."""
    if not request.user.has_perm("parks.add_sourcefile"):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=source_id)
    act = Act(
        title="Đính kèm tệp",
        button="Đính kèm",
        done="Đã đính kèm.",
        back=back_to(request, reverse("admin:parks_source_change", args=[source.pk]) + "#files"),
        about=(("Nguồn", str(source)),),
        perform=lambda data: attach_all(
            data["files"],
            lambda upload: attach_to_source(source=source, upload=upload, user=request.user),
        ),
    )
    return act_page(admin.site.get_model_admin(Source), request, "parks.add_sourcefile", FilesForm, act)


def _context(request: HttpRequest, source: Source) -> dict[str, Any] | None:
    if not request.user.has_perm("parks.view_sourcefile"):
        return None
    files = [listed(file, "source_file") for file in source.files.select_related("uploaded_by", "removed_by")]
    return {
        "files": [file for file in files if not file["removed_at"]],
        "removed": [file for file in files if file["removed_at"]],
        "may_add": request.user.has_perm("parks.add_sourcefile"),
        "may_remove": request.user.has_perm("parks.change_sourcefile"),
        "attach": reverse("source_file_attach", args=[source.pk]),
        "accept": ACCEPT,
        "help": HELP,
    }


SOURCE_FILES = Panel("admin/parks/source_files.html", _context)


def _sources_context(request: HttpRequest, site: Site) -> dict[str, Any] | None:
    """Return the sources of a site's figures and statuses, which its page has loaded, the most cited first."""
    may = request.user.has_perm
    if not (may("parks.view_source") and may("parks.view_sourcefile")):
        return None
    files: dict[int, list[dict[str, Any]]] = {}
    cited = Exists(Fact.objects.filter(source=OuterRef("source"), site=site))
    named = Exists(Status.objects.filter(source=OuterRef("source"), site=site))
    for file in SourceFile.objects.filter(cited | named, removed_at__isnull=True).select_related(
        "uploaded_by"
    ):
        files.setdefault(file.source_id, []).append(listed(file, "source_file"))
    counted = Counter(
        row.source for row in (*site.facts.all(), *site.statuses.all()) if row.retracted_at is None
    )
    sources = sorted(counted, key=lambda source: (-counted[source], source.code))
    rows = [(source, counted[source], files.get(source.pk, [])) for source in sources]
    with_files = sum(bool(row[2]) for row in rows)
    back = f"{reverse('admin:parks_site_change', args=[site.pk])}#sources"
    shown = {
        "rows": rows,
        "with_files": with_files,
        "may_add": may("parks.add_sourcefile"),
        "back": urlencode({NEXT: back}),
    }
    return shown if rows else None


SITE_SOURCES = Panel("admin/parks/site_sources.html", _sources_context)
