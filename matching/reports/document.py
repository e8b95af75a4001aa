"""The report as PDF, from the template `bao-cao.typ`, which an office may change as it changes the others."""

from typing import Any

from matching.dossiers import pdf
from matching.reports.figures import Report
from matching.reports.sections import remarks, sections
from matching.reports.tables import Figure, Table, shown
from parks.dates import HANOI

TEMPLATE = "bao-cao"


def document(report: Report) -> bytes:
    """Return the PDF; raises UnusableTemplate where the template cannot be filled."""
    return pdf(TEMPLATE, document_context(report))


def document_context(report: Report) -> dict[str, Any]:
    """Return everything the report prints, as plain JSON values."""
    made = report.made_at.astimezone(HANOI)
    return {
        "name": report.period.name,
        "days": report.period.days,
        "made": f"{made:%H:%M ngày %d/%m/%Y}",
        "maker": report.maker,
        "remarks": list(remarks(report)),
        "sections": [
            {
                "title": part.title,
                "notes": list(part.notes),
                "tables": [_table(table) for table in part.tables],
            }
            for part in sections(report)
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "notes": list(table.notes),
        "nothing": table.nothing,
        "last_is_sum": table.last_is_sum,
        "columns": [
            {"heading": column.heading, "number": column.kind != "words", "wide": column.wide}
            for column in table.columns
        ],
        "rows": [
            [{"text": shown(cell), "weak": isinstance(cell, Figure) and cell.weak} for cell in row]
            for row in table.rows
        ],
    }
