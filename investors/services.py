"""Acts on investors and projects: keeping them findable, registering a project from what was said."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from investors.facts import columns_of, stored
from investors.keys import name_key, phone_key, tax_key
from investors.models import Investor, Project, ProjectLine
from matching.engine.vocabulary import PROCESS_FLAG_ALIASES
from parks.models import Sector
from parks.text import search_key
from parks.versions import save_next


def store_investor(*, investor: Investor, user: AbstractBaseUser | None = None) -> Investor:
    """Write an investor's row together with what it and its duplicates are found by.

    Raises ChangedMeanwhile where somebody else has written the row since it was read.
    """
    investor.name_key, investor.phone_key = name_key(investor.name), phone_key(investor.contact_phone)
    investor.tax_key = tax_key(investor.tax_code)
    investor.search_text = _investor_text(investor)
    return save_next(investor, user=user)


def index_investor(*, investor: Investor) -> None:
    """Renew the text that an investor is found by after others were merged into it or split off; that is no edit of it."""
    investor.search_text = _investor_text(investor)
    Investor.objects.filter(pk=investor.pk).update(search_text=investor.search_text)


def _investor_text(investor: Investor) -> str:
    # Whoever looks for an investor by a name that was merged into this one finds this one.
    merged = investor.merged.values_list("search_text", flat=True) if investor.pk else ()
    return search_key(
        investor.name,
        investor.tax_code,
        investor.contact_name,
        investor.contact_phone,
        investor.phone_key,
        investor.code,
        *merged,
    )[:2000]


def store_project(*, project: Project, user: AbstractBaseUser | None = None) -> Project:
    """Write a project's row together with the text it is found by.

    Raises ChangedMeanwhile where somebody else has written the row since it was read.
    """
    project.search_text = _project_text(project)
    return save_next(project, user=user)


def index_project(*, project: Project) -> None:
    """Renew the text that a project is found by after its lines were written; that is no edit of the project."""
    project.search_text = _project_text(project)
    Project.objects.filter(pk=project.pk).update(search_text=project.search_text)


def _project_text(project: Project) -> str:
    lines = project.lines.select_related("sector") if project.pk else ()
    return project_text(project, lines)


def project_text(project: Project, lines: Iterable[ProjectLine]) -> str:
    """Return the text that a project is found by; its lines know their sectors."""
    made = [word for line in lines for word in (line.sector.code, line.sector.name_vi, line.product)]
    return search_key(project.name, project.code, *made)[:2000]


@transaction.atomic
def register_project(
    *,
    facts: Mapping[str, Any],
    investor: Investor | None = None,
    note: str = "",
    user: AbstractBaseUser | None = None,
) -> Project:
    """Keep a project from the API's `project` object, already checked; the investor is a row of its own.

    The officer who registers it owns the case. Raises ValidationError where a value breaks the model's rules, and
    Sector.DoesNotExist for an unknown code.
    """
    columns = project_columns(facts)
    name = facts.get("name") or "Dự án chưa đặt tên"
    project = Project(name=name, investor=investor, owner=user, note=note, **columns)  # type: ignore[misc]
    project.full_clean(exclude=["search_text"])
    store_project(project=project, user=user)
    # Read back: what was given as text or float is then held as the column holds it.
    project.refresh_from_db()
    for position, line in enumerate(facts["lines"], start=1):
        sector = Sector.objects.get(edition=line.get("vsic") or "2018", code=line["code"])
        row = ProjectLine(project=project, position=position, sector=sector, **line_columns(line))
        row.full_clean()
        row.save()
    index_project(project=project)
    return project


def project_columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a project's own columns that a `project` object states, codes by their own names."""
    columns = columns_of(facts, Project)
    if columns["process_flags"] is not None:
        flags = [PROCESS_FLAG_ALIASES.get(flag, flag) for flag in columns["process_flags"]]
        columns["process_flags"] = list(dict.fromkeys(flags))
    return columns


def line_columns(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a line's columns that an entry of `project.lines` states, but its sector."""
    stated = {key: stored(line.get(key)) for key in ("annual_output", "output_unit", "share_pct")}
    return {"product": line.get("product") or "", **stated}
