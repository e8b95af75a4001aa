"""Reads the values of query parameters, and says what is allowed where one cannot be used."""

import datetime
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from parks.dates import today
from parks.problems import Code

LONGEST = 100
FIRST_DAY = datetime.date(2000, 1, 1)
YEARS_AHEAD = 10


def wrong(code: str, *, allowed: Iterable[Any] | None = None, **values: Any) -> ValidationError:
    """Return a form's error that carries our code."""
    return ValidationError(code, code=Code(code, allowed, **values))


def last_day() -> datetime.date:
    """Return the last day that can be asked about."""
    now = today()
    # 29 February exists only every four years; the day before is as good a limit.
    return now.replace(year=now.year + YEARS_AHEAD, day=min(now.day, 28))


class TextField(forms.Field):
    """A text without NUL characters, not too long for a search."""

    def to_python(self, value: Any) -> str | None:
        """Return the text, or None where the parameter is absent."""
        if value is None:
            return None
        text = str(value).strip()
        if not text:
            raise wrong("blank")
        if len(str(value)) > LONGEST:
            raise wrong("too_long", most=LONGEST)
        if "\x00" in text:
            raise wrong("nul_character")
        return text


class ChoicesField(TextField):
    """One or several codes of a closed list, separated by commas."""

    def __init__(
        self, *, allowed: Iterable[str] | Callable[[], Iterable[str]], code: str, **kwargs: Any
    ) -> None:
        """Keep the list, or how to get it, and the error to raise for what is not in it."""
        super().__init__(**kwargs)
        self.allowed = allowed
        self.code = code

    def to_python(self, value: Any) -> list[str] | None:  # type: ignore[override]
        """Return the codes in the order given."""
        text = super().to_python(value)
        if text is None:
            return None
        allowed = list(self.allowed() if callable(self.allowed) else self.allowed)
        codes = [code.strip() for code in text.split(",")]
        errors = [wrong(self.code, allowed=allowed, value=code) for code in codes if code not in allowed]
        if errors:
            raise ValidationError(errors)
        return codes


class ChoiceField(ChoicesField):
    """One code of a closed list."""

    def to_python(self, value: Any) -> str | None:  # type: ignore[override]
        """Return the code."""
        codes = super().to_python(value)
        if codes is not None and len(codes) > 1:
            raise wrong("not_a_choice", allowed=self.allowed, value=str(value)[:LONGEST])  # type: ignore[arg-type]
        return codes[0] if codes else None


class NumberField(TextField):
    """A finite number from 0 to a limit."""

    def __init__(self, *, most: float, **kwargs: Any) -> None:
        """Keep the limit."""
        super().__init__(**kwargs)
        self.most = most

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        """Return the number."""
        text = super().to_python(value)
        if text is None:
            return None
        number = parse_number(text)
        if number is None:
            raise wrong("not_a_number")
        if number < 0:
            raise wrong("too_low", least=0)
        if number > self.most:
            raise wrong("too_high", most=self.most)
        return number


class DayField(TextField):
    """A day that the service can be asked about."""

    def to_python(self, value: Any) -> datetime.date | None:  # type: ignore[override]
        """Return the day."""
        text = super().to_python(value)
        if text is None:
            return None
        try:
            # The short form without dashes is ISO too, but 2026-11-23 is the one we document.
            day = datetime.date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            day = None
        if day is None:
            raise wrong("not_a_date")
        if not FIRST_DAY <= day <= last_day():
            raise wrong("date_out_of_range", first=FIRST_DAY.isoformat(), last=last_day().isoformat())
        return day


@dataclass(frozen=True, slots=True)
class Place:
    """A point to measure from: two numbers, or the code of a node that is still to be looked up."""

    latitude: float | None
    longitude: float | None
    node: str | None


class PlaceField(TextField):
    """A point as "latitude,longitude", or the code of a node."""

    def to_python(self, value: Any) -> Place | None:  # type: ignore[override]
        """Return the place; whether a node of that code exists is seen later."""
        text = super().to_python(value)
        if text is None:
            return None
        parts = text.split(",")
        if len(parts) == 1:
            return Place(None, None, text)
        numbers = [parse_number(part.strip()) for part in parts]
        if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
            raise wrong("not_a_place")
        if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
            raise wrong("not_a_place")
        return Place(numbers[0], numbers[1], None)


LONGEST_NUMBER = 32  # any float is shorter


def parse_number(text: str) -> float | None:
    """Return a plain finite number; None for anything else, "nan", "1_000" and digits of other scripts included."""
    if len(text) > LONGEST_NUMBER or not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
