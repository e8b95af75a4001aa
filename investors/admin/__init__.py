"""The officers' pages on investors and projects."""

from investors.admin.investors import InvestorAdmin
from investors.admin.projects import ProjectAdmin

__all__ = ["InvestorAdmin", "ProjectAdmin"]
