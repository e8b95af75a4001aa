"""Real projects against the sites that they went to: nothing dropped, nothing leaked, the page up to date."""

import dataclasses
import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matching import snapshot
from matching.backtest import (
    END_OF_YEAR,
    Backtest,
    RowsError,
    SitedProject,
    Standing,
    Trial,
    read_rows,
    render,
    run,
    summarize,
)
from matching.backtest.baselines import planned_areas, popularity, standing_by
from matching.backtest.rows import COLUMNS
from matching.backtest.trial import own_plants
from matching.gather import site_table
from matching.management.commands.backtest import FILE, PAGE
from parks.dates import today

ROWS = read_rows(FILE).rows
BY_ID = {row.project_id: row for row in ROWS}
MADE_UP = SitedProject(
    project_id="SP900",
    company="Made Up Works",
    product="parts",
    code="2610",
    nationality="VN",
    capital_musd=None,
    land_ha=None,
    jobs=None,
    year=2022,
    site="KCN-DIEM-THUY",
    expansion=False,
    note="",
    confidence="high",
)
Run = Callable[..., Backtest]


@pytest.fixture
def tried(rules: None) -> Run:
    """Run rows on the loaded catalogue; without any, those of the file."""
    return lambda *rows: run(rows or ROWS, snapshot.current())


def of(backtest: Backtest, project_id: str) -> Trial:
    """Return what was said of one row."""
    return next(one for one in backtest.tested if one.project.project_id == project_id)


def test_it_prints_how_high_the_real_site_came(tried: Run, capsys: pytest.CaptureFixture[str]) -> None:
    backtest = tried()
    page = render(backtest, run(ROWS, snapshot.current(), END_OF_YEAR))
    with capsys.disabled():
        print("\n" + page[page.index("## How high") : page.index("The first three")])
    assert len(backtest.tested) >= 8


def test_no_row_is_dropped_in_silence(tried: Run) -> None:
    backtest = tried()
    listed = [one.project.project_id for one in (*backtest.tested, *backtest.unused)]
    assert sorted(listed) == sorted(BY_ID) and len(listed) == len(ROWS)
    assert all(one.reasons and all(one.reasons) for one in backtest.unused)


def test_the_page_shows_every_row_and_the_number_of_rows(tried: Run) -> None:
    backtest = tried()
    page = render(backtest, backtest)
    assert [one for one in BY_ID if f"| {one} " not in page] == []
    assert f"(n = {len(backtest.tested)} of {len(ROWS)} rows)" in page


@pytest.mark.parametrize(
    ("project_id", "reason"),
    [
        ("SP005", "no year"),
        ("SP012", "no sector"),
        ("SP040", "the site CCN-HUYEN-TUNG is not in the data"),
        ("SP044", "never chose among Thái Nguyên's sites: the site was in Bắc Kạn until 1 July 2025"),
        ("SP023", 'the file says "tied to its park by nature: leave out of the test"'),
        ("SP013", 'the file says "exclude from a manufacturing-only test"'),
    ],
)
def test_a_row_that_cannot_be_used_says_why(tried: Run, project_id: str, reason: str) -> None:
    unused = {one.project.project_id: one.reasons for one in tried().unused}
    assert reason in unused[project_id]


def test_sites_of_the_former_province_are_a_choice_from_the_merger_on(tried: Run) -> None:
    at_thanh_binh = dataclasses.replace(MADE_UP, site="KCN-THANH-BINH")
    before, after = (dataclasses.replace(at_thanh_binh, year=year) for year in (2025, 2026))
    assert tried(before).unused and not tried(before).tested
    assert tried(after).tested and not tried(after).unused


def test_they_are_not_in_the_field_before_it(tried: Run) -> None:
    """Thanh Bình was open long before; only in 2026 is it one of the parks to choose from."""
    parks = [dataclasses.replace(MADE_UP, code="1621", year=year) for year in (2022, 2026)]
    before, after = tried(*parks).tested
    assert "KCN-THANH-BINH" not in [code for code, *_ in before.first]
    assert "KCN-THANH-BINH" in [code for code, *_ in after.first]


def test_a_project_is_what_its_row_says_and_no_more() -> None:
    assert BY_ID["SP020"].request() == {
        "lines": [{"code": "2591", "product": BY_ID["SP020"].product}],
        "investor": {"nationality": "MY"},
    }
    assert BY_ID["SP009"].request() == {
        "lines": [{"code": "2610", "product": "silicon ingots, wafers, solar panels"}],
        "investor": {"nationality": "CN"},
        "capital": {"amount": 454e6, "currency": "USD"},
        "land": {"area_ha": 14.12},
        "jobs": {"total": 4300},
    }


def test_it_is_judged_at_the_start_of_its_year(tried: Run) -> None:
    assert {(one.on.year, one.on.month, one.on.day) for one in tried().tested} == {
        (one.project.year, 1, 1) for one in tried().tested
    }


def test_a_firm_and_its_other_plants_are_no_peers_of_its_own(
    tried: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The three plants of one group at Yên Bình: counted, they would draw the group's own project there."""
    group, catalogue = BY_ID["SP009"], snapshot.current().catalogue
    on = datetime.date(2024, 1, 1)
    without = site_table(catalogue, on, without_tenants=own_plants(group, catalogue))
    counted = site_table(catalogue, on)
    park = counted.codes.index(group.site)
    assert own_plants(group, catalogue) == {"sp007", "sp008", "sp009"}
    assert "26" in counted.sites[park].tenant_divisions
    assert "26" not in without.sites[park].tenant_divisions

    honest = of(tried(), "SP009")
    monkeypatch.setattr("matching.backtest.trial.own_plants", lambda *_: frozenset())
    leaking = of(tried(), "SP009")
    assert leaking.score - honest.score == 500  # the whole weight of peers
    assert leaking.among_kind.place < honest.among_kind.place


def test_every_used_row_leaves_its_own_plant_out(tried: Run) -> None:
    catalogue = snapshot.current().catalogue
    tenants = {tenant.code for record in catalogue.records.values() for tenant in record.tenants}
    for one in tried().tested:
        code = one.project.project_id.lower()
        assert (code in own_plants(one.project, catalogue)) == (code in tenants)


def test_a_barred_real_site_is_named_and_never_a_hit(tried: Run) -> None:
    """A cluster has 75 ha at most by law."""
    too_large = dataclasses.replace(MADE_UP, site="CCN-NGUYEN-GON", land_ha=100.0)
    backtest = tried(too_large)
    (one,) = backtest.tested
    assert one.because == ("plot_fit",)
    assert one.among_kind.barred and one.among_kind.hit(99) == 0 and one.among_kind.reciprocal == 0
    page = render(backtest, backtest)
    assert "Barred real sites: 1 of 1." in page
    assert "- SP900, CCN-NGUYEN-GON: plot_fit" in page


def test_a_real_site_that_opened_later_is_counted_and_barred(tried: Run) -> None:
    """Phú Bình was still being planned at the start of 2024."""
    (one,) = tried(dataclasses.replace(MADE_UP, site="KCN-PHU-BINH", year=2024)).tested
    assert one.because == ("on_offer",)
    assert one.among_kind.place == one.among_kind.of


def test_equal_scores_share_their_places() -> None:
    second_or_third = Standing(of=5, ahead=1, tied=2, barred=False)
    assert second_or_third.place == 2.5
    assert [second_or_third.hit(most) for most in (1, 2, 3)] == [0, 0.5, 1]
    assert second_or_third.reciprocal == pytest.approx((1 / 2 + 1 / 3) / 2)


def test_where_all_are_equal_the_matcher_is_as_good_as_lots() -> None:
    found = summarize([Standing(of=4, ahead=0, tied=4, barred=False)])
    assert found is not None
    assert (found.hit_1, found.hit_3) == (found.random_hit_1, found.random_hit_3) == (0.25, 0.75)
    assert found.reciprocal == found.random_reciprocal == pytest.approx((1 + 1 / 2 + 1 / 3 + 1 / 4) / 4)


def test_the_averages_are_over_all_rows_the_barred_ones_too() -> None:
    found = summarize([Standing(2, 0, 1, False), Standing(2, 1, 1, True)])
    assert found is not None
    assert (found.n, found.hit_1, found.hit_3, found.reciprocal) == (2, 0.5, 0.5, 0.5)
    assert (found.random_hit_1, found.random_hit_3, found.random_reciprocal) == (0.5, 1, 0.75)


def test_over_no_rows_there_is_no_average(tried: Run) -> None:
    nothing = tried(dataclasses.replace(MADE_UP, year=None))
    assert summarize([]) is None
    assert "No row can be used (n = 0)." in render(nothing, nothing)


def test_the_committed_page_is_the_one_that_would_be_written(tried: Run) -> None:
    page = render(tried(), run(ROWS, snapshot.current(), END_OF_YEAR))
    assert PAGE.read_text(encoding="utf-8") == page, (
        "run `manage.py backtest --write` and look at what changed"
    )


def test_the_command_prints_the_page_of_a_file(
    rules: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    head, first, *_ = FILE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "rows.csv"
    file.write_text(f"{head}\n{first}\n", encoding="utf-8")
    call_command("backtest", str(file))
    said = capsys.readouterr().out
    assert "Rows that cannot be used (1 of 1)" in said
    assert f"**Rows**: `{file}`" in said and "--write" not in said


def test_the_command_writes_only_about_the_file_of_the_product(rules: None) -> None:
    with pytest.raises(CommandError, match="give no file with --write"):
        call_command("backtest", str(FILE), write=True)


def test_the_command_says_what_is_missing(catalogue: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("backtest", str(tmp_path / "none.csv"))


def test_a_row_that_cannot_be_read_is_told_with_its_line_and_the_others_run(
    rules: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, first, *_ = FILE.read_text(encoding="utf-8").splitlines()
    wrong = (
        first.replace("South Korea", "Atlantis").replace(",150,", ",-150,").replace(",6000,,", ",6000,1850,")
    )
    file = tmp_path / "rows.csv"
    lines = [head, wrong, "SP1,only", first]
    file.write_bytes("\n".join(lines).encode() + b"\n" + first.encode().replace(b"South", b"S\xffth") + b"\n")
    found = read_rows(file)
    assert [one.place for one in found.unreadable] == ["line 2", "line 3", "line 5"]
    assert [reason.split(" ")[0] for reason in found.unreadable[0].reasons] == [
        "country",
        "capital_musd",
        "year",
    ]
    (reason,) = found.unreadable[1].reasons
    assert reason.startswith("2 cells")
    assert found.unreadable[2].reasons == ("the text is not UTF-8",)
    assert [row.project_id for row in found.rows] == [first.split(",")[0]]
    call_command("backtest", str(file))
    said = capsys.readouterr().out
    assert "Rows that cannot be read (3)" in said and "- line 3: 2 cells" in said
    assert "Rows that cannot be used (1 of 1)" in said


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"company": '"never closed'}, "a quote is opened and never closed"),
        ({"company": "nul\x00"}, "a character that nobody can print"),
        ({"vsic_code": "2" * 5000}, "vsic_code has more than 200 letters"),
        ({"capital_musd": "1e308"}, "capital_musd must be a number above 0 and up to 1,000,000,000"),
        ({"land_ha": "nan"}, "land_ha must be a number above 0 and up to 100,000"),
        ({"year": str(today().year + 1)}, "year must be from 2000 to"),
    ],
)
def test_no_row_spoils_the_next_one(tmp_path: Path, typed: dict[str, str], reason: str) -> None:
    good = dict.fromkeys(COLUMNS, "") | {"country": "kr", "year": "2022"}
    file = tmp_path / "rows.csv"
    rows = [COLUMNS, (good | typed).values(), good.values()]
    file.write_text("\n".join(";".join(row) for row in rows))
    found = read_rows(file)
    assert [one.place for one in found.unreadable] == ["line 2"]
    assert found.unreadable[0].reasons[0].startswith(reason)
    assert [(row.year, row.nationality) for row in found.rows] == [(2022, "KR")]


def test_what_a_row_says_stays_in_its_cell(tried: Run) -> None:
    found = tried(dataclasses.replace(MADE_UP, company="A|\nB", site=""))
    assert "| SP900 | A\\| B | no site |" in render(found, found)


def test_the_plain_orders_are_those_worked_out_by_hand() -> None:
    """Earlier rows: A twice, B once; the firm's own and later ones do not count."""
    rows = [
        dataclasses.replace(MADE_UP, company=company, year=year, site=site)
        for company, year, site in (
            ("One Co", 2018, "A"), ("Two Co", 2019, "A"), ("Three Co", 2020, "B"), ("Made Up Works", 2019, "C"),
            ("Four Co", 2022, "C"), ("Five Co", 2023, "C"), ("Six Co", None, "C"),
        )
    ]  # fmt: skip
    counts = popularity(MADE_UP, rows)
    assert dict(counts) == {"A": 2, "B": 1}
    field = ["A", "B", "C", "D"]
    assert standing_by(counts, "A", field) == Standing(4, 0, 1, False)
    assert standing_by(counts, "B", field) == Standing(4, 1, 1, False)
    assert standing_by(counts, "C", field) == Standing(4, 2, 2, False)  # third or fourth
    assert standing_by(counts, "E", field).of == 5  # counted even where it is not of the field
    assert standing_by(counts, "C", field).reciprocal == pytest.approx((1 / 3 + 1 / 4) / 2)


def test_the_largest_is_by_the_planned_area_known_on_the_day(tried: Run) -> None:
    areas = planned_areas(snapshot.current().catalogue, datetime.date(2022, 1, 1))
    (one,) = tried(MADE_UP).tested
    assert one.baselines_all.largest.ahead <= sum(
        area > areas.get(MADE_UP.site, 0) for area in areas.values()
    )
    assert planned_areas(snapshot.current().catalogue, datetime.date(1990, 1, 1)).keys() < areas.keys()


def test_a_miss_is_explained_by_its_findings(tried: Run) -> None:
    (barred,) = tried(dataclasses.replace(MADE_UP, site="CCN-NGUYEN-GON", land_ha=100.0)).tested
    assert barred.why and barred.why[0].startswith("barred by plot_fit: ")
    missed = of(tried(), "SP009")
    best = max(missed.behind, key=lambda pair: pair[1])
    assert missed.why[0].startswith(f"{best[0]} {best[1] / 100:+.2f}: first: ") and " Real: " in missed.why[0]
    page = render(tried(), tried())
    assert missed.why[0] in page and "Why the real site was missed" in page
    assert "| matcher " in page and "| most popular " in page and "| largest " in page


def test_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("project_id,company\nSP1,Firm\n", encoding="utf-8")
    with pytest.raises(RowsError, match="line 1: no column product, vsic_code"):
        read_rows(file)
    for data, said in (
        (b"", "the file is empty"),
        (",".join((*COLUMNS, "year")).encode(), "line 1: year stands there twice"),
        (",".join(COLUMNS).encode("utf-16"), "line 1: the text is not UTF-8"),
    ):
        file.write_bytes(data)
        with pytest.raises(RowsError, match=said):
            read_rows(file)
