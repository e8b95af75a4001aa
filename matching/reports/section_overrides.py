"""The part on choices beside the computed ranking: how many, by whom, from which site to which, why."""

from matching.reports.figures import Report
from matching.reports.section_cases import KEPT_BACK
from matching.reports.tables import Cell, Section, Table, numbers, words

NOTHING = "Không có lựa chọn nào khác với kết quả tính."


def overrides_section(report: Report) -> Section:
    """Return the part on what officers chose instead of the first site."""
    found = report.overrides
    left = found.total - found.hidden - len(found.lines)
    notes = [
        f"Ghi trong kỳ: {found.total}, trong đó {found.withdrawn} đã rút. Điểm và thứ hạng tính ra không thay đổi.",
        *([f"Bảng nêu {len(found.lines)} lựa chọn mới nhất; còn {left} lựa chọn nữa."] if left else []),
    ]
    return Section(
        "overrides", "Lựa chọn khác của cán bộ", tuple(notes), (_by_officer(report), _each(report))
    )


def _by_officer(report: Report) -> Table:
    found = report.overrides
    rows: list[tuple[Cell, ...]] = [*found.by_officer]
    if found.hidden:
        rows.append((KEPT_BACK, found.hidden))
    if rows:
        rows.append(("Cộng", found.total))
    return Table(
        "Lựa chọn theo cán bộ",
        "Theo cán bộ",
        (words("Cán bộ"), numbers("Số lựa chọn")),
        tuple(rows),
        NOTHING,
        last_is_sum=True,
    )


def _each(report: Report) -> Table:
    found = report.overrides
    rows: list[tuple[Cell, ...]] = [
        (
            one.made,
            one.project,
            one.officer,
            one.first,
            one.site,
            one.standing,
            one.reason,
            _state(one.withdrawn),
        )
        for one in found.lines
    ]
    if found.hidden:
        said = f"{found.hidden} lựa chọn của hồ sơ giữ kín"
        rows.append((*[KEPT_BACK] * 6, said, KEPT_BACK))
    columns = (
        *map(words, ("Ngày", "Hồ sơ", "Cán bộ", "Đứng đầu theo tính toán", "Cán bộ chọn", "Hạng hoặc vướng")),
        words("Lý do", wide=True),
        words("Tình trạng"),
    )
    return Table("Lựa chọn khác", "Từng lựa chọn, mới nhất trước", columns, tuple(rows), NOTHING)


def _state(withdrawn: bool) -> str:
    return "đã rút" if withdrawn else "chưa rút"
