"""Charts: what is drawn, and that what somebody has typed stays text."""

import re
from xml.etree import ElementTree

import pytest

from parks.pictures import (
    HALF,
    LABEL_WIDTH,
    PLOT,
    TEXT_WIDTH,
    WIDTH,
    Bar,
    Stack,
    bars,
    line,
    stacked,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & {0} %s'


def _rects(picture: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(picture).iter(f"{SVG}rect") if one.get("height") == "14"]


def test_bars_are_as_long_as_their_figures() -> None:
    picture = bars([Bar("Phổ Yên", 30, "30 ha"), Bar("Sông Công", 60, "60 ha")], title="Đất trống")
    widths = [float(one.get("width", "")) for one in _rects(picture)]
    assert widths == pytest.approx([PLOT / 2, PLOT])


def test_the_parts_of_a_row_stand_one_after_another() -> None:
    picture = stacked([Stack("KCN", (10, 30, 60), "100 ha")], keys=("đã thuê", "giữ", "trống"), title="Quỹ")
    starts = [float(one.get("x", "")) - LABEL_WIDTH for one in _rects(picture)]
    assert starts == pytest.approx([0, PLOT * 0.1, PLOT * 0.4])
    assert "đã thuê" in picture


def test_a_line_goes_through_its_points_in_their_order() -> None:
    picture = line([Bar("T1", 0, "0"), Bar("T2", 5, "5"), Bar("T3", 10, "10")], title="Nhịp")
    points = ElementTree.fromstring(picture).find(f"{SVG}polyline").get("points").split()  # type: ignore[union-attr]
    x, y = zip(*(map(float, point.split(",")) for point in points), strict=True)
    assert list(x) == sorted(x)
    assert list(y) == sorted(y, reverse=True)


@pytest.mark.parametrize("draw", [bars, line])
def test_what_was_typed_stays_text(draw: object) -> None:
    picture = draw([Bar(HOSTILE, 1, HOSTILE)], title=HOSTILE)  # type: ignore[operator]
    root = ElementTree.fromstring(picture)
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}title").text == HOSTILE  # type: ignore[union-attr]


def test_a_reader_who_sees_no_picture_is_told_every_figure() -> None:
    picture = bars([Bar("Điềm Thụy", 3, "3 ha"), Bar("Yên Bình", 4, "4 ha")], title="Đất trống")
    assert 'role="img"' in picture
    assert "<desc>Điềm Thụy: 3 ha; Yên Bình: 4 ha</desc>" in picture


def test_a_click_leads_where_the_row_says() -> None:
    assert '<a href="/admin/parks/site/1/?a=1&amp;b=2">' in bars(
        [Bar("a", 1, "1", "/admin/parks/site/1/?a=1&b=2")], title="x"
    )


def test_nothing_to_draw_is_said_in_words() -> None:
    assert bars([], title="Đất trống") == '<p class="tn-quiet">Đất trống: chưa có số liệu.</p>'


def test_figures_of_nothing_draw_nothing_and_break_nothing() -> None:
    assert [float(one.get("width", "")) for one in _rects(bars([Bar("a", 0, "0")], title="x"))] == [0]
    assert [float(one.get("width", "")) for one in _rects(bars([Bar("a", -3, "-3")], title="x"))] == [0]


def test_a_long_name_is_cut_and_kept_whole_beside() -> None:
    name = "Cụm công nghiệp làng nghề " * 4
    picture = bars([Bar(name, 1, "1")], title="x")
    assert f"<title>{name}</title>" in picture
    assert max(map(len, re.findall(r">([^<]+)<title>", picture))) <= 34


def test_nothing_is_wider_than_the_picture() -> None:
    assert LABEL_WIDTH + PLOT + TEXT_WIDTH == WIDTH <= 1200


def test_what_is_weak_is_told_by_its_edge_too() -> None:
    sure, weak = _rects(bars([Bar("a", 1, "1"), Bar("b", 1, "1", weak=True)], title="x"))
    assert weak.get("stroke-dasharray") and not sure.get("stroke-dasharray")


def test_bars_of_a_share_are_measured_by_the_whole() -> None:
    (half,) = _rects(bars([Bar("a", 50, "50 %")], title="x", full=100))
    assert float(half.get("width", "")) == pytest.approx(PLOT / 2)


def test_half_a_page_holds_its_chart() -> None:
    root = ElementTree.fromstring(bars([Bar("a", 9, "9")], title="x", frame=HALF))
    (rect,) = root.iter(f"{SVG}rect")
    assert float(rect.get("x", "")) + float(rect.get("width", "")) + HALF.text_width == HALF.width <= 520
