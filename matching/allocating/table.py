"""A proposal as tables for a spreadsheet."""

from decimal import Decimal
from typing import Any

from tablib import Dataset

from matching.allocating import words
from matching.allocating.service import Placed, Proposal

HEADINGS = (
    "mã hồ sơ",
    "dự án",
    "diện tích (ha)",
    "mã khu, cụm",
    "khu, cụm",
    "điểm",
    "điều kiện",
    "được ghim",
    "giải thích",
)


def projects_table(proposal: Proposal) -> Dataset:
    """Return a row for each project: where it is proposed to go, or why not."""
    table = Dataset(headers=HEADINGS)
    for each in proposal.placed:
        site = each.site
        table.append(
            (
                each.project.code,
                each.project.name,
                _hundredths(each.area) if each.area else None,
                site.code if site else "",
                site.name_vi if site else "",
                _hundredths(each.points) if site else None,
                words.OUTCOMES.get(each.outcome, ""),
                "có" if each.pinned else "",
                explanation(each),
            )
        )
    return table


def explanation(placed: Placed) -> str:
    """Return why a project is not where it scores highest; empty where it is."""
    if placed.displaced is not None:
        return words.missed(placed.displaced.said, placed.displaced.wanted, placed.displaced.winners)
    return words.WHY_NOT.get(placed.why_not, "")


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return the whole proposal as plain values: points and hectares as numbers, texts for reading."""
    found = proposal.allocation
    return {
        "on": proposal.on.isoformat(),
        "ruleset": proposal.ruleset,
        "land": str(proposal.asked.land),
        "objective": found.objective / 100,
        "bound": found.bound / 100,
        "gap_pct": round(found.gap * 100, 4),
        "seconds": round(proposal.solved.seconds, 2),
        "stopped": proposal.solved.stopped,
        "projects": [
            {
                "project": each.project.code,
                "area_ha": each.area / 100 if each.area else None,
                "site": each.site.code if each.site else None,
                "points": each.points / 100 if each.site else None,
                "outcome": each.outcome or None,
                "pinned": each.pinned,
                "wanted": each.displaced.wanted.code if each.displaced else None,
                "winners": [winner.code for winner in each.displaced.winners] if each.displaced else [],
                "reason": each.displaced.said.reason if each.displaced else each.why_not or None,
                "explanation": explanation(each),
            }
            for each in proposal.placed
        ],
        "sites": [
            {
                "site": each.site.code,
                "capacity_ha": None if each.offered.capacity is None else each.offered.capacity / 100,
                "known": each.offered.known,
                "held_ha": each.offered.held / 100,
                "used_ha": each.used / 100,
                "projects": each.projects,
                "price_points_per_ha": round(each.price, 3),
            }
            for each in proposal.lands
        ],
    }


def _hundredths(amount: int) -> Decimal:
    return Decimal(amount) / 100
