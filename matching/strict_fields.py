"""Fields of a request: each refuses what is not exactly of its type and range, with a code and its place."""

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from parks.dates import today
from parks.problems import refusal, refused, unknown_names

EARLIEST = datetime.date(2000, 1, 1)
YEARS_AHEAD = 10
MOST_CODES = 50
# How many entries of a list that is too long are looked at, so that every error of a slip is named.
MOST_LOOKED_INTO = 1000


class Strict(serializers.Serializer):  # type: ignore[type-arg]
    """Refuses unknown keys with the nearest known one; looks only at what is given, so it is quick."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError({"non_field_errors": [refused("not_an_object")]})
        checks = self._checks
        unknown = [key for key in data if key not in checks]
        errors: dict[str, Any] = unknown_names(unknown, checks, "unknown_key") if unknown else {}
        found: dict[str, Any] = {}
        for key, value in data.items():
            if key in errors:
                continue
            try:
                found[key] = checks[key](value)
            except serializers.ValidationError as error:
                errors[key] = error.detail
        for key in self._required:
            if key not in data:
                errors[key] = [refused("required")]
        self.compare(found, errors)
        if errors:
            raise serializers.ValidationError(errors)
        return found

    def run_validation(self, data: Any = empty) -> Any:
        """Validate without the framework's detours: there are no validators besides the fields'."""
        if data is None:
            if self.allow_null:
                return None
            raise serializers.ValidationError([refused("null")])
        return self.to_internal_value(data)

    def compare(self, found: dict[str, Any], errors: dict[str, Any]) -> None:
        """Note what is impossible between fields of which each is right by itself; only those are found."""

    @cached_property
    def _checks(self) -> dict[str, Callable[[Any], Any]]:
        return {name: field.run_validation for name, field in self.fields.items()}

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple(name for name, field in self.fields.items() if field.required)


class Number(serializers.FloatField):
    """A JSON number in a range; a text or a truth value is not one."""

    def __init__(self, least: float, most: float, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(min_value=least, max_value=most, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = empty) -> float | int | None:
        return None if data is None else _in_range(data, self.least, self.most)


class Whole(serializers.IntegerField):
    """A whole JSON number in a range, which 93.0 is too."""

    def __init__(self, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(min_value=least, max_value=most, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = empty) -> int | None:
        if data is None:
            return None
        number = _in_range(data, self.least, self.most)
        if isinstance(number, float):
            raise refusal("not_an_integer")
        return number


def _in_range(data: Any, least: float, most: float) -> float | int:
    kind = type(data)
    if kind is not int and kind is not float:
        raise refusal("not_a_number")
    if data > most:
        raise refusal("too_high", most=shown(most))
    if not data >= least:
        raise refusal("too_low", least=shown(least))
    # 8.0 and 8 are one number and shall read as one: findings are kept by what they are about.
    return int(data) if kind is float and data.is_integer() else data  # type: ignore[no-any-return]


class Count(serializers.IntegerField):
    """A whole JSON number, which 93.0 is too; a text or a truth value is not one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, float) and data.is_integer():
            return int(data)
        if isinstance(data, bool) or not isinstance(data, int):
            raise refusal("not_an_integer")
        return data


class Amount(serializers.DecimalField):
    """An exact decimal, as a text of digits or a JSON number; Python's own liberties (1_000, １２) are refused."""

    def run_validation(self, data: Any = empty) -> Decimal | None:
        if data is None:
            return None
        if isinstance(data, bool) or not isinstance(data, str | int | float):
            raise refusal("not_a_number")
        if isinstance(data, str):
            if not _DECIMAL.fullmatch(data):
                raise refusal("not_a_number")
            if self._is_plain(data):
                return self.quantize(Decimal(data))
        found: Decimal = super().run_validation(data)
        return found

    def _is_plain(self, text: str) -> bool:
        """Say whether a text, as nearly every one, is in range and needs no rounding."""
        whole, _, places = text.partition(".")
        return whole.isdigit() and len(whole) <= self.max_whole_digits and len(places) <= self.decimal_places


_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def shown(value: float) -> str:
    """Return a limit as an error names it."""
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def percent(help_text: str, most: float = 100) -> Number:
    """Return a percentage from 0."""
    return Number(0, most, help_text=help_text)


class Text(serializers.CharField):
    """A JSON text; a number is not one."""

    def run_validation(self, data: Any = empty) -> str | None:
        # Nearly every text is right: printable means without NUL, half characters and line breaks.
        if isinstance(data, str) and data.isprintable():
            text = data.strip()
            if text and (self.min_length or 0) <= len(text) <= self.max_length:
                return text
        found: str | None = super().run_validation(data)
        return found

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise refusal("not_text")
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """One code of a closed list, exactly as written."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        self._allowed, self._looked_up = choices, frozenset(choices)
        super().__init__(choices=[(one, one) for one in choices], **kwargs)

    def run_validation(self, data: Any = empty) -> str | None:
        if data is None and self.allow_null:
            return None
        if not isinstance(data, str) or data not in self._looked_up:
            raise refusal("not_a_choice", value=str(data)[:60], allowed=self._allowed)
        return data


class Listed(serializers.ListField):
    """A list of so many entries at most; one that is absurdly long is not looked into."""

    def __init__(self, most: int = MOST_CODES, **kwargs: Any) -> None:
        super().__init__(max_length=most, required=False, allow_null=True, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        if data == []:
            return data
        if isinstance(data, list) and len(data) > MOST_LOOKED_INTO:
            raise refusal("too_many_items", most=self.max_length)
        return super().run_validation(data)


class Codes(Listed):
    """A list of codes of a closed list; null means not known, an empty list none."""

    def __init__(self, choices: tuple[str, ...], **kwargs: Any) -> None:
        self._allowed = frozenset(choices)
        super().__init__(child=Choice(choices), **kwargs)

    def run_validation(self, data: Any = empty) -> list[str] | None:
        # Nearly every list is right: one look instead of one field run an entry.
        texts = (
            isinstance(data, list) and len(data) <= MOST_CODES and all(isinstance(one, str) for one in data)
        )
        if texts and self._allowed.issuperset(data):
            return data
        return super().run_validation(data)


class Day(serializers.DateField):
    """A date YYYY-MM-DD in the span of dates that a question may have."""

    def to_internal_value(self, value: Any) -> datetime.date:
        # fromisoformat also takes weeks (2026-W10-1).
        if not isinstance(value, str) or len(value) != 10 or value[7] != "-":
            raise refusal("not_a_date")
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise refusal("not_a_date") from None
        last = today().replace(month=12, day=31)
        last = last.replace(year=last.year + YEARS_AHEAD)
        if not EARLIEST <= day <= last:
            raise refusal("date_out_of_range", first=EARLIEST.isoformat(), last=last.isoformat())
        return day
