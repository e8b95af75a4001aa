"""What makes a sentence fit to be shown, for every test that reads many."""

import re

# No word of these is Vietnamese, none of those English; quoted words and titles are left out.
_ENGLISH = re.compile(
    r"\b(the|of|and|is|are|not|known|unknown|site|cluster|with|needs?|lacks?|estimated|published|operating|planned|established|withdrawn|used)\b"
)
_VIETNAMESE = re.compile(r"\b(chưa|không|được|của|với|nhóm|nhiều|công nghiệp|dự án|năm)\b")
_BROKEN = re.compile(r"\bNone\b|\bnan\b|\binf\b|[{}]|%s|\(\)|  | [,.;)]|\( |;\.|\.\.|: *[;.]|\de\+")
_CODE = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|\b[A-Z]{2,}-[A-Z]+\b|\bS-EL\b|\bMTN\b")


def fault(text: str, language: str) -> str | None:
    """Return what is wrong with a sentence; None where it is whole."""
    if not text or not (text[0].isupper() or text[0].isdigit()):
        return "does not begin like a sentence"
    if not text.endswith("."):
        return "does not end with a full stop"
    if broken := _BROKEN.search(text):
        return f"is broken at {broken.group()!r}"
    plain = re.sub(r"“[^”]*”", "", text)
    if code := _CODE.search(plain):
        return f"shows the code {code.group()!r}"
    if stray := (_ENGLISH if language == "vi" else _VIETNAMESE).search(plain.lower()):
        return f"holds a word of the other language, {stray.group()!r}"
    return "has more than two sentences" if plain.count(". ") > 1 else None
