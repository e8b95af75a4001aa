"""Investors, the projects they propose, and the officers' work on them."""

from investors.models.cases import CaseMember, Conversation, Offer, ProjectHold, StageChange
from investors.models.enquiries import Channel, Enquiry
from investors.models.files import ProjectFile
from investors.models.handovers import CaseHandover
from investors.models.investors import Investor
from investors.models.merges import DistinctInvestors, InvestorMerge
from investors.models.projects import Project, ProjectLine
from investors.models.tracking import Tracking

__all__ = [
    "CaseHandover",
    "CaseMember",
    "Channel",
    "Conversation",
    "DistinctInvestors",
    "Enquiry",
    "Investor",
    "InvestorMerge",
    "Offer",
    "Project",
    "ProjectFile",
    "ProjectHold",
    "ProjectLine",
    "StageChange",
    "Tracking",
]
