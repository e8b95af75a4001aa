"""The part on the officers' work: how soon enquiries were answered, and what was done."""

import datetime

from investors.enquiry_services import lasting
from matching.reports.figures import Report
from matching.reports.tables import Cell, Section, Table, numbers, words
from parks.dates import HANOI

MINUTE = datetime.timedelta(minutes=1)


def work_section(report: Report) -> Section:
    """Return the part on the officers' work."""
    made = report.made_at.astimezone(HANOI)
    return Section(
        "work",
        "Trả lời yêu cầu và việc đã làm",
        (f"Yêu cầu nhận trong kỳ, tình trạng lúc {made:%H:%M ngày %d/%m/%Y}. Hẹn trả lời trong một giờ.",),
        (_answers(report), _acts(report)),
    )


def _answers(report: Report) -> Table:
    found = report.answers
    share = f"{round(100 * found.in_time / found.received)}% số đã nhận" if found.received else ""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Số yêu cầu nhận trong kỳ", found.received, ""),
        ("Trả lời trong một giờ", found.in_time, share),
        ("Trả lời sau một giờ", found.late, ""),
        ("Khép lại không trả lời", found.closed, ""),
        ("Còn mở", found.still_open, f"{found.overdue} đã quá một giờ" if found.overdue else ""),
        ("Trung vị thời gian trả lời (phút)", *_minutes(found.median)),
        ("Trả lời lâu nhất (phút)", *_minutes(found.longest)),
        (
            "Mọi yêu cầu còn mở, kể cả kỳ trước",
            found.waiting,
            "" if found.oldest is None else f"lâu nhất đã chờ {lasting(found.oldest)}",
        ),
    )
    return Table(
        "Trả lời yêu cầu", "Thời gian trả lời", (words("Chỉ tiêu"), numbers("Số"), words("Ghi chú")), rows
    )


def _acts(report: Report) -> Table:
    acts = report.acts
    queued = f"{acts.holds_queued} còn chờ lượt cuối kỳ" if acts.holds_queued else ""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Thư trả lời đã soạn", acts.replies_made, ""),
        ("Thư trả lời đã gửi", acts.replies_sent, ""),
        ("Trao đổi với nhà đầu tư", acts.talks, ""),
        ("Lần giới thiệu địa điểm", acts.offers, ""),
        ("Nhà đầu tư đồng ý địa điểm", acts.offers_accepted, ""),
        ("Nhà đầu tư không chọn địa điểm", acts.offers_declined, ""),
        ("Đề nghị giữ đất", acts.holds, queued),
        ("Diện tích đề nghị giữ (ha)", acts.held_ha, ""),
        ("Phần giữ đất đã trả lại", acts.released, ""),
        ("Phần giữ đất đã giao, cho thuê", acts.handed_over, ""),
    )
    return Table(
        "Việc đã làm",
        "Việc đã làm trong kỳ",
        (words("Chỉ tiêu"), numbers("Số"), words("Ghi chú")),
        rows,
    )


def _minutes(span: datetime.timedelta | None) -> tuple[Cell, str]:
    if span is None:
        return "chưa có", ""
    return int(span / MINUTE), lasting(span) if span >= 60 * MINUTE else ""
