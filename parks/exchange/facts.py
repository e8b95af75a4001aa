"""All figures as a table. A row with a code must say what is recorded; a row without one is a new figure."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from parks.exchange.formats import Cell, flat
from parks.exchange.tables import Cells, Column, Table, Taken, choice
from parks.exchange.words import Named
from parks.models import Fact
from parks.models.facts import Grade
from parks.numbers import measured
from parks.quantities import QUANTITIES
from parks.services import record_fact

RECORDED = "Số liệu đã ghi không sửa được: rút lại rồi ghi số mới."
NEW_GRADES = [choice for choice in Grade.choices if choice[0] != Grade.ESTIMATED]


class FactTable(Table):
    """One row for each figure, with all that is recorded of it."""

    file_name = "so-lieu"
    columns = (
        Column("code", "Mã số liệu"),
        Column("site", "Mã khu, cụm", needed=True),
        Column("site_name", "Tên khu, cụm", told=True),
        Column("quantity", "Đại lượng", needed=True),
        Column("qualifier", "Mức chính xác"),
        Column("value", "Giá trị", needed=True),
        Column("unit", "Đơn vị"),
        Column("as_of", "Thời điểm", needed=True),
        Column("source", "Mã nguồn", needed=True),
        Column("source_title", "Tên nguồn", told=True),
        Column("grade", "Độ tin cậy", needed=True),
        Column("note", "Ghi chú nội bộ"),
        Column("pin_reason", "Lý do chọn dùng"),
        Column("unusable_reason", "Lý do không dùng"),
        Column("retraction_reason", "Lý do rút lại"),
        Column("recorded_at", "Ghi nhận lúc", told=True),
        Column("recorded_by", "Người ghi nhận", told=True),
    )
    help = (
        "Dòng không có mã số liệu là số liệu mới; dòng có mã phải giữ nguyên như khi xuất ra.",
        "Thời điểm ghi 2023, 2023-06 hoặc 2023-06-30; số ghi như 196,88, không dấu ngăn hàng nghìn.",
    )

    def prepared(self, records: Any) -> Any:
        """Return the facts with their sites, sources and authors."""
        return records.select_related("site", "source", "recorded_by")

    def cells(self, row: Fact) -> dict[str, Cell]:
        """Return what is recorded of a fact; figures as they are printed."""
        return {
            **_stated(row),
            "code": row.code,
            "site_name": row.site.name_vi,
            "source_title": row.source.title,
            "recorded_at": row.recorded_at.isoformat(" ", "seconds"),
            "recorded_by": str(row.recorded_by or ""),
        }

    def take(self, cells: Cells) -> Taken:
        """Record a new figure, or see that the recorded one is unchanged."""
        if not any(cells.get(column.key) for column in self.columns if not column.told):
            return Taken()
        if cells.get("code"):
            return self._compare(cells)
        decided = [key for key in ("pin_reason", "unusable_reason", "retraction_reason") if cells.get(key)]
        if decided:
            raise ValidationError(
                dict.fromkeys(decided, "Để trống ở số liệu mới; chọn dùng, rút lại làm trên trang.")
            )
        fact = record_fact(user=self.user, **self._named(cells))
        return Taken(
            (f"{fact.site}, {QUANTITIES[fact.quantity].label_vi}: {measured(fact.value, fact.unit)}",)
        )

    def _named(self, cells: Cells) -> dict[str, Any]:
        """Return what a new row names. Raises ValidationError with everything that it names wrongly."""
        readers = {
            "site": self._names.own_site,
            "quantity": self._names.quantity,
            "source": self._names.source,
            "grade": lambda cell: choice(cell, "grade", NEW_GRADES),
            "qualifier": lambda cell: choice(
                cell or Fact.Qualifier.EXACT, "qualifier", Fact.Qualifier.choices
            ),
            "value": lambda cell: _wanted(cell, "value", "Ghi giá trị."),
        }
        found: dict[str, Any] = {"as_of": cells.get("as_of", ""), "note": cells.get("note", "")}
        errors: dict[str, Any] = {}
        for key, reader in readers.items():
            try:
                found[key] = reader(cells.get(key, ""))
            except ValidationError as error:
                errors |= error.message_dict
        if not errors:
            found["unit"] = cells.get("unit") or None
            unit = QUANTITIES[found["quantity"]].unit
            if found["unit"] not in (None, unit):
                errors["unit"] = (
                    f"Đại lượng này ghi bằng {unit}." if unit else "Đại lượng này không có đơn vị."
                )
        if errors:
            raise ValidationError(errors)
        return found

    def _compare(self, cells: Cells) -> Taken:
        fact = self._recorded.get(cells["code"])
        if fact is None:
            raise ValidationError({"code": "Không có số liệu mã này; để trống mã nếu là số liệu mới."})
        stated = {key: flat(text) for key, text in _stated(fact).items()}
        changed = {key: RECORDED for key, text in stated.items() if key in cells and flat(cells[key]) != text}
        if changed:
            raise ValidationError(changed)
        return Taken()

    @cached_property
    def _names(self) -> Named:
        return Named(self.user)

    @cached_property
    def _recorded(self) -> dict[str, Fact]:
        return {fact.code: fact for fact in Fact.objects.select_related("site", "source")}


def _stated(fact: Fact) -> dict[str, str]:
    return {
        "site": fact.site.code,
        "quantity": QUANTITIES[fact.quantity].label_vi,
        "qualifier": fact.get_qualifier_display(),
        "value": fact.value,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "source": fact.source.code,
        "grade": fact.get_grade_display(),
        "note": fact.note,
        "pin_reason": fact.pin_reason,
        "unusable_reason": fact.unusable_reason,
        "retraction_reason": fact.retraction_reason,
    }


def _wanted(cell: str, key: str, said: str) -> str:
    if not cell:
        raise ValidationError({key: said})
    return cell
