"""The evidence as it is loaded: everything kept, nothing invented, the notes obeyed."""

import csv
import datetime
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.conf import settings

from parks.evidence import choose, choose_bounding, current_status
from parks.models import (
    AdminUnit,
    Fact,
    Node,
    Orientation,
    PlanningArea,
    Sector,
    Site,
    SiteUnit,
    Source,
    Status,
    Succession,
    Tenant,
)
from parks.quantities import QUANTITIES

pytestmark = pytest.mark.usefixtures("catalogue")
TODAY = datetime.date(2026, 11, 23)
EVIDENCE = settings.BASE_DIR / "fixtures" / "evidence"


def current(site: str, quantity: str, on: datetime.date = TODAY) -> tuple[str, str] | None:
    found = choose(Fact.objects.filter(site__code=site, quantity=quantity), on)
    return found and (found.fact.value, found.reason)


def stage(site: str, on: datetime.date = TODAY) -> tuple[str, str, bool] | None:
    found = current_status(Status.objects.filter(site__code=site), on)
    return found and (found.status.stage, found.status.developer, found.doubtful)


def test_the_founding_seven_parks_and_35_clusters_are_marked() -> None:
    marked = Site.objects.filter(counted_mid_2023=True)
    assert Counter(marked.values_list("kind", flat=True)) == {"park": 7, "cluster": 35}
    assert set(marked.filter(kind="park").values_list("name_vi", flat=True)) == {
        "KCN Sông Công I",
        "KCN Sông Công II",
        "KCN Điềm Thụy",
        "KCN Nam Phổ Yên",
        "KCN Yên Bình",
        "KCN Phú Bình",
        "KCN Quyết Thắng",
    }


def test_there_are_59_sites_and_later_and_withdrawn_ones_are_among_them() -> None:
    assert Counter(Site.objects.values_list("kind", flat=True)) == {"park": 13, "cluster": 45, "it_zone": 1}
    assert Counter(Site.objects.values_list("identity", flat=True)) == {
        "sure": 44,
        "probable": 10,
        "unconfirmed": 5,
    }
    assert Status.objects.filter(stage="withdrawn").values("site").distinct().count() == 6


def test_every_row_of_the_evidence_is_kept() -> None:
    # 461 rows about sites: 402 facts, and 59 statuses; the other statuses follow from dated facts.
    assert Fact.objects.count() == 402
    assert Status.objects.exclude(code__contains="-derived-").count() == 59
    assert Status.objects.filter(code__contains="-derived-").count() == 25
    assert Orientation.objects.count() == 182
    assert Node.objects.count() == 71
    assert AdminUnit.objects.filter(edition="2023").count() == 187
    assert AdminUnit.objects.filter(edition="2025").count() == 93
    assert Counter(Fact.objects.values_list("grade", flat=True)) + Counter(
        Status.objects.exclude(code__contains="-derived-").values_list("grade", flat=True)
    ) == {"sourced": 246, "sourced_weak": 158, "doubtful": 57}


def test_a_derived_status_says_from_what_it_follows_and_cites_a_source_of_its_site() -> None:
    for status in Status.objects.filter(code__contains="-derived-").select_related("source", "site"):
        assert status.note and status.words, status.code
        if status.source.code == "tap-chi-cong-san-1015-2023-06":
            continue  # the founding article speaks of all seven parks
        assert Fact.objects.filter(site=status.site, source=status.source).exists(), status.code


def test_every_current_figure_has_a_source_and_a_known_quantity() -> None:
    shown = 0
    for site in Site.objects.prefetch_related("facts__source"):
        for quantity in {fact.quantity for fact in site.facts.all()}:
            assert quantity in QUANTITIES
            found = choose([fact for fact in site.facts.all() if fact.quantity == quantity], TODAY)
            if found:
                assert found.fact.source.title
                shown += 1
    assert shown > 300


def test_a_number_is_what_the_printed_value_says() -> None:
    for fact in Fact.objects.exclude(number=None):
        assert fact.number == Decimal(fact.value.replace(",", ".")), fact.code
    worded = Fact.objects.filter(number=None).values_list("quantity", flat=True)
    assert all(QUANTITIES[quantity].kind == "text" for quantity in worded)


def test_nobody_is_said_to_have_recorded_or_pinned_what_came_with_the_service() -> None:
    assert not Fact.objects.exclude(recorded_by=None).exists()
    assert not Fact.objects.exclude(pinned_by=None).exists()


@pytest.mark.parametrize(
    ("site", "quantity", "value"),
    [
        ("KCN-SONG-CONG-1", "area_planned_ha", "196.88"),
        ("KCN-SONG-CONG-1", "occupancy_pct", "97"),
        ("KCN-SONG-CONG-2", "occupancy_pct", "100"),
        ("KCN-SONG-CONG-2-GD2", "area_planned_ha", "296.24"),
        ("KCN-DIEM-THUY", "area_planned_ha", "361.1"),
        ("KCN-NAM-PHO-YEN", "area_planned_ha", "263"),
        ("KCN-YEN-BINH", "area_planned_ha", "400"),
        ("CCN-KHUYNH-THACH", "area_planned_ha", "40"),
        ("CCN-NAM-HOA", "area_planned_ha", "35.56"),
        ("CCN-YEN-LAC", "area_planned_ha", "25.6"),
    ],
)
def test_figures_that_the_notes_prefer_are_pinned(site: str, quantity: str, value: str) -> None:
    assert current(site, quantity) == (value, "pinned")


def test_nothing_else_is_pinned_and_every_pin_has_its_reason() -> None:
    pinned = Fact.objects.exclude(pinned_at=None)
    assert pinned.count() == 10
    assert not pinned.filter(pin_reason="").exists()


@pytest.mark.parametrize(
    ("site", "quantity", "value"),
    [
        ("KCN-SONG-CONG-2", "rent_usd_m2", "15"),
        ("KCN-TAY-PHO-YEN", "area_planned_ha", "592"),
        ("CCN-NAM-HOA", "area_planned_ha", "40"),
        ("CCN-QUANG-SON-1", "area_planned_ha", "135.5"),
    ],
)
def test_figures_that_must_not_be_used_are_kept_and_never_chosen(
    site: str, quantity: str, value: str
) -> None:
    facts = Fact.objects.filter(site__code=site, quantity=quantity)
    assert facts.get(value=value).unusable_reason
    for on in (datetime.date(2010, 1, 1), datetime.date(2022, 6, 1), TODAY):
        found = choose(facts, on)
        assert found is None or found.fact.value != value


def test_a_superseded_figure_still_counts_for_its_own_time() -> None:
    assert current("KCN-YEN-BINH", "area_planned_ha", datetime.date(2015, 1, 1)) == ("200", "only")


def test_the_doubtful_distance_to_the_port_bounds_nothing() -> None:
    facts = Fact.objects.filter(site__code="KCN-SONG-CONG-1", quantity="distance_haiphong_port_km")
    assert choose_bounding(facts, TODAY) is None
    assert current("KCN-SONG-CONG-1", "distance_haiphong_port_km") == ("200", "doubtful_only")


def test_a_lower_bound_is_kept_as_one() -> None:
    leased = Fact.objects.get(site__code="CCN-AN-KHANH-1", quantity="area_leased_ha")
    assert (leased.value, leased.qualifier) == ("25.39", "at_least")


@pytest.mark.parametrize(
    ("site", "on", "expected"),
    [
        ("CCN-YEN-LAC", TODAY, ("under_construction", "yes", False)),
        ("CCN-YEN-LAC", datetime.date(2023, 6, 30), ("established", "no", False)),
        ("CCN-YEN-NINH", datetime.date(2023, 6, 30), ("planned", "no", False)),
        ("CCN-KIM-SON", datetime.date(2023, 6, 30), ("planned", "no", False)),
        ("CCN-DIEM-THUY", datetime.date(2023, 10, 31), ("planned", "no", False)),
        ("CCN-DIEM-THUY", datetime.date(2023, 11, 1), ("established", "yes", False)),
        ("KCN-PHU-BINH", datetime.date(2023, 6, 30), ("planned", "no", False)),
        ("KCN-PHU-BINH", TODAY, ("under_construction", "yes", False)),
        ("KCN-QUYET-THANG", TODAY, ("planned", "unknown", False)),
        ("KCN-YEN-BINH", TODAY, ("operating", "unknown", False)),
        ("KCN-THUONG-DINH", TODAY, ("established", "yes", False)),
        ("KCN-TAY-PHO-YEN", TODAY, ("established", "yes", False)),
        ("KCN-YEN-BINH-3", TODAY, ("under_construction", "yes", False)),
        ("KCN-THANH-BINH", TODAY, ("established", "unknown", False)),
        ("CCN-BAO-LY-XUAN-PHUONG", TODAY, ("established", "unknown", False)),
        ("CCN-BA-XUYEN", TODAY, ("established", "no", True)),
        ("CCN-VAN-THUONG", TODAY, ("withdrawn", "unknown", False)),
        ("CCN-CAY-BONG", TODAY, None),
    ],
)
def test_the_stage_of_a_site_on_a_day(
    site: str, on: datetime.date, expected: tuple[str, str, bool] | None
) -> None:
    assert stage(site, on) == expected


def test_sites_of_the_same_name_are_different_sites() -> None:
    for name in ("Điềm Thụy", "Thượng Đình"):
        assert Site.objects.filter(name_vi__endswith=name).count() == 2


def test_only_three_parks_have_a_point_of_their_own_and_every_point_has_its_error() -> None:
    own = Site.objects.filter(point_basis__startswith="khu:").values_list("code", flat=True)
    assert set(own) == {"KCN-SONG-CONG-2", "KCN-DIEM-THUY", "KCN-YEN-BINH"}
    placed = Site.objects.exclude(latitude=None)
    assert placed.count() == 41
    assert all(Decimal(1) <= site.point_error_km <= Decimal(4) for site in placed)


def test_what_a_point_rests_on_is_told_in_words_not_by_names_of_files_and_tables() -> None:
    told = Site.objects.values_list("point_basis", "point_source", "note")
    assert [text for texts in told for text in texts if re.search(r"\w_\w|\.(csv|json)", text)] == []


def test_the_planning_areas_have_their_profiles_and_seats() -> None:
    areas = {area.code: area for area in PlanningArea.objects.select_related("seat")}
    assert {code: area.profile for code, area in areas.items()} == {
        "PHO-YEN": "S-EL",
        "PHU-BINH": "S-EL",
        "SONG-CONG": "S-ME",
        "THAI-NGUYEN": "CITY",
        "DINH-HOA": "MTN",
        "PHU-LUONG": "MTN",
        "DAI-TU": "MTN",
        "VO-NHAI": "MTN",
        "DONG-HY": "MTN",
        "BAC-KAN": "MTN",
    }
    assert all(area.mountain == (area.profile == "MTN") for area in areas.values())
    assert [code for code, area in areas.items() if not area.founding_scope] == ["BAC-KAN"]
    for code, area in areas.items():
        assert (area.seat is None) == (code == "BAC-KAN")
        assert area.seat is None or area.seat.latitude is not None


@pytest.mark.parametrize(
    ("edition", "code", "name"),
    [
        ("2018", "3512", "Truyền tải và phân phối điện"),
        ("2025", "3512", "Sản xuất điện từ nguồn năng lượng tái tạo"),
        ("2018", "3511", "Sản xuất điện"),
        ("2025", "3511", "Sản xuất điện từ nguồn năng lượng không tái tạo"),
        ("2018", "2610", "Sản xuất linh kiện điện tử"),
        ("2025", "2619", "Sản xuất linh kiện điện tử khác"),
    ],
)
def test_a_sector_code_means_what_its_edition_says(edition: str, code: str, name: str) -> None:
    assert Sector.objects.get(edition=edition, code=code).name_vi == name


def test_an_annex_ii_row_that_was_only_remembered_is_marked_so() -> None:
    remembered = Sector.objects.filter(annex_ii__startswith="U (chưa kiểm chứng)")
    assert remembered.exists() and not remembered.exclude(annex_ii_standing="known").exists()
    assert (
        Sector.objects.filter(origin__contains="unverified").exclude(annex_ii_standing="known").count() == 0
    )
    read = Sector.objects.filter(annex_ii_standing="read")
    assert read.exists() and not read.exclude(origin__contains="ANNEX2").exists()


def test_every_sector_below_a_section_hangs_under_one_of_its_edition() -> None:
    for sector in Sector.objects.filter(edition="2018", level__gt=1).select_related("parent"):
        assert sector.parent is not None and sector.parent.level < sector.level, sector.code


def test_every_orientation_prefix_is_a_sector_of_its_edition() -> None:
    known = set(Sector.objects.values_list("edition", "code"))
    used = set(Orientation.objects.values_list("edition", "prefix"))
    assert {
        each for each in used if not any(each[0] == e and c.startswith(each[1]) for e, c in known)
    } == set()


def test_old_district_old_commune_and_new_ward_find_the_same_site() -> None:
    units = {
        (unit.unit.edition, unit.unit.name_vi)
        for unit in SiteUnit.objects.filter(site__code="CCN-KHUYNH-THACH").select_related("unit")
    }
    assert units == {
        ("2023", "Thành phố Sông Công"),
        ("2023", "Phường Cải Đan"),
        ("2025", "Phường Sông Công"),
    }


def test_a_commune_that_could_be_either_of_two_is_not_linked() -> None:
    units = SiteUnit.objects.filter(site__code="CCN-THUONG-DINH", unit__edition="2025")
    assert not units.exists()


def test_units_of_2023_are_found_in_2025_but_two_whose_fate_no_source_tells() -> None:
    communes = AdminUnit.objects.filter(edition="2023", level="commune")
    lost = communes.filter(successors=None).values_list("name_vi", flat=True)
    assert set(lost) == {"Xã Tân Lợi", "Xã Na Mao"}
    assert Succession.objects.get(code="05608").successor.name_vi == "Xã Phú Lương"


def test_tenants_are_licensed_firms_at_known_sites() -> None:
    with (EVIDENCE / "sited_projects.csv").open(encoding="utf-8") as file:
        projects = list(csv.DictReader(file))
    memoranda = {row["project_id"].lower() for row in projects if "MEMORANDUM" in row["tech_note"]}
    codes = set(Tenant.objects.values_list("code", flat=True))
    assert len(projects) == 33 and len(codes) == 30
    assert {row["project_id"].lower() for row in projects} - codes == memoranda | {"sp040"}


def test_one_page_is_one_source() -> None:
    pages = Counter(
        Source.objects.exclude(url="").exclude(url__contains="github.com").values_list("url", flat=True)
    )
    several = {url for url, count in pages.items() if count > 1}
    # Read together with further pages, so these are other bundles of evidence that begin with the same page.
    assert all(Source.objects.filter(url=url).exclude(note="").exists() for url in several)
