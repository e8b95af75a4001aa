"""The officers' pages on sites, evidence and reference data."""

from parks.admin.evidence import FactAdmin, StatusAdmin
from parks.admin.people import GroupAdmin, UserAdmin
from parks.admin.reference import SectorAdmin, SourceAdmin
from parks.admin.sites import SiteAdmin

__all__ = [
    "FactAdmin",
    "GroupAdmin",
    "SectorAdmin",
    "SiteAdmin",
    "SourceAdmin",
    "StatusAdmin",
    "UserAdmin",
]
