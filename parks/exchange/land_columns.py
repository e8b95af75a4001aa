"""The columns of the land table: each figure with its ground beside it, then what is worked out of them."""

from collections.abc import Iterable

from parks.exchange.tables import Column
from parks.quantities import QUANTITIES

# In the order of the list of sites.
FIGURES = (
    "area_planned_ha",
    "area_leasable_ha",
    "area_leased_ha",
    "occupancy_pct",
    "area_free_ha",
    "largest_plot_ha",
)
PARTS = (("as_of", "thời điểm"), ("source", "mã nguồn"), ("grade", "độ tin cậy"))
WORKED_OUT = {
    "stage": "Giai đoạn",
    "stage_as_of": "Giai đoạn: thời điểm",
    "stage_source": "Giai đoạn: mã nguồn",
    "stage_grade": "Giai đoạn: độ tin cậy",
    "held": "Đang giữ (ha)",
    "queue": "Số lượt chờ giữ",
    "free_bounds": "Đất trống suy ra (ha)",
    "plot_bounds": "Lô lớn nhất suy ra (ha)",
    "left": "Còn lại sau giữ (ha)",
}


def _columns() -> Iterable[Column]:
    yield Column("site", "Mã khu, cụm", needed=True)
    yield Column("site_name", "Tên khu, cụm", told=True)
    yield Column("kind", "Loại", told=True)
    yield Column("planning_area", "Vùng quy hoạch", told=True)
    for key in FIGURES:
        known = QUANTITIES[key]
        yield Column(key, f"{known.label_vi} ({known.unit})")
        for part, name in PARTS:
            yield Column(f"{key}_{part}", f"{known.label_vi}: {name}")
    for key, heading in WORKED_OUT.items():
        yield Column(key, heading, told=True)
    yield Column("day", "Tính đến ngày", told=True)


COLUMNS = tuple(_columns())
