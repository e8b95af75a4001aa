"""Weekly and quarterly reports: gathered once as one tree of figures, shown on screen, in Excel and as PDF."""

from matching.reports.document import document, document_context
from matching.reports.excel import excel
from matching.reports.figures import Report
from matching.reports.gather import gather_report
from matching.reports.period import Period, quarter_of, read_period, week_of
from matching.reports.sections import remarks, sections

__all__ = [
    "Period",
    "Report",
    "document",
    "document_context",
    "excel",
    "gather_report",
    "quarter_of",
    "read_period",
    "remarks",
    "sections",
    "week_of",
]
