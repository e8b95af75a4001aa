"""The block "Quỹ đất" on a site's page: the split as a picture, and each part with its figure, day and source."""

import datetime
import math
from dataclasses import dataclass

from django.utils.safestring import SafeString

from parks.admin import show
from parks.land_split import FactLike, LandSplit, held_on, land_split, waited_on
from parks.models import Hold, Plot, Site, Source
from parks.models.facts import Grade
from parks.pictures import Stack, stacked

KEYS = ("đã thuê", "đang giữ", "còn lại")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the land: its area, and the figure that says so, if one does."""

    label: str
    text: str
    when: str = ""
    source: Source | None = None
    grade: str = ""
    grade_label: str = ""
    missing: str = ""  # the quantity that nobody has recorded


@dataclass(frozen=True, slots=True)
class LandShown:
    """What the block shows. `picture` is empty where too little is known to draw."""

    picture: SafeString | str
    parts: tuple[Part, ...]
    plots: tuple[Plot, ...]
    held: tuple[Hold, ...]
    waiting: tuple[Hold, ...]
    over_held: bool


def land_shown(site: Site, day: datetime.date) -> LandShown:
    """Return the block of one site as of a day; holds are asked for with who asked."""
    holds = list(Hold.objects.filter(site=site).select_related("plot", "asked_by").order_by("asked_at", "pk"))
    split = land_split(site, day)
    return LandShown(
        picture=_picture(split),
        parts=tuple(_parts(split)),
        plots=split.plots,
        held=tuple(hold for hold in holds if held_on(hold, day)),
        waiting=tuple(hold for hold in holds if waited_on(hold, day)),
        over_held=split.over_held,
    )


def _picture(split: LandSplit) -> SafeString | str:
    """Draw leased, held and left, where the leased land and the most that is left are known."""
    if split.leased is None or split.leased.number is None or math.isinf(split.left_hi):
        return ""
    leased, held = float(split.leased.number), float(split.held_ha)
    values = (leased, held, split.left_hi)
    text = f"{show.number(sum(values))} ha"
    return stacked([Stack("Đất công nghiệp", values, text)], keys=KEYS, title="Quỹ đất")


def _parts(split: LandSplit) -> list[Part]:
    free, plot = split.free, split.largest_plot
    rows = [
        _said("Quy hoạch", split.planned, "area_planned_ha"),
        _said("Cho thuê được", split.leasable, "area_leasable_ha"),
        _said("Đã cho thuê", split.leased, "area_leased_ha"),
        Part("Đang giữ theo sổ giữ đất", f"{show.number(split.held_ha)} ha"),
        Part("Đất trống", show.interval(free.lo, free.hi), when=_basis(free.basis)),
        Part("Còn lại sau giữ đất", show.interval(split.left_lo, split.left_hi)),
        Part("Lô trống lớn nhất", show.interval(plot.lo, plot.hi), when=_basis(plot.basis)),
    ]
    if split.held_said is not None:
        rows.insert(4, _said("Đang giữ theo nguồn", split.held_said, "area_held_ha"))
    if split.handed_ha:
        rows.insert(4, Part("Đã giao từ ngày của số liệu", f"{show.number(split.handed_ha)} ha"))
    return rows


def _said(label: str, fact: FactLike | None, quantity: str) -> Part:
    if fact is None:
        return Part(label, "chưa biết", missing=quantity)
    grade = str(Grade(fact.grade).label)
    return Part(label, show.figure(fact), show.when(fact.as_of), fact.source, fact.grade, grade)


def _basis(codes: tuple[str, ...]) -> str:
    words = ", ".join(dict.fromkeys(show.LAND_BASIS[code] for code in codes))
    return f"tính theo {words}" if words else ""
