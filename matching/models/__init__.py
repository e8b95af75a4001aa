"""Rulesets as published, match runs as kept, the replies made of them, and what officers chose beside them."""

from matching.models.overrides import Override
from matching.models.replies import HandedRun, Reply, new_token
from matching.models.rulesets import RulesetDraft, RulesetStep, RulesetVersion
from matching.models.runs import MatchRun, RunChain, RunOutcome, RunSites

__all__ = [
    "HandedRun",
    "MatchRun",
    "Override",
    "Reply",
    "RulesetDraft",
    "RulesetStep",
    "RulesetVersion",
    "RunChain",
    "RunOutcome",
    "RunSites",
    "new_token",
]
