"""A report as its page shows it: the big figures, then each part with its charts and tables, all in words."""

from typing import Any

from matching import reports
from matching.admin.report_pictures import pictures
from matching.reports.tables import Cell, Figure, Table, number


def cards(report: reports.Report) -> list[tuple[str, str, str]]:
    """Return what a chief reads first: what it is, the figure, what stands under it."""
    total, answers, acts, demand = (
        report.pipeline.total,
        report.answers,
        report.acts,
        report.demand,
    )
    return [
        ("Hồ sơ đang xử lý", number(total.open_at_end), f"{number(total.came_in)} mới trong kỳ"),
        (
            "Lượt đi tiếp",
            number(total.forward),
            f"{number(total.refused)} từ chối, {number(total.withdrawn)} rút",
        ),
        (
            "Yêu cầu nhận",
            number(answers.received),
            f"{number(answers.in_time)} trả lời trong một giờ, {number(answers.still_open)} còn mở",
        ),
        ("Giới thiệu địa điểm", number(acts.offers), f"{number(acts.holds)} đề nghị giữ đất"),
        ("Chờ lượt giữ đất", number(demand.waits), f"{number(demand.waits_ha)} ha"),
    ]


def parts(report: reports.Report) -> list[dict[str, Any]]:
    """Return the parts."""
    drawn = pictures(report)
    return [
        {
            "key": part.key,
            "title": part.title,
            "notes": part.notes,
            "pictures": drawn.get(part.key, ()),
            "tables": [_table(table) for table in part.tables],
        }
        for part in reports.sections(report)
    ]


def _table(table: Table) -> dict[str, Any]:
    numbered = [column.kind != "words" for column in table.columns]
    return {
        "title": table.title,
        "notes": table.notes,
        "nothing": table.nothing,
        "last_is_sum": table.last_is_sum,
        "columns": [
            {"heading": column.heading, "number": is_number}
            for column, is_number in zip(table.columns, numbered, strict=True)
        ],
        "rows": [
            [_cell(cell, is_number) for cell, is_number in zip(row, numbered, strict=True)]
            for row in table.rows
        ],
    }


def _cell(cell: Cell, is_number: bool) -> dict[str, Any]:
    if isinstance(cell, Figure):
        said = f"{cell.before} {number(cell.value)}".strip()
        return {"text": said, "note": cell.note, "weak": cell.weak, "number": True}
    return {"text": cell if isinstance(cell, str) else number(cell), "number": is_number}
