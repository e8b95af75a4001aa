"""The log of records that keep no versions of themselves, such as people and roles: each field before and after."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.admin.utils import construct_change_message
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import HttpRequest

from parks.admin.worded import in_words, of_field

# What nobody may read, in a log least of all.
SECRET = {"password", "password1", "password2", "usable_password"}


class Logged(PlainModelAdmin):  # type: ignore[type-arg]
    """Writes into the log what a field was and what it is; left of `Page` among the bases."""

    def construct_change_message(
        self, request: HttpRequest, form: BaseForm, formsets: Any, add: bool = False
    ) -> Any:
        """Return a line for each field that was changed, those of the rows below included."""
        if add:
            return construct_change_message(form, formsets, add)
        lines = list(_lines(form))
        for formset in formsets or ():
            name = str(formset.model._meta.verbose_name)
            lines += [f"{name}: thêm {row}" for row in formset.new_objects]
            lines += [f"{name}: xóa {row}" for row in formset.deleted_objects]
            lines += [f"{name}: sửa thành {row}" for row, _ in formset.changed_objects]
        return "; ".join(lines) or "ghi lại, không đổi ô nào"


def _lines(form: BaseForm) -> Iterator[str]:
    for name in form.changed_data:
        if name in SECRET:
            yield "mật khẩu: đã đổi"
        else:
            bound = form[name]
            before, after = _said(bound.field, bound.initial), _said(bound.field, form.cleaned_data.get(name))
            yield f"{bound.label}: {before} → {after}"


def _said(field: Any, value: Any) -> str:
    """Return a value in words; of several rows chosen, what each is called on the form."""
    if isinstance(value, list | QuerySet):
        name = getattr(field, "label_from_instance", str)
        return "; ".join(sorted(name(each) for each in value)) or "không có"
    return in_words(str(value)) if isinstance(value, Model) else of_field(field, value)
