"""The map of sites: every site can be reached, what is not known is said, and nothing rests on colour alone."""

import datetime
import re
from xml.etree import ElementTree

import pytest

from parks.attributions import ATTRIBUTIONS
from parks.conditional import catalogue_number
from parks.current import current_sites
from parks.map_parts import MapPart, map_part
from parks.map_symbols import COLOURS, symbol
from parks.map_texts import TEXTS
from parks.models import Site, Status
from parks.outlines import outlines
from parks.site_map import PROVINCE, SOUTH, Mark, site_map
from parks.snapshot import snapshot

SVG = "{http://www.w3.org/2000/svg}"
STAGES = [*Status.Stage.values, "unknown"]
HOSTILE = '<script>alert("x")</script> & {0} %s'


def part(on: datetime.date = datetime.date(2026, 11, 24), language: str = "vi") -> MapPart:
    rows = current_sites(snapshot(catalogue_number()), on).values()
    return map_part(rows, link=lambda site: f"/s/{site.code}", language=language)  # type: ignore[arg-type]


def links(picture: str) -> list[str]:
    return [each.get("href", "") for each in ElementTree.fromstring(picture).iter(f"{SVG}a")]


def mark(name: str = "KCN A", url: str = "/a") -> Mark:
    return Mark(name, "khu công nghiệp", "park", "operating", 105.85, 21.47, 3.0, url)


@pytest.mark.usefixtures("catalogue")
def test_every_site_is_reached_once_on_the_map_or_in_the_list_beside_it() -> None:
    shown = part()
    on_map = [link for _, picture in shown.pictures for link in links(picture)]
    beside = [site.url for site in shown.unplaced]
    assert sorted([*on_map, *beside]) == sorted(
        f"/s/{code}" for code in Site.objects.values_list("code", flat=True)
    )
    assert len(beside) == Site.objects.filter(latitude__isnull=True).count() > 0
    assert sorted(site.url for site in shown.placed) == sorted(on_map)


@pytest.mark.usefixtures("catalogue")
def test_a_site_says_its_kind_its_stage_and_how_far_it_may_lie() -> None:
    said = {site.url: site.said for site in part().placed}
    assert said["/s/KCN-SONG-CONG-2"] == "khu công nghiệp, đang hoạt động, vị trí ±1 km"
    assert said["/s/KCN-DIEM-THUY"].endswith("vị trí ±1,5 km")
    assert "chưa xác nhận tên gọi" in next(s.said for s in part().unplaced if s.url == "/s/CCN-CAO-NGAN-1")


@pytest.mark.usefixtures("catalogue")
def test_the_error_of_all_points_and_whose_data_it_is_are_printed() -> None:
    shown = part()
    assert "±1–4 km" in shown.approximate
    assert shown.attributions == ATTRIBUTIONS


@pytest.mark.usefixtures("catalogue")
def test_the_map_is_of_a_day() -> None:
    then = {site.url: site.said for site in part(datetime.date(2023, 6, 30)).placed}
    assert "trong quy hoạch" in then["/s/KCN-PHU-BINH"]
    assert "đang xây dựng" in {site.url: site.said for site in part().placed}["/s/KCN-PHU-BINH"]


@pytest.mark.usefixtures("catalogue")
def test_in_english_only_names_are_vietnamese() -> None:
    shown = part(language="en")
    words = [
        shown.approximate,
        shown.texts.outlines,
        *(site.said for site in (*shown.placed, *shown.unplaced)),
    ]
    assert not re.search(
        "[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]", " ".join(words)
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_and_stage_has_a_name_and_a_sign_that_differs_without_its_colour(language: str) -> None:
    texts = TEXTS[language]  # type: ignore[index]
    assert set(texts.kinds) == set(Site.Kind.values) and set(texts.stages) == set(STAGES) == set(COLOURS)
    bare = {
        re.sub(r' class="mp-\w+"| color="#\w+"', "", symbol(kind, stage), count=2)
        for kind in Site.Kind.values
        for stage in STAGES
    }
    assert len(bare) == len(Site.Kind.values) * len(STAGES)


def test_what_was_typed_stays_text() -> None:
    root = ElementTree.fromstring(site_map([mark(HOSTILE, HOSTILE)], window=SOUTH, title=HOSTILE))
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}title").text == HOSTILE  # type: ignore[union-attr]
    assert [each.get("href") for each in root.iter(f"{SVG}a")] == [HOSTILE]


def test_signs_of_one_point_stand_apart_each_with_a_line_to_it() -> None:
    root = ElementTree.fromstring(site_map([mark("A"), mark("B"), mark("C")], window=SOUTH, title="x"))
    places = {each.get("transform") for each in root.iter(f"{SVG}g") if each.get("transform")}
    assert len(places) == 3
    leaders = [each for each in root.iter(f"{SVG}path") if each.get("class") == "mp-leader"]
    assert len(leaders) == 3


def test_what_the_larger_picture_shows_is_a_dot_on_the_other() -> None:
    picture = site_map([mark()], window=PROVINCE, inset=SOUTH, title="x")
    assert links(picture) == [] and picture.count("mp-dot") == 1
    assert links(site_map([mark()], window=SOUTH, title="x")) == ["/a"]


def test_where_a_site_leads_nowhere_the_keyboard_still_reaches_it() -> None:
    picture = site_map([mark(url="")], window=SOUTH, title="x")
    assert links(picture) == [] and 'tabindex="0"' in picture


def test_no_picture_needs_what_the_public_policy_forbids() -> None:
    picture = site_map([mark()], window=SOUTH, title="x")
    assert "style=" not in picture and "script" not in picture and not re.search(r'(href|src)="http', picture)


def test_every_planning_area_has_an_outline() -> None:
    assert {each.name for each in outlines("district")} == {
        *("Thái Nguyên", "Sông Công", "Phổ Yên", "Định Hóa", "Phú Lương"),
        *("Đồng Hỷ", "Võ Nhai", "Đại Từ", "Phú Bình"),
    }
