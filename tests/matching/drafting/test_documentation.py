"""The example of docs/rulesets.md is what the draft says, word for word."""

import copy

import pytest
import yaml
from django.conf import settings

from matching.drafting.changes import changes
from matching.drafting.mistakes import read_content
from matching.drafting.parts import at
from tests.catalogue import RULESET

PAGE = (settings.BASE_DIR / "docs" / "rulesets.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document() -> dict:
    return yaml.safe_load(RULESET.read_text(encoding="utf-8"))


def test_the_changes_of_the_example_read_as_documented(document: dict) -> None:
    after = copy.deepcopy(document)
    at(after, ("rules", "high_tech", "weights"))["S-EL"] = 22.5
    (alone,) = read_content(after).mistakes
    assert alone.message in PAGE
    at(after, ("rules", "labour", "weights"))["S-EL"] = 2.5
    assert read_content(after).mistakes == ()
    found = [one.text for one in changes(document, after)]
    assert len(found) == 2 and all(f"- {one}" in PAGE for one in found)
