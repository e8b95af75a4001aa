"""Records that are chosen by searching for them: what is no record's key is chosen by nobody, and breaks no page."""

from collections.abc import Collection
from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

LONGEST_KEY = 18


class RecordSelect(AutocompleteSelect):
    """A field to search in, for forms that come back with a mistake too."""

    def optgroups(self, name: str, value: Collection[Any], attr: Any = None) -> Any:
        """Look up what can be a key; the field itself says what is wrong with the rest."""
        return super().optgroups(name, [key for key in value if self._is_key(key)], attr)

    def _is_key(self, text: Any) -> bool:
        try:
            self.field.remote_field.model._meta.pk.to_python(text)
        except ValidationError:
            return False
        return storable(text)


class RecordsField(ModelMultipleChoiceField):
    """A choice of several records: a number that no key can be is refused beside the field."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not storable(key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return super().clean(value)


class ChosenBySearch(BaseModelAdmin):  # type: ignore[type-arg]
    """Gives columns that lead to records these fields."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, **{"form_class": RecordsField, **kwargs})


def storable(value: Any) -> bool:
    """Tell whether a database takes what an address gives: no NUL, no number beyond 64 bits."""
    text = str(value).strip()
    return "\0" not in text and not (text.lstrip("+-").isdecimal() and len(text) > LONGEST_KEY)
