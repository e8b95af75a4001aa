"""Every code that an answer can show has a label in every language."""

import json
from pathlib import Path

import pytest
import yaml

from matching.engine import vocabulary
from matching.engine.columns import FACT_OF_FIELD
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.criteria.base import OUTCOMES
from matching.engine.standing import SITE_OUTCOMES
from matching.wording import LANGUAGES, label
from matching.wording.en import ENGLISH
from matching.wording.vi import VIETNAMESE
from tests.matching.wording.grid import findings, rulesets

FIXTURES = Path(__file__).parents[3] / "fixtures"
CRITERIA = [*REQUIREMENTS.values(), *PREFERENCES.values()]


def fixture_codes(name: str) -> set[str]:
    rows = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return {row["fields"]["code"] for row in rows}


def fields() -> set[str]:
    asked = {field for one in REQUIREMENTS.values() for field in one.project_fields}
    for one in PREFERENCES.values():
        asked |= {field for named in one.project_fields.values() for field in named}
    return asked | set(FACT_OF_FIELD) | set(vocabulary.CHANGEABLE) - {"lines.annual_output"}


def annex_rows() -> set[str]:
    documents = [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in (FIXTURES / "rulesets").glob("*.yaml")
    ]
    return {row["key"] for document in documents for row in document["annex_ii"]}


CODES: dict[str, set[str]] = {
    "criterion": {one.key for one in CRITERIA},
    "group": {one.group for one in CRITERIA},
    "type": {"requirement", "preference"},
    "outcome": {*OUTCOMES, "partial"},
    "site_outcome": set(SITE_OUTCOMES),
    "verdict": {"match", "nowhere_now", "refused"},
    "stage": {"planned", "established", "under_construction", "operating", "withdrawn"},
    "developer": {"yes", "no", "unknown"},
    "kind": set(vocabulary.SITE_KINDS),
    "planning_area": fixture_codes("planning_areas"),
    "node": fixture_codes("nodes"),
    "robustness": {"robust", "sensitive", "coin_toss"},
    "profile": set(rulesets()[0].profiles),
    "grade": {"verified", "sourced", "sourced_weak", "doubtful", "estimated"},
    "field": fields(),
    "site_figure": {one.site_figure for one in CRITERIA if one.site_figure} | set(vocabulary.IMPROVABLE),
    "part": {part["part"] for seen in findings() for part in seen.finding.observed.get("parts", ())},
    "process_flag": set(vocabulary.PROCESS_FLAGS),
    "list": set(vocabulary.TECHNOLOGY_LISTS),
    "certificate": set(vocabulary.CERTIFICATES),
    "treatment": set(vocabulary.TREATMENTS),
    "sensitive_factor": set(vocabulary.SENSITIVE_FACTORS),
    "practice": set(vocabulary.PRACTICES),
    "equipment": set(vocabulary.EQUIPMENT),
    "unit": set(vocabulary.OUTPUT_UNITS),
    "currency": set(vocabulary.CURRENCIES),
    "annex": annex_rows(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", sorted(CODES))
def test_every_code_has_a_label(table: str, language: str) -> None:
    assert CODES[table]
    for code in CODES[table]:
        text = label(table, code, language)
        assert text.strip() == text != ""
        assert "_" not in text
        if not code.isupper() and table not in ("unit", "practice"):
            assert text != code or language == "en", code


def test_the_languages_have_the_same_tables_and_codes() -> None:
    assert {name: set(table) for name, table in VIETNAMESE.labels.items()} == {
        name: set(table) for name, table in ENGLISH.labels.items()
    }
    assert set(VIETNAMESE.words) == set(ENGLISH.words)


def test_a_code_that_no_table_knows_comes_back_as_it_is() -> None:
    assert label("planning_area", "NEW-AREA", "vi") == "NEW-AREA"


def test_an_unknown_table_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        label("colour", "red", "vi")
