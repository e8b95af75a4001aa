"""Finds administrative units, old and new, as people write them, and the sites that lie in them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from parks.models import AdminUnit, PlanningArea, Site, SiteUnit, Succession
from parks.text import search_key

_PREFIXES = ("xa", "phuong", "thi tran", "huyen", "thanh pho", "tp", "thi xa", "tt")
_CODE_LENGTHS = (2, 3, 5)


def units_named(text: str) -> list[AdminUnit]:
    """Return the units that a code, edition and code, or name means; several where it is ambiguous.

    A name is taken with or without diacritics and with or without its kind ("Xã Điềm Thụy", "diem thuy").
    """
    edition, colon, code = text.partition(":")
    if colon:
        return list(AdminUnit.objects.filter(edition=edition.strip(), code=code.strip()))
    if text.isascii() and text.isdigit():
        return list(AdminUnit.objects.filter(code=text)) if len(text) in _CODE_LENGTHS else []
    name = search_key(text)
    # search_text is "<kind> <name> <code>"; comparing whole words keeps "Tân Thành" from finding "Tân Thành Đông".
    condition = Q(search_text__startswith=f"{name} ")
    for prefix in _PREFIXES:
        condition |= Q(search_text__startswith=f"{prefix} {name} ")
    found = AdminUnit.objects.filter(condition, level__in=(AdminUnit.Level.DISTRICT, AdminUnit.Level.COMMUNE))
    names = {name, *(f"{prefix} {name}" for prefix in _PREFIXES)}
    return [unit for unit in found if unit.search_text.rpartition(" ")[0] in names]


def sites_at(text: str) -> QuerySet[Site]:
    """Return the sites at a place, old or new, as a person names it; none where no unit has that name."""
    units = units_named(text)
    return Site.objects.filter(lies_in(units)) if units else Site.objects.none()


def areas_at(text: str) -> QuerySet[PlanningArea]:
    """Return the planning areas that hold a place, old or new, or a site at it."""
    ids = [unit.pk for unit in units_named(text)]
    became = Succession.objects.filter(successor__in=ids).values("unit_2023")
    holding = Q(district__in=ids) | Q(district__children__in=ids) | Q(district__children__in=became)
    # By key, so that an area comes once.
    found = PlanningArea.objects.filter(holding | Q(sites__in=sites_at(text).values("pk")))
    return PlanningArea.objects.filter(pk__in=found.values("pk"))


def lies_in(units: Iterable[AdminUnit]) -> Q:
    """Return the condition on sites to lie in one of the units.

    Where a site's own unit of an edition is not recorded, what the unit was made from or became counts.
    """
    named = list(units)
    ids = [unit.pk for unit in named]
    before = Succession.objects.filter(successor__in=ids).values("unit_2023")
    after = Succession.objects.filter(unit_2023__in=ids).values("successor")
    condition = Q(Exists(_recorded_in(ids)))
    if any(unit.edition == AdminUnit.Edition.E2025 for unit in named):
        condition |= Q(Exists(_recorded_in(before))) & ~Q(Exists(_communes(AdminUnit.Edition.E2025)))
    if any(unit.edition == AdminUnit.Edition.E2023 for unit in named):
        condition |= Q(Exists(_recorded_in(after))) & ~Q(Exists(_communes(AdminUnit.Edition.E2023)))
    return condition


def _recorded_in(units: Iterable[int] | QuerySet[Any]) -> QuerySet[SiteUnit]:
    return SiteUnit.objects.filter(site=OuterRef("pk"), unit__in=units)


def _communes(edition: str) -> QuerySet[SiteUnit]:
    return SiteUnit.objects.filter(
        site=OuterRef("pk"), unit__edition=edition, unit__level=AdminUnit.Level.COMMUNE
    )
