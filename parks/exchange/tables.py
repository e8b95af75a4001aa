"""A table of records: its headings in Vietnamese, its rows out, and its rows in, each checked before any is written."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result, RowResult
from tablib import Dataset

from parks.exchange.formats import MOST_ROWS, Cell, Figure
from parks.text import search_key

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key that services know it by, its heading, and whether it only tells and is not read back.

    `also` are other headings that it is known by.
    """

    key: str
    heading: str
    told: bool = False
    needed: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a row has led to, in words, and what of it was left out; no words where it says nothing new."""

    words: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: row and column as the sheet has them."""

    row: int | None
    heading: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a sheet: what is wrong with it, what it would write or has written, how much is as it was.

    `left_out` are changed cells that are not read: they are worked out, or belong to another page.
    """

    problems: tuple[Problem, ...]
    changes: tuple[tuple[int, str], ...]
    unchanged: int
    left_out: tuple[tuple[int, str], ...] = ()


class Table(Resource):  # type: ignore[misc]
    """What the tables share. One class for each says its columns, what stands in them and what a row does."""

    columns: tuple[Column, ...] = ()
    file_name: ClassVar[str] = ""
    help: ClassVar[tuple[str, ...]] = ()

    class Meta:
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader  # each table finds its own records

    def __init__(self, user: User | None = None) -> None:
        super().__init__()
        self.user = user

    def guides(self) -> Iterable[Dataset]:
        """Return sheets that help to fill in the one that was just put out."""
        return ()

    def begin(self, rows: Sequence[Cells]) -> None:
        """Read what the rows name, in a fixed number of queries."""

    def finish(self, dry_run: bool) -> None:
        """Write what the rows have planned, if they have left it to be written together."""

    def cells(self, row: Any) -> dict[str, Cell]:
        """Return what stands in the columns for a record."""
        raise NotImplementedError  # pragma: no cover - each table says its own

    def take(self, cells: Cells) -> Taken:
        """Write what a row says. Raises ValidationError with the columns' keys."""
        raise NotImplementedError  # pragma: no cover - each table says its own

    def prepared(self, records: Any) -> Any:
        """Return the records with everything that the columns need, in a fixed number of queries."""
        return records

    def out(self, records: Any) -> Dataset:
        """Return the table of these records. Raises ValidationError where they are more than a sheet is read with."""
        rows = list(self.prepared(records)[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS:
            raise ValidationError(
                f"Danh sách có hơn {MOST_ROWS} dòng: xin lọc bớt rồi xuất thành nhiều tệp.", code="too_many"
            )
        return self.export(rows)

    def check(self, table: Dataset) -> Reading:
        """Return what writing the rows would lead to, and write nothing."""
        return self._read(table, dry_run=True)

    def write(self, table: Dataset) -> Reading:
        """Write all rows, or none where anything is wrong."""
        return self._read(table, dry_run=False)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        return [column.heading for column in self.columns]

    def export_resource(self, instance: Any, selected_fields: Any = None, **kwargs: Any) -> list[Cell]:
        cells = self.cells(instance)
        return [cells.get(column.key) for column in self.columns]

    def import_row(self, row: Mapping[str, str], instance_loader: Any, **kwargs: Any) -> RowResult:
        """Let one row write, in a savepoint of its own: what one row gets wrong shall not hide what others do."""
        found = RowResult()
        try:
            # Rows that are only planned here need no savepoint: of ten thousand, they would be most of the time.
            with nullcontext() if self._meta.use_bulk else transaction.atomic():
                taken = self.take(
                    {key: cell if isinstance(cell, Figure) else cell.strip() for key, cell in row.items()}
                )
        except ValidationError as error:
            found.import_type = RowResult.IMPORT_TYPE_INVALID
            found.validation_error = error
        else:
            found.import_type = RowResult.IMPORT_TYPE_UPDATE if taken.words else RowResult.IMPORT_TYPE_SKIP
            found.row_values = {
                "words": taken.words,
                "left_out": taken.left_out,
                "number": kwargs["row_number"],
            }
        return found

    def _read(self, table: Dataset, dry_run: bool) -> Reading:
        keys, problems = self._keys(table.headers or [])
        if problems:
            return Reading(problems, (), 0)
        read = [dict(zip(keys, row, strict=True)) for row in table]
        renamed = Dataset(*table, headers=keys)
        self.begin(read)
        result = self.import_data(
            renamed, dry_run=dry_run, use_transactions=True, rollback_on_validation_errors=True
        )
        for error in result.base_errors:
            raise error.error
        for _, errors in result.row_errors():
            raise errors[0].error
        unchanged = int(result.totals[RowResult.IMPORT_TYPE_SKIP])
        problems = self._problems(result, read)
        return Reading(problems, _said(result, "words"), unchanged, _said(result, "left_out"))

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Write together what the rows have left to be written together, where none of them is wrong."""
        if not result.invalid_rows:
            self.finish(kwargs.get("dry_run", True))

    def _keys(self, headings: list[str]) -> tuple[list[str], tuple[Problem, ...]]:
        """Return the key of each column, and what is wrong with the headings."""
        by_name = {
            search_key(name): column
            for column in self.columns
            for name in (column.key, *column.also, column.heading)
        }
        keys: list[str] = []
        problems: list[Problem] = []
        found: set[str] = set()
        for heading in headings:
            column = by_name.get(search_key(heading))
            if column is None:
                near = difflib.get_close_matches(search_key(heading), by_name, 1, 0.5)
                hint = f" Có phải là “{by_name[near[0]].heading}”?" if near else ""
                problems.append(Problem(1, heading, "", f"Không có cột này.{hint}"))
            elif column.key in found:
                problems.append(Problem(1, heading, "", "Cột này có hai lần."))
            else:
                found.add(column.key)
                keys.append(column.key)
        problems.extend(
            Problem(1, column.heading, "", "Thiếu cột này.")
            for column in self.columns
            if column.needed and column.key not in found
        )
        return keys, tuple(problems)

    def _problems(self, result: Result, rows: list[dict[str, str]]) -> tuple[Problem, ...]:
        headings = {column.key: column.heading for column in self.columns}
        places = {key: place for place, key in enumerate(headings)}
        return tuple(
            Problem(
                invalid.number + 1, headings.get(key, ""), rows[invalid.number - 1].get(key, ""), str(text)
            )
            for invalid in result.invalid_rows
            for key, texts in sorted(
                _by_field(invalid.error).items(), key=lambda item: places.get(item[0], -1)
            )
            for text in texts
        )


def _said(result: Result, about: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (row.row_values["number"] + 1, text) for row in result.rows for text in row.row_values.get(about, ())
    )


def in_parts(values: Iterable[Any], size: int = 500) -> Iterable[list[Any]]:
    """Return the values in lists that a query can name."""
    ordered = sorted(values)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


def choice(cell: str, key: str, choices: Any) -> str:
    """Return the value that a cell names by its label or by itself, with or without diacritics."""
    names = {search_key(name): value for value, label in choices for name in (value, str(label))}
    chosen = names.get(search_key(cell))
    if chosen is None:
        allowed = ", ".join(str(label) for _, label in choices)
        raise ValidationError({key: f"Chỉ ghi một trong: {allowed}."})
    return str(chosen)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
