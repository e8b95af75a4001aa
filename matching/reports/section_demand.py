"""The part on demand that could not be met: what was asked beside the largest piece of land there is."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from matching import wording
from matching.reports.demand import KINDS, NOWHERE, SHORT, UNSURE, Asked, Ended, Short, Unmet, Waiting
from matching.reports.figures import Report
from matching.reports.gather_demand import SHOWN
from matching.reports.land import NOTHING, Largest
from matching.reports.section_cases import KEPT_BACK, area_name, division_name, stage_name
from matching.reports.tables import Cell, Column, Figure, Section, Table, figures, number, numbers, words
from parks.dates import HANOI

KIND_NAMES = {
    NOWHERE: "Không còn khu, cụm nào",
    SHORT: "Có nơi thiếu đất, không nơi nào chắc đủ",
    UNSURE: "Chưa nơi nào biết chắc đủ đất",
}
ASKED = (
    words("Dự án", wide=True),
    words("Ngành"),
    words("Vùng mong muốn"),
    figures("Cần (ha)"),
    numbers("Điện cần (MW)"),
)
LARGEST = (numbers("Lô lớn nhất, chắc chắn (ha)"), figures("Lô lớn nhất có thể có (ha)"))
UNSTATED = "chưa nêu"
UNLIMITED = "không giới hạn"
NOBODY_SHORT = "Không có dự án nào đối sánh trong kỳ mà thiếu đất hoặc chưa rõ đủ đất."


def demand_section(report: Report) -> Section:
    """Return the part on demand."""
    demand = report.demand
    return Section(
        "demand",
        "Nhu cầu chưa đáp ứng",
        (
            "Theo lượt đối sánh mới nhất của mỗi dự án đến cuối kỳ, nếu lượt đó ở trong kỳ. Số nơi đếm trên các khu, cụm giới"
            " thiệu được.",
            "“Lô lớn nhất” là của khu, cụm giới thiệu được thuộc vùng và loại mà dự án mong muốn (không nêu thì mọi nơi), đã"
            " trừ đất đang giữ.",
        ),
        (
            _short(report),
            _short_by_area(report),
            _unmet(report),
            _waiting(demand.waiting, demand.waits, demand.waits_ha),
            _ended(report),
        ),
    )


def _short(report: Report) -> Table:
    counted = "; ".join(
        f"{KIND_NAMES[kind][:1].lower()}{KIND_NAMES[kind][1:]}: {report.demand.projects(kind)} dự án"
        for kind in KINDS
    )
    return Table(
        "Thiếu đất theo ngành",
        "Theo kết quả đối sánh và ngành",
        _short_columns("Ngành"),
        _short_rows(report.demand.short, partial(division_name, report)),
        NOBODY_SHORT,
        (counted[:1].upper() + counted[1:] + ".",) if report.demand.short else (),
    )


def _short_by_area(report: Report) -> Table:
    return Table(
        "Thiếu đất theo vùng",
        "Theo kết quả đối sánh và vùng mong muốn",
        _short_columns("Vùng mong muốn"),
        _short_rows(report.demand.short_by_area, lambda area: area_name(report, area) if area else UNLIMITED),
        NOBODY_SHORT,
        ("Dự án mong muốn nhiều vùng được đếm ở từng vùng, nên các dòng không cộng lại được.",),
    )


def _short_columns(by: str) -> tuple[Column, ...]:
    columns = (words("Kết quả đối sánh", wide=True), words(by, wide=True), numbers("Số dự án"))
    return (*columns, figures("Cần (ha)"), figures("Điện cần (MW)"))


def _short_rows(short: tuple[Short, ...], name: Callable[[str], str]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            KIND_NAMES[one.kind],
            name(one.key),
            one.projects,
            Figure(one.hectares, _left_out(one.unstated)),
            Figure(one.megawatts, _left_out(one.power_unstated)),
        )
        for one in short
    )


def _unmet(report: Report) -> Table:
    rows = tuple(_unmet_row(report, one) for one in report.demand.unmet)
    columns = (*ASKED, words("Kết quả đối sánh"), words("Vướng", wide=True), *LARGEST)
    whole = sum(map(report.demand.projects, KINDS))
    return Table("Dự án thiếu đất", "Từng dự án", columns, rows, notes=_cut(len(rows), whole))


def _unmet_row(report: Report, one: Unmet) -> tuple[Cell, ...]:
    said = [wording.label("criterion", key, "vi") for key in one.barred_by]
    if one.plot_unmet:
        said.append(f"{one.plot_unmet} nơi không có lô đủ lớn")
    if one.plot_unknown:
        said.append(f"{one.plot_unknown} nơi chưa biết lô lớn nhất")
    return (*_asked(report, one.asked), KIND_NAMES[one.kind], "; ".join(said), *_largest(one.largest))


def _waiting(waiting: tuple[Waiting, ...], whole: int, hectares: Decimal) -> Table:
    rows = tuple(
        (
            one.site,
            KEPT_BACK if one.hidden else one.project or "không gắn hồ sơ",
            one.hectares,
            f"{one.since.astimezone(HANOI):%d/%m/%Y}",
            one.left_least,
            one.left_most,
        )
        for one in waiting
    )
    columns = (
        words("Khu, cụm"),
        words("Dự án", wide=True),
        numbers("Xin giữ (ha)"),
        words("Chờ từ"),
        numbers("Còn lại, ít nhất (ha)"),
        numbers("Còn lại, nhiều nhất (ha)"),
    )
    notes = (f"{number(whole)} đề nghị, cộng {number(hectares)} ha.",) if whole else ()
    return Table(
        "Chờ giữ đất",
        "Đề nghị giữ đất đang chờ lượt cuối kỳ",
        columns,
        rows,
        notes=(*notes, *_cut(len(rows), whole)),
    )


def _ended(report: Report) -> Table:
    rows = tuple(_ended_row(report, one) for one in report.demand.ended)
    columns = (*ASKED, words("Kết thúc"), words("Ngày"), words("Lý do", wide=True), *LARGEST)
    total = report.pipeline.total
    whole = total.refused + total.withdrawn
    return Table("Từ chối, rút", "Hồ sơ từ chối, rút trong kỳ", columns, rows, notes=_cut(len(rows), whole))


def _ended_row(report: Report, one: Ended) -> tuple[Cell, ...]:
    reason = KEPT_BACK if one.reason is None else one.reason
    return (
        *_asked(report, one.asked),
        stage_name(one.stage),
        f"{one.on:%d/%m/%Y}",
        reason,
        *_largest(one.largest),
    )


def _asked(report: Report, asked: Asked) -> tuple[Cell, ...]:
    least = asked.least_hectares
    needed = asked.hectares if asked.hectares is not None else least
    note = f"ít nhất {number(least)}" if least is not None and least != needed else ""
    areas = ", ".join(area_name(report, area) for area in asked.areas) or UNLIMITED
    return (
        f"{asked.name} ({asked.code})",
        division_name(report, asked.division),
        areas,
        Figure(needed, note) if needed is not None else UNSTATED,
        asked.megawatts if asked.megawatts is not None else UNSTATED,
    )


def _largest(found: Largest | None) -> tuple[Cell, ...]:
    if found is None:
        return (NOTHING, Figure(NOTHING, "không có khu, cụm nào"))
    said = [found.site] if found.site else []
    said += [f"{found.unbounded} nơi không biết giới hạn"] if found.unbounded else []
    return (found.least, Figure(found.most, "; ".join(said)))


def _left_out(unstated: int) -> str:
    return f"{unstated} dự án chưa nêu" if unstated else ""


def _cut(rows: int, whole: int) -> tuple[str, ...]:
    return (f"Nêu {rows} trên {whole}: bảng nêu nhiều nhất {SHOWN} dòng.",) if rows < whole else ()
