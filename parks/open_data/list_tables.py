"""The tables of orientation and of the code lists: each column is public elsewhere in the API too."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from parks.models import AdminUnit, Node, Orientation, PlanningArea, Sector, Source, Succession
from parks.open_data.datasets import Dataset, code_of, same, source
from parks.snapshot import Snapshot

_AT_ONCE = 500  # rows that are read from the database at once


def _queried(query: QuerySet[Any]) -> Callable[[Snapshot], Iterator[Any]]:
    return lambda catalogue: query.all().iterator(_AT_ONCE)


def _orientation(catalogue: Snapshot) -> list[Orientation]:
    rows = Orientation.objects.select_related("site", "planning_area", "source")
    return sorted(rows, key=lambda row: (code_of(row.planning_area), code_of(row.site), row.pk))


ORIENTATION = Dataset(
    "orientation",
    {"vi": "Định hướng ngành nghề", "en": "Orientation of the sites and planning areas"},
    {
        "vi": "Ngành nghề được ưu tiên, liên quan, hạn chế, được duyệt hoặc không tiếp nhận, theo khu, cụm hoặc vùng quy hoạch.",
        "en": "Lines that are wanted, linked, limited, approved or refused, of a site or of its planning area.",
    },
    {
        "planning_area": lambda row: code_of(row.planning_area),
        "site": lambda row: code_of(row.site),
        **same("stance", "words"),
        "vsic": attrgetter("edition"),
        **same("prefix", "as_of"),
        **source(),
    },
    _orientation,
)

PLANNING_AREAS = Dataset(
    "planning-areas",
    {"vi": "Vùng quy hoạch", "en": "Planning areas"},
    {
        "vi": "Các huyện năm 2023, là đơn vị mà pháp luật và quy hoạch vẫn dùng, kèm nhóm tiêu chí.",
        "en": "The districts of 2023, in which law and plan still speak, with the profile of each.",
    },
    {
        **same("code", "name_vi", "name_en", "profile", "mountain", "founding_scope"),
        "district": lambda area: f"{area.district.edition}:{area.district.code}" if area.district else "",
        "seat": lambda area: code_of(area.seat),
        "sites": attrgetter("site_count"),
    },
    _queried(
        PlanningArea.objects.select_related("district", "seat")
        .annotate(site_count=Count("sites"))
        .order_by("code")
    ),
)

COMMUNES = Dataset(
    "communes",
    {"vi": "Đơn vị hành chính cũ và mới", "en": "Administrative units, old and new"},
    {
        "vi": "Tỉnh, huyện, xã của danh mục 2023 và 2025, kèm đơn vị trước và sau sắp xếp.",
        "en": "Provinces, districts and communes of the editions of 2023 and 2025, with what was before and after the mergers.",
    },
    {
        **same("edition", "code", "name_vi", "level"),
        "parent": lambda unit: code_of(unit.parent),
        **same("latitude", "longitude", "licence"),
        "predecessors": lambda unit: " ".join(row.code for row in unit.predecessors.all()),
        "successors": lambda unit: " ".join(row.successor.code for row in unit.successors.all()),
    },
    _queried(
        AdminUnit.objects.select_related("parent")
        .prefetch_related(
            Prefetch("predecessors", Succession.objects.order_by("code")),
            Prefetch(
                "successors", Succession.objects.select_related("successor").order_by("successor__code")
            ),
        )
        .order_by("edition", "code")
    ),
)

SECTORS = Dataset(
    "sectors",
    {"vi": "Ngành kinh tế VSIC", "en": "VSIC sectors"},
    {
        "vi": "Danh mục ngành theo từng ấn bản, kèm mức công nghệ và Phụ lục II Nghị định 08/2022.",
        "en": "The classification by edition, with technology intensity and what Annex II of Decree 08/2022 says.",
    },
    {
        **same("edition", "code", "level"),
        "parent": lambda sector: code_of(sector.parent),
        **same("name_vi", "name_en", "isic4", "intensity", "annex_ii", "annex_ii_standing"),
    },
    _queried(Sector.objects.select_related("parent").order_by("edition", "code")),
)

NODES = Dataset(
    "nodes",
    {"vi": "Đầu mối hạ tầng", "en": "Airports, ports, stations and interchanges"},
    {
        "vi": "Các đầu mối mà khoảng cách được tính đến.",
        "en": "The nodes to which distances are counted.",
    },
    same("code", "kind", "name_vi", "name_en", "latitude", "longitude"),
    _queried(Node.objects.order_by("code")),
    has_points=True,
)

SOURCES = Dataset(
    "sources",
    {"vi": "Nguồn tài liệu", "en": "Sources"},
    {
        "vi": "Các văn bản và trang mà số liệu được đọc từ đó.",
        "en": "The documents and pages that the figures were read in.",
    },
    same("code", "title", "url", "published", "licence"),
    _queried(Source.objects.order_by("code")),
)
