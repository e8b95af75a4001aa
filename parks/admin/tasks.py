"""What officers could clear up in the evidence, each with the sites where it is most worth it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from parks.evidence import choose
from parks.models import Site
from parks.worklists import aged, disputed, stage_of

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something to clear up: how often, the first few sites, and where it is worked through."""

    count: int
    text: str
    sites: list[Site]
    page: str = ""  # the name of the address where all of it is listed, if there is one


def tasks(on: datetime.date, among: QuerySet[Site] | None = None) -> list[Task]:
    """Return what is open at some sites or at all, in three queries however many there are."""
    rows = Site.objects.all() if among is None else among
    sites = list(rows.prefetch_related("facts", "statuses"))
    listed = [site for site in sites if stage_of(site, on) != "withdrawn"]
    return [
        task
        for task in (
            _of(
                "khu, cụm chưa xác nhận tên gọi: chưa được giới thiệu",
                sites,
                _unconfirmed,
                "worklist_unconfirmed",
            ),
            _of("khu, cụm chưa rõ giai đoạn", sites, lambda site: int(stage_of(site, on) is None)),
            _of("khu, cụm chưa biết diện tích quy hoạch", listed, lambda site: _without_area(site, on)),
            _of("số liệu đang dùng đã cũ", listed, lambda site: len(aged(site, on)), "worklist_stale"),
            _of(
                "đại lượng có nguồn trái nhau mà chưa ai chọn",
                listed,
                lambda site: len(disputed(site, on)),
                "worklist_disagreements",
            ),
        )
        if task.count
    ]


def _of(text: str, sites: list[Site], count: Callable[[Site], int], page: str = "") -> Task:
    counted = [(count(site), site) for site in sites]
    found = sorted(((n, site) for n, site in counted if n), key=lambda pair: (-pair[0], pair[1].code))
    return Task(sum(n for n, _ in found), text, [site for _, site in found[:SHOWN]], page)


def _unconfirmed(site: Site) -> int:
    return int(site.identity == Site.Identity.UNCONFIRMED)


def _without_area(site: Site, on: datetime.date) -> int:
    areas = [fact for fact in site.facts.all() if fact.quantity == "area_planned_ha"]
    return int(choose(areas, on) is None)
