"""What a finding means, in words: a reason code and what was observed and required become one sentence.

The engine returns codes and figures; here is every text of an answer, in every language. A new language is a
package beside `vi` and `en` with the same tables; tests hold it to every reason code.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from matching.wording import counterfactual as _counterfactual
from matching.wording import robustness as _robustness
from matching.wording import summary as _summary
from matching.wording.en import ENGLISH
from matching.wording.template import Getter, Template, places
from matching.wording.vi import VIETNAMESE
from matching.wording.voices import Voice, says_what_was_observed

_VOICES = {language.code: Voice(language) for language in (VIETNAMESE, ENGLISH)}
LANGUAGES = tuple(_VOICES)

# Each note with the parameters that it takes.
NOTES: Mapping[str, tuple[str, ...]] = {code: places(text) for code, text in VIETNAMESE.notes.items()}


def sentence(reason: str, language: str, observed: Mapping[str, Any], required: Mapping[str, Any]) -> str:
    """Return why a finding came out as it did, from its own `observed` and `required`."""
    return template(reason, language, observed, required)(observed, required)


def template(
    reason: str, language: str, observed: Mapping[str, Any], required: Mapping[str, Any]
) -> Template:
    """Return the sentence of a finding as it is before its places are filled."""
    return _VOICES[language].sentence(reason, observed, required)


def around(template: Template, observed: Mapping[str, Any]) -> tuple[list[str], list[Getter]]:
    """Return a sentence with all that is said of what was observed alone, cut where what is required decides; and what says that."""
    return template.around(observed, says_what_was_observed)


def label(table: str, code: str, language: str) -> str:
    """Return the label of a code: `label("criterion", "plot_fit", "vi")`.

    Tables: those of `wording.vi.labels`. A code that a table lacks comes back as it is (a place added later).
    """
    return _VOICES[language].speech.label(table, code)


def note(code: str, language: str, /, **params: Any) -> str:
    """Return a note beside the findings; `NOTES` names each code's parameters.

    `rows` are keys of Annex II rows, `sites` names, `on` a date or its ISO text, `low` and `high` billion VND.
    """
    return _VOICES[language].notes[code](params, params)


def summary(
    language: str,
    *,
    verdict: str,
    project_name: str | None = None,
    best: Sequence[Mapping[str, Any]] = (),
    tied: int = 0,
    offered: int = 0,
    barred_on_offer: int = 0,
    refused_by: Sequence[Mapping[str, str]] = (),
    planned: Sequence[str] = (),
    because: Sequence[tuple[str, int]] = (),
    missing: Sequence[str] = (),
    evidence_pct: float | None = None,
) -> str:
    """Return two to four sentences on a ranking, without markup, to be pasted into a message.

    - `verdict`: match, nowhere_now or refused.
    - `best`: the first sites in order, each with `name`, `score`, `ceiling` (points), `outcome` and, but for
      answers kept before it was told, `full`: reported without a plot that is large enough, by too weak a source to refuse.
    - `tied`: how many sites share first place; `offered`: sites on offer; `barred_on_offer`: those that bar.
    - `refused_by`: the refusals, each with `criterion` and its `sentence`; the first two are quoted.
    - `planned`: names of planned sites that could take the project once they are established.
    - `because`: what bars at how many sites on offer, (criterion, sites), the most frequent first; may be empty.
    - `missing`: fields of the request ("technology.rd_spend_pct") that are most useful to add.
    - `evidence_pct`: that of the first site.
    """
    voice = _VOICES[language]
    name = (project_name or "").strip()
    project = voice.summarised("project", name=name) if name else voice.summarised("project.unnamed")
    if verdict == "match":
        open_sites = offered - barred_on_offer
        said = _summary.match(voice, project, best, tied, offered, open_sites, missing, evidence_pct)
    elif verdict == "refused":
        said = _summary.refused(voice, project, refused_by)
    else:
        said = _summary.nowhere(voice, project, offered, planned, because)
    return " ".join(said)


def robustness(language: str, found: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return how sure an order is, from what is kept of it; `names` of sites by code."""
    return " ".join(_robustness.robustness(_VOICES[language], found, names))


def counterfactual(language: str, found: Mapping[str, Any], name: str) -> str:
    """Return what would have to change for a site, on the investor's side or its own, from what is kept of it."""
    return _counterfactual.counterfactual(_VOICES[language], found, name)


def changed(language: str, one: Mapping[str, Any]) -> str:
    """Return one change of a counterfactual in words."""
    return _counterfactual.changed(_VOICES[language], one)


def moved_weights(language: str, weights: Sequence[Mapping[str, Any]]) -> str:
    """Return how the weights of a switch point move, each with its profile where there are two."""
    voice = _VOICES[language]
    return voice.speech.listed(_robustness.moved(voice, one, len(weights)) for one in weights)


__all__ = [
    "LANGUAGES",
    "NOTES",
    "Getter",
    "Template",
    "around",
    "changed",
    "counterfactual",
    "label",
    "moved_weights",
    "note",
    "robustness",
    "sentence",
    "summary",
    "template",
]
