"""Codes of new investors and projects, and the check of lists of codes."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

from parks.codes import drawn_code


def new_project_code() -> str:
    """Return a code such as DA-2026-7KQ3MZ: drawn, not counted, so two officers never race for a number."""
    return drawn_code("DA")


def new_investor_code() -> str:
    """Return a code such as NDT-2026-7KQ3MZ."""
    return drawn_code("NDT")


def new_enquiry_code() -> str:
    """Return a code such as YC-2026-7KQ3MZ (yêu cầu)."""
    return drawn_code("YC")


@deconstructible
class ListOf:
    """Refuses anything but a list of distinct codes from one vocabulary."""

    message = "Danh sách có mã không dùng được: %(wrong)s. Các mã được dùng: %(allowed)s."
    code = "unknown_code"

    def __init__(self, allowed: Collection[str]) -> None:
        self.allowed = tuple(allowed)

    def __call__(self, value: Any) -> None:
        if not isinstance(value, list):
            raise ValidationError("Phải là một danh sách mã.", code="not_a_list")
        wrong = [item for item in value if item not in self.allowed]
        if wrong:
            params = {"wrong": ", ".join(map(str, wrong)), "allowed": ", ".join(self.allowed)}
            raise ValidationError(self.message, code=self.code, params=params)
        if len(set(value)) < len(value):
            raise ValidationError("Mỗi mã chỉ ghi một lần.", code="repeated_code")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListOf) and other.allowed == self.allowed

    def __hash__(self) -> int:
        return hash(self.allowed)


def validate_distances(value: Any) -> None:
    """Refuse anything but kilometres above 0 by node code."""
    if not isinstance(value, dict) or not all(
        isinstance(code, str) and isinstance(km, int | float) and not isinstance(km, bool) and 0 < km < 10_000
        for code, km in value.items()
    ):
        raise ValidationError("Phải là số km lớn hơn 0 theo mã đầu mối.", code="invalid_distances")
