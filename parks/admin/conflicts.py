"""Two people on one form: whoever saves later is told what the other has saved, and nothing is overwritten silently.

The form carries the version that it was opened with. Where the stored row has gone on since, nothing is written: the
page says who saved and when, shows each differing field as stored and as typed, and keeps what was typed. The
renewed form carries the newer version, so that saving once more is done knowingly.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BaseForm, BoundField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from parks.admin.worded import of_field, person
from parks.models.versions import Versioned
from parks.versions import save_next

VERSION_FIELD = "version"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field as it is stored and as it was typed."""

    label: str
    stored: str
    typed: str


@dataclass(slots=True)
class Conflict:
    """Who was quicker, and what differs."""

    sentence: str
    rows: list[Difference] = field(default_factory=list)


class VersionedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that knows which version of the row it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflict: Conflict | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial[VERSION_FIELD] = self.instance.version

    def clean(self) -> Any:
        """Refuse what was typed over an older version than the stored one."""
        cleaned = super().clean()
        # A form without a readable version is as good as an old one.
        if self.cleaned_data.get(VERSION_FIELD) != self.instance.version:
            self.errors.pop(VERSION_FIELD, None)
            self.conflict = Conflict(_who_was_quicker(self.instance), _differences(self))
            self.data = self.data.copy()
            self.data[self.add_prefix(VERSION_FIELD)] = str(self.instance.version)
            self.add_error(None, ValidationError(self.conflict.sentence, code="changed_meanwhile"))
        return cleaned


class Conflicts(PlainModelAdmin):  # type: ignore[type-arg]
    """The admin of a `Versioned` model: left of `Page` among the bases. Its inlines belong to the row's version."""

    change_form_before_template = "admin/parks/conflict.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Keep the row from being written by others between the comparison of versions and the end of the save."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            self._lock(object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _lock(self, object_id: str) -> None:
        rows = self.model._base_manager.select_for_update()
        with suppress(ValueError, ValidationError):  # there is no such row: the page says so itself
            list(rows.filter(pk=unquote(object_id)).values_list("pk"))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Add the version to the form of a row that is there; with `fields` None it is only asked what columns it has."""
        form: type[ModelForm] = super().get_form(request, obj, change=change, **kwargs)
        only_asked = kwargs.get("fields", ()) is None
        if obj is None or only_asked or not self.has_change_permission(request, obj):
            return form
        return type(form.__name__, (VersionedForm, form), {})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show what differs in the rows below the form too."""
        form = context["adminform"].form
        if getattr(form, "conflict", None) is not None:
            for inline in context.get("inline_admin_formsets", ()):
                name = inline.opts.verbose_name
                for number, row in enumerate(inline.formset.forms, start=1):
                    form.conflict.rows += _differences(row, f"{name} {number}: ")
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Versioned, form: ModelForm, change: bool) -> None:
        """Write the row as its next version."""
        save_next(obj, user=request.user)


def _who_was_quicker(row: Any) -> str:
    latest = row.history.select_related("history_user").first() if hasattr(row, "history") else None
    if latest is None:
        return "Người khác vừa sửa bản ghi này."
    when = timezone.localtime(latest.history_date)
    return f"{person(latest.history_user)} vừa sửa bản ghi này lúc {when:%H:%M} ngày {when:%d/%m/%Y}."


def _differences(form: BaseForm, before: str = "") -> list[Difference]:
    """Return the fields whose stored value is not the one that was typed."""
    fields = (form[name] for name in form.changed_data if name in form.fields and name != VERSION_FIELD)
    return [
        Difference(before + str(bound.label), of_field(bound.field, bound.initial), _as_typed(bound))
        for bound in fields
    ]


def _as_typed(bound: BoundField) -> str:
    try:
        return of_field(bound.field, bound.field.clean(bound.data))
    except ValidationError:
        return str(bound.data)  # what was typed is wrong besides: it is shown as it stands
