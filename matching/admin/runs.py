"""Kept runs: a list and a page to read. They are made by the button on a project and never changed."""

import uuid
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from investors.admin.case_place import case_place
from investors.visibility import may_see
from matching import snapshot, wording
from matching.admin.makers import maker
from matching.admin.overrides import override_page, shown_overrides
from matching.admin.replying import draft, reply_page
from matching.kept_runs import as_readable, kept_run
from matching.models import MatchRun
from matching.replay_words import told
from matching.replaying import replay
from matching.run_counterfactuals import counterfactual_panel
from matching.run_page import points, run_page
from parks.admin import show
from parks.admin.base import FoldedSearch, Page, ReadOnly
from parks.admin.days import day_context


@admin.register(MatchRun)
class MatchRunAdmin(FoldedSearch, ReadOnly, Page):
    """Rankings that were asked for."""

    list_display = ("shown_project", "verdict", "best", "on", "ruleset", "made_by", "created_at")
    list_display_links = ("shown_project",)
    list_filter = ("ruleset", "created_by", case_place("project__"))
    list_select_related = ("project", "ruleset", "created_by", "partner")
    search_fields = ("project__search_text",)
    search_help_text = "Tên dự án hoặc mã hồ sơ, có dấu hay không."

    def get_queryset(self, request: HttpRequest) -> QuerySet[MatchRun]:
        """Leave out what neither list nor page shows by itself."""
        return super().get_queryset(request).defer("inputs", "findings")

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the buttons "Tính lại và so sánh", "Soạn thư trả lời" and "Ghi lựa chọn khác"."""
        guarded = self.admin_site.admin_view
        return [
            path("<uuid:run_id>/replay/", guarded(self.replay_view), name="matching_matchrun_replay"),
            path("<uuid:object_id>/reply/", guarded(self.reply_view), name="matching_matchrun_reply"),
            path("<uuid:run_id>/override/", guarded(self.override_view), name="matching_matchrun_override"),
            *super().get_urls(),
        ]

    def override_view(self, request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
        """Record that an officer chooses another site than the first."""
        return override_page(self, request, run_id)

    def replay_view(self, request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
        """Compute a run once more from what it holds, and show whether the same comes out."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = replay(kept_run(user=request.user, run_id=run_id), request.user)  # type: ignore[arg-type]
        named = snapshot.current().site_rows
        context = {
            **self.admin_site.each_context(request),
            "title": f"Tính lại lượt {found.run.certificate}",
            "opts": self.opts,
            "run": found.run,
            "found": found,
            "told": told(found.differences, {code: site.name_vi for code, site in named.items()}),
        }
        return TemplateResponse(request, "admin/matching/replay.html", context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Look the sites up once for all rows."""
        found = super().get_changelist_instance(request)
        named = snapshot.current().site_rows
        for run in found.result_list:
            run.named = named
        return found

    @admin.display(description="Dự án", ordering="project__name")
    def shown_project(self, run: MatchRun) -> str:
        return run.project.name if run.project else run.answer["project"].get("name") or "(không tên)"

    @admin.display(description="Người thực hiện", ordering="created_by")
    def made_by(self, run: MatchRun) -> str:
        return maker(run)

    @admin.display(description="Kết luận")
    def verdict(self, run: MatchRun) -> str:
        return show.chip(run.answer["verdict"], wording.label("verdict", run.answer["verdict"], "vi"))

    @admin.display(description="Đứng đầu")
    def best(self, run: MatchRun) -> str:
        sites = run.answer["sites"]
        if not sites:
            return "chưa có"
        site = run.named.get(sites[0]["site"], sites[0]["site"])  # type: ignore[attr-defined]
        return f"{site}: {points(sites[0]['score'])} đến {points(sites[0]['ceiling'])}"

    def reply_view(self, request: HttpRequest, object_id: uuid.UUID) -> HttpResponse:
        """Begin a letter about the best sites of a run, or go on with the one that is not sent yet."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = get_object_or_404(MatchRun.objects.select_related("project__investor", "ruleset"), pk=object_id)
        return reply_page(draft(request, run))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the ranking."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            run = MatchRun.objects.select_related(
                *self.list_select_related, "project__investor", "sites"
            ).get(pk=object_id)
        except (MatchRun.DoesNotExist, ValidationError, ValueError):
            raise Http404("Không có lượt đối sánh này.") from None
        user = request.user
        run = as_readable(run=run, user=user)  # type: ignore[arg-type]
        context = {
            **self.admin_site.each_context(request),
            **day_context(request),
            "title": str(run),
            "opts": self.opts,
            "original": run,
            "run": run,
            "maker": maker(run),
            "page": run_page(run),
            "changes": counterfactual_panel(run, request.GET.get("target", "")),
            "may_match": run.project is not None and user.has_perm("matching.add_matchrun"),
            "overrides": shown_overrides(user, run.project) if run.project else [],
            "may_override": user.has_perm("matching.add_override")
            and run.project is not None
            and may_see(user, run.project),
            "may_reply": user.has_perm("matching.add_reply")
            and (run.project is None or may_see(user, run.project)),
            "may_see_project": run.project is not None and user.has_perm("investors.view_project"),
            "may_see_site": user.has_perm("parks.view_site"),
            "may_see_ruleset": user.has_perm("matching.view_rulesetversion"),
        }
        return TemplateResponse(request, "admin/matching/run.html", context)
