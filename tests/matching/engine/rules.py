"""The published ruleset as the tests of the engine use it, read once; no database."""

import copy
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from matching.engine import Assessment, Matcher, ProjectFacts, Ruleset, SiteFacts, SiteTable, parse
from matching.engine.row import Finding, Row

RULESET = Path(__file__).parents[3] / "fixtures" / "rulesets" / "2026.1.yaml"


@cache
def _document() -> dict[str, Any]:
    return yaml.safe_load(RULESET.read_text())


def document() -> dict[str, Any]:
    """Return the ruleset's document, free to be changed."""
    return copy.deepcopy(_document())


@cache
def ruleset() -> Ruleset:
    """Return ruleset 2026.1."""
    return parse(_document())


def matcher(sites: Sequence[SiteFacts], rules: Ruleset | None = None) -> Matcher:
    """Return a matcher over some sites."""
    return Matcher(rules or ruleset(), SiteTable(sites))


def assessed(
    projects: Sequence[ProjectFacts], sites: Sequence[SiteFacts], rules: Ruleset | None = None
) -> tuple[Matcher, Assessment]:
    """Return what the rules say of every pair, and the matcher to read it with."""
    made = matcher(sites, rules)
    return made, made.assess(made.read(projects))


def findings(project: ProjectFacts, site: SiteFacts, rules: Ruleset | None = None) -> dict[str, Finding]:
    """Return the findings of one pair, by criterion."""
    made, assessment = assessed([project], [site], rules)
    return {finding.criterion: finding for finding in Row.of(made, assessment, 0).findings(0)}


def findings_of(criterion: str, projects: Sequence[ProjectFacts], site: SiteFacts) -> list[Finding]:
    """Return what one rule finds of each of the projects at a site."""
    made, assessment = assessed(projects, [site])
    number = made.number_of[criterion]
    return [Row.of(made, assessment, place).finding(number, 0) for place in range(len(projects))]


def shares(project: ProjectFacts, site: SiteFacts) -> dict[str, tuple[float, float]]:
    """Return the share interval of every preference for one pair."""
    made, assessment = assessed([project], [site])
    return {
        criterion.key: (float(judged.share[0].item()), float(judged.share[1].item()))
        for (_, criterion), judged in zip(made.preferences, assessment.shares, strict=True)
    }
