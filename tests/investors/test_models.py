"""What must always hold of investors and projects is held by the database itself."""

import pytest
from django.db import IntegrityError, transaction

from investors.codes import new_project_code
from investors.models import Investor, Project, ProjectLine
from investors.services import store_investor, store_project
from parks.models import Sector

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"capital_amount": 5}, "project_capital_whole"),
        ({"capital_currency": "USD"}, "project_capital_whole"),
        ({"finance_export_share_pct": 101}, "project_finance_export_share_pct_range"),
        ({"land_area_ha": 5, "land_min_area_ha": 6}, "project_land_min_area_ha_not_above"),
        ({"jobs_total": 5, "jobs_local": 6}, "project_jobs_local_not_above"),
        ({"utilities_power_mw": -1}, "project_utilities_power_mw_range"),
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Project.objects.create(name="x", **values)


def test_a_line_with_output_needs_its_unit() -> None:
    sector = Sector.objects.create(edition="2018", code="2670", level=4, name_vi="x", intensity="high")
    project = Project.objects.create(name="x")
    with pytest.raises(IntegrityError, match="line_output_has_unit"), transaction.atomic():
        ProjectLine.objects.create(project=project, sector=sector, annual_output=5)


def test_two_open_investors_cannot_share_a_tax_code() -> None:
    open_one = {"tax_code": "4600123456", "confidential": False}
    Investor.objects.create(name="a", **open_one)
    Investor.objects.create(name="b", confidential=False)
    Investor.objects.create(name="c", confidential=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Investor.objects.create(name="d", **open_one)
    # A refusal would tell that there is a confidential one.
    Investor.objects.create(name="e", tax_code="4600123456", confidential=True)


def test_rows_are_found_without_diacritics() -> None:
    store_investor(investor=Investor(name="Công ty Điện tử Đại Việt"))
    store_project(project=Project(name="Nhà máy thấu kính"))
    assert Investor.objects.filter(search_text__contains="dien tu dai viet").exists()
    assert Project.objects.filter(search_text__contains="thau kinh").exists()


def test_codes_are_drawn_and_readable_aloud() -> None:
    codes = {new_project_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("01IOL") & set("".join(code.removeprefix("DA-")[5:] for code in codes))


def test_every_change_of_a_project_is_kept() -> None:
    project = store_project(project=Project(name="Cũ"))
    project.name = "Mới"
    store_project(project=project)
    assert [row.name for row in project.history.all()] == ["Mới", "Cũ"]
