"""Two to four sentences on a whole ranking, to be pasted into a message."""

from collections.abc import Mapping, Sequence
from typing import Any

from matching.wording.phrases import capitalised
from matching.wording.voices import Voice


def match(
    voice: Voice,
    project: str,
    best: Sequence[Mapping[str, Any]],
    tied: int,
    offered: int,
    open_sites: int,
    missing: Sequence[str],
    evidence_pct: float | None,
) -> list[str]:
    """Say where the project could go, how sure that is and what is most useful to add."""
    counts = {"project": project, "open": str(open_sites), "offered": str(offered)}
    first, others = best[0], best[1:]
    named = best[:tied] if tied > 1 else best
    if tied > 1:
        names = voice.speech.listed(one["name"] for one in named)
        all_named = tied == len(named)
        alike = all_named and len({one["ceiling"] for one in named}) == 1
        # The first of a tie has the highest ceiling: what it could reach, the others could at most.
        points = _points(voice, first, "points.up_to" if alike else "points.at_most")
        key = "match.tied_all" if all_named else "match.tied"
        said = [voice.summarised(key, **counts, tied=str(tied), points=points, names=names)]
    elif others:
        listed = voice.speech.listed(_named(voice, one) for one in others)
        said = [voice.summarised("match.more", **counts, best=_named(voice, first), others=listed)]
    else:
        said = [voice.summarised("match.one", **counts, best=_named(voice, first))]
    if full := [one["name"] for one in named if one.get("full", False)]:
        said.append(voice.summarised("full", names=voice.speech.listed(full)))
    outcome = voice.summarised(f"outcome.{first['outcome']}")
    if evidence_pct is None:
        said.append(voice.summarised("evidence.unknown", outcome=outcome))
    else:
        evidence = voice.speech.number(evidence_pct)
        said.append(voice.summarised("evidence", outcome=outcome, evidence=evidence))
    if missing:
        labels = voice.speech.labels["field"]
        fields = "; ".join(_lowered(labels.get(field, field)) for field in missing)
        said.append(voice.summarised("missing", fields=fields))
    return said


def nowhere(
    voice: Voice,
    project: str,
    offered: int,
    planned: Sequence[str],
    because: Sequence[tuple[str, int]],
) -> list[str]:
    """Say that no site takes the project at present, and which planned site could."""
    if not offered:
        said = [voice.summarised("nowhere.none_offered", project=project)]
    elif because:
        reasons = voice.speech.listed(
            voice.summarised(
                "nowhere.reason",
                criterion=_lowered(voice.speech.label("criterion", key)),
                count=voice.speech.number(count),
            )
            for key, count in because
        )
        said = [voice.summarised("nowhere.because", project=project, offered=str(offered), reasons=reasons)]
    else:
        said = [voice.summarised("nowhere", project=project, offered=str(offered))]
    if planned:
        said.append(voice.summarised("nowhere.planned", names=voice.speech.listed(planned)))
    else:
        said.append(voice.summarised("nowhere.not_planned"))
    return said


def refused(voice: Voice, project: str, grounds: Sequence[Mapping[str, str]]) -> list[str]:
    """Say that the project is refused everywhere, the grounds, and what would change it."""
    keys = dict.fromkeys(one["criterion"] for one in grounds)
    criteria = "; ".join(_lowered(voice.speech.label("criterion", key)) for key in keys)
    said = [voice.summarised("refused", project=project, criteria=criteria)]
    return [*said, *(capitalised(one["sentence"]) for one in grounds[:2])]


def _named(voice: Voice, one: Mapping[str, Any]) -> str:
    return voice.summarised("best", name=one["name"], points=_points(voice, one))


def _points(voice: Voice, one: Mapping[str, Any], key: str = "points.up_to") -> str:
    score, ceiling = voice.speech.number(one["score"]), voice.speech.number(one["ceiling"])
    if score == ceiling:
        return voice.summarised("points", score=score)
    return voice.summarised(key, score=score, ceiling=ceiling)


def _lowered(label: str) -> str:
    """Return a heading as it reads inside a sentence; an abbreviation stays as it is (R&D)."""
    return label if label[1:2].isupper() or label[1:2] == "&" else label[:1].lower() + label[1:]
