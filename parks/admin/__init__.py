"""The officers' pages on sites, evidence and reference data."""

from parks.admin.evidence import FactAdmin, StatusAdmin
from parks.admin.holds import HoldAdmin
from parks.admin.log_ins import LogInsPage
from parks.admin.people import GroupAdmin, RemitAdmin, UserAdmin
from parks.admin.plots import PlotAdmin
from parks.admin.reference import SectorAdmin, SourceAdmin
from parks.admin.sites import SiteAdmin

__all__ = [
    "FactAdmin",
    "GroupAdmin",
    "HoldAdmin",
    "LogInsPage",
    "PlotAdmin",
    "RemitAdmin",
    "SectorAdmin",
    "SiteAdmin",
    "SourceAdmin",
    "StatusAdmin",
    "UserAdmin",
]
