"""The button "Đối sánh" on a project. Matching stands above investors, so it extends their page from here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from investors.admin import ProjectAdmin
from investors.admin.project_from_enquiry import FromEnquiry, enquiry_of
from investors.models import Project
from investors.visibility import may_see
from matching.admin.overrides import shown_overrides
from matching.admin.replying import NO_LINE, match_and_reply
from matching.keeping import match_project
from matching.models import MatchRun
from matching.replies import visible_replies
from matching.services import NoLine, NoRuleset
from parks.admin.days import day_context
from parks.admin.panels import Panel
from parks.dates import today
from parks.days import chosen_day

admin.site.unregister(Project)
LETTERS = 20


def _letters(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the newest letters about a project that this person may read."""
    if not (request.user.has_perm("matching.view_reply") and may_see(request.user, project)):
        return None
    found = visible_replies(request.user).filter(run__project=project).select_related("made_by").defer("text")
    replies = list(found.order_by("-made_at", "-id")[:LETTERS])
    return {"replies": replies, "today": today()} if replies else None


@admin.register(Project)
class MatchableProjectAdmin(FromEnquiry, ProjectAdmin):
    """A project that can be matched, with the runs that were made of it."""

    change_form_template = "admin/matching/project_form.html"
    panels = (Panel("admin/matching/letters.html", _letters), *ProjectAdmin.panels)

    def get_urls(self) -> list[URLPattern]:
        """Add the address that the button posts to."""
        view = self.admin_site.admin_view(self.match_view)
        return [path("<int:object_id>/match/", view, name="investors_project_match"), *super().get_urls()]

    def match_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Match the project as it is stored."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (request.user.has_perm("matching.add_matchrun") and self.has_view_permission(request)):
            raise PermissionDenied
        return self._match(request, get_object_or_404(Project, pk=object_id))

    def response_change(self, request: HttpRequest, obj: Project) -> HttpResponse:
        """Match the project just saved where that was the button pressed."""
        if "_match" in request.POST and request.user.has_perm("matching.add_matchrun"):
            return self._match(request, obj)
        return super().response_change(request, obj)

    def response_add(self, request: HttpRequest, obj: Project, post_url_continue: Any = None) -> HttpResponse:
        """Match the new project where that was the button pressed; one of an enquiry is answered next."""
        if "_match" in request.POST and request.user.has_perm("matching.add_matchrun"):
            enquiry = enquiry_of(request)
            return match_and_reply(request, obj, enquiry) if enquiry else self._match(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add what the button and the list of runs need."""
        project = kwargs.get("obj")
        context.update(day_context(request))
        context["may_match"] = request.user.has_perm("matching.add_matchrun")
        context["runs"] = ()
        if project is not None and request.user.has_perm("matching.view_matchrun"):
            runs = MatchRun.objects.select_related("ruleset").defer("inputs", "answer", "findings")
            context["runs"] = runs.filter(project=project)[:5]
            context["handed_run"] = runs.filter(handed_over=project.pk).first()
        context["overrides"] = shown_overrides(request.user, project) if project is not None else []
        return super().render_change_form(request, context, *args, **kwargs)

    def _match(self, request: HttpRequest, project: Project) -> HttpResponse:
        try:
            run = match_project(project=project, user=request.user, on=chosen_day(request))
        except NoRuleset:
            messages.error(request, "Chưa có bộ tiêu chí nào được ban hành nên chưa đối sánh được.")
            return HttpResponseRedirect(reverse("admin:investors_project_change", args=[project.pk]))
        except NoLine:
            messages.error(request, NO_LINE)
            return HttpResponseRedirect(reverse("admin:investors_project_change", args=[project.pk]))
        return HttpResponseRedirect(reverse("admin:matching_matchrun_change", args=[run.pk]))
