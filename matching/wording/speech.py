"""What a language brings, and how it says figures, ranges, facts and lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matching.wording.numbers import Number, date_writer, number_writer

# A title longer than this is cut in a sentence; the finding itself carries it whole.
_TITLE_MOST = 72
_REMEMBERED = 8192

Fact = Mapping[str, Any]


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
        self._source = lru_cache(_REMEMBERED)(self._say_source)

    def known(self, value: Number | str | None) -> str:
        """Return a number or a text; "not known" for None."""
        return self.words["unknown"] if value is None else self.number(value)

    def label(self, table: str, code: str) -> str:
        """Return the label of a code; the code itself where the table has none (a place added later)."""
        return self.labels[table].get(code, code)

    def listed(self, texts: Iterable[str]) -> str:
        """Return "a, b and c"."""
        items = list(texts)
        if len(items) < 2:
            return items[0] if items else ""
        return self.words["and"] % (", ".join(items[:-1]), items[-1])

    def range(self, span: Mapping[str, Any], unit: str = "", decimals: int = 2) -> str:
        """Return bounds in words; "not known" where both ends are open."""
        return self._range(span["low"], span["high"], unit, decimals)

    def fact(self, fact: Fact) -> str:
        """Return what a figure is about, the figure, and in brackets who says it and when."""
        return self._fact(
            fact.get("quantity"),
            fact["value"],
            fact["unit"],
            fact.get("qualifier"),
            fact["as_of"],
            fact["source"],
            fact["grade"],
        )

    def facts(self, facts: Iterable[Fact | None]) -> str:
        """Return several facts, each once."""
        return "; ".join(dict.fromkeys(self.fact(fact) for fact in facts if fact is not None))

    def source(self, fact: Fact | None) -> str:
        """Return who says it and when, without brackets; nothing without a fact."""
        return "" if fact is None else self._source(fact["source"], fact["as_of"], fact["grade"])

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

    def _say_fact(
        self,
        quantity: str | None,
        value: str,
        unit: str,
        qualifier: str | None,
        as_of: str,
        source: str,
        grade: str,
    ) -> str:
        figure = self.number(value) + self._unit(unit)
        if qualifier in ("at_least", "at_most", "about"):
            figure = self.words[qualifier] % figure
        name = self.labels["quantity"].get(quantity or "", "")
        said = self._source(source, as_of, grade)
        return f"{name} {figure} ({said})".lstrip()

    def _unit(self, unit: str) -> str:
        shown = self.labels["unit"].get(unit, unit)
        return shown if shown in ("", "%") else f" {shown}"

    def _say_source(self, source: str, as_of: str, grade: str) -> str:
        when = self.date(as_of) if as_of else self.words["undated"]
        said = self.words["source"] % (_short(source), when)
        weak = self.words.get(f"grade.{grade}")
        return f"{said}, {weak}" if weak else said


def _short(title: str) -> str:
    """Return a title cut between words where it is long."""
    if len(title) <= _TITLE_MOST:
        return title
    return title[:_TITLE_MOST].rsplit(" ", 1)[0].rstrip(" ,;:(-") + "…"
