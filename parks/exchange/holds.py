"""The table of holds, out only: a hold is placed and ended by acts, not by a sheet."""

from typing import Any

from parks.dates import HANOI
from parks.exchange.formats import Cell
from parks.exchange.tables import Column, Table
from parks.models.holds import STANDINGS


class HoldSheet(Table):
    """One row for each hold as it stands on the day of the list, which says of each what it is (`with_standing`)."""

    file_name = "giu-dat"
    columns: tuple[Column, ...] = (
        Column("code", "Mã giữ đất"),
        Column("site", "Mã khu, cụm"),
        Column("site_name", "Tên khu, cụm"),
        Column("plot", "Lô đất"),
        Column("area_ha", "Diện tích giữ (ha)"),
        Column("standing", "Tình trạng"),
        Column("asked_at", "Đề nghị ngày"),
        Column("asked_by", "Người đề nghị"),
        Column("held_from", "Giữ từ ngày"),
        Column("until", "Giữ đến hết ngày"),
        Column("ended_on", "Kết thúc ngày"),
        Column("ended_by", "Người kết thúc"),
        Column("end_reason", "Lý do kết thúc"),
        Column("note", "Ghi chú nội bộ"),
    )

    def prepared(self, records: Any) -> Any:
        """Return the holds with their sites, plots and people."""
        return records.select_related("site", "plot", "asked_by", "ended_by")

    def cells(self, row: Any) -> dict[str, Cell]:
        """Return what is recorded of a hold."""
        same = ("code", "area_ha", "held_from", "until", "ended_on", "end_reason", "note")
        return {key: getattr(row, key) for key in same} | {
            "site": row.site.code,
            "site_name": row.site.name_vi,
            "plot": row.plot.name if row.plot else None,
            "standing": STANDINGS[row.standing],
            "asked_at": row.asked_at.astimezone(HANOI).date(),
            "asked_by": str(row.asked_by),
            "ended_by": str(row.ended_by) if row.ended_by else None,
        }
