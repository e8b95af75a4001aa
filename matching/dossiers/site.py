"""What the sheet of a site says: every current figure with its date, grade and source, the land, plots and holds."""

import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from matching.dossiers.land import land_words
from parks.admin import show
from parks.admin.sheet import Row, site_sheet
from parks.dates import today
from parks.land_split import held_on, land_split
from parks.models import Hold, Site

LOADED = (
    "facts__source",
    "statuses__source",
    "units__unit",
    "units__source",
    "tenants__source",
    "orientation__source",
    "planning_area__orientation__source",
    "plots__source",
    "holds__plot",
)


def site_context(*, site: Site, on: datetime.date, user: AbstractBaseUser) -> dict[str, Any]:
    """Return everything the sheet prints, as plain JSON values. For whom land is held is not among it."""
    site = Site.objects.select_related("planning_area").prefetch_related(*LOADED).get(pk=site.pk)
    sheet, split = site_sheet(site, on), land_split(site, on)
    return {
        "made_on": f"{today():%d/%m/%Y}",
        "on": f"{on:%d/%m/%Y}",
        "code": site.code,
        "name": site.name_vi,
        "kind": str(site.get_kind_display()),
        "place": site.planning_area.name_vi,
        "identity": str(site.get_identity_display()),
        "stage": str(sheet.status.get_stage_display()) if sheet.status else "chưa biết",
        "developer": str(sheet.status.get_developer_display()) if sheet.status else "chưa rõ",
        "communes_old": [one.text for one in sheet.units_old],
        "communes_new": [one.text for one in sheet.units_new],
        "land": land_words(split),
        "queue": split.queue,
        "sections": [
            {"title": section.title, "figures": rows}
            for section in sheet.sections
            if (rows := [_row(row) for row in section.rows if row.current is not None])
        ],
        "plots": [
            {"name": plot.name, "area": f"{show.number(plot.area_ha)} ha", "state": plot.get_state_display()}
            for plot in split.plots
        ],
        "holds": [_hold(hold) for hold in site.holds.all() if held_on(hold, on)],
        "orientation": [
            {
                "stance": wanted.stance,
                "words": [words for words, _ in wanted.lines],
                "source": wanted.source.title,
            }
            for wanted in sheet.orientation
        ],
        "tenants": [one.text for one in sheet.tenants],
        "officer": str(user),
    }


def _row(row: Row) -> dict[str, str]:
    current = row.current
    assert current is not None  # only rows with a figure that counts are printed
    return {
        "label": row.label,
        "text": current.text + (" (đã cũ)" if current.stale else ""),
        "when": current.when,
        "grade": str(current.fact.get_grade_display()),
        "source": current.fact.source.title,
    }


def _hold(hold: Hold) -> dict[str, str]:
    return {
        "area": f"{show.number(hold.area_ha)} ha",
        "plot": hold.plot.name if hold.plot else "",
        "until": f"{hold.until:%d/%m/%Y}" if hold.until else "",
    }
