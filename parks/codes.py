"""Codes of rows that officers make: drawn, not counted, so two officers never race for a number."""

import secrets

from parks.dates import today

# Without the letters and digits that are mistaken for each other on the phone or on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def drawn_code(prefix: str) -> str:
    """Return a code such as DA-2026-7KQ3MZ."""
    return f"{prefix}-{today().year}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"


def new_hold_code() -> str:
    """Return a code such as GD-2026-7KQ3MZ (giữ đất)."""
    return drawn_code("GD")
