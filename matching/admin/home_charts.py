"""The charts of the first page: how full parks and clusters are, and how many cases stand at each stage."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from investors import stages
from investors.stage_totals import StageTotal, stage_totals
from parks.admin import show
from parks.current import CurrentSite
from parks.models import Site
from parks.occupancy import Occupancy, occupancies
from parks.pictures import HALF, Bar, bars

UNKNOWN = "chưa biết"
GRADES = {
    "verified": "",
    "sourced": "",
    "sourced_weak": "nguồn yếu",
    "doubtful": "nghi ngờ",
    "estimated": "ước tính",
}
# Capital is written in the largest unit that keeps it short.
UNITS = ((Decimal(10**9), "tỷ"), (Decimal(10**6), "triệu"))
CURRENCIES = {"VND": "đồng"}
CURRENCIES_TOLD = 2
TITLES = {Site.Kind.PARK: "Lấp đầy khu công nghiệp", Site.Kind.CLUSTER: "Lấp đầy cụm công nghiệp"}


def occupancy(sites: Iterable[CurrentSite]) -> list[dict[str, Any]]:
    """Return a chart for each kind of site that lets land; the sites nobody knows of are counted beneath."""
    rows = list(sites)
    return [_filled(title, occupancies(rows, kind)) for kind, title in TITLES.items()]


def _filled(title: str, found: list[Occupancy]) -> dict[str, Any]:
    known = [each for each in found if each.fact is not None]
    unknown = [each.site for each in found if each.fact is None]
    drawn = [
        Bar(
            each.site.name_vi,
            float(each.fact.number),  # type: ignore[union-attr,arg-type]
            _figure(each),
            reverse("admin:parks_site_change", args=[each.site.pk]),
            each.weak,
        )
        for each in known
    ]
    return {
        "title": title,
        "picture": bars(drawn, title=title, frame=HALF, full=100),
        "unknown": unknown,
        "known": len(known),
        "all": len(found),
    }


def _figure(each: Occupancy) -> str:
    assert each.fact is not None
    parts = [show.figure(each.fact), show.when(each.fact.as_of), GRADES[each.fact.grade]]
    return ", ".join(part for part in parts if part) + (" (cũ)" if each.stale and each.fact.as_of else "")


def pipeline() -> dict[str, Any]:
    """Return the cases by stage as a chart, and as a table with the capital in each currency."""
    totals = stage_totals()
    drawn = [Bar(_label(total.stage), total.cases, _told(total), _listed(total.stage)) for total in totals]
    title = "Hồ sơ và vốn theo giai đoạn, hôm nay"
    picture: SafeString | str = (
        bars(drawn, title=title, frame=HALF) if any(each.cases for each in totals) else ""
    )
    rows = [
        {
            "stage": _label(total.stage),
            "cases": show.number(total.cases),
            "capital": _capital(total),
            "unstated": total.unstated,
            "page": _listed(total.stage),
        }
        for total in totals
        if total.cases
    ]
    return {"title": title, "picture": picture, "rows": rows}


def _told(total: StageTotal) -> str:
    """Return the cases of a stage and their capital, each currency for itself; the table has what does not fit."""
    capital = _capital(total)
    more = len(capital) - CURRENCIES_TOLD
    shown = [*capital[:CURRENCIES_TOLD], *([f"{more} loại tiền khác"] if more > 0 else [])]
    return f"{show.number(total.cases)}: {', '.join(shown)}" if shown else show.number(total.cases)


def _capital(total: StageTotal) -> list[str]:
    return [money(amount, currency) for currency, amount in sorted(total.capital.items())]


def money(amount: Decimal, currency: str) -> str:
    """Return a sum in short: 1,25 tỷ USD, 800 triệu USD, 3.400 tỷ đồng."""
    for size, unit in UNITS:
        if amount >= size:
            return f"{show.number(amount / size)} {unit} {CURRENCIES.get(currency, currency)}"
    return f"{show.number(amount)} {CURRENCIES.get(currency, currency)}"


def _label(stage: str) -> str:
    label = stages.label(stage)
    return label[:1].upper() + label[1:]


def _listed(stage: str) -> str:
    return f"{reverse('admin:investors_project_changelist')}?stage__exact={stage}"
