"""What a language brings, and how it says figures, ranges, facts and lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matching.wording.numbers import Number, date_writer, number_writer

# A title longer than this is cut in a sentence; the finding itself carries it whole.
_TITLE_MOST = 80
_ENDING_MOST = 35
_REMEMBERED = 8192
# What a figure is about where only its unit is at hand: of a site's land only occupancy is a percentage.
_OF_UNIT = {"%": "occupancy_pct"}

Fact = Mapping[str, Any]
# A fact as something that can be remembered by.
Items = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Language:
    """One language: its texts and the way it writes numbers and dates."""

    code: str
    sentences: Mapping[str, str]
    words: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    notes: Mapping[str, str]
    summaries: Mapping[str, str]
    decimal: str
    thousands: str
    day: str
    month: str
    months: tuple[str, ...] | None = None


class Speech:
    """Says figures, ranges, facts and lists in one language."""

    def __init__(self, language: Language) -> None:
        self.code = language.code
        self.words = language.words
        self.labels = language.labels
        self.number: Callable[[Number | str], str] = number_writer(language.decimal, language.thousands)
        self.date: Callable[[str], str] = date_writer(language.day, language.month, language.months)
        self._range = lru_cache(_REMEMBERED)(self._say_range)
        self._fact = lru_cache(_REMEMBERED)(self._say_fact)
        self._facts = lru_cache(_REMEMBERED)(self._say_facts)
        self._source = lru_cache(_REMEMBERED)(self._say_source)

    def known(self, value: Number | str | None) -> str:
        """Return a number, or a text as it is (a code is no number); "not known" for None."""
        if value is None:
            return self.words["unknown"]
        return value if isinstance(value, str) else self.number(value)

    def label(self, table: str, code: str) -> str:
        """Return the label of a code; the code itself where the table has none (a place added later)."""
        return self.labels[table].get(code, code)

    def listed(self, texts: Iterable[str], word: str = "and") -> str:
        """Return "a, b and c", or with "or" as the last word."""
        items = list(texts)
        if len(items) < 2:
            return items[0] if items else ""
        return self.words[word] % (", ".join(items[:-1]), items[-1])

    def range(self, span: Mapping[str, Any], unit: str = "", decimals: int = 2) -> str:
        """Return bounds in words; "not known" where both ends are open."""
        return self._range(span["low"], span["high"], unit, decimals)

    def roughly(self, span: Mapping[str, Any], unit: str, decimals: int) -> str:
        """Return an estimate's bounds, the short way ("60–92 km")."""
        low, high = self.number(round(span["low"], decimals)), self.number(round(span["high"], decimals))
        return f"{low} {unit}" if low == high else f"{low}–{high} {unit}"

    def fact(self, fact: Fact) -> str:
        """Return what a figure is about, the figure, who says it and when."""
        return self._fact(tuple(fact.items()))

    def facts(self, facts: Iterable[Fact]) -> str:
        """Return several facts, each once."""
        return self._facts(tuple([tuple(fact.items()) for fact in facts]))

    def source(self, fact: Fact | None) -> str:
        """Return who says it and when, without brackets; nothing without a fact."""
        return "" if fact is None else self._source(tuple(fact.items()))

    def _say_range(self, low: float, high: float | None, unit: str, decimals: int) -> str:
        words, tail = self.words, f" {unit}" if unit else ""
        if high is None:
            if low <= 0:
                return words["unknown"]
            return words["at_least"] % (self.number(round(low, decimals)) + tail)
        top = self.number(round(high, decimals))
        bottom = self.number(round(low, decimals))
        if top == bottom:
            return top + tail
        return words["up_to"] % (top + tail) if low <= 0 else words["between"] % (bottom, top + tail)

    def _say_facts(self, facts: tuple[Items, ...]) -> str:
        return "; ".join(dict.fromkeys(self._fact(items) for items in facts))

    def _say_fact(self, items: Items) -> str:
        fact = dict(items)
        figure = self.number(fact["value"]) + self._unit(fact["unit"])
        qualifier = fact.get("qualifier")
        if qualifier in ("at_least", "at_most", "about"):
            figure = self.words[qualifier] % figure
        quantity = fact.get("quantity") or _OF_UNIT.get(fact["unit"], "")
        name = self.labels["quantity"].get(quantity, "")
        return self.words["fact"] % (f"{name} {figure}".lstrip(), self._source(items))

    def _unit(self, unit: str) -> str:
        shown = self.labels["unit"].get(unit, unit)
        return shown if shown in ("", "%") else f" {shown}"

    def _say_source(self, items: Items) -> str:
        fact = dict(items)
        when = self.date(fact["as_of"]) if fact["as_of"] else self.words["undated"]
        said = self.words["source"] % (_short(fact["source"]), when)
        weak = self.words.get(f"grade.{fact['grade']}")
        return f"{said}, {weak}" if weak else said


def _short(title: str) -> str:
    """Return a title cut between words where it is long; a bracket at its end (who published it) is kept."""
    if len(title) <= _TITLE_MOST:
        return title
    opening = title.rfind(" (") if title.endswith(")") else -1
    ending = title[opening:] if 0 < len(title) - opening <= _ENDING_MOST and opening > 0 else ""
    cut = title[: _TITLE_MOST - len(ending)].rsplit(" ", 1)[0]
    if cut.count("(") > cut.count(")"):
        cut = cut[: cut.rindex("(")]
    return f"{cut.rstrip(' ,;:-')}…{ending}"
