"""The table of holds with the cases that they are for, told to those who may see these."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, ExpressionWrapper

from investors.visibility import HIDDEN_NAME, seen
from parks.exchange.formats import Cell
from parks.exchange.holds import HoldSheet
from parks.exchange.tables import Column


class CaseHoldSheet(HoldSheet):
    """Holds as the list shows them. Which confidential case holds land is told to its team alone."""

    columns = (
        *HoldSheet.columns,
        Column("project", "Mã hồ sơ"),
        Column("project_name", "Tên dự án"),
        Column("investor_name", "Nhà đầu tư"),
    )

    def prepared(self, records: Any) -> Any:
        """Return the holds with their cases, and whether this person may see each."""
        case_seen = ExpressionWrapper(
            seen(self.user or AnonymousUser(), "for_project__project__"), BooleanField()
        )
        related = super().prepared(records).select_related("for_project__project__investor")
        return related.annotate(case_seen=case_seen)

    def cells(self, row: Any) -> dict[str, Cell]:
        """Return a hold with its case, where there is one."""
        found = super().cells(row)
        if not hasattr(row, "for_project"):
            return found
        if not row.case_seen:
            return found | dict.fromkeys(("project", "project_name", "investor_name"), HIDDEN_NAME)
        project = row.for_project.project
        return found | {
            "project": project.code,
            "project_name": project.name,
            "investor_name": project.investor.name if project.investor else None,
        }
