"""Reads what a message says of a project: each value with the words it was read from, and nothing else.

Pure: names of sectors and places come in with the call. Whatever could mean two things is left out and said so.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from investors import reading_figures
from investors.countries import COUNTRIES
from investors.reading_page import Found, Page, bare
from investors.reading_words import FIRMS, FIRMS_AFTER, NATIONALITIES, PRODUCTS

# Codes whose digits mean something else in VSIC 2025 (DECISIONS 26).
UNSETTLED = ("2610", "3511", "3512")
MOST_LINES = 3
SHORTEST_NAME = 8
NAMED_BY = r"(?:ten toi la|toi la|em la|minh la|nguoi lien he\s*:|lien he\s*:|my name is|i am|contact\s*:)"
# "Mr." and initials; a longer word with a full stop ends the sentence.
LONGEST_TITLE = 3
NOT = r"khong|tru|ngoai|except|not"


@dataclass(frozen=True, slots=True)
class Named:
    """A sector or place with every name that it goes by."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as far as the message says."""

    name: str = ""
    phone: str = ""
    email: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Facts as the API's `project` object has them, the sender, what was found where, and what stayed unclear."""

    facts: dict[str, Any]
    sender: Sender
    found: list[Found]
    unclear: list[str]


def read_message(text: str, *, sectors: Sequence[Named], areas: Sequence[Named]) -> Reading:
    """Return what a message in Vietnamese or English says of a project."""
    text = unicodedata.normalize("NFC", text)
    page = Page(text, bare(text))
    _sectors(page, sectors)
    reading_figures.land(page)
    reading_figures.capital(page)
    reading_figures.jobs(page)
    reading_figures.utilities(page)
    _areas(page, areas)
    _sender(page)
    return Reading(page.facts, Sender(**page.sender), page.found, page.unclear)


def _sectors(page: Page, sectors: Sequence[Named]) -> None:
    known = {one.code for one in sectors}
    codes: dict[str, re.Match[str]] = {}
    for match in page.all(
        r"\b(?:vsic|ma nganh|nganh|sector(?: code)?|isic)\s*(?:la|so|:|2018|code)?\s*(\d{4})\b"
    ):
        if match[1] in UNSETTLED and "2018" not in match[0]:
            page.leave("Ngành", [match], "nghĩa khác nhau giữa VSIC 2018 và VSIC 2025")
        elif match[1] in known:
            codes.setdefault(match[1], match)
        else:
            page.leave("Ngành", [match], "không có trong danh mục VSIC 2018")
    if not codes:
        codes = _by_words(page, sectors)
    if len(codes) > MOST_LINES:
        page.leave("Ngành", codes.values(), "quá nhiều ngành trong một tin")
        return
    names = {one.code: one.names[0] for one in sectors}
    for code, match in codes.items():
        page.facts.setdefault("lines", []).append({"vsic": "2018", "code": code})
        page.found.append(Found("Ngành", f"{code} {names.get(code, '')}".strip(), page.words(match)))


def _by_words(page: Page, sectors: Sequence[Named]) -> dict[str, re.Match[str]]:
    """Return classes by what they are called; where two names overlap the longer one counts."""
    known = {one.code for one in sectors}
    phrases: dict[str, set[str]] = {}
    for words, code in PRODUCTS.items():
        if code in known:
            phrases.setdefault(words, set()).add(code)
    for one in sectors:
        for name in one.names:
            for words in _said_of(name):
                # An everyday word is settled by its table.
                if words not in PRODUCTS:
                    phrases.setdefault(words, set()).add(one.code)
    taken: list[tuple[int, int]] = []
    found: dict[str, re.Match[str]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        for match in page.said(words):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if page.before(match, "khong|not|no", 16):
                page.leave("Ngành", [match], "có chữ “không” đứng trước")
            elif len(phrases[words]) > 1:
                page.leave("Ngành", [match], f"có thể là mã {', '.join(sorted(phrases[words]))}")
            else:
                found.setdefault(next(iter(phrases[words])), match)
    return dict(sorted(found.items(), key=lambda item: item[1].start()))


@lru_cache(maxsize=8192)  # the same few thousand names of classes for every message
def _said_of(name: str) -> tuple[str, ...]:
    """Return how a class may be called: its name, and what it makes."""
    whole = " ".join(bare(name).split("(")[0].split())
    made = re.sub(r"^(?:san xuat|che bien|manufacture of|hoat dong)\s+(?:cac |san pham )?", "", whole)
    return tuple(one for one in (whole, made) if len(one) >= SHORTEST_NAME and " " in one)


def _areas(page: Page, areas: Sequence[Named]) -> None:
    places: dict[str, set[str]] = {}
    for area in areas:
        for name in area.names:
            places.setdefault(" ".join(bare(name).split()), set()).add(area.code)
    capitals = page.text != page.text.lower()
    taken: list[tuple[int, int]] = []
    wished: dict[str, re.Match[str]] = {}
    for name in sorted(places, key=len, reverse=True):
        for match in page.said(name):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            last = page.text[match.start() : match.end()].split()[-2:]
            if capitals and not all(word[0].isupper() for word in last):
                continue
            taken.append(match.span())
            if page.before(match, NOT, 20):
                page.leave("Nơi muốn đến", [match], "đứng sau chữ loại trừ")
            elif len(places[name]) > 1:
                page.leave("Nơi muốn đến", [match], "là tên của nhiều nơi")
            else:
                wished.setdefault(next(iter(places[name])), match)
    names = {area.code: area.names[0] for area in areas}
    for code, match in wished.items():
        page.facts.setdefault("preferences", {}).setdefault("planning_areas", []).append(code)
        page.found.append(Found("Nơi muốn đến", names[code], page.words(match)))


def _sender(page: Page) -> None:
    mails = page.all(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
    phones = page.all(r"(?<![\d.,])(?:\+\d{1,3}|00\d{2}|0)(?:[ .-]?\d){8,10}(?![\d.,]*\d)")
    for key, label, found in (("email", "Thư điện tử", mails), ("phone", "Điện thoại", phones)):
        if len({match[0] for match in found}) > 1:
            page.leave(label, found, "có nhiều, xin chọn một")
        elif found:
            page.sender[key] = page.words(found[0])
            page.found.append(Found(label, page.words(found[0]), page.words(found[0])))
    name = re.compile(rf"{NAMED_BY}\s+")
    for match in name.finditer(page.bare):
        words = re.match(r"(?:[^\W\d_][\w.]*[ ]?){1,5}", page.text[match.end() :])
        kept = _capitalised(words[0].split()) if words else []
        if kept:
            page.sender["name"] = " ".join(kept)
            page.found.append(
                Found("Người hỏi", page.sender["name"], f"{page.words(match)} {page.sender['name']}")
            )
            break
    _nationality(page)


def _capitalised(words: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not word[0].isupper():
            break
        kept.append(word.rstrip("."))
        if word.endswith(".") and len(word) > LONGEST_TITLE:
            break
    return kept


def _nationality(page: Page) -> None:
    countries = "|".join(sorted(NATIONALITIES, key=len, reverse=True))
    found = page.all(rf"\b(?:{FIRMS})\s+(?:cua\s+)?(?:dau tu\s+)?({countries})\b")
    found += page.all(rf"\b({countries})\s+(?:{FIRMS_AFTER})\b")
    found = [one for one in found if page.text[one.start(1)].isupper()]
    codes = {NATIONALITIES[one[1]] for one in found}
    if len(codes) > 1:
        page.leave("Quốc tịch", found, "là nhiều nước")
        return
    for code in codes:
        page.sender["nationality"] = code
        page.found.append(Found("Quốc tịch", COUNTRIES[code], page.words(found[0])))
