"""Prohibited lines are told by the words of a product, as whole words and as they are spelled."""

import unicodedata

import pytest

from matching.engine import Line, ProjectFacts, SiteFacts
from tests.matching.engine.rules import findings

PARK = SiteFacts("S-0", "park", "PHO-YEN", "S-EL")


def outcome(code, product):
    project = ProjectFacts(lines=(Line("2018", code, product),))
    return findings(project, PARK)["prohibited_line"].outcome


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("1200", "Thuốc lá điện tử"),
        ("1200", unicodedata.normalize("NFD", "sản xuất thuốc lá điện tử")),
        ("1200", "thuoc la dien tu"),  # typed without diacritics
        ("1200", "THUỐC LÁ NUNG NÓNG"),
        ("1200", "E-cigarettes, vape pods"),
        ("2029", "Pháo nổ các loại"),
        ("2029", "phao no"),
        ("2029", "Firecrackers"),
        ("2100", "narcotics"),
    ],
)
def test_a_prohibited_product_is_refused_however_it_is_typed(code, product):
    assert outcome(code, product) == "unmet"


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("1200", "thuốc lá điếu"),
        ("2029", "keo dán phao cứu sinh"),  # phao is a buoy, pháo a firecracker
        ("2029", "sơn phao nổi"),  # the first letters of what is prohibited are not it
        ("2670", "pháo nổ"),  # a code that no prohibited line is under
        ("2100", "thuốc giảm đau"),
    ],
)
def test_another_product_is_not(code, product):
    assert outcome(code, product) == "met"


def test_without_a_product_it_must_be_asked():
    assert outcome("1200", "") == "unknown"
    assert outcome("2670", "") == "met"


def test_every_line_is_looked_at():
    project = ProjectFacts(lines=(Line("2018", "2670", "lenses"), Line("2018", "1200", "vape")))
    assert findings(project, PARK)["prohibited_line"].outcome == "unmet"
