"""The engine: pure, columnar, deterministic. It imports the standard library, numpy and itself."""

from matching.engine.assess import Assessment, Matcher
from matching.engine.facts import FactRef, ProjectFacts, SiteFacts
from matching.engine.lines import Line
from matching.engine.ranking import Ranking, rank
from matching.engine.row import Finding, Row
from matching.engine.rows import Rows
from matching.engine.ruleset import Ruleset, parse
from matching.engine.shape import DocumentError
from matching.engine.tables import SiteTable

# What an answer says it was computed with; raised when a formula changes.
ENGINE_VERSION = "1.1.0"

__all__ = [
    "ENGINE_VERSION",
    "Assessment",
    "DocumentError",
    "FactRef",
    "Finding",
    "Line",
    "Matcher",
    "ProjectFacts",
    "Ranking",
    "Row",
    "Rows",
    "Ruleset",
    "SiteFacts",
    "SiteTable",
    "parse",
    "rank",
]
