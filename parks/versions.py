"""Writes a row that several officers edit: whoever comes with an old version is told, and nothing is overwritten."""

from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from parks.models.versions import Versioned

Row = TypeVar("Row", bound=Versioned)


class ChangedMeanwhile(ValidationError):
    """Somebody else has written the row since it was read."""

    def __init__(self) -> None:
        super().__init__(
            "Người khác vừa sửa bản ghi này. Chưa ghi gì; xin xem chỗ khác nhau rồi ghi lại.",
            code="changed_meanwhile",
        )


@transaction.atomic
def save_next(row: Row, *, user: AbstractBaseUser | None, fields: tuple[str, ...] | None = None) -> Row:
    """Write a row as its next version; `fields` names the columns of an edit, all of them by default.

    Raises ChangedMeanwhile where the stored version is not the one that `row` was read with.
    """
    row._history_user = user  # type: ignore[attr-defined]
    if row._state.adding:
        row.save(force_insert=True)
        return row
    stored = type(row)._default_manager.select_for_update().values_list("version", flat=True)
    if stored.get(pk=row.pk) != row.version:
        raise ChangedMeanwhile
    row.version += 1
    row.save(update_fields=None if fields is None else (*fields, "version"))
    return row
