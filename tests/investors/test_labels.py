"""Every code of the vocabulary has a Vietnamese label, and no label is left over."""

import pytest

from investors import labels
from investors.countries import COUNTRIES
from investors.models import Project
from matching.engine import vocabulary

LISTS = [name for name in dir(labels) if name.isupper()]


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_those_of_the_vocabulary(name: str) -> None:
    assert tuple(getattr(labels, name)) == getattr(vocabulary, name)


def test_every_list_of_codes_is_labelled() -> None:
    lists = {
        name for name in dir(vocabulary) if name.isupper() and isinstance(getattr(vocabulary, name), tuple)
    }
    # An edition is its own label; intensity is said of sectors, not of projects; the last two name fields, not codes.
    assert lists - {"VSIC_EDITIONS", "INTENSITIES", "CHANGEABLE", "IMPROVABLE"} == set(LISTS)


def test_countries_are_two_letters_with_distinct_names() -> None:
    assert all(len(code) == 2 and code.isupper() for code in COUNTRIES)
    assert len(set(COUNTRIES.values())) == len(COUNTRIES)


def test_research_spending_is_asked_for_as_a_share_of_what_the_rule_takes_it_of() -> None:
    # Decision 10/2021: of net revenue less the value of inputs; the API says "% of value added".
    field = Project._meta.get_field("technology_rd_spend_pct")
    assert "% giá trị gia tăng" in str(field.verbose_name)
    assert "doanh thu thuần trừ giá trị đầu vào" in str(field.help_text)
