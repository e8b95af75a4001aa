"""Columns that follow from others. Services and the fixture loader fill them before they validate a row."""

from django.db.models import Model

from parks.dates import start_of
from parks.models import (
    AdminUnit,
    Fact,
    Node,
    Orientation,
    PlanningArea,
    Plot,
    Sector,
    Site,
    Source,
    Status,
    Tenant,
)
from parks.quantities import parse
from parks.text import search_key


def fill(row: Model) -> None:
    """Set what follows from the row's other columns.

    Raises ValueError for a date, and ValidationError for a quantity or figure, that is not as it should be.
    """
    if isinstance(row, AdminUnit):
        row.search_text = search_key(row.name_vi, row.code)
    elif isinstance(row, Node | PlanningArea | Sector | Site):
        row.search_text = search_key(row.name_vi, row.name_en, row.code)
    elif isinstance(row, Source):
        row.search_text = search_key(row.title, row.url, row.code)
    elif isinstance(row, Tenant):
        row.search_text = search_key(row.name, row.product, row.vsic_code, row.code)
    elif isinstance(row, Orientation):
        row.search_text = search_key(row.words, row.prefix)
    elif isinstance(row, Fact | Status | Plot):
        row.counts_from = start_of(row.as_of)
        if isinstance(row, Fact):
            row.number = parse(row.quantity, row.value)
