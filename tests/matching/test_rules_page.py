"""docs/rules.md says what the ruleset says."""

from pathlib import Path

import yaml

from matching.engine import parse
from matching.rules_page import rules_page

BASE = Path(__file__).resolve().parents[2]


def _document() -> dict[str, object]:
    newest = max((BASE / "fixtures" / "rulesets").glob("*.yaml"))
    return dict(yaml.safe_load(newest.read_text(encoding="utf-8")))


def test_the_committed_page_is_the_one_that_would_be_written() -> None:
    assert (BASE / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page(_document())


def test_the_page_names_every_rule_and_every_ground() -> None:
    document = _document()
    page, ruleset = rules_page(document), parse(document)
    for rule in (*ruleset.requirements, *ruleset.preferences):
        assert f"(`{rule.criterion}`)" in page
        for citation in rule.citations:
            assert citation.document in page
