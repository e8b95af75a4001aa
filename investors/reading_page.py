"""A message as it is read: its letters with and without diacritics, and what has been read of it so far."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was read: its label, its value and the words it was read from."""

    label: str
    value: str
    words: str


@dataclass
class Page:
    """The message beside itself without diacritics, letter for letter, and what has been read of it so far."""

    text: str
    bare: str
    facts: dict[str, Any] = field(default_factory=dict)
    sender: dict[str, str] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def all(self, pattern: str) -> list[re.Match[str]]:
        return list(re.finditer(pattern, self.bare))

    def said(self, words: str) -> list[re.Match[str]]:
        """Return the places of whole words; there are thousands that may be asked for, and few stand in a message."""
        return self.all(rf"(?<!\w){re.escape(words)}(?!\w)") if words in self.bare else []

    def before(self, match: re.Match[str], pattern: str, reach: int = 28) -> bool:
        """Tell whether words stand shortly before, in the same sentence."""
        near = re.split(r"[.;\n]\s", self.bare[max(0, match.start() - reach) : match.start()])[-1]
        return bool(re.search(rf"\b(?:{pattern})\b", near))

    def words(self, match: re.Match[str]) -> str:
        return " ".join(self.text[match.start() : match.end()].split())

    def keep(self, group: str, key: str, value: Any, label: str, match: re.Match[str], shown: str) -> None:
        self.facts.setdefault(group, {})[key] = value
        self.found.append(Found(label, shown, self.words(match)))

    def leave(self, label: str, matches: Iterable[re.Match[str]], why: str) -> None:
        said = ", ".join(dict.fromkeys(f"“{self.words(match)}”" for match in matches))
        self.unclear.append(f"{label}: {said} {why}")


def bare(text: str) -> str:
    """Return a text without diacritics, letter for letter: places in it are places in the text."""
    return "".join(_bare(letter) for letter in text)


def _bare(letter: str) -> str:
    low = "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()
    return low if len(low) == 1 else letter


def number_of(written: str, *, grouped: bool) -> Decimal | None:
    """Return a number as it was written; None where a point could part thousands as well as decimals.

    `grouped` says that three digits after a point are thousands: people are counted whole, capital is round.
    """
    marks = re.findall(r"[.,]", written)
    if not marks:
        return Decimal(written)
    *_, last = re.split(r"[.,]", written)
    if len(set(marks)) == 2:
        # The later mark parts the decimals, as in 1.200,5 and 1,200.5.
        whole = written[: -len(last) - 1]
        return Decimal(re.sub(r"[.,]", "", whole) + "." + last) if _in_threes(whole) else None
    if len(marks) > 1:
        return Decimal(re.sub(r"[.,]", "", written)) if _in_threes(written) else None
    if len(last) != 3 or written.startswith("0"):
        return Decimal(written.replace(",", "."))
    return Decimal(re.sub(r"[.,]", "", written)) if grouped else None


def _in_threes(written: str) -> bool:
    return all(len(part) == 3 for part in re.split(r"[.,]", written)[1:])


def shown(number: Decimal) -> str:
    """Return a number as it is written here: 1.200,5."""
    whole = f"{number.normalize():,f}"
    return whole.replace(",", " ").replace(".", ",").replace(" ", ".")
