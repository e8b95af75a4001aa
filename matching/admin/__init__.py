"""The officers' pages of matching: the button on a project, kept runs, rulesets, and the first page."""

from django.contrib import admin

from matching.admin.enquiries import AnswerableEnquiryAdmin
from matching.admin.overrides import OverrideAdmin
from matching.admin.projects import MatchableProjectAdmin
from matching.admin.replies import ReplyAdmin
from matching.admin.rulesets import RulesetAdmin
from matching.admin.runs import MatchRunAdmin
from matching.admin.sites import SheetSiteAdmin

admin.site.index_template = "admin/matching/index.html"
admin.site.index_title = "Việc hôm nay"

__all__ = [
    "AnswerableEnquiryAdmin",
    "MatchRunAdmin",
    "MatchableProjectAdmin",
    "OverrideAdmin",
    "ReplyAdmin",
    "RulesetAdmin",
    "SheetSiteAdmin",
]
