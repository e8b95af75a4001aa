"""A published ruleset as it is shown."""

from dataclasses import asdict
from typing import Any

from matching.snapshot import PublishedRuleset


def ruleset_head(published: PublishedRuleset) -> dict[str, Any]:
    """Return what names a published ruleset."""
    ruleset = published.ruleset
    return {
        "version": ruleset.version,
        "title_vi": ruleset.title_vi,
        "title_en": ruleset.title_en,
        "effective_from": ruleset.effective_from,
        "digest": ruleset.digest,
    }


def ruleset_in_full(published: PublishedRuleset, *, public: bool) -> dict[str, Any]:
    """Return a ruleset as it was published. Grounds that are only remembered are for officers.

    The public sees that a rule has such a ground, not which: it may not be quoted (RULES, standing `known`).
    """
    document = published.document
    citations = {
        name: {"standing": one["standing"]} if public and one["standing"] == "known" else one
        for name, one in document["citations"].items()
    }
    robustness = asdict(
        published.ruleset.robustness
    )  # also where the document leaves it out and the defaults hold
    return {
        **ruleset_head(published),
        **document,
        "citations": citations,
        "robustness": robustness,
        "counterfactuals": asdict(published.ruleset.counterfactuals),
    }
