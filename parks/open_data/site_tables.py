"""The tables of the sites and of what is recorded about them: each column is public elsewhere in the API too."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from parks.current import CurrentSite, current_sites
from parks.dates import today
from parks.evidence_serializers import LandSerializer
from parks.open_data.datasets import Cell, Dataset, same, source
from parks.quantities import QUANTITIES
from parks.renderers import number
from parks.snapshot import SiteRecord, Snapshot


class Recorded(NamedTuple):
    """A row that is recorded about a site, with the code of the site: to ask the row itself would ask the database."""

    site: str
    row: Any


def _land(quantity: str, end: str) -> Callable[[CurrentSite], Cell]:
    def value_of(current: CurrentSite) -> Cell:
        shown = LandSerializer().to_representation(current.land)[quantity][end]
        return None if shown is None else float(shown)

    return value_of


def _status(name: str) -> Callable[[CurrentSite], Cell]:
    read = attrgetter(name)
    return lambda current: None if current.status is None else read(current.status.status)


def _units(edition: str) -> Callable[[CurrentSite], Cell]:
    return lambda current: " ".join(row.unit.code for row in current.units(edition))


def _error(current: CurrentSite) -> Cell:
    return number(current.site.point_error_km)


def _sites(catalogue: Snapshot) -> Iterable[CurrentSite]:
    return current_sites(catalogue, today()).values()


def _recorded(read: Callable[[SiteRecord], Iterable[Any]]) -> Callable[[Snapshot], Iterator[Recorded]]:
    """Return what gives the rows that are recorded about the sites, site by site, each in order of its code."""

    def rows(catalogue: Snapshot) -> Iterator[Recorded]:
        for code, record in catalogue.records.items():
            for row in sorted(read(record), key=lambda row: str(row.code)):
                yield Recorded(code, row)

    return rows


def _label(language: str) -> Callable[[Any], Cell]:
    def label(fact: Recorded) -> Cell:
        known = QUANTITIES.get(fact.row.quantity)
        return str(getattr(known, f"label_{language}")) if known else str(fact.row.quantity)

    return label


SITES = Dataset(
    "sites",
    {"vi": "Khu, cụm công nghiệp", "en": "Industrial parks and clusters"},
    {
        "vi": "Mỗi dòng một khu, cụm: loại, vùng quy hoạch, tọa độ và sai số, giai đoạn, diện tích tính đến ngày tải.",
        "en": "One site a row: kind, planning area, point and its error, stage and land as they stand on the day of the download.",
    },
    {
        **{
            name: attrgetter(f"site.{name}")
            for name in (
                "code",
                "kind",
                "name_vi",
                "name_en",
                "identity",
                "counted_mid_2023",
                "craft_village",
            )
        },
        "planning_area": attrgetter("site.planning_area.code"),
        "latitude": attrgetter("site.latitude"),
        "longitude": attrgetter("site.longitude"),
        "point_error_km": _error,
        "point_basis": attrgetter("site.point_basis"),
        "stage": _status("stage"),
        "developer": _status("developer"),
        "stage_as_of": _status("as_of"),
        "stage_grade": _status("grade"),
        "stage_source": _status("source.code"),
        **{
            f"{quantity.removesuffix('_ha')}_{end}_ha": _land(quantity, end)
            for quantity in ("planned_ha", "free_ha", "free_sure_ha", "largest_plot_ha")
            for end in ("low", "high")
        },
        "communes_2023": _units("2023"),
        "communes_2025": _units("2025"),
        "tenants_complete": attrgetter("site.tenants_complete"),
    },
    _sites,
    has_points=True,
)

FACTS = Dataset(
    "facts",
    {"vi": "Số liệu kèm nguồn", "en": "Facts with their sources"},
    {
        "vi": "Mọi số liệu từng được ghi nhận về các khu, cụm, kể cả số liệu trái nhau và đã rút lại, kèm thời điểm, nguồn và độ tin cậy.",
        "en": "Every figure ever recorded of the sites, disagreements and retracted ones included, each with date, source and grade.",
    },
    {
        "code": attrgetter("row.code"),
        "site": attrgetter("site"),
        **same("quantity", of="row."),
        "label_vi": _label("vi"),
        "label_en": _label("en"),
        **same("value", of="row."),
        "number": lambda fact: number(fact.row.number),
        **same("unit", "qualifier", "as_of", "grade", of="row."),
        **source("row."),
        "recorded_at": lambda fact: fact.row.recorded_at.isoformat(timespec="seconds"),
        "retracted": lambda fact: fact.row.retracted_at is not None,
        "usable": lambda fact: not fact.row.unusable_reason,
    },
    _recorded(lambda record: (fact for facts in record.facts.values() for fact in facts)),
)

STATUSES = Dataset(
    "statuses",
    {"vi": "Giai đoạn của khu, cụm", "en": "Stages of the sites"},
    {
        "vi": "Các giai đoạn mà nguồn cho biết: quy hoạch, thành lập, xây dựng, hoạt động, rút khỏi quy hoạch.",
        "en": "The stages that sources report: planned, established, under construction, operating, withdrawn.",
    },
    {
        "code": attrgetter("row.code"),
        "site": attrgetter("site"),
        **same("stage", "developer", "words", "as_of", "grade", of="row."),
        **source("row."),
    },
    _recorded(lambda record: (row for row in record.statuses if row.retracted_at is None)),
)

TENANTS = Dataset(
    "tenants",
    {"vi": "Doanh nghiệp trong khu, cụm", "en": "Firms at the sites"},
    {
        "vi": "Doanh nghiệp mà một nguồn đã công bố cho biết là có mặt tại khu, cụm.",
        "en": "Firms that a published source places at a site.",
    },
    {
        "code": attrgetter("row.code"),
        "site": attrgetter("site"),
        **same("name", "product", "vsic_code", "since", "grade", of="row."),
        **source("row."),
    },
    _recorded(attrgetter("tenants")),
)
