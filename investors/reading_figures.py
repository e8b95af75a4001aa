"""Reads the figures of a message: land, capital, people, power, water. What disagrees is left out and said so."""

import re
from decimal import Decimal
from typing import Any

from investors.reading_page import Page, number_of, shown

NUMBER = r"(\d+(?:[.,]\d+)*)"
RANGE = rf"{NUMBER}(?:\s*(?:-|–|den|to|~)\s*{NUMBER})?"
MILLIONS = {"trieu": 10**6, "million": 10**6, "mil": 10**6, "mio": 10**6, "m": 10**6}
BILLIONS = {"ty": 10**9, "ti": 10**9, "billion": 10**9, "bn": 10**9}
SCALES = MILLIONS | BILLIONS
CURRENCIES = {
    "usd": "USD",
    "us$": "USD",
    "$": "USD",
    "do la my": "USD",
    "do la": "USD",
    "do": "USD",
    "dollars": "USD",
    "vnd": "VND",
    "dong": "VND",
    "eur": "EUR",
    "euro": "EUR",
    "jpy": "JPY",
    "yen": "JPY",
    "krw": "KRW",
    "won": "KRW",
    "cny": "CNY",
    "nhan dan te": "CNY",
}


def land(page: Page) -> None:
    """Read the area that is asked for, and the least that would do."""
    label = "Đất"
    found = page.all(rf"(?<![\d.,]){RANGE}\s*(?:ha|hecta|hec-ta|hectares?|hec ta)\b")
    metres = page.all(rf"(?<![\d.,]){RANGE}\s*(?:m2|m²|met vuong|sqm|square met(?:er|re)s?)(?!\w)")
    floors = [each for each in metres if _is_floor(page, each)]
    if floors:
        page.leave(label, floors, "là diện tích xưởng hay sàn, không phải đất")
    areas: list[tuple[re.Match[str], Decimal | None, Decimal | None]] = []
    for each in (*found, *(one for one in metres if one not in floors)):
        metric = each in metres
        size = [number_of(one, grouped=metric) for one in each.groups() if one]
        if None in size:
            page.leave(label, [each], "có thể đọc hai cách")
            return
        shares = [one / 10_000 if metric else one for one in size if one is not None]
        areas.append((each, shares[-1], shares[0] if len(shares) > 1 else None))
    least = [one for one in areas if page.before(one[0], "toi thieu|it nhat|at least|minimum", 16)]
    wanted = [one for one in areas if one not in least]
    if len({one[1:] for one in wanted}) > 1 or len({one[1:] for one in least}) > 1:
        page.leave(label, [one[0] for one in areas], "là nhiều con số khác nhau")
        return
    for match, area, smallest in wanted[:1]:
        page.keep("land", "area_ha", area, "Diện tích cần", match, f"{shown(area)} ha")
        if smallest is not None:
            page.keep("land", "min_area_ha", smallest, "Diện tích tối thiểu", match, f"{shown(smallest)} ha")
    for match, area, _ in least[:1]:
        page.keep("land", "min_area_ha", area, "Diện tích tối thiểu", match, f"{shown(area)} ha")


def _is_floor(page: Page, match: re.Match[str]) -> bool:
    """Tell whether square metres are of a building: it is named just before, and no land just after."""
    if re.match(r"\s*(?:dat|of land|land)\b", page.bare[match.end() :]):
        return False
    return page.before(match, "xuong|san|floor|workshop|building", 18)


def capital(page: Page) -> None:
    """Read the capital with its currency."""
    scale, money = "|".join(map(re.escape, SCALES)), "|".join(map(re.escape, CURRENCIES))
    found: list[tuple[re.Match[str], str, str, str]] = []
    for each in page.all(rf"(?<![\d.,]){NUMBER}\s*({scale})\s*({money})(?!\w)"):
        found.append((each, each[1], each[2], CURRENCIES[each[3]]))
    for each in page.all(rf"(?<!\w)(usd|us\$|\$|eur)\s*{NUMBER}\s*({scale})\b"):
        found.append((each, each[2], each[3], CURRENCIES[each[1]]))
    for each in page.all(rf"(?<![\d.,]){NUMBER}\s*(ty|ti)\b(?!\s*(?:{money})(?!\w))(?!\s*le\b)"):
        found.append((each, each[1], each[2], "VND"))
    rents = [one for one in found if re.match(r"\s*/", page.bare[one[0].end() :])]
    found = [one for one in found if one not in rents]
    bare = page.all(rf"(?<![\d.,]){NUMBER}\s*(?:trieu|million)\b(?!\s*(?:{money})(?!\w))")
    bare = [
        one
        for one in bare
        if not any(one.start() < each.end() and each.start() < one.end() for each, *_ in found)
    ]
    if bare:
        page.leave("Vốn", bare, "không nói loại tiền")
    amounts = {_amount(written, unit) for _, written, unit, _ in found}
    if (
        len({(_amount(written, unit), currency) for _, written, unit, currency in found}) > 1
        or None in amounts
    ):
        page.leave("Vốn", [one[0] for one in found], "là nhiều con số khác nhau")
        return
    for match, written, unit, currency in found[:1]:
        amount = _amount(written, unit)
        page.keep("capital", "amount", str(amount), "Vốn", match, f"{shown(amount)} {currency}")
        page.facts["capital"]["currency"] = currency


def _amount(written: str, unit: str) -> Decimal | None:
    size = number_of(written, grouped=True)
    return None if size is None else (size * SCALES[unit]).quantize(Decimal(1))


def jobs(page: Page) -> None:
    """Read how many people would work there."""
    who = r"lao dong|cong nhan|nhan cong|nguoi lao dong|workers?|employees|jobs|labou?rers"
    found = page.all(rf"(?<![\d.,]){RANGE}\s*(?:{who})\b")
    found += page.all(
        rf"\b(?:lao dong|cong nhan|tuyen dung|tuyen)\b[^\d\n.;]{{0,18}}{RANGE}\s*nguoi\b(?! lao dong)"
    )
    _one_count(page, found, "jobs", "total", "Lao động", "người")


def utilities(page: Page) -> None:
    """Read power, waste water and water."""
    watts = page.all(rf"(?<![\d.,]){NUMBER}\s*(mw|kw)\b")
    sizes = {(number_of(one[1], grouped=one[2] == "kw"), one[2]) for one in watts}
    if len(sizes) > 1 or any(size is None for size, _ in sizes):
        page.leave("Điện", watts, "có thể đọc hai cách hoặc là nhiều con số")
    else:
        for size, unit in sizes:
            power = size if unit == "mw" or size is None else size / 1000
            page.keep("utilities", "power_mw", power, "Điện", watts[0], f"{shown(power)} MW")
    day = r"\s*(?:m3|m³|met khoi|cubic met(?:er|re)s?)"
    a_day = r"\s*(?:/|mot |moi |a |per )\s*(?:ngay(?: dem)?|day|ng\.?d)"
    found = page.all(
        rf"(?<![\d.,]){NUMBER}{day}(?:\s*(?:nuoc thai|nuoc cap|nuoc sach|nuoc|(?:waste )?water|wastewater))?{a_day}(?:\s*(?:nuoc thai|nuoc cap|nuoc sach|of wastewater|of water|wastewater|water))?"
    )
    waste = [one for one in found if _says(page, one, "nuoc thai|wastewater|waste water|xa thai")]
    fresh = [
        one
        for one in found
        if one not in waste and _says(page, one, "nuoc cap|nuoc sach|cap nuoc|nuoc|water")
    ]
    _one_count(page, waste, "environment", "wastewater_m3_day", "Nước thải", "m³/ngày")
    _one_count(page, fresh, "utilities", "water_m3_day", "Nước cấp", "m³/ngày")
    if rest := [one for one in found if one not in waste and one not in fresh]:
        page.leave("Nước", rest, "không nói là nước cấp hay nước thải")


def _says(page: Page, match: re.Match[str], pattern: str) -> bool:
    inside = re.search(r"\b(?:nuoc thai|wastewater|waste water|nuoc cap|nuoc sach|water|nuoc)\b", match[0])
    if inside:
        return bool(re.fullmatch(pattern, inside[0]))
    near = page.bare[max(0, match.start() - 30) : match.start()]
    words = re.findall(
        r"nuoc thai|wastewater|waste water|xa thai|nuoc cap|nuoc sach|cap nuoc|water|nuoc", near
    )
    return bool(words and re.fullmatch(pattern, words[-1]))


def _one_count(page: Page, found: list[re.Match[str]], group: str, key: str, label: str, unit: str) -> None:
    """Keep a whole number that all the places agree on."""
    sizes = {number_of(one, grouped=True) for match in found for one in match.groups() if one}
    if len(sizes) > 1 or None in sizes:
        page.leave(label, found, "là nhiều con số khác nhau")
        return
    for size in sizes:
        if size is not None:
            value: Any = int(size) if size == int(size) else size
            page.keep(group, key, value, label, found[0], f"{shown(size)} {unit}")
