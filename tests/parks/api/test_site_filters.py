"""Every filter of the list of sites, on the real catalogue."""

import pytest

from tests.parks.api.conftest import Api


def test_the_list_has_every_site_once(api: Api) -> None:
    codes = api.codes("")
    assert len(codes) == len(set(codes)) == 59
    assert codes == sorted(codes)


def test_kind(api: Api) -> None:
    assert len(api.codes("kind=park")) == 13
    assert api.codes("kind=it_zone") == ["CNTT-YEN-BINH"]
    assert len(api.codes("kind=park,it_zone")) == 14


def test_parks_and_clusters_have_lists_of_their_own(api: Api) -> None:
    assert api.codes("", "parks") == api.codes("kind=park")
    assert api.codes("", "clusters") == api.codes("kind=cluster")
    assert api.errors("/api/parks?kind=park") == {"kind": "unknown_parameter"}


def test_counted_gives_the_founding_7_and_35(api: Api) -> None:
    assert len(api.codes("counted=2023-06&kind=park")) == 7
    assert len(api.codes("counted=2023-06&kind=cluster")) == 35
    assert "KCN-YEN-BINH-2" not in api.codes("counted=2023-06")


def test_planning_area(api: Api) -> None:
    vo_nhai = api.codes("planning_area=VO-NHAI")
    assert vo_nhai == ["CCN-CAY-BONG", "CCN-TRUC-MAI"]
    assert set(vo_nhai) < set(api.codes("planning_area=VO-NHAI,DINH-HOA"))


@pytest.mark.parametrize(
    "commune",
    ["2023:05932", "05932", "Xã Thượng Đình", "thuong dinh", "THƯỢNG ĐÌNH", "xa thuong dinh"],
)
def test_an_old_commune_finds_its_sites_however_it_is_written(api: Api, commune: str) -> None:
    assert {"CCN-THUONG-DINH", "KCN-THUONG-DINH"} <= set(api.codes(f"commune={commune}"))


def test_the_new_commune_finds_what_lies_in_the_old_ones(api: Api) -> None:
    """Thượng Đình, Điềm Thụy, Hà Châu and others became Điềm Thụy in 2025."""
    found = set(api.codes("commune=2025:05941"))
    # The cluster's new commune is recorded nowhere, so it is found by its old one; the park's is.
    assert {"CCN-THUONG-DINH", "KCN-THUONG-DINH", "KCN-DIEM-THUY", "CCN-HA-CHAU-1"} <= found


def test_an_old_commune_does_not_find_what_lies_elsewhere_in_the_new_one(api: Api) -> None:
    found = set(api.codes("commune=2023:05941"))
    assert {"KCN-DIEM-THUY", "CCN-DIEM-THUY"} <= found
    assert not {"KCN-THUONG-DINH", "CCN-HA-CHAU-1"} & found


def test_a_bare_code_means_either_edition(api: Api) -> None:
    either = set(api.codes("commune=05941"))
    assert either == set(api.codes("commune=2023:05941")) | set(api.codes("commune=2025:05941"))


def test_an_old_district_finds_its_sites(api: Api) -> None:
    assert "KCN-DIEM-THUY" in api.codes("commune=huyen phu binh")
    assert "KCN-DIEM-THUY" in api.codes("commune=2023:173")


def test_status_on_a_day(api: Api) -> None:
    assert "CCN-BAN-DAT" in api.codes("status=withdrawn")
    assert "CCN-BAN-DAT" not in api.codes("status=operating,planned,established,under_construction")
    assert "CCN-BAN-DAT" not in api.codes("status=withdrawn&on=2021-02-28")
    assert "CCN-BAN-DAT" in api.codes("status=withdrawn&on=2021-03-01")


def test_sector_finds_own_and_inherited_orientation(api: Api) -> None:
    electronics = api.codes("sector=2610")
    assert "KCN-YEN-BINH" in electronics
    assert "CCN-SO-2-CANG-DA-PHUC" in electronics, "by its planning area alone"
    assert "CCN-TRUC-MAI" not in electronics
    assert set(electronics) <= set(api.codes("sector=26"))
    assert api.codes("sector=2018:2610") == electronics


def test_min_free_ha_leaves_out_what_is_certainly_less_and_marks_what_is_not_known(api: Api) -> None:
    answer = api.get("/api/sites?limit=200&min_free_ha=100")
    found = {item["code"]: item["has_min_free_ha"] for item in answer["items"]}
    assert not any(code.startswith("CCN-") for code in found), "no cluster has more than 75 ha"
    assert "KCN-YEN-BINH" not in found, "it is full"
    assert found["KCN-YEN-BINH-2"] is None
    assert set(api.codes("min_free_ha=0")) == set(api.codes(""))


def test_min_area_ha_marks_what_is_certain(api: Api) -> None:
    answer = api.get("/api/sites?limit=200&min_area_ha=200")
    found = {item["code"]: item["has_min_area_ha"] for item in answer["items"]}
    assert found["KCN-YEN-BINH"] is True
    assert "KCN-SONG-CONG-1" not in found
    assert not any(code.startswith("CCN-") for code in found)


def test_near_measures_orders_and_says_who_was_left_out(api: Api) -> None:
    answer = api.get("/api/sites?limit=200&near=21.43,105.90&within_km=10", **{"accept-language": "en"})
    distances = [item["distance_km"] for item in answer["items"]]
    assert answer["items"][0]["code"] == "KCN-YEN-BINH"
    assert distances == sorted(distances)
    assert all(item["distance_km"] - item["point_error_km"] <= 10 for item in answer["items"])
    assert max(distances) > 10, "the error of a point is in the site's favour"
    assert answer["notes"][0]["code"] == "sites_without_point"
    assert "CCN-KIM-SON" in answer["notes"][0]["detail"]
    assert "left out" in answer["notes"][0]["detail"]


def test_near_takes_a_node(api: Api) -> None:
    closest = api.codes("near=CITY-PYE")[0]
    assert closest in ("KCN-YEN-BINH", "CCN-LANG-NGHE-TIEN-PHONG", "KCN-YEN-BINH-2")
    assert api.errors("/api/sites?near=RAIL-PYE") == {"near": "place_without_point"}
    assert api.errors("/api/sites?near=NOWHERE") == {"near": "unknown_node"}


@pytest.mark.parametrize(
    ("search", "code"),
    [
        ("diem thuy", "KCN-DIEM-THUY"),
        ("Điềm Thụy", "KCN-DIEM-THUY"),
        ("thụy điềm", "KCN-DIEM-THUY"),
        ("phu binh", "CCN-HA-CHAU-1"),
        ("xuan phuong", "CCN-BAO-LY-XUAN-PHUONG"),
        ("Xã Tân Quang", "KCN-SONG-CONG-2"),
        ("kcn-yen-binh-3", "KCN-YEN-BINH-3"),
    ],
)
def test_search_needs_no_diacritics_and_looks_at_places_too(api: Api, search: str, code: str) -> None:
    assert code in api.codes(f"search={search}")


def test_a_word_is_not_found_inside_another(api: Api) -> None:
    found = api.codes("search=yen bin")
    assert {"KCN-YEN-BINH", "KCN-YEN-BINH-2", "KCN-YEN-BINH-3", "CNTT-YEN-BINH"} <= set(found)
    assert "CCN-BAN-DAT" not in found  # of Phú Bình, once of Thái Nguyên
    assert api.codes("search=guyen") == api.get("/api/communes?search=guyen")["items"] == []


def test_search_takes_wildcards_for_what_they_are(api: Api) -> None:
    assert api.codes("search=%25") == []
    assert api.codes("search=_") == []


@pytest.mark.parametrize("name", ["code", "name", "area", "free"])
def test_ordering_and_its_reverse(api: Api, name: str) -> None:
    forward, backward = api.codes(f"ordering={name}"), api.codes(f"ordering=-{name}")
    assert sorted(forward) == sorted(backward) == api.codes("")
    assert forward != backward
    if name in ("code", "name"):
        assert backward == forward[::-1]


def test_the_largest_comes_first_and_the_unknown_last(api: Api) -> None:
    items = api.get("/api/sites?limit=200&ordering=-area")["items"]
    high = [item["land"]["planned_ha"]["high"] for item in items]
    known = [value for value in high if value is not None]
    assert known == sorted(known, reverse=True)
    assert high[len(known) :] == [None] * (len(high) - len(known))
    assert high[-1] is None


def test_the_day_decides_the_figures(api: Api) -> None:
    now = api.get("/api/sites?search=kcn-song-cong-1&kind=park")["items"][0]
    then = api.get("/api/sites?search=kcn-song-cong-1&kind=park&on=2001-01-01")["items"][0]
    assert now["land"]["planned_ha"]["high"] == 196.89
    # In 2001 nothing dated was known of it; what is left is a figure that no source dates.
    assert then["land"]["planned_ha"]["high"] == 320.5
