"""The table of investors, out only: who they are and how to reach them, of those whom this person may see."""

from typing import Any

from investors.models import Investor
from parks.dates import HANOI
from parks.exchange.formats import Cell
from parks.exchange.tables import Column, Table


class InvestorSheet(Table):
    """One row for each investor; the records put out are those that the list shows."""

    file_name = "nha-dau-tu"
    columns = (
        Column("code", "Mã nhà đầu tư"),
        Column("name", "Tên nhà đầu tư"),
        Column("nationality", "Quốc tịch"),
        Column("foreign_share_pct", "Vốn nước ngoài (%)"),
        Column("tax_code", "Mã số thuế"),
        Column("contact_name", "Người liên hệ"),
        Column("contact_phone", "Điện thoại"),
        Column("contact_email", "Thư điện tử"),
        Column("confidential", "Giữ kín tên"),
        Column("note", "Ghi chú nội bộ"),
        Column("created_at", "Ghi nhận lúc"),
    )

    def cells(self, row: Investor) -> dict[str, Cell]:
        """Return what is known of an investor."""
        own: dict[str, Any] = {each.key: getattr(row, each.key) for each in self.columns}
        return own | {
            "nationality": row.get_nationality_display() if row.nationality else None,
            "confidential": "có" if row.confidential else "không",
            "created_at": row.created_at.astimezone(HANOI).date(),
        }
