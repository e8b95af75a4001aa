"""Reads a message with the sectors and places of the catalogue, and looks up who is known that it could be from."""

import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from investors.keys import name_key, phone_key, tax_key
from investors.models import Enquiry, Investor
from investors.reading import Named, Reading, read_message
from investors.visibility import Person, visible_investors
from parks.models import AdminUnit, PlanningArea, Sector

_KIND = re.compile(r"^(?:Xã|Phường|Thị trấn|Huyện|Thành phố|Thị xã)\s+")
# "Thái Nguyên" is the province as well as the city: without its kind it is no wish.
PROVINCE = "Thái Nguyên"
_TAX_CODE = re.compile(r"(?<![\d.,+])\d{10}(?:-?\d{3})?(?![\d.,]*\d)")
_FIRM = re.compile(
    r"(?:công ty|tập đoàn|doanh nghiệp|company|from)\s+((?:[^\W_][\w&-]*[ ]?){1,8})", re.IGNORECASE
)
LONGEST_NAME, SHORTEST_KEY = 6, 5
MOST_KNOWN = 5


def read_text(text: str) -> Reading:
    """Return what a message says of a project and its sender; three queries."""
    return read_message(text, sectors=_sectors(), areas=_areas())


def known_investors(*, user: Person, name: str = "", phone: str = "", text: str = "") -> QuerySet[Investor]:
    """Return the investors a message could be from, of those that a person may see: by telephone, tax code or name."""
    same = Q(pk__in=())
    if phone_key(phone):
        same |= Q(phone_key=phone_key(phone))
    if codes := _TAX_CODE.findall(text):
        same |= Q(tax_key__in={tax_key(code) for code in codes[:MOST_KNOWN]})
    keys = {key for key in (name_key(name), *_firms(text)) if len(key) >= SHORTEST_KEY}
    if keys:
        same |= Q(name_key__in=keys)
    return (
        visible_investors(user).filter(same, merged_into__isnull=True).order_by("name", "code")[:MOST_KNOWN]
    )


def fill_sender(enquiry: Enquiry) -> None:
    """Fill in what nobody has typed of the sender from the message, where it says it without doubt."""
    if not enquiry.text:
        return
    sender = read_text(enquiry.text).sender
    enquiry.sender_name = enquiry.sender_name or sender.name[:120]
    enquiry.sender_phone = enquiry.sender_phone or sender.phone[:40]
    enquiry.sender_email = enquiry.sender_email or sender.email[:254]


def _firms(text: str) -> Iterator[str]:
    """Return how a firm that is named in a message may be called: the first word after "công ty", the first two, …"""
    for match in _FIRM.finditer(text):
        words = name_key(match[1]).split()
        for count in range(1, min(len(words), LONGEST_NAME) + 1):
            yield " ".join(words[:count])


def _sectors() -> list[Named]:
    rows = Sector.objects.filter(edition="2018", level=4).values_list("code", "name_vi", "name_en")
    return [Named(code, tuple(name for name in (vi, en) if name)) for code, vi, en in rows]


def _areas() -> list[Named]:
    """Return the planning areas, each with its district and the communes of it."""
    communes: dict[int, list[str]] = {}
    units = AdminUnit.objects.filter(edition=AdminUnit.Edition.E2023, level=AdminUnit.Level.COMMUNE)
    for name, parent in units.values_list("name_vi", "parent"):
        communes.setdefault(parent, []).append(_KIND.sub("", name))
    found = []
    for area in PlanningArea.objects.select_related("district").exclude(district=None):
        district = area.district.name_vi if area.district else ""
        own = (
            area.name_vi,
            district,
            _KIND.sub("", district),
            area.name_en,
            *communes.get(area.district_id, ()),
        )
        names = dict.fromkeys(name for name in own if name and name != PROVINCE)
        found.append(Named(area.code, tuple(names)))
    return found
