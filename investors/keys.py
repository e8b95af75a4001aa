"""What two rows about one investor have in common: the bare name of the firm, the digits of the telephone, the tax code."""

import re

from parks.text import search_key

# Forms of firms, without diacritics, longest first: they tell nobody apart.
_FORMS = (
    "cong ty trach nhiem huu han mot thanh vien", "cong ty trach nhiem huu han", "cong ty tnhh mot thanh vien",
    "cong ty tnhh mtv", "cong ty tnhh", "cong ty co phan tap doan", "cong ty co phan", "cong ty cp", "cong ty hop danh",
    "doanh nghiep tu nhan", "tap doan", "tong cong ty", "cong ty", "tnhh", "mtv", "ctcp", "cty", "co phan", "cp", "dntn",
    "company limited", "joint stock company", "corporation", "incorporated", "limited", "company", "group",
    "co ltd", "pte ltd", "pty ltd", "sdn bhd", "jsc", "ltd", "llc", "inc", "corp", "gmbh", "plc", "pte", "pty", "co",
)  # fmt: skip
_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b")
# Letters of an abbreviation: J.S.C is JSC.
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")


def name_key(name: str) -> str:
    """Return a firm's name without diacritics, punctuation and its form; the whole name where nothing is left."""
    joined = _DOTTED.sub(r"\1", search_key(name))
    bare = " ".join(re.sub(r"[^\w\s]", " ", joined).split())
    without = " ".join(_FORM.sub(" ", bare).split())
    return (without or bare)[:200]


def phone_key(phone: str) -> str:
    """Return the last nine digits of the first telephone number: +84 91…, 0084 91… and 091… are the same."""
    first = re.split(r"[;,/]|\bhoặc\b", phone)[0]
    digits = re.sub(r"\D", "", first)
    return digits[-9:] if len(digits) >= 8 else ""


def tax_key(tax_code: str) -> str:
    """Return the ten digits of the firm: thirteen name one of its branches."""
    digits = re.sub(r"\D", "", tax_code)
    return digits[:10] if len(digits) >= 10 else ""
