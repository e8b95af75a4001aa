"""The charts of a report, drawn from the same figures as its tables: title and picture, by the key of their part."""

from collections.abc import Callable

from django.utils.safestring import SafeString

from matching.reports.figures import Report
from matching.reports.land import Stated
from matching.reports.pipeline import Moves
from matching.reports.section_cases import area_name, country_name, division_name, stage_name
from matching.reports.tables import number
from parks.models import Fact
from parks.pictures import Bar, Stack, bars, stacked

MOST = 10
Titled = tuple[str, SafeString]


def pictures(report: Report) -> dict[str, list[Titled]]:
    """Return the charts."""
    return {"land": _land(report), "cases": _cases(report), "work": _work(report)}


def _land(report: Report) -> list[Titled]:
    """Return how full each site is that somebody has a figure of: site by site, for the figures do not add up."""
    rows = [
        Bar(site.name, float(site.occupancy.value), _said(site.occupancy), weak=site.occupancy.weak)
        for kind in report.land
        for site in kind.sites
        if site.occupancy is not None
    ]
    return [_titled("Tỷ lệ lấp đầy đã biết", rows)]


def _said(figure: Stated) -> str:
    """Return a figure in the little room beside a bar; the table beneath says the rest."""
    before = "≥ " if figure.qualifier == Fact.Qualifier.AT_LEAST else ""
    said = ", ".join(part for part in (figure.as_of[:4], "yếu" if figure.weak else "") if part)
    return f"{before}{number(figure.value)}%" + (f" ({said})" if said else "")


def _cases(report: Report) -> list[Titled]:
    stages = [Bar(stage_name(one.stage), one.at_end, number(one.at_end)) for one in report.pipeline.stages]
    by = report.pipeline.by
    return [
        _titled("Hồ sơ theo giai đoạn cuối kỳ", stages),
        _most(by["division"], "Hồ sơ đang xử lý theo ngành", lambda key: division_name(report, key)),
        _most(by["country"], "Hồ sơ đang xử lý theo quốc gia", country_name),
        _most(by["area"], "Hồ sơ đang xử lý theo vùng quy hoạch", lambda key: area_name(report, key)),
    ]


def _most(found: dict[str, Moves], title: str, name: Callable[[str], str]) -> Titled:
    rows = [(name(key), one.open_at_end) for key, one in found.items() if one.open_at_end]
    rest = sum(count for _, count in rows[MOST:])
    rows = [*rows[:MOST], *([("còn lại", rest)] if rest else [])]
    return _titled(title, [Bar(label, count, number(count)) for label, count in rows])


def _work(report: Report) -> list[Titled]:
    found, title = report.answers, "Yêu cầu trong kỳ"
    parts = (found.in_time, found.late, found.closed, found.still_open)
    rows = [Stack("Đã nhận", parts, number(found.received))] if found.received else []
    keys = ("trong một giờ", "sau một giờ", "khép lại", "còn mở")
    return [(title, stacked(rows, keys=keys, title=title))]


def _titled(title: str, rows: list[Bar]) -> Titled:
    return title, bars(rows, title=title)
