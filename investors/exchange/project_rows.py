"""One row of the table of projects: what it would change of a project, or the new project it describes."""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError

from investors.bulk_services import ProjectEdit
from investors.exchange.checks import project_errors
from investors.exchange.kinds import change, kind_of
from investors.exchange.named import Investors, Officers, Places
from investors.exchange.project_columns import FILLED, column, filled
from investors.exchange.project_lines import LineColumns, Lines
from investors.models import Investor, Project, ProjectLine
from investors.visibility import HIDDEN_NAME, seen
from parks.exchange.formats import Cell, flat, written_figure
from parks.exchange.tables import Cells, Taken, in_parts
from parks.text import search_key

HIDDEN = {"investor": HIDDEN_NAME, "investor_name": HIDDEN_NAME, "note": "(giữ kín)"}
UNKNOWN_CODE = "Không có dự án mã này; để trống mã nếu là dự án mới."
TWICE = "Dự án này có ở hai dòng: xin giữ một dòng."
CLOSED = "Nhà đầu tư giữ kín: chỉ tổ phụ trách hồ sơ sửa được dự án này."
HANDED_OVER = "Người phụ trách đổi bằng “Bàn giao hồ sơ” ở trang của dự án, không đổi bằng bảng."
STAGE = "Giai đoạn không đổi bằng tệp: chuyển trên trang của dự án, nơi xét các điều kiện."
STAGE_IS = "Giai đoạn: nay là “{now}”, ô ghi “{cell}” không được đọc."
NO_VERSION = "Giữ nguyên số như khi xuất: nhờ đó biết có ai sửa dự án sau khi xuất không."
MEANWHILE = (
    "Người khác đã sửa dự án này sau khi xuất (nay là lần sửa {now}): xuất lại rồi sửa, hoặc bỏ dòng này."
)
NO_HIDDEN = "Dự án mới không có điều giữ kín: ghi rõ hoặc để trống."
NOT_ALLOWED = "Anh/chị không có quyền này trên dự án."
OF_INVESTOR = (
    "Tên này không phải của mã bên cạnh: đổi nhà đầu tư thì ghi mã khác; tên thì sửa ở trang nhà đầu tư."
)
SHOWN = 80


class Rows:
    """Reads rows against the projects as they are stored; nothing is written here."""

    def __init__(self, user: User | None) -> None:
        places = Places()
        self.user = user
        self.kinds = {name: kind_of(column(Project, name), places) for name in FILLED}
        self._lines = LineColumns(places)

    def cells(self, project: Project) -> dict[str, Cell]:
        """Return the cells of what a sheet fills in."""
        own = {name: kind.write(getattr(project, name)) for name, kind in self.kinds.items()}
        return own | self._lines.cells(list(project.lines.all()))

    def begin(self, rows: Sequence[Cells], stored: Mapping[str, Any]) -> None:
        """Read what the rows name, once for the sheet."""

        def said(key: str) -> set[str]:
            return {row.get(key, "").strip() for row in rows} - {"", HIDDEN_NAME}

        self._stored, self._taken = stored, set[str]()
        self._officers = Officers()
        self._investors = Investors(self.user, said("investor"), said("investor_name"))
        self._alike: dict[tuple[str, int | None], str] = {}
        for part in in_parts({row["name"].strip() for row in rows if not row.get("code", "").strip()}):
            alike = Project.objects.filter(seen(self.user or AnonymousUser()), name__in=part)
            for name, investor, code in alike.values_list("name", "investor", "code"):
                self._alike[search_key(name), investor] = code

    def add(self, cells: Cells) -> tuple[ProjectEdit, Taken]:
        """Return the new project of a row. Raises ValidationError with the columns that are wrong."""
        self._require("add_project")
        project = Project(owner=self.user)
        hidden = {key: NO_HIDDEN for key, text in HIDDEN.items() if cells.get(key) == text}
        if hidden:
            raise ValidationError(hidden)
        _, _, errors = self._fill(project, cells)
        if search_key(cells.get("stage", "")) not in ("", search_key(project.get_stage_display())):
            errors["stage"] = STAGE
        lines = self._read_lines(project, (), cells, errors)
        errors |= {key: texts for key, texts in project_errors(project, FILLED).items() if key not in errors}
        alike = (search_key(project.name), project.investor_id)
        if alike in self._alike:
            said = f"Đã có dự án tên này của cùng nhà đầu tư ({self._alike[alike]}): ghi mã ấy, hoặc đặt tên khác."
            errors.setdefault("name", said)
        if errors:
            raise ValidationError(errors)
        self._alike[alike] = "ở dòng trên"
        words = f"Dự án mới: {project.name} ({'; '.join(map(str, lines.all))})"
        return ProjectEdit(project, frozenset(), lines.all), Taken((words,))

    def change(self, cells: Cells) -> tuple[ProjectEdit | None, Taken]:
        """Return what a row changes of a project. Raises ValidationError with the columns that are wrong."""
        project = self._stored.get(cells["code"])
        if project is None:
            raise ValidationError({"code": UNKNOWN_CODE})
        if project.code in self._taken:
            raise ValidationError({"code": TWICE})
        self._taken.add(project.code)
        changed, words, errors = self._fill(project, cells)
        lines = self._read_lines(project, list(project.lines.all()), cells, errors)
        same_version = cells.get("version", "") == str(project.version)
        errors |= {key: texts for key, texts in project_errors(project, changed).items() if key not in errors}
        left_out = self._stage(project, cells, same_version, errors)
        words += lines.words
        if words or errors:
            self._require("change_project")
            if not project.name_seen:
                raise ValidationError({"code": CLOSED})
            if not same_version:
                meanwhile = MEANWHILE.format(now=project.version) if cells.get("version") else NO_VERSION
                errors = {"version": meanwhile}
        if errors:
            raise ValidationError(errors)
        if not words:
            return None, Taken((), left_out)
        edit = ProjectEdit(project, frozenset(changed), lines.all, lines.changed, lines.removed)
        return edit, Taken(tuple(f"{project.name} ({project.code}), {text}" for text in words), left_out)

    def _fill(self, project: Project, cells: Cells) -> tuple[set[str], list[str], dict[str, Any]]:
        """Write into a project what its cells say; return which columns that changes, in words too, and what is wrong."""
        changed: set[str] = set()
        words: list[str] = []
        errors: dict[str, Any] = {}
        for name, kind in self.kinds.items():
            if name not in cells or cells[name] == HIDDEN.get(name):
                continue
            stored = getattr(project, name)
            try:
                differs, value = change(kind, stored, cells[name])
            except ValidationError as error:
                errors[name] = error.messages
                continue
            if differs:
                words.append(
                    f"{filled(name).heading}: {_shown(kind.write(stored))} → {_shown(kind.write(value))}"
                )
                setattr(project, name, value)
                changed.add(name)
        for name, found in (("owner", self._owner), ("investor", self._investor)):
            before = getattr(project, name)
            try:
                after = found(project, cells)
            except ValidationError as error:
                errors |= error.message_dict
                continue
            if after != before:
                words.append(
                    f"{column(Project, name).verbose_name}: {before or 'chưa có'} → {after or 'chưa có'}"
                )
                setattr(project, name, after)
                changed.add(name)
        return changed, words, errors

    def _owner(self, project: Project, cells: Cells) -> Any:
        said = cells.get("owner")
        stored = project.owner.username if project.owner else ""
        if said is None or said == stored or (not said and project.pk is None):
            return project.owner
        if project.pk is not None:
            raise ValidationError({"owner": HANDED_OVER})
        try:
            return self._officers.find(said)
        except ValidationError as error:
            raise ValidationError({"owner": error.messages}) from error

    def _investor(self, project: Project, cells: Cells) -> Investor | None:
        stored = project.investor
        code, name = cells.get("investor", ""), cells.get("investor_name", "")
        if HIDDEN_NAME in (code, name) or not {"investor", "investor_name"} & set(cells):
            return stored
        if stored is not None and code in (stored.code, *([""] if "investor" not in cells else [])):
            if "investor_name" in cells and flat(name) != flat(stored.name):
                raise ValidationError({"investor_name": OF_INVESTOR})
            return stored
        found = self._investors.find(code, name)
        if found != stored and not self._may("view_investor"):
            raise ValidationError({"investor": NOT_ALLOWED})
        return found

    def _read_lines(
        self, project: Project, stored: Sequence[ProjectLine], cells: Cells, errors: dict[str, Any]
    ) -> Lines:
        try:
            lines = self._lines.read(project, stored, cells)
        except ValidationError as error:
            errors |= error.message_dict
            return Lines(list(stored))
        if lines.removed:
            self._require("delete_projectline")
        return lines

    def _stage(
        self, project: Project, cells: Cells, same_version: bool, errors: dict[str, Any]
    ) -> tuple[str, ...]:
        """Refuse a stage that was changed in the sheet; of one that moved since, only say what it is now."""
        now = project.get_stage_display()
        if "stage" not in cells or search_key(cells["stage"]) == search_key(now):
            return ()
        if same_version:
            errors["stage"] = STAGE
            return ()
        return (STAGE_IS.format(now=now, cell=cells["stage"]),)

    def _require(self, act: str) -> None:
        if not self._may(act):
            raise ValidationError({"code": NOT_ALLOWED})

    def _may(self, act: str) -> bool:
        return self.user is None or self.user.has_perm(f"investors.{act}")


def _shown(cell: Cell) -> str:
    if cell is None or cell == "":
        return "chưa biết"
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    text = written_figure(Decimal(cell)) if isinstance(cell, int | Decimal) else cell
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
