"""Rulesets to read: weights by profile, requirements, parameters, grounds. Drafts have pages of their own (`drafts`)."""

from dataclasses import dataclass
from typing import Any

import yaml
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from matching import wording
from matching.admin.drafts import ADD, steps_of
from matching.drafting.mistakes import read_draft
from matching.engine.ruleset import Rule
from matching.models import RulesetVersion
from matching.run_page import STANDINGS, points
from parks.admin.base import Page, ReadOnly


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: what it is called, what it weighs in each profile, its parameters and grounds."""

    title: str
    weights: list[str]
    params: str
    citations: list[dict[str, str]]
    remembered: bool


@admin.register(RulesetVersion)
class RulesetAdmin(ReadOnly, Page):
    """Every version of the rules."""

    list_display = ("version", "step", "effective_from", "published_at", "published_by")
    list_select_related = ("published_by", "draft")
    list_before_template = "admin/matching/ruleset_links.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RulesetVersion]:
        """Leave out the long texts of a list."""
        return super().get_queryset(request).defer("document")

    @admin.display(description="tình trạng", ordering="status")
    def step(self, row: RulesetVersion) -> str:
        """Show how far a version is."""
        draft = getattr(row, "draft", None)
        return str(draft.get_state_display() if draft else row.get_status_display())

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the ruleset as rules, and the document as written below."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            row = RulesetVersion.objects.select_related("published_by").get(pk=object_id)
        except (RulesetVersion.DoesNotExist, ValueError):
            raise Http404("Không có bộ tiêu chí này.") from None
        if row.status == RulesetVersion.Status.DRAFT and hasattr(row, "draft"):
            return HttpResponseRedirect(reverse("ruleset_draft", args=[row.draft.pk]))
        read = read_draft(row.document)
        if read.document is None or read.ruleset is None:
            raise Http404("Bộ tiêu chí này chưa đọc được.")
        document, ruleset = read.document, read.ruleset
        params = {rule["criterion"]: rule.get("params") for rule in document["rules"]}
        context = {
            **self.admin_site.each_context(request),
            "title": ruleset.title_vi,
            "opts": self.opts,
            "original": row,
            "row": row,
            "ruleset": ruleset,
            "profiles": [wording.label("profile", profile, "vi") for profile in ruleset.profiles],
            "preferences": [_rule(rule, ruleset.profiles, params) for rule in ruleset.preferences],
            "requirements": [_rule(rule, (), params) for rule in ruleset.requirements],
            "exchange": [(one, STANDINGS[one.standing]) for one in ruleset.exchange],
            "steps": steps_of(row),
            "may_copy": row.status == RulesetVersion.Status.PUBLISHED and request.user.has_perm(ADD),
            "annex": [(one, STANDINGS[one.standing]) for one in ruleset.annex_ii],
        }
        return TemplateResponse(request, "admin/matching/ruleset.html", context)


def _rule(rule: Rule, profiles: tuple[str, ...], params: dict[str, Any]) -> RuleLine:
    written = params.get(rule.criterion)
    return RuleLine(
        title=wording.label("criterion", rule.criterion, "vi"),
        weights=[points(rule.weights[profile] / 100) for profile in profiles],
        params=yaml.safe_dump(written, allow_unicode=True, sort_keys=False).strip() if written else "",
        citations=[
            {
                "document": one.document,
                "article": one.article,
                "url": one.url,
                "standing": one.standing,
                "standing_label": STANDINGS[one.standing],
            }
            for one in rule.citations
        ],
        remembered=rule.remembered,
    )
