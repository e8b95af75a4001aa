"""One site with its evidence, every fact about it, and the code lists, on the real catalogue."""

import datetime
import json

import pytest
from django.contrib.auth.models import User

from parks import services
from parks.models import Fact, Remit, Site, Source
from parks.quantities import QUANTITIES
from tests.parks.api.conftest import Api

PUBLIC_OF_A_FACT = {
    "quantity",
    "label",
    "value",
    "number",
    "unit",
    "qualifier",
    "as_of",
    "grade",
    "source",
    "stale",
    "disagreements",
}


def test_every_current_figure_resolves_to_a_source(api: Api) -> None:
    for code in api.codes(""):
        for fact in api.get(f"/api/sites/{code}")["facts"]:
            assert fact.keys() == PUBLIC_OF_A_FACT
            assert fact["source"]["title"]
            assert fact["grade"] in ("verified", "sourced", "sourced_weak", "doubtful", "estimated")
            if fact["quantity"] in QUANTITIES and QUANTITIES[fact["quantity"]].kind == "number":
                assert fact["number"] is not None


def test_what_officers_note_is_in_no_answer(api: Api) -> None:
    """DECISIONS 27: value, date, grade, source; never a note, a reason or a name."""
    user = User.objects.create(username="secret-officer", email="secret-officer@example.vn")
    Remit.objects.create(user=user)
    site = Site.objects.get(code="KCN-YEN-BINH")
    Site.objects.filter(pk=site.pk).update(note="secret-note", point_source="secret-point-source")
    source = Source.objects.all()[0]
    Source.objects.filter(pk=source.pk).update(note="secret-source-note")
    fact = services.record_fact(
        site=site,
        quantity="area_free_ha",
        value="3",
        source=source,
        grade="sourced",
        user=user,
        as_of="2026",
        note="secret-fact-note",
    )
    Fact.objects.filter(pk=fact.pk).update(unusable_reason="secret-unusable")
    other = Fact.objects.filter(site=site).exclude(pk=fact.pk)[0]
    Fact.objects.filter(pk=other.pk).update(
        pin_reason="secret-pin", pinned_at=fact.recorded_at, pinned_by=user, note="secret"
    )
    for address in ("sites?limit=200", "sites/KCN-YEN-BINH", "sites/KCN-YEN-BINH/facts", "sources?limit=200"):
        assert "secret" not in json.dumps(api.get(f"/api/{address}")), address


def test_one_site_has_all_that_the_contract_names(api: Api) -> None:
    site = api.get("/api/sites/KCN-DIEM-THUY", **{"accept-language": "en"})
    assert site["planning_area"]["code"] == "PHU-BINH"
    assert site["status"]["stage"] == "operating"
    assert site["point"]["error_km"] == site["point_error_km"] == 1.5
    assert {unit["code"] for unit in site["communes_2023"]} == {"05941", "172", "173"}
    assert [unit["name_vi"] for unit in site["communes_2025"]] == ["Xã Điềm Thụy"]
    assert {row["level"] for row in site["orientation"]} == {"planning_area"}
    assert all(row["words"] and row["prefix"] and row["source"]["title"] for row in site["orientation"])
    assert site["tenants_complete"] is False
    assert any(fact["label"] == "Planned area" for fact in site["facts"])
    assert "© OpenStreetMap contributors" in site["attributions"]


def test_orientation_is_the_sites_own_first_and_says_where_it_comes_from(api: Api) -> None:
    levels = [row["level"] for row in api.get("/api/sites/KCN-YEN-BINH")["orientation"]]
    assert levels == sorted(levels, reverse=True)
    assert set(levels) == {"site", "planning_area"}


def test_distances_are_published_first_and_say_what_they_rest_on(api: Api) -> None:
    found = {row["node"]["code"]: row for row in api.get("/api/sites/KCN-SONG-CONG-1")["distances"]}
    assert found["AIR-HAN"]["basis"] == "published"
    assert found["AIR-HAN"]["low_km"] < found["AIR-HAN"]["fact"]["number"] < found["AIR-HAN"]["high_km"]
    assert found["AIR-HPH"]["basis"] == "estimated"
    assert found["AIR-HPH"]["fact"] is None
    assert found["RPORT-DPH"]["basis"] == "published", "a node without a point, but with a published distance"
    assert found["PORT-HPH"]["basis"] == "estimated", "the published 200 km is doubtful and bounds nothing"
    assert "RAIL-PYE" not in found, "no point of that station is known"


def test_a_site_without_a_point_is_measured_from_its_seat(api: Api) -> None:
    site = api.get("/api/sites/CCN-KIM-SON")
    assert site["point"] is None and site["latitude"] is None
    assert {row["basis"] for row in site["distances"]} == {"estimated_from_seat"}


def test_the_day_decides(api: Api) -> None:
    before = api.get("/api/sites/CCN-BAN-DAT?on=2021-02-28")
    after = api.get("/api/sites/CCN-BAN-DAT?on=2021-03-01")
    assert (before["on"], after["status"]["stage"]) == ("2021-02-28", "withdrawn")
    assert before["status"] is None or before["status"]["stage"] != "withdrawn"


def test_lines_and_firms_are_of_the_day_too(api: Api) -> None:
    then, now = (api.get(f"/api/sites/KCN-YEN-BINH?on={day}") for day in ("2012-01-01", "2026-11-01"))
    assert {row["as_of"] for row in now["orientation"]} > {row["as_of"] for row in then["orientation"]}
    assert all(row["as_of"] <= "2012" for row in then["orientation"])
    assert {firm["since"] for firm in now["tenants"]} > {firm["since"] for firm in then["tenants"]}
    assert all(firm["since"] <= "2012" for firm in then["tenants"])


def test_every_fact_is_listed_with_which_counts_and_why(api: Api) -> None:
    answer = api.get("/api/sites/KCN-SONG-CONG-1/facts", **{"accept-language": "en"})
    recorded = Fact.objects.filter(site__code="KCN-SONG-CONG-1")
    listed = [fact for quantity in answer["quantities"] for fact in quantity["facts"]]
    assert {fact["code"] for fact in listed} == set(recorded.values_list("code", flat=True))
    area = next(row for row in answer["quantities"] if row["quantity"] == "area_planned_ha")
    assert len(area["facts"]) > 1
    assert area["reason"] == "pinned"
    assert area["because"] == "An officer chose this fact."
    assert [fact["code"] for fact in area["facts"] if fact["current"]] == [area["current"]]


def test_a_retracted_fact_stays_listed_and_counts_no_more(api: Api) -> None:
    fact = Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-1")
    user = User.objects.create(username="officer")
    Remit.objects.create(user=user)
    services.retract_evidence(row=fact, reason="Đọc nhầm", user=user)
    area = api.get("/api/sites/KCN-SONG-CONG-1/facts")["quantities"][0]
    retracted = next(row for row in area["facts"] if row["code"] == fact.code)
    assert (retracted["retracted"], retracted["current"]) == (True, False)
    assert area["current"] != fact.code


def test_geojson_has_a_feature_for_each_site_with_its_attributions(api: Api) -> None:
    by_suffix = api.client.get("/api/sites.geojson?limit=200")
    by_header = api.client.get("/api/sites?limit=200", headers={"accept": "application/geo+json"})
    assert by_suffix.headers["Content-Type"] == "application/geo+json"
    collection = by_header.json()
    assert by_suffix.json()["features"] == collection["features"]
    assert collection["type"] == "FeatureCollection" and len(collection["features"]) == 59
    assert "Place data © GeoNames, CC BY 4.0" in collection["attributions"]
    west, south, east, north = collection["bbox"]
    placed = 0
    for feature in collection["features"]:
        assert feature["type"] == "Feature" and feature["id"] == feature["properties"]["code"]
        if feature["geometry"] is not None:
            placed += 1
            longitude, latitude = feature["geometry"]["coordinates"]
            assert west <= longitude <= east and south <= latitude <= north
            assert 105 < longitude < 107 and 21 < latitude < 23
    assert placed == Site.objects.exclude(latitude=None).count() > 40


@pytest.mark.parametrize("path", ["sites/KCN-YEN-BINH", "parks", "clusters"])
def test_geojson_of_the_others(api: Api, path: str) -> None:
    response = api.client.get(f"/api/{path}.geojson")
    assert response.status_code == 200
    assert response.json()["type"] in ("Feature", "FeatureCollection")


def test_sectors_tell_the_editions_apart(api: Api) -> None:
    names = {
        (row["edition"], row["code"]): row["name_vi"]
        for edition in ("2018", "2025")
        for row in api.get(f"/api/sectors?limit=200&edition={edition}&search=3512")["items"]
    }
    assert names[("2018", "3512")] != names[("2025", "3512")]
    assert {row["level"] for row in api.get("/api/sectors?level=1")["items"]} == {1}
    high = api.get("/api/sectors?intensity=high&limit=200")["items"]
    assert high and all(row["intensity"] == "high" for row in high)


def test_planning_areas_name_their_district_profile_and_sites(api: Api) -> None:
    areas = {row["code"]: row for row in api.get("/api/planning-areas")["items"]}
    assert areas["PHU-BINH"]["district"] == "2023:173"
    assert areas["VO-NHAI"]["mountain"] is True and areas["VO-NHAI"]["sites"] == 2
    assert areas["BAC-KAN"]["founding_scope"] is False and areas["BAC-KAN"]["district"] is None
    assert [row["profile"] for row in api.get("/api/planning-areas?profile=CITY")["items"]] == ["CITY"]


def test_communes_name_what_they_were_made_from_and_went_into(api: Api) -> None:
    new = api.get("/api/communes?edition=2025&search=diem thuy")["items"]
    assert [unit["code"] for unit in new] == ["05941"]
    assert "05932" in {row["code"] for row in new[0]["predecessors"]}
    old = api.get("/api/communes?edition=2023&level=commune&search=thuong dinh")["items"]
    assert {row["code"]: row["part"] for row in old[0]["successors"]} == {"05941": "part", "05908": "part"}
    inside = api.get("/api/communes?parent=2023:173&limit=200")["items"]
    assert {unit["parent"] for unit in inside} == {"173"}


def test_sources_of_a_site(api: Api) -> None:
    codes = api.codes("site=KCN-YEN-BINH", "sources")
    assert 0 < len(codes) < len(api.codes("", "sources"))
    assert codes == sorted(set(codes))


def test_health_says_version_and_data(api: Api) -> None:
    before = api.get("/api/health")
    assert (before["live"], before["ready"]) == (True, True)
    Site.objects.filter(code="KCN-YEN-BINH").update(name_en="Changed")
    assert api.get("/api/health")["data_version"] != before["data_version"]


def test_a_figure_that_is_too_old_says_so(api: Api) -> None:
    site = Site.objects.get(code="KCN-YEN-BINH")
    source = Source.objects.all()[0]
    day = datetime.date(2026, 11, 24)
    services.record_fact(
        site=site,
        quantity="area_free_ha",
        value="3",
        source=source,
        grade="sourced",
        user=None,
        as_of="2025-01",
    )

    def stale(on: datetime.date) -> bool:
        facts = api.get(f"/api/sites/KCN-YEN-BINH?on={on}")["facts"]
        return next(fact["stale"] for fact in facts if fact["quantity"] == "area_free_ha")

    assert stale(day) is True
    assert stale(datetime.date(2026, 1, 1)) is False
    assert stale(datetime.date(2026, 1, 2)) is True
