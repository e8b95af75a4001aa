"""Pages of records about one site: open for change within a person's remit alone; and who has which remit."""

from typing import Any

from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from parks.remits import may_change_area, may_change_site, require_remit, require_remit_of_area


class WithinRemitForm(ModelForm):  # type: ignore[type-arg]
    """A form that refuses, beside its field, a site or a planning area outside the person's remit."""

    person: AbstractBaseUser

    def clean(self) -> Any:
        """Ask for the place that was typed; the place that was there before is asked for by the page."""
        cleaned = super().clean() or self.cleaned_data
        for field, require in (("site", require_remit), ("planning_area", require_remit_of_area)):
            place = cleaned.get(field)
            if place is not None:
                try:
                    require(self.person, place)
                except ValidationError as error:
                    self.add_error(None, error)
        return cleaned


class WithinRemit(PlainModelAdmin):  # type: ignore[type-arg]
    """Lets a record be changed only within the remit of the person; left of `Page` among the bases."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave a record outside the remit to be looked at."""
        return super().has_change_permission(request, obj) and _within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave a record outside the remit as it is."""
        return super().has_delete_permission(request, obj) and _within(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Let the form know who fills it in."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (WithinRemitForm, form), {"person": request.user})


def _within(request: HttpRequest, obj: Any) -> bool:
    """Tell whether what a record is about is within the remit; no record is yet about nothing."""
    if obj is None:
        return True
    area = getattr(obj, "planning_area", None)
    if obj.site is not None:
        return may_change_site(request.user, obj.site)
    return area is None or may_change_area(request.user, area)
