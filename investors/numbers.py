"""Numbers as officers type them: 80.000.000, 1.200,5 or 8,5. What can be read two ways is refused, not guessed."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_GROUPED_TWICE = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})+")
_VIETNAMESE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def read_number(text: str, whole: bool = False) -> Decimal:
    """Return the number that was typed. Of a whole number, 1.200 can only mean 1200.

    Raises ValidationError for what is no number, and for what may mean two.
    """
    compact = re.sub(r"[\s\u00a0]", "", text)
    sign, digits = ("-", compact[1:]) if compact.startswith("-") else ("", compact)
    if _TWO_WAYS.fullmatch(digits):
        if not whole:
            apart = re.split(r"[.,]", digits)
            raise ValidationError(
                f"Không rõ {text} là {apart[0]},{apart[1].rstrip('0') or '0'} hay {''.join(apart)}:"
                f" xin viết {''.join(apart)} nếu là số nguyên, hoặc {apart[0]},{apart[1]}0 nếu là số lẻ.",
                code="ambiguous",
            )
        digits = re.sub(r"[.,]", "", digits)
    elif _GROUPED_TWICE.fullmatch(digits):
        digits = re.sub(r"[.,]", "", digits)
    elif _VIETNAMESE.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    elif not _PLAIN.fullmatch(digits):
        raise ValidationError("Xin ghi một số, ví dụ 1200 hoặc 8,5.", code="invalid")
    number = Decimal(sign + digits.replace(",", "."))
    if whole and number != number.to_integral_value():
        raise ValidationError("Xin ghi số nguyên.", code="not_whole")
    return number


def write_number(number: Decimal | int) -> str:
    """Return a number as an officer would type it: no thousands marks, a decimal comma, no trailing zeros."""
    text = format(Decimal(number), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")
