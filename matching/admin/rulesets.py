"""Rulesets to read: weights by profile, requirements, parameters, grounds. Drafting comes with its own pages."""

from dataclasses import dataclass
from typing import Any

import yaml
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from matching import wording
from matching.engine import parse
from matching.engine.ruleset import Rule
from matching.models import RulesetVersion
from matching.run_page import STANDINGS, points
from parks.admin.base import Page, ReadOnly


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: what it is called, what it weighs in each profile, its parameters and grounds."""

    title: str
    key: str
    weights: list[str]
    params: str
    citations: list[dict[str, str]]
    remembered: bool


@admin.register(RulesetVersion)
class RulesetAdmin(ReadOnly, Page):
    """Every version of the rules."""

    list_display = ("version", "status", "effective_from", "published_at", "published_by")
    list_select_related = ("published_by",)

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
        document = yaml.safe_load(row.document)
        ruleset = parse(document)
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
            "annex": [(one, STANDINGS[one.standing]) for one in ruleset.annex_ii],
        }
        return TemplateResponse(request, "admin/matching/ruleset.html", context)


def _rule(rule: Rule, profiles: tuple[str, ...], params: dict[str, Any]) -> RuleLine:
    written = params.get(rule.criterion)
    return RuleLine(
        title=wording.label("criterion", rule.criterion, "vi"),
        key=rule.criterion,
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
