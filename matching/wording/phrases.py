"""The named places of the templates that take a choice: each says one thing of what was observed.

Written once for all languages; the words come from the language. One explicit table per group at the end.
"""

from collections.abc import Callable, Mapping
from typing import Any

from matching.wording.speech import Speech
from matching.wording.template import Values

Phrase = Callable[[Speech, Values, Values], str]


def _of(table: str, key: str) -> Phrase:
    """Say the label of an observed code."""

    def say(speech: Speech, observed: Values, required: Values) -> str:
        code = observed[key]
        return speech.words["unknown"] if code is None else speech.label(table, code)

    return say


def a_kind(speech: Speech, observed: Values, required: Values) -> str:
    """Say "an industrial park"."""
    return speech.words[f"a.{observed['kind']}"]


def wished_kinds(speech: Speech, observed: Values, required: Values) -> str:
    """Say the kinds of site that the investor looks for."""
    return speech.listed((speech.words[f"a.{one}"] for one in required["kinds"]), "or")


def wished_areas(speech: Speech, observed: Values, required: Values) -> str:
    """Say the planning areas that the investor looks in."""
    return speech.listed((speech.label("planning_area", one) for one in required["planning_areas"]), "or")


def _maybe(word: str, key: str) -> Phrase:
    """Say a figure in the words given, or nothing where it is not known."""

    def say(speech: Speech, observed: Values, required: Values) -> str:
        value = observed[key]
        return "" if value is None else speech.words[word] % speech.number(value)

    return say


def source(speech: Speech, observed: Values, required: Values) -> str:
    """Say who states the observed fact, in brackets; nothing where nobody does."""
    said = speech.source(observed["fact"])
    return f" ({said})" if said else ""


def _first(say: Phrase) -> Phrase:
    """Say the same at the start of a sentence."""

    def say_first(speech: Speech, observed: Values, required: Values) -> str:
        return capitalised(say(speech, observed, required))

    return say_first


def capitalised(text: str) -> str:
    """Return the text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def only_source(speech: Speech, observed: Values, required: Values) -> str:
    """Say in brackets the only source there is, which is not enough; nothing where there is none."""
    said = speech.source(observed["fact"])
    return speech.words["only_source"] % said if said else ""


def identity(speech: Speech, observed: Values, required: Values) -> str:
    """Say that a cluster is only probably one of those that the province counts."""
    return speech.words["identity.probable"] if observed["identity"] == "probable" else ""


# --- The project ------------------------------------------------------------------------------------------


def prohibited(speech: Speech, observed: Values, required: Values) -> str:
    """Say the line on the list, in the caller's language where the list has it."""
    return speech.known(observed.get(f"line_{speech.code}") or observed["line_en"] or observed["line_vi"])


def faults(speech: Speech, observed: Values, required: Values) -> str:
    """Say which limits for used lines are broken, each with the figure and the limit."""
    limits = (
        ("residual_capacity_pct", "capacity_least_pct", False),
        ("consumption_vs_design_pct", "consumption_most_pct", True),
        ("oecd_users", "oecd_users_least", False),
    )
    broken = []
    for figure, limit, is_most in limits:
        value = observed[figure]
        if value is not None and (value > required[limit] if is_most else value < required[limit]):
            numbers = (speech.number(value), speech.number(required[limit]))
            broken.append(speech.words[f"fault.{figure}"] % numbers)
    return speech.listed(broken)


def rows(speech: Speech, observed: Values, required: Values) -> str:
    """Say the types of Annex II and article 28 that apply."""
    named = [speech.label("annex", key) for key in observed["rows"]]
    return "; ".join(named) if named else speech.words["rows.none"]


def by_rows(speech: Speech, observed: Values, required: Values) -> str:
    """Say in brackets why the group is what it is: declared, or by which rows."""
    if observed["declared"]:
        return f" ({speech.words['declared']})"
    return f" ({rows(speech, observed, required)})" if observed["rows"] else ""


def group(speech: Speech, observed: Values, required: Values) -> str:
    """Say the environment group, or the range of groups from the milder to the more severe."""
    mild, severe = observed["group"]["low"], observed["group"]["high"]
    return mild if mild == severe else speech.words["group.between"] % (severe, mild)


def codes(speech: Speech, observed: Values, required: Values) -> str:
    """Say the VSIC codes of the project."""
    return speech.listed(observed["codes"])


def approved(speech: Speech, observed: Values, required: Values) -> str:
    """Say in brackets the approved codes, the first eight of them; nothing where the list is empty."""
    listed = list(required["approved"] or ())
    more = " …" if len(listed) > 8 else ""
    return f" ({', '.join(listed[:8])}{more})" if listed else ""


def counted_lists(speech: Speech, observed: Values, required: Values) -> str:
    """Say the technology lists that earn points."""
    named = [one for one in observed["lists"] or () if one not in ("restricted", "prohibited")]
    return speech.listed(speech.label("list", one) for one in named)


def lists_state(speech: Speech, observed: Values, required: Values) -> str:
    """Say whether it is known that the project is on no list."""
    return speech.words["lists.unknown" if observed["lists"] is None else "lists.none"]


def intensity(speech: Speech, observed: Values, required: Values) -> str:
    """Say the technology intensity of the first line's code."""
    return speech.label("intensity", observed["intensity"] or "unknown")


def certificate_floor(speech: Speech, observed: Values, required: Values) -> str:
    """Say the share that a certificate guarantees, in percent."""
    return _percent(speech, required["certificate_floor"])


def plant(speech: Speech, observed: Values, required: Values) -> str:
    """Say whether the central plant that the project counts on is known to work at the site."""
    if observed["wastewater_treatment"] != "central":
        return ""
    return speech.words[f"plant.{observed['central_treatment']}"]


def parts(speech: Speech, observed: Values, required: Values) -> str:
    """Say the strongest and the weakest part, and which parts nothing is known of, as a second sentence."""
    known: list[Mapping[str, Any]] = []
    unknown: list[Mapping[str, Any]] = []
    for part in observed.get("parts", ()):
        (unknown if part["high"] - part["low"] >= 1 else known).append(part)
    said = _strongest_and_weakest(speech, known)
    if unknown:
        unknown.sort(key=lambda part: -part["weight"])
        names = ", ".join([speech.label("part", part["part"]) for part in unknown[:3]])
        if len(unknown) > 3:
            names = speech.words["parts.more"] % (names, speech.number(len(unknown) - 3))
        said.append(speech.words["parts.unknown"] % names)
    text = "; ".join(said)
    return f" {capitalised(text)}." if text else ""


def _strongest_and_weakest(speech: Speech, known: list[Mapping[str, Any]]) -> list[str]:
    if len(known) < 2:
        return [_part(speech, "parts.known", part) for part in known]
    best = max(known, key=lambda part: (part["low"], part["weight"]))
    worst = min(known, key=lambda part: (part["high"], -part["weight"]))
    said = [_part(speech, "parts.strongest", best)] if best["low"] > 0 else []
    if worst is not best and worst["high"] < 1:
        said.append(_part(speech, "parts.weakest", worst))
    return said


def _part(speech: Speech, word: str, part: Mapping[str, Any]) -> str:
    low, high = _percent(speech, part["low"]), _percent(speech, part["high"])
    share = high if low == high else f"{low[:-1]}–{high}"
    return speech.words[word] % (speech.label("part", part["part"]), share)


def _percent(speech: Speech, share: float) -> str:
    return f"{speech.number(round(share * 100))}%"


def capital(speech: Speech, observed: Values, required: Values) -> str:
    """Say the capital in billion VND."""
    span = observed["capital_billion_vnd"]
    return speech.words["unknown"] if span is None else _money(speech, span, speech.words["billion_vnd"])


def capital_per_ha(speech: Speech, observed: Values, required: Values) -> str:
    """Say the capital per hectare where both are known."""
    span, area = observed["capital_billion_vnd"], observed["area_ha"]
    if span is None or not area or span["high"] is None:
        return ""
    per_ha = {"low": span["low"] / area, "high": span["high"] / area}
    return speech.words["capital.per_ha"] % _money(speech, per_ha, speech.words["billion_vnd_per_ha"])


def _money(speech: Speech, span: Mapping[str, Any], unit: str) -> str:
    """Say money without decimals that an exchange range does not carry."""
    small = span["high"] is not None and span["high"] < 100
    return speech.range(span, unit, 2 if small else 0)


def jobs_and_area(speech: Speech, observed: Values, required: Values) -> str:
    """Say what is missing for jobs per hectare."""
    missing = [key for key in ("jobs_total", "area_ha") if not observed[key]]
    return speech.listed(speech.words[f"missing.{key}"] for key in missing)


def intensive(speech: Speech, observed: Values, required: Values) -> str:
    """Say that the line uses many hands, which costs points here."""
    return speech.words["labour.intensive"] if observed["labour_intensive"] else ""


def firm(speech: Speech, observed: Values, required: Values) -> str:
    """Say what is known of the firm's size."""
    known = []
    if observed["jobs_total"] is not None:
        known.append(speech.words["size.jobs"] % speech.number(observed["jobs_total"]))
    if observed["capital_billion_vnd"] is not None:
        known.append(speech.words["size.capital"] % capital(speech, observed, required))
    if observed["revenue_billion_vnd"] is not None:
        known.append(speech.words["size.revenue"] % speech.number(observed["revenue_billion_vnd"]))
    return ", ".join(known)


def firm_known(speech: Speech, observed: Values, required: Values) -> str:
    """Say in brackets what is known of the firm's size."""
    said = firm(speech, observed, required)
    return f" ({said})" if said else ""


PROJECT: Mapping[str, Phrase] = {
    "source": source,
    "only_source": only_source,
    "kind": _of("kind", "kind"),
    "Kind": _first(_of("kind", "kind")),
    "stage": _of("stage", "stage"),
    "area": _of("planning_area", "planning_area"),
    "Area": _first(_of("planning_area", "planning_area")),
    "identity": identity,
    "prohibited": prohibited,
    "foreign_share": _maybe("foreign_share", "foreign_share_pct"),
    "energy_use": _maybe("energy_use", "energy_toe_year"),
    "export_share": _maybe("export_share", "export_share_pct"),
    "equipment": _of("equipment", "equipment"),
    "treatment": _of("treatment", "wastewater_treatment"),
    "faults": faults,
    "rows": rows,
    "by_rows": by_rows,
    "group": group,
    "codes": codes,
    "approved": approved,
    "counted_lists": counted_lists,
    "lists_state": lists_state,
    "intensity": intensity,
    "certificate_floor": certificate_floor,
    "plant": plant,
    "parts": parts,
    "capital": capital,
    "capital_per_ha": capital_per_ha,
    "jobs_and_area": jobs_and_area,
    "intensive": intensive,
    "firm": firm_known,
    "a_kind": a_kind,
    "wished_kinds": wished_kinds,
    "wished_areas": wished_areas,
}
