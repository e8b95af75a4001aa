"""The table of offers, out only: what passed on a case is noted on its page."""

from typing import Any

from parks.dates import HANOI
from parks.exchange.formats import Cell
from parks.exchange.tables import Column, Table


class OfferSheet(Table):
    """One row for each offer; the records put out are those that the list shows, of cases that this person may see."""

    file_name = "gioi-thieu-dia-diem"
    columns = (
        Column("project", "Mã hồ sơ"),
        Column("project_name", "Tên dự án"),
        Column("investor_name", "Nhà đầu tư"),
        Column("site", "Mã khu, cụm"),
        Column("site_name", "Tên khu, cụm"),
        Column("plot", "Lô đất"),
        Column("area_ha", "Diện tích (ha)"),
        Column("at", "Giới thiệu ngày"),
        Column("by", "Cán bộ"),
        Column("channel", "Kênh"),
        Column("response", "Trả lời"),
        Column("responded_on", "Trả lời ngày"),
        Column("response_reason", "Lý do"),
        Column("next_step", "Việc tiếp theo"),
        Column("deadline", "Hạn"),
        Column("done_at", "Xong ngày"),
        Column("note", "Ghi chú"),
    )

    def prepared(self, records: Any) -> Any:
        """Return the offers with their cases, sites and people."""
        return records.select_related("project__investor", "site", "plot", "by")

    def cells(self, row: Any) -> dict[str, Cell]:
        """Return what was offered and what came of it."""
        same = ("area_ha", "responded_on", "response_reason", "next_step", "deadline", "note")
        investor = row.project.investor
        return {key: getattr(row, key) for key in same} | {
            "project": row.project.code,
            "project_name": row.project.name,
            "investor_name": investor.name if investor else None,
            "site": row.site.code,
            "site_name": row.site.name_vi,
            "plot": row.plot.name if row.plot else None,
            "at": row.at.astimezone(HANOI).date(),
            "by": str(row.by),
            "channel": row.get_channel_display(),
            "response": row.get_response_display(),
            "done_at": row.done_at.astimezone(HANOI).date() if row.done_at else None,
        }
