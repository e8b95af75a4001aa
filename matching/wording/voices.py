"""A language made ready to speak: every template of its tables compiled once."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from matching.wording.phrases import PROJECT
from matching.wording.phrases_of_sites import OBSERVED_ALONE, SITES
from matching.wording.speech import Language, Speech
from matching.wording.template import Getter, Template, Values
from matching.wording.variants import VARIANTS

PHRASES = {**PROJECT, **SITES}


class Voice:
    """Sentences, notes and summaries of one language."""

    def __init__(self, language: Language) -> None:
        self.speech = Speech(language)
        self._sentences = {key: Template(text, self._place) for key, text in language.sentences.items()}
        self.notes = {code: Template(text, self._param) for code, text in language.notes.items()}
        self.summaries = {code: Template(text, _given) for code, text in language.summaries.items()}

    def sentence(self, reason: str, observed: Values, required: Values) -> Template:
        """Return the sentence of a reason; of several the one that suits what was observed and required."""
        variants = VARIANTS.get(reason)
        return self._sentences[f"{reason}/{variants.choose(observed, required)}" if variants else reason]

    def summarised(self, code: str, **texts: str) -> str:
        """Return a piece of a summary with its texts filled in."""
        return self.summaries[code](texts, texts)

    def _place(self, name: str) -> Getter:
        """Return what fills a place of a sentence: a figure (`o.x`, `r.x`) or a phrase."""
        side, _, key = name.partition(".")
        known = self.speech.known
        if key and side == "o":
            return lambda observed, required: known(observed[key])
        if key and side == "r":
            return lambda observed, required: known(required[key])
        return partial(PHRASES[name], self.speech)

    def _param(self, name: str) -> Getter:
        """Return what fills a place of a note."""
        write = self._writers().get(name, str)
        return lambda values, _: write(values[name])

    def _writers(self) -> Mapping[str, Callable[[Any], str]]:
        """Return how the parameters of notes are written that are no plain texts."""
        speech = self.speech
        return {
            "on": lambda date: speech.date(str(date)),
            "low": speech.number,
            "high": speech.number,
            "sites": speech.listed,
            "rows": self._rows,
        }

    def _rows(self, keys: Iterable[str]) -> str:
        return "; ".join(self.speech.label("annex", key) for key in keys)


def _given(name: str) -> Getter:
    return lambda texts, _: texts[name]


def says_what_was_observed(place: str) -> bool:
    """Say whether a place of a sentence says what was observed and nothing of what was required."""
    return place.startswith("o.") or place in OBSERVED_ALONE
