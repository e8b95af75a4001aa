"""The table of projects: a row for each, its lines in repeated columns. What is hidden on a page is hidden in it."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import BooleanField, ExpressionWrapper
from tablib import Dataset

from investors.bulk_services import ProjectEdit, write_projects
from investors.exchange.project_columns import LEAST_LINES, LINE_HEADINGS, MOST_LINES, columns, filled
from investors.exchange.project_rows import HIDDEN, Rows
from investors.models import Project
from investors.visibility import seen
from parks.dates import HANOI
from parks.exchange.formats import Cell
from parks.exchange.tables import Cells, Problem, Table, Taken, in_parts

API_LINES = {"sector": "code", "edition": "vsic"}
LINE_HELP = {
    "sector": "mã ngành cấp 4 của VSIC, có hoặc không có tên; để trống cả nhóm ô nếu không có ngành này",
    "edition": "2018 hoặc 2025; để trống là 2018",
}


class ProjectSheet(Table):
    """All that is known of projects; read back, new ones and changes are written together or not at all."""

    file_name = "du-an"
    columns = columns(LEAST_LINES)
    help = (
        "Dòng không có mã hồ sơ là dự án mới; dòng có mã sửa dự án ấy: giữ nguyên mã và lần sửa. Ô không đổi thì không ghi.",
        "Ô để trống là chưa biết; không có thì ghi 0 hoặc “không có”. Số ghi như 1.234,5; ngày ghi như 24/11/2026.",
        "Giai đoạn chỉ đổi trên trang của dự án. Ô “(giữ kín)” và “(giữ kín tên)” giữ nguyên điều đang lưu.",
        "Mỗi ngành nghề là một nhóm cột có số ở cuối; thêm nhóm 4, 5… nếu cần. Trang “Cách ghi” trong tệp Excel xuất ra"
        " nói rõ từng cột.",
    )

    class Meta(Table.Meta):
        use_bulk = True  # rows are planned one by one and written together

    def __init__(self, user: User | None = None) -> None:
        super().__init__(user)
        self._rows = Rows(user)

    def prepared(self, records: Any) -> Any:
        """Return the projects with what the columns need, and whether this person may see the investor of each."""
        name_seen = ExpressionWrapper(seen(self.user or AnonymousUser()), BooleanField())
        related = records.select_related("investor", "owner").prefetch_related("lines__sector")
        return related.annotate(name_seen=name_seen)

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        """Make as many columns of lines as the projects need."""
        most = max((len(project.lines.all()) for project in queryset), default=0)
        if most > MOST_LINES:
            raise ValidationError(f"Có dự án hơn {MOST_LINES} ngành nghề: bảng không chứa hết.")
        self.columns = columns(max(most, LEAST_LINES))

    def guides(self) -> Iterable[Dataset]:
        """Return how each column is filled in, and what the API calls it."""
        rows = [
            [filled(name).heading, filled(name).also[0], kind.help] for name, kind in self._rows.kinds.items()
        ]
        lines = [
            [f"{heading} 1, 2, 3…", f"lines[].{API_LINES.get(part, part)}", LINE_HELP.get(part, "")]
            for part, heading in LINE_HEADINGS.items()
        ]
        yield Dataset(*rows, *lines, headers=["Cột", "Tên trong API", "Cách ghi"], title="Cách ghi")

    def cells(self, row: Any) -> dict[str, Cell]:
        """Return a project as this person may see it."""
        found: dict[str, Cell] = {
            "code": row.code,
            "version": row.version,
            "stage": row.get_stage_display(),
            "stage_since": row.stage_since.astimezone(HANOI).date(),
            "owner": row.owner.username if row.owner else None,
            "owner_name": f"{row.owner.last_name} {row.owner.first_name}".strip() if row.owner else None,
            "last_contact_at": row.last_contact_at.astimezone(HANOI).date(),
            "created_at": row.created_at.astimezone(HANOI).date(),
            **self._rows.cells(row),
        }
        if not row.name_seen:
            return found | HIDDEN
        if row.investor is not None:
            found |= {
                "investor": row.investor.code,
                "investor_name": row.investor.name,
                "nationality": row.investor.get_nationality_display() or None,
                "foreign_share": row.investor.foreign_share_pct,
            }
        return found

    def begin(self, rows: Sequence[Cells]) -> None:
        """Read the projects and what the rows name, in a fixed number of queries for each five hundred of them."""
        self._edits: list[ProjectEdit] = []
        stored: dict[str, Any] = {}
        for part in in_parts({row.get("code", "").strip() for row in rows} - {""}):
            found = self.prepared(Project.objects.filter(code__in=part))
            stored |= {project.code: project for project in found}
        self._rows.begin(rows, stored)

    def take(self, cells: Cells) -> Taken:
        """Plan what a row wants. Raises ValidationError with the columns that are wrong."""
        if not any(cells.get(each.key) for each in self.columns if not each.told):
            return Taken()
        edit, taken = self._rows.change(cells) if cells.get("code") else self._rows.add(cells)
        self._edits += [edit] if edit else []
        return taken

    def finish(self, dry_run: bool) -> None:
        """Write all projects together."""
        if dry_run or not self._edits:
            return
        try:
            write_projects(edits=self._edits, user=self.user)
        except IntegrityError as error:
            raise ValidationError("Cơ sở dữ liệu không nhận bảng này: chưa ghi gì.") from error

    def _keys(self, headings: list[str]) -> tuple[list[str], tuple[Problem, ...]]:
        """Know as many lines as the headings count."""
        counted = [
            int(found[1])
            for heading in headings
            if (found := re.search(r"[ _](\d{1,2})(?:_|$)", heading.strip()))
        ]
        self.columns = columns(min(MOST_LINES, max([LEAST_LINES, *counted])))
        return super()._keys(headings)
