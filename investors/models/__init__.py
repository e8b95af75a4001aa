"""Investors, the projects they propose, and the officers' work on them."""

from investors.models.cases import CaseMember, Conversation, Offer, ProjectHold, StageChange
from investors.models.enquiries import Channel, Enquiry
from investors.models.files import ProjectFile
from investors.models.investors import Investor
from investors.models.projects import Project, ProjectLine

__all__ = [
    "CaseMember",
    "Channel",
    "Conversation",
    "Enquiry",
    "Investor",
    "Offer",
    "Project",
    "ProjectFile",
    "ProjectHold",
    "ProjectLine",
    "StageChange",
]
