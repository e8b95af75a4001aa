"""The land table: a row for each site, its figures each with date, source and grade, and what is worked out of them.

A figure that is changed in the sheet is recorded as a new fact; no cell rewrites one. What nobody said is no cell.
"""

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from tablib import Dataset

from parks.dates import today
from parks.evidence import choose, current_status
from parks.exchange.facts import NEW_GRADES
from parks.exchange.figures import figure_cell, read_figure, read_partial, reads_like, span_cell
from parks.exchange.formats import Cell
from parks.exchange.land_columns import COLUMNS, FIGURES, PARTS, WORKED_OUT
from parks.exchange.tables import Cells, Table, Taken, choice
from parks.exchange.words import Named
from parks.land_split import facts_by_quantity, land_splits
from parks.models import Fact, Site, Source
from parks.numbers import measured
from parks.quantities import QUANTITIES
from parks.services import record_fact

KEPT = "Để trống không xóa số liệu đã ghi: rút lại trên trang số liệu."
RETRACTED = "số này đã ghi rồi rút lại, không ghi lần nữa. Lý do rút:"
SAME_GROUND = (
    "Nguồn này vào thời điểm này đã cho số khác: số mới cần thời điểm hoặc nguồn mới;"
    " nếu số cũ ghi sai thì rút lại trên trang số liệu trước."
)


class LandSheet(Table):
    """What the list of sites shows as of a day; read back, its new figures are recorded with their ground."""

    file_name = "bang-dat"
    columns = COLUMNS
    help = (
        "Ghi số mới vào ô cũ cùng thời điểm, mã nguồn và độ tin cậy ở các ô bên cạnh: mỗi số mới là một số liệu mới,"
        " số cũ vẫn còn. Ô không đổi thì không ghi gì; ô để trống không xóa gì.",
        "Số ghi như 196,88, hoặc: khoảng 70; ít nhất 70; nhiều nhất 70. Thời điểm ghi 2023, 6/2023 hoặc 30/6/2023.",
        "Các cột đang giữ, suy ra, còn lại và giai đoạn được hệ thống tính, chỉ để đọc.",
    )

    def __init__(self, user: User | None = None, day: datetime.date | None = None) -> None:
        super().__init__(user)
        self.day = day or today()
        self._sources: dict[str, Source] = {}
        self._worked: dict[datetime.date, dict[int, dict[str, Cell]]] = {}

    def prepared(self, records: Any) -> Any:
        """Return the sites with everything that the columns are worked out from."""
        return records.select_related("planning_area").prefetch_related(
            "facts__source", "statuses__source", "plots", "holds"
        )

    def guides(self) -> Iterable[Dataset]:
        """Return the sources that the sheet names."""
        rows = [
            [source.code, source.title, source.published, source.url]
            for _, source in sorted(self._sources.items())
        ]
        yield Dataset(*rows, headers=["Mã nguồn", "Tên tài liệu", "Ban hành", "Địa chỉ"], title="Nguồn")

    def before_export(self, queryset: Any, **kwargs: Any) -> None:
        """Work out the land of all rows together."""
        self._worked = {self.day: _worked_out(queryset, self.day)}

    def cells(self, row: Site) -> dict[str, Cell]:
        """Return the current figures of a site, each with its ground, and what is worked out of them."""
        found: dict[str, Cell] = {
            "site": row.code,
            "site_name": row.name_vi,
            "kind": row.get_kind_display(),
            "planning_area": row.planning_area.name_vi,
            "day": self.day,
            **self._worked[self.day][row.pk],
        }
        by_quantity = facts_by_quantity(row.facts.all())
        for key in FIGURES:
            chosen = choose(by_quantity[key], self.day)
            if chosen is not None:
                fact: Fact = chosen.fact
                self._sources[fact.source.code] = fact.source
                found[key] = figure_cell(fact)
                found |= {f"{key}_{part}": text for part, text in _ground(fact).items()}
        return found

    def begin(self, rows: Sequence[Cells]) -> None:
        """Read the sites with their facts, once for the sheet."""
        self._seen: set[str] = set()
        sites = list(self.prepared(Site.objects.all()))
        self._sites = {site.pk: site for site in sites}
        days = {self._day(row) for row in rows}
        self._worked = {day: _worked_out(sites, day) for day in list(days)[:5]}

    def take(self, cells: Cells) -> Taken:
        """Record the figures that are new. Raises ValidationError with the columns that are wrong."""
        if not any(cells.get(column.key) for column in self.columns if not column.told):
            return Taken()
        site = self._sites[self._names.site(cells["site"]).pk]
        if site.code in self._seen:
            raise ValidationError({"site": "Khu, cụm này có ở hai dòng: xin giữ một dòng."})
        self._seen.add(site.code)
        words: list[str] = []
        errors: dict[str, Any] = {}
        left_out = list(self._worked_out_otherwise(site, cells))
        for key in FIGURES:
            try:
                new, ignored = self._new(site, key, cells)
                words += [self._record(cells["site"], key, new)] if new else []
                left_out += ignored
            except ValidationError as error:
                errors |= _by_column(error, key)
        if errors:
            raise ValidationError(errors)
        return Taken(tuple(words), tuple(left_out))

    def _new(self, site: Site, key: str, cells: Cells) -> tuple[dict[str, Any] | None, list[str]]:
        """Return what the cells of a figure say that no fact says yet, and in words what of them leads to nothing."""
        label = QUANTITIES[key].label_vi
        facts = [fact for fact in site.facts.all() if fact.quantity == key]
        stated = read_figure(key, cells.get(key, ""))
        if stated is None:
            emptied = key in cells and choose(facts, self._day(cells)) is not None
            return None, [f"{label}: {KEPT}"] if emptied else []
        new = stated | self._grounds(key, cells)
        said = [fact for fact in facts if _says(fact, new)]
        if said:
            withdrawn = all(fact.retracted_at for fact in said)
            return None, [f"{label}: {RETRACTED} {said[0].retraction_reason}"] if withdrawn else []
        if not new["as_of"]:
            raise ValidationError({"as_of": "Ghi thời điểm của số mới."})
        other = [fact for fact in facts if _same_ground(fact, new) and not _same_figure(fact, new)]
        if any(fact.retracted_at is None for fact in other):
            raise ValidationError({"value": SAME_GROUND})
        return new, []

    def _grounds(self, key: str, cells: Cells) -> dict[str, Any]:
        """Return when, on whose word and how surely. Raises ValidationError with all that cannot be read."""
        found: dict[str, Any] = {"as_of": read_partial(cells.get(f"{key}_as_of", ""))}
        errors: dict[str, Any] = {}
        for part, reader in (("source", self._names.source), ("grade", _grade)):
            try:
                found[part] = reader(cells.get(f"{key}_{part}", ""))
            except ValidationError as error:
                errors |= error.message_dict
        if errors:
            raise ValidationError(errors)
        return found

    def _record(self, code: str, key: str, new: dict[str, Any]) -> str:
        site = self._names.own_site(code)
        choice(new["grade"], "grade", NEW_GRADES)
        stated = {name: value for name, value in new.items() if name != "number"}
        fact = record_fact(site=site, quantity=key, user=self.user, **stated)
        said = str(figure_cell(fact)).replace(".", ",")
        known = QUANTITIES[key]
        when = "/".join(reversed(fact.as_of.split("-")))
        return f"{site}, {known.label_vi}: {measured(said, known.unit)} ({when}, {fact.source.title})"

    def _worked_out_otherwise(self, site: Site, cells: Cells) -> Iterable[str]:
        """Return in words which cells of what is worked out say something else."""
        now = self._worked.get(self._day(cells), {}).get(site.pk)
        for key, heading in WORKED_OUT.items() if now is not None else ():
            if key in cells and not reads_like(cells[key], now.get(key)):
                yield f"{heading}: hệ thống tính cột này, ô ghi “{cells[key]}” không được đọc."

    def _day(self, cells: Cells) -> datetime.date:
        try:
            return datetime.date.fromisoformat(read_partial(cells.get("day", "").strip()))
        except ValueError:
            return self.day

    @cached_property
    def _names(self) -> Named:
        return Named(self.user)


def _worked_out(sites: Iterable[Site], day: datetime.date) -> dict[int, dict[str, Cell]]:
    """Return what is worked out for each site as of a day."""
    rows = list(sites)
    splits = land_splits(rows, day)
    found: dict[int, dict[str, Cell]] = {}
    for site in rows:
        split, status = splits[site.pk], current_status(site.statuses.all(), day)
        found[site.pk] = {
            "held": split.held_ha,
            "queue": split.queue,
            "free_bounds": span_cell(split.free.lo, split.free.hi),
            "plot_bounds": span_cell(split.largest_plot.lo, split.largest_plot.hi),
            "left": span_cell(split.left_lo, split.left_hi),
        }
        if status is not None:
            row = status.status
            ground = {f"stage_{part}": text for part, text in _ground(row).items()}
            found[site.pk] |= {"stage": row.get_stage_display(), **ground}
    return found


def _ground(row: Any) -> dict[str, str]:
    return {"as_of": row.as_of, "source": row.source.code, "grade": row.get_grade_display()}


def _grade(cell: str) -> str:
    return choice(cell, "grade", Fact._meta.get_field("grade").choices)


def _says(fact: Fact, new: dict[str, Any]) -> bool:
    """Tell whether a fact that was recorded says what the cells say, retracted or not."""
    return _same_ground(fact, new) and _same_figure(fact, new) and fact.grade == new["grade"]


def _same_ground(fact: Fact, new: dict[str, Any]) -> bool:
    return bool(fact.source_id == new["source"].pk and fact.as_of == new["as_of"])


def _same_figure(fact: Fact, new: dict[str, Any]) -> bool:
    return bool(fact.number == new["number"] and fact.qualifier == new["qualifier"])


def _by_column(error: ValidationError, key: str) -> dict[str, list[str]]:
    """Return the errors of a figure by the columns of the sheet."""
    columns = {"site": "site", **{part: f"{key}_{part}" for part, _ in PARTS}}
    found: dict[str, list[str]] = {}
    for name, texts in error.message_dict.items():
        found.setdefault(columns.get(name, key), []).extend(dict.fromkeys(texts))
    return found
