"""The officers' pages on investors and projects."""

from investors.admin.enquiries import EnquiryAdmin
from investors.admin.holds import CaseHoldAdmin
from investors.admin.investors import InvestorAdmin
from investors.admin.log import ConversationAdmin, OfferAdmin
from investors.admin.projects import ProjectAdmin

__all__ = [
    "CaseHoldAdmin",
    "ConversationAdmin",
    "EnquiryAdmin",
    "InvestorAdmin",
    "OfferAdmin",
    "ProjectAdmin",
]
