"""The report as tables, in its order."""

from matching.reports.figures import Report
from matching.reports.section_cases import cases_section
from matching.reports.section_demand import demand_section
from matching.reports.section_land import land_section
from matching.reports.section_overrides import overrides_section
from matching.reports.section_work import work_section
from matching.reports.tables import Section

SECTIONS = (land_section, cases_section, demand_section, work_section, overrides_section)


def sections(report: Report) -> tuple[Section, ...]:
    """Return all parts."""
    return tuple(section(report) for section in SECTIONS)


def remarks(report: Report) -> tuple[str, ...]:
    """Return what whoever reads the report has to know of it, on whatever medium."""
    said = [
        f"Kỳ báo cáo: {report.period.days}, theo giờ Việt Nam."
        + (" Kỳ chưa kết thúc." if report.land_on < report.period.last else ""),
        "Hồ sơ giữ kín được đếm vào tổng; quốc gia, vùng quy hoạch và lý do của hồ sơ mà người lập không thuộc tổ"
        " phụ trách ghi là “giữ kín”. Báo cáo không nêu tên nhà đầu tư nào.",
    ]
    return tuple(said)
