"""What an officer asks: which projects, how unknown land counts, and what is fixed, read from typed texts."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from investors.models import Project
from investors.stages import OPEN
from matching.engine.allocation import Pair
from parks.models import Site

MOST_PROJECTS = 20_000
LEAST_SECONDS, MOST_SECONDS = 1, 60
SECONDS = 10


class Land(enum.StrEnum):
    """How land that is not known for certain counts: the least that there is, or the most that there can be."""

    PESSIMISTIC = "pessimistic"
    OPTIMISTIC = "optimistic"


LAND_WORDS: Mapping[str, str] = {
    Land.PESSIMISTIC: "thận trọng: chỉ tính phần đất chắc chắn còn trống",
    Land.OPTIMISTIC: "lạc quan: tính đến mức cao nhất có thể còn trống",
}


class NotAsked(Exception):
    """What was typed cannot be asked; `errors` gives the sentences by field."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(sentence for each in errors.values() for sentence in each))
        self.errors = errors


@dataclass(frozen=True)
class Asked:
    """A question that can be answered. Pins and forbids are pairs of places in `projects` and `sites`."""

    projects: tuple[Project, ...]
    sites: tuple[Site, ...]
    land: Land
    pins: tuple[Pair, ...]
    forbids: tuple[Pair, ...]
    seconds: float


def open_projects() -> QuerySet[Project]:
    """Return the projects that still look for land or are on their way to a licence, the oldest first."""
    return Project.objects.filter(stage__in=OPEN).order_by("created_at", "code")


def read_asked(
    *,
    codes: Iterable[str] | None,
    land: str = Land.PESSIMISTIC,
    pins: Iterable[str] = (),
    forbids: Iterable[str] = (),
    seconds: str | float = SECONDS,
) -> Asked:
    """Return what is asked; without codes, of all open projects. Pins and forbids are texts like CODE=SITE.

    Raises NotAsked with every mistake.
    """
    errors: dict[str, list[str]] = {"projects": [], "land": [], "pins": [], "forbids": [], "seconds": []}
    projects = _projects(codes, errors["projects"])
    sites = tuple(Site.objects.select_related("planning_area").order_by("code"))
    pairs = {
        name: _pairs(texts, projects, sites, errors[name])
        for name, texts in (("pins", pins), ("forbids", forbids))
    }
    if land not in list(Land):
        errors["land"].append(f"Cách tính đất là {' hoặc '.join(Land)}.")
    limit = _seconds(seconds, errors["seconds"])
    if any(errors.values()):
        raise NotAsked({field: found for field, found in errors.items() if found})
    return Asked(projects, sites, Land(land), pairs["pins"], pairs["forbids"], limit)


def _projects(codes: Iterable[str] | None, errors: list[str]) -> tuple[Project, ...]:
    loaded = Project.objects.select_related("investor").prefetch_related("lines__sector")
    if codes is None:
        found = tuple(loaded.filter(stage__in=OPEN).order_by("created_at", "code")[: MOST_PROJECTS + 1])
    else:
        wanted = list(dict.fromkeys(code.strip() for code in codes if code.strip()))
        # A database takes no text with a NUL; no code has one.
        stored = loaded.in_bulk([code for code in wanted if "\x00" not in code], field_name="code")
        if unknown := [code for code in wanted if code not in stored]:
            errors.append(f"Không có hồ sơ {', '.join(code[:40] for code in unknown[:10])}.")
        if not wanted:
            errors.append("Chưa chọn hồ sơ nào.")
        found = tuple(sorted(stored.values(), key=lambda each: (each.created_at, each.code)))
    if len(found) > MOST_PROJECTS:
        errors.append("Quá 20.000 hồ sơ một lần: xin chọn bớt.")
    return () if errors else found


def _pairs(
    texts: Iterable[str], projects: tuple[Project, ...], sites: tuple[Site, ...], errors: list[str]
) -> tuple[Pair, ...]:
    place_of = {project.code: place for place, project in enumerate(projects)}
    site_of = {site.code: place for place, site in enumerate(sites)}
    found: list[Pair] = []
    for text in texts:
        code, equals, site = (part.strip() for part in text.partition("="))
        if not equals or not code or not site:
            errors.append(f"“{text[:60]}”: viết dạng MÃ_HỒ_SƠ=MÃ_KHU.")
            continue
        if projects and code not in place_of:
            errors.append(f"Hồ sơ {code[:40]} không ở trong các hồ sơ được chọn.")
        if site not in site_of:
            errors.append(f"Không có khu, cụm mã {site[:40]}.")
        if code in place_of and site in site_of:
            found.append((place_of[code], site_of[site]))
    return tuple(dict.fromkeys(found))


def _seconds(typed: str | float, errors: list[str]) -> float:
    try:
        seconds = float(str(typed).replace(",", "."))
    except ValueError:
        seconds = -1
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        errors.append(f"Thời gian tính từ {LEAST_SECONDS} đến {MOST_SECONDS} giây.")
    return seconds
