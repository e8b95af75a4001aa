"""Finds administrative units, old and new, as people write them."""

from django.db.models import Q

from parks.models import AdminUnit
from parks.text import search_key

_PREFIXES = ("xa", "phuong", "thi tran", "huyen", "thanh pho", "tp", "thi xa", "tt")
_CODE_LENGTHS = (2, 3, 5)


def units_named(text: str) -> list[AdminUnit]:
    """Return the units that a code, edition and code, or name means; several where it is ambiguous.

    A name is taken with or without diacritics and with or without its kind ("Xã Điềm Thụy", "diem thuy").
    """
    edition, colon, code = text.partition(":")
    if colon:
        return list(AdminUnit.objects.filter(edition=edition.strip(), code=code.strip()))
    if text.isascii() and text.isdigit():
        return list(AdminUnit.objects.filter(code=text)) if len(text) in _CODE_LENGTHS else []
    name = search_key(text)
    # search_text is "<kind> <name> <code>"; comparing whole words keeps "Tân Thành" from finding "Tân Thành Đông".
    condition = Q(search_text__startswith=f"{name} ")
    for prefix in _PREFIXES:
        condition |= Q(search_text__startswith=f"{prefix} {name} ")
    found = AdminUnit.objects.filter(condition, level__in=(AdminUnit.Level.DISTRICT, AdminUnit.Level.COMMUNE))
    names = {name, *(f"{prefix} {name}" for prefix in _PREFIXES)}
    return [unit for unit in found if unit.search_text.rpartition(" ")[0] in names]
