"""Acts on investors and projects: keeping them findable, registering a project from what was said."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from investors.facts import columns_of, stored
from investors.keys import name_key, phone_key
from investors.models import Investor, Project, ProjectLine
from matching.engine.vocabulary import PROCESS_FLAG_ALIASES
from parks.models import Sector
from parks.text import search_key


def store_investor(*, investor: Investor) -> Investor:
    """Write an investor's row together with the text it is found by."""
    investor.name_key, investor.phone_key = name_key(investor.name), phone_key(investor.contact_phone)
    investor.search_text = search_key(
        investor.name, investor.tax_code, investor.contact_name, investor.contact_phone, investor.code
    )[:2000]
    investor.save()
    return investor


def store_project(*, project: Project) -> Project:
    """Write a project's row together with the text it is found by."""
    project.search_text = search_key(project.name, project.code)[:600]
    project.save()
    return project


@transaction.atomic
def register_project(
    *, facts: Mapping[str, Any], investor: Investor | None = None, note: str = ""
) -> Project:
    """Keep a project from the API's `project` object, already checked; the investor is a row of its own.

    Raises ValidationError where a value breaks the model's rules, and Sector.DoesNotExist for an unknown code.
    """
    columns = columns_of(facts, Project)
    if columns["process_flags"] is not None:
        flags = [PROCESS_FLAG_ALIASES.get(flag, flag) for flag in columns["process_flags"]]
        columns["process_flags"] = list(dict.fromkeys(flags))
    project = Project(name=facts.get("name") or "Dự án chưa đặt tên", investor=investor, note=note, **columns)
    project.full_clean(exclude=["search_text"])
    store_project(project=project)
    # Read back: what was given as text or float is then held as the column holds it.
    project.refresh_from_db()
    for position, line in enumerate(facts["lines"], start=1):
        sector = Sector.objects.get(edition=line.get("vsic") or "2018", code=line["code"])
        stated = {key: stored(line.get(key)) for key in ("annual_output", "output_unit", "share_pct")}
        row = ProjectLine(
            project=project, position=position, sector=sector, product=line.get("product") or "", **stated
        )
        row.full_clean()
        row.save()
    return project
