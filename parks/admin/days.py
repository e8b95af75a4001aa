"""The control "Xem theo ngày": one banner on every page that shows the world as of a day."""

import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from parks.dates import today
from parks.days import PARAMETER, choose_day, chosen_day

BANNER = "admin/parks/day.html"
# The day up to which the provincial plan and the lists of sites count.
PLAN_DAY = datetime.date(2023, 6, 30)
# The pages that follow the day besides the lists that are `OnDay`.
FOLLOWING = {
    "parks_site_change",
    "site_map",
    "worklist_disagreements",
    "worklist_stale",
    "worklist_unconfirmed",
}
# Pages that say themselves, in the banner, what of them follows the day.
SAYING = {"index", "investors_project_change"}


def day_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the banner shows; a page includes `admin/parks/day.html` with it."""
    day = chosen_day(request)
    return {"day": day, "day_is_today": day == today(), "plan_day": PLAN_DAY}


@require_POST
def set_day(request: HttpRequest) -> HttpResponse:
    """Choose the day, or go back to today, and return to the page the officer was on."""
    # A button with a day of its own comes after the field.
    try:
        choose_day(request, (request.POST.getlist(PARAMETER) or [""])[-1])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("admin:index")
    return HttpResponseRedirect(without_day(back))


def shown_day(request: HttpRequest) -> datetime.date:
    """Return the chosen day in a list, and today anywhere else."""
    return chosen_day(request) if address_of(request).endswith("_changelist") else today()


def address_of(request: HttpRequest) -> str:
    """Return the name of the page's address."""
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def badge(request: HttpRequest) -> tuple[str, str] | None:
    """Return what the head of every page says while another day than today is chosen."""
    day, here = chosen_day(request), address_of(request)
    if day == today() or here in SAYING:
        return None
    if here in FOLLOWING or _is_list_on_day(here):
        return f"Theo ngày {day:%d/%m/%Y}", "warning"
    return "Trang này theo hôm nay", "info"


def _is_list_on_day(name: str) -> bool:
    return any(
        isinstance(page, OnDay) and name == f"{model._meta.app_label}_{model._meta.model_name}_changelist"
        for model, page in admin.site._registry.items()
    )


class OnDay(PlainModelAdmin):  # type: ignore[type-arg]
    """A list as of the chosen day, with the banner above it."""

    list_before_template = BANNER
    # What the list shows as of today on every day, said in the banner.
    day_note = ""

    def of_day(self, rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
        """Return the rows as they were on a day that is not today."""
        return rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Look at the chosen day in the list; a record's own page shows it as it is stored."""
        rows, day = super().get_queryset(request), shown_day(request)
        return rows if day == today() else self.of_day(rows, day)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take the day out of the address, where the list would take it for a filter."""
        context = {**day_context(request), "day_note": self.day_note, **(extra_context or {})}
        if PARAMETER in request.GET:
            return HttpResponseRedirect(without_day(request.get_full_path()))
        return super().changelist_view(request, context)


def without_day(address: str) -> str:
    """Return an address without the day that it chooses."""
    parts = urlsplit(address)
    rest = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key != PARAMETER]
    return parts._replace(query=urlencode(rest)).geturl()
