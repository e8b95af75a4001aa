"""Totals by stage: every stage is there, and no currency is added to another."""

from decimal import Decimal

import pytest

from investors.models import Project
from investors.stage_totals import stage_totals

pytestmark = pytest.mark.django_db


def project(stage: str, amount: int | None = None, currency: str | None = None) -> None:
    Project.objects.create(
        name="x", stage=stage, capital_amount=amount, capital_currency=currency, search_text="x"
    )


def test_cases_and_capital_of_each_stage_by_currency() -> None:
    project("screening", 80, "USD")
    project("screening", 20, "USD")
    project("screening", 900, "VND")
    project("screening")
    project("refused", 5, "USD")
    totals = {each.stage: each for each in stage_totals()}
    screening = totals["screening"]
    assert (screening.cases, screening.unstated) == (4, 1)
    assert screening.capital == {"USD": Decimal(100), "VND": Decimal(900)}
    assert totals["refused"].capital == {"USD": Decimal(5)}
    assert totals["licensed"].cases == 0


def test_the_stages_come_in_their_order_in_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert [each.stage for each in stage_totals()] == Project.Stage.values
