"""What officers could clear up in the evidence, each with the sites where it is most worth it."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from parks.evidence import choose, current_status, is_stale
from parks.models import Fact, Site

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something to clear up: how often, and the first few sites."""

    count: int
    text: str
    sites: list[Site]


def tasks(on: datetime.date) -> list[Task]:
    """Return what is open, in three queries however many sites there are."""
    sites = list(Site.objects.prefetch_related("facts", "statuses"))
    listed = [site for site in sites if _stage(site, on) != "withdrawn"]
    return [
        task
        for task in (
            _of("khu, cụm chưa xác nhận tên gọi: chưa được giới thiệu", sites, _unconfirmed),
            _of("khu, cụm chưa rõ giai đoạn", sites, lambda site: int(_stage(site, on) is None)),
            _of("khu, cụm chưa biết diện tích quy hoạch", listed, lambda site: _without_area(site, on)),
            _of("số liệu đang dùng đã cũ", listed, lambda site: _stale(site, on)),
            _of("đại lượng có nguồn trái nhau mà chưa ai chọn", listed, lambda site: _disputed(site, on)),
        )
        if task.count
    ]


def _of(text: str, sites: list[Site], count: Callable[[Site], int]) -> Task:
    counted = [(count(site), site) for site in sites]
    found = sorted(((n, site) for n, site in counted if n), key=lambda pair: (-pair[0], pair[1].code))
    return Task(sum(n for n, _ in found), text, [site for _, site in found[:SHOWN]])


def _unconfirmed(site: Site) -> int:
    return int(site.identity == Site.Identity.UNCONFIRMED)


def _stage(site: Site, on: datetime.date) -> str | None:
    found = current_status(site.statuses.all(), on)
    return found.status.stage if found else None


def _by_quantity(site: Site) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in site.facts.all():
        found[fact.quantity].append(fact)
    return found


def _without_area(site: Site, on: datetime.date) -> int:
    return int(choose(_by_quantity(site).get("area_planned_ha", []), on) is None)


def _stale(site: Site, on: datetime.date) -> int:
    chosen = [choose(facts, on) for facts in _by_quantity(site).values()]
    return sum(is_stale(each.fact, on) for each in chosen if each is not None)


def _disputed(site: Site, on: datetime.date) -> int:
    """Count the figures that usable sources state differently; wordings differ always and are left out."""
    chosen = [choose(facts, on) for facts in _by_quantity(site).values()]
    return sum(
        any(not other.unusable_reason for other in each.disagreements)
        for each in chosen
        if each is not None and each.fact.number is not None and each.reason != "pinned"
    )
