"""The columns of the table of projects: every fact that the API names, by its Vietnamese name, then the lines."""

from collections.abc import Iterator

from django.db import models
from django.utils.text import capfirst

from investors.facts import GROUPS
from investors.models import Project
from parks.exchange.tables import Column

# Columns of a project that a sheet fills in, in the order of its page.
FILLED = (
    "name",
    "process_flags",
    "capital_amount",
    "capital_currency",
    *(
        field.name
        for group in GROUPS
        for field in Project._meta.concrete_fields
        if field.name.startswith(f"{group}_")
    ),
    "licence_number",
    "licensed_on",
    "building_from",
    "operating_from",
    "note",
)
LINE_FILLED = ("product", "annual_output", "output_unit", "share_pct")
LINE_HEADINGS = {
    "sector": "Ngành nghề",
    "edition": "Hệ mã VSIC",
    "product": "Sản phẩm",
    "annual_output": "Sản lượng năm",
    "output_unit": "Đơn vị sản lượng",
    "share_pct": "Tỷ trọng (%)",
}
LEAST_LINES, MOST_LINES = 3, 40
# The object and the key of the API, where they are not the column's own name.
OBJECTS = ("capital", *GROUPS)


def api_name(column: str) -> str:
    """Return how the API calls a column: land.area_ha."""
    group, _, key = column.partition("_")
    return f"{group}.{key}" if group in OBJECTS else column


def columns(lines: int) -> tuple[Column, ...]:
    """Return the columns of a table whose projects have at most so many lines."""
    return tuple(_columns(lines))


def line_key(number: int, part: str) -> str:
    """Return the key of the column of a part of the line of that number."""
    return f"line_{number}_{part}"


def column(model: type[models.Model], name: str) -> models.Field:
    """Return a column of a model."""
    found = model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def _columns(lines: int) -> Iterator[Column]:
    yield Column("code", "Mã hồ sơ")
    yield filled("name")
    yield Column("version", "Lần sửa")
    yield Column("stage", "Giai đoạn")
    yield Column("stage_since", "Ở giai đoạn từ", told=True)
    yield Column("owner", "Phụ trách (tên đăng nhập)")
    yield Column("owner_name", "Cán bộ phụ trách", told=True)
    yield Column("investor", "Mã nhà đầu tư")
    yield Column("investor_name", "Nhà đầu tư")
    yield Column("nationality", "Quốc tịch nhà đầu tư", told=True, also=("investor.nationality",))
    yield Column("foreign_share", "Vốn nước ngoài (%)", told=True, also=("investor.foreign_share_pct",))
    for name in FILLED[1:]:
        yield filled(name)
    yield Column("last_contact_at", "Trao đổi gần nhất", told=True)
    yield Column("created_at", "Ghi nhận lúc", told=True)
    for number in range(1, lines + 1):
        for part, heading in LINE_HEADINGS.items():
            yield Column(line_key(number, part), f"{heading} {number}")


def filled(name: str) -> Column:
    """Return the column that fills in a column of the project."""
    heading = capfirst(str(column(Project, name).verbose_name))
    return Column(name, heading, needed=name == "name", also=(api_name(name),))
