"""Projects out and in: nothing is lost, nothing hidden is told or wiped, nothing of others is overwritten."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tablib import Dataset

from investors.exchange.project_rows import CLOSED, HANDED_OVER, HIDDEN, STAGE
from investors.exchange.projects import ProjectSheet
from investors.models import Investor, Project, ProjectLine
from investors.services import register_project, store_investor, store_project
from investors.stage_services import change_stage
from matching.engine import vocabulary
from parks.exchange.formats import FORMATS
from parks.models import Sector

pytestmark = pytest.mark.usefixtures("catalogue")
GENERATED = (Phase.explicit, Phase.generate)  # making a failing table smaller takes minutes
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(
    lambda text: text.strip() or "x"
)


def numbers(most: int, places: int = 2) -> Any:
    return st.none() | st.decimals(0, most, places=places, allow_nan=False)


def codes(allowed: tuple[str, ...]) -> Any:
    return st.none() | st.lists(st.sampled_from(allowed), unique=True, max_size=4)


PROJECTS = st.fixed_dictionaries(
    {
        "name": WORDS,
        "process_flags": codes(vocabulary.PROCESS_FLAGS),
        "technology_lists": codes(vocabulary.TECHNOLOGY_LISTS),
        "environment_sensitive_factors": codes(vocabulary.SENSITIVE_FACTORS),
        "preferences_kinds": codes(vocabulary.SITE_KINDS),
        "preferences_planning_areas": codes(("PHO-YEN", "SONG-CONG")),
        "preferences_max_km": st.none()
        | st.dictionaries(
            st.sampled_from(("AIR-HAN", "CITY-TNG")), st.integers(1, 999) | st.floats(0.1, 999)
        ),
        "capital": st.none()
        | st.tuples(st.integers(0, 10**15 - 1).map(Decimal), st.sampled_from(vocabulary.CURRENCIES)),
        "finance_export_share_pct": numbers(100),
        "finance_term_years": st.none() | st.integers(0, 99),
        "land_area_ha": numbers(10**9),
        "land_needed_from": st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1)),
        "jobs_total": st.none() | st.integers(0, 2_000_000),
        "technology_equipment": st.none() | st.sampled_from(vocabulary.EQUIPMENT),
        "environment_hazardous_waste_t_year": numbers(10**10, 3),
        "environment_wastewater_treatment": st.none() | st.sampled_from(vocabulary.TREATMENTS),
        "licence_number": st.just("") | WORDS,
        "note": st.sampled_from(["", "=1+1", "'=x", "-2", "@a", "hai\r\ndòng", "+84", "x" * 33_000]) | WORDS,
    }
)
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "product": st.just("") | WORDS,
            "annual_output": numbers(10**11, 3),
            "share_pct": numbers(100),
            "unit": st.sampled_from(vocabulary.OUTPUT_UNITS),
        }
    ),
    max_size=4,
)


@pytest.fixture
def lan(catalogue: None) -> User:
    return User.objects.create_superuser("lan", password="x")


def officer(name: str) -> User:
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="investors"))
    return User.objects.get(pk=user.pk)


def registered(user: User, **facts: Any) -> Project:
    return register_project(facts={"name": "Thấu kính", "lines": [{"code": "2670"}], **facts}, user=user)


def changed(user: User, *projects: Project, **cells: str) -> Dataset:
    """Return the table of projects as it comes back from a file, with some cells changed in every row."""
    table = ProjectSheet(user).out(Project.objects.filter(pk__in=[project.pk for project in projects]))
    back = FORMATS["xlsx"].read(FORMATS["xlsx"].written(table))
    rows = [list((row | cells).values()) for row in back.dict]
    return Dataset(*rows, headers=[*back.headers, *(key for key in cells if key not in back.headers)])


def new(*rows: dict[str, str]) -> Dataset:
    headers = list(dict.fromkeys(key for row in rows for key in row))
    return Dataset(*[[row.get(key, "") for key in headers] for row in rows], headers=headers)


def kept() -> list[Any]:
    return [
        *Project.objects.order_by("pk").values(),
        *ProjectLine.objects.order_by("pk").values(),
        Project.history.count(),
        ProjectLine.history.count(),
    ]


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=4, phases=GENERATED, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.tuples(PROJECTS, LINES), min_size=1, max_size=6))
def test_what_goes_out_comes_in_and_changes_nothing(lan: User, ending: str, made: Any) -> None:
    Project.objects.all().delete()
    sectors = list(Sector.objects.filter(code__in=("2670", "0163", "01"))[:5])
    for facts, lines in made:
        amount, currency = facts.pop("capital") or (None, None)
        project = Project.objects.create(capital_amount=amount, capital_currency=currency, owner=lan, **facts)
        for place, line in enumerate(lines):
            unit = line.pop("unit") if line["annual_output"] is not None else line.pop("unit") and None
            ProjectLine.objects.create(
                project=project,
                position=place + 1,
                sector=sectors[place % len(sectors)],
                output_unit=unit,
                **line,
            )
    before = kept()
    data = FORMATS[ending].written(ProjectSheet(lan).out(Project.objects.all()))
    reading = ProjectSheet(lan).write(FORMATS[ending].read(data))
    assert reading.problems == reading.changes == reading.left_out == ()
    assert reading.unchanged == len(made)
    assert kept() == before


@pytest.mark.parametrize("ending", FORMATS)
@settings(max_examples=4, phases=GENERATED, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=PROJECTS)
def test_what_goes_out_comes_in_as_a_new_project_with_the_same_facts(
    lan: User, ending: str, facts: dict[str, Any]
) -> None:
    Project.objects.all().delete()
    amount, currency = facts.pop("capital") or (None, None)
    facts["note"] = facts["note"][:1000].replace("\r\n", "\n")
    project = Project.objects.create(capital_amount=amount, capital_currency=currency, owner=lan, **facts)
    sector = Sector.objects.get(edition="2018", code="2670")
    ProjectLine.objects.create(
        project=project, sector=sector, annual_output=Decimal("1.234"), output_unit="t"
    )
    table = FORMATS[ending].read(FORMATS[ending].written(ProjectSheet(lan).out(Project.objects.all())))
    rows = [
        row | {"Mã hồ sơ": "", "Lần sửa": "", "Tên dự án": f"{row['Tên dự án']} hai"} for row in table.dict
    ]
    assert (
        ProjectSheet(lan)
        .write(Dataset(*[list(row.values()) for row in rows], headers=table.headers))
        .problems
        == ()
    )
    copy = Project.objects.exclude(pk=project.pk).get()
    same = [name for name in ProjectSheet(lan)._rows.kinds if name != "name"]
    assert {name: getattr(copy, name) for name in same} == {
        name: getattr(Project.objects.get(pk=project.pk), name) for name in same
    }
    assert copy.lines.get().annual_output == Decimal("1.234")


def test_a_new_project_is_written_with_its_lines_owner_and_history(lan: User) -> None:
    korean = store_investor(investor=Investor(name="Công ty TNHH Hàn Việt", confidential=False))
    reading = ProjectSheet(lan).write(
        new(
            {
                "ten du an": "Ống kính",
                "land.area_ha": "1.234,5",
                "Công đoạn đặc thù": "không có",
                "Nhà đầu tư": "hàn việt",
                "Ngành nghề 1": "2670 Sản xuất thiết bị và dụng cụ quang học",
                "Sản phẩm 1": "=thấu kính",
                "Ngành nghề 4": "2610",
            }
        )
    )
    assert reading.problems == () and len(reading.changes) == 1
    project = Project.objects.get()
    assert (project.owner, project.investor, project.land_area_ha) == (lan, korean, Decimal("1234.5"))
    assert (project.process_flags, project.technology_lists, project.stage) == ([], None, "enquiry")
    assert [(line.position, line.sector.code, line.product) for line in project.lines.all()] == [
        (1, "2670", "=thấu kính"),
        (2, "2610", ""),
    ]
    assert project.history.get().history_user == lan and "ong kinh" in project.search_text
    assert "2670" in project.search_text and project.lines.first().history.get().history_user == lan


def test_reading_a_file_of_new_projects_twice_adds_nothing(lan: User) -> None:
    table = new({"Tên dự án": "Ống kính", "Ngành nghề 1": "2670"})
    ProjectSheet(lan).write(table)
    reading = ProjectSheet(lan).write(table)
    assert [problem.heading for problem in reading.problems] == ["Tên dự án"]
    assert Project.objects.count() == 1


def test_a_change_is_written_by_its_cell_alone(lan: User) -> None:
    project, other = registered(lan, land={"area_ha": 3}), registered(lan)
    reading = ProjectSheet(lan).write(
        changed(lan, project, **{"Diện tích cần (ha)": "4,5", "Công đoạn đặc thù": "Không có"})
    )
    assert [text for _, text in reading.changes] == [
        f"Thấu kính ({project.code}), Công đoạn đặc thù: chưa biết → không có",
        f"Thấu kính ({project.code}), Diện tích cần (ha): 3 → 4,5",
    ]
    before = project.version
    project.refresh_from_db()
    assert (project.land_area_ha, project.process_flags, project.version) == (Decimal("4.5"), [], before + 1)
    assert project.history.first().history_user == lan and project.history.count() == 2
    assert ProjectSheet(lan).write(changed(lan, project, **{"Công đoạn đặc thù": ""})).problems == ()
    assert Project.objects.filter(pk=project.pk, process_flags__isnull=True).exists()
    assert Project.objects.get(pk=other.pk).version == other.version


def test_lines_are_changed_added_and_removed_by_their_cells(lan: User) -> None:
    project = registered(lan, lines=[{"code": "2670"}, {"code": "2610"}])
    reading = ProjectSheet(lan).write(
        changed(
            lan,
            project,
            **{"Ngành nghề 1": "", "Sản phẩm 2": "vi mạch", "Ngành nghề 3": "0163", "Tỷ trọng (%) 3": "5"},
        )
    )
    assert reading.problems == ()
    assert [(line.position, line.sector.code, line.product) for line in project.lines.all()] == [
        (1, "2610", "vi mạch"),
        (2, "0163", ""),
    ]
    project.refresh_from_db()
    assert project.version == 2 and "vi mach" in project.search_text


def test_every_error_has_its_row_and_column_and_nothing_is_written(lan: User) -> None:
    project = registered(lan, land={"area_ha": 3})
    before = kept()
    for cells, headings in (
        ({"Diện tích cần (ha)": "1.200"}, ["Diện tích cần (ha)"]),
        ({"Diện tích cần (ha)": "-1", "Cần đất từ ngày": "mai"}, ["Diện tích cần (ha)", "Cần đất từ ngày"]),
        ({"Diện tích tối thiểu (ha)": "9"}, ["Diện tích tối thiểu (ha)"]),
        ({"Vốn đầu tư": "5"}, ["Loại tiền"]),
        ({"Loại tiền": "đô la Mỹ (USD)"}, ["Vốn đầu tư"]),
        ({"Công đoạn đặc thù": "phép lạ"}, ["Công đoạn đặc thù"]),
        ({"Tên dự án": ""}, ["Tên dự án"]),
        ({"Phụ trách (tên đăng nhập)": "ai đó"}, ["Phụ trách (tên đăng nhập)"]),
        ({"Mã nhà đầu tư": "NDT-0"}, ["Mã nhà đầu tư"]),
        ({"Ngành nghề 1": "99999"}, ["Ngành nghề 1"]),
        ({"Ngành nghề 1": "2670 Trồng lúa"}, ["Ngành nghề 1"]),
        ({"Sản lượng năm 1": "5"}, ["Đơn vị sản lượng 1"]),
        ({"Ngành nghề 1": ""}, ["Ngành nghề 1"]),
        ({"Khoảng cách tối đa (km)": "Sao Hỏa: 3"}, ["Khoảng cách tối đa (km)"]),
        ({"Giai đoạn": "đã cấp phép"}, ["Giai đoạn"]),
        ({"Lần sửa": "", "Diện tích cần (ha)": "4"}, ["Lần sửa"]),
        ({"Mã hồ sơ": "DA-0"}, ["Mã hồ sơ"]),
    ):
        reading = ProjectSheet(lan).write(changed(lan, project, **cells))
        assert [(problem.row, problem.heading) for problem in reading.problems] == [
            (2, h) for h in headings
        ], cells
    assert kept() == before


def test_a_stage_is_not_moved_by_a_sheet(lan: User) -> None:
    project = registered(lan)
    for stage in ("sàng lọc", "đã cấp phép"):
        reading = ProjectSheet(lan).write(changed(lan, project, **{"Giai đoạn": stage}))
        assert [problem.text for problem in reading.problems] == [STAGE]
    reading = ProjectSheet(lan).write(
        new({"Tên dự án": "Mới", "Ngành nghề 1": "2670", "Giai đoạn": "đã cấp phép"})
    )
    assert [problem.text for problem in reading.problems] == [STAGE]
    assert Project.objects.get().stage == "enquiry"


def test_a_case_is_not_handed_over_by_a_sheet(lan: User) -> None:
    project = registered(lan)
    User.objects.create_user("binh", is_staff=True)
    reading = ProjectSheet(lan).write(changed(lan, project, **{"Phụ trách (tên đăng nhập)": "binh"}))
    assert [problem.text for problem in reading.problems] == [HANDED_OVER]
    assert Project.objects.get().owner == lan


def test_what_somebody_else_changed_since_is_told_and_not_overwritten(lan: User) -> None:
    project = registered(lan)
    table, same = changed(lan, project, **{"Ghi chú nội bộ": "mới"}), changed(lan, project)
    project.jobs_total = 7
    store_project(project=project)
    reading = ProjectSheet(lan).write(table)
    assert [problem.heading for problem in reading.problems] == ["Lần sửa"]
    assert "Người khác đã sửa dự án này" in reading.problems[0].text
    assert Project.objects.get().jobs_total == 7 and Project.objects.get().note == ""
    assert [problem.heading for problem in ProjectSheet(lan).write(same).problems] == ["Lần sửa"]


def test_a_stage_that_moved_since_is_only_told(lan: User) -> None:
    project = registered(lan)
    table = changed(lan, project)
    change_stage(project=project, to_stage="withdrawn", reason="thôi", user=lan)
    reading = ProjectSheet(lan).write(table)
    assert reading.problems == () and "nhà đầu tư rút" in reading.left_out[0][1]


def test_who_writes_between_the_look_and_the_confirmation_is_not_overwritten(
    lan: User, monkeypatch: Any
) -> None:
    project = registered(lan)
    sheet = ProjectSheet(lan)
    take = sheet.take

    def meanwhile(cells: Any) -> Any:
        taken = take(cells)
        Project.objects.filter(pk=project.pk).update(version=F("version") + 1, jobs_total=9)
        return taken

    monkeypatch.setattr(sheet, "take", meanwhile)
    with pytest.raises(Exception, match="Người khác vừa sửa"):
        sheet.write(changed(lan, project, **{"Diện tích cần (ha)": "4"}))
    assert Project.objects.get().land_area_ha is None


@pytest.fixture
def secret(lan: User) -> Project:
    """Return a project of a confidential investor that "lan" entered, with a note."""
    investor = store_investor(investor=Investor(name="Bí Mật Một", nationality="KR", created_by=lan))
    return register_project(
        facts={"name": "Kín", "lines": [{"code": "2670"}]}, investor=investor, note="gặp kín", user=lan
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_hidden_goes_not_out(secret: Project, ending: str) -> None:
    table = ProjectSheet(officer("mai")).out(Project.objects.all())
    text = str(FORMATS[ending].read(FORMATS[ending].written(table)).dict)
    assert HIDDEN["investor_name"] in text
    for told in ("Bí Mật Một", "gặp kín", "Hàn Quốc", str(secret.investor.code)):  # type: ignore[union-attr]
        assert told not in text


def test_a_sheet_of_somebody_who_may_not_see_wipes_nothing(lan: User, secret: Project) -> None:
    mai = officer("mai")
    before = kept()
    assert ProjectSheet(mai).write(changed(mai, secret)).problems == ()
    reading = ProjectSheet(mai).write(changed(mai, secret, **{"Ghi chú nội bộ": ""}))
    assert [problem.text for problem in reading.problems] == [CLOSED]
    assert kept() == before
    # The same sheet in the hands of the team: what is hidden in it stays, what is filled in is written.
    ProjectSheet(lan).write(changed(mai, secret, **{"Diện tích cần (ha)": "4"}))
    secret.refresh_from_db()
    assert (secret.note, secret.investor.name, secret.land_area_ha) == ("gặp kín", "Bí Mật Một", 4)  # type: ignore[union-attr]


def test_a_hidden_investor_is_not_found_by_name_or_code(secret: Project) -> None:
    mai = officer("mai")
    code = secret.investor.code  # type: ignore[union-attr]
    texts = set()
    for cell in (
        {"Nhà đầu tư": "Bí Mật Một"},
        {"Nhà đầu tư": "Không Có"},
        {"Mã nhà đầu tư": code},
        {"Mã nhà đầu tư": "NDT-0"},
    ):
        reading = ProjectSheet(mai).check(new({"Tên dự án": "Kín", "Ngành nghề 1": "2670", **cell}))
        texts |= {problem.text for problem in reading.problems}
    assert len(texts) == 1
    # Nor is that a project of the same name is of the same investor.
    assert ProjectSheet(mai).check(new({"Tên dự án": "Kín", "Ngành nghề 1": "2670"})).problems == ()


def test_who_may_add_and_not_change_is_told_so(lan: User) -> None:
    project = registered(lan)
    mai = officer("mai")
    mai.user_permissions.remove(Permission.objects.get(codename="change_project"))
    mai = User.objects.get(pk=mai.pk)
    reading = ProjectSheet(mai).write(changed(mai, project, **{"Diện tích cần (ha)": "4"}))
    assert [problem.heading for problem in reading.problems] == ["Mã hồ sơ"]


def test_more_rows_ask_no_more(lan: User) -> None:
    def asked(count: int) -> tuple[int, int, int]:
        rows = [{"Tên dự án": f"Dự án {count} {n}", "Ngành nghề 1": "2670"} for n in range(count)]
        with CaptureQueriesContext(connection) as wrote:
            assert ProjectSheet(lan).write(new(*rows)).problems == ()
        projects = Project.objects.filter(name__startswith=f"Dự án {count} ")
        with CaptureQueriesContext(connection) as out:
            table = ProjectSheet(lan).out(projects)
        table = FORMATS["csv"].read(FORMATS["csv"].written(table))
        rows = [row | {"Diện tích cần (ha)": "4"} for row in table.dict]
        with CaptureQueriesContext(connection) as read:
            ProjectSheet(lan).check(new(*rows))
        return len(wrote), len(out), len(read)

    few, many = asked(3), asked(9)
    assert few == many and max(many) < 20
