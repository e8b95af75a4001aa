"""The stage of a case on the project's page: how far it is, what is missing, and the act of moving it on."""

from functools import partial
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from investors import stages
from investors.admin.shown import person
from investors.models import Project
from investors.stage_services import change_stage
from investors.visibility import may_see
from parks.admin.acts import Act, act_page
from parks.admin.panels import Panel


def _context(request: HttpRequest, project: Project) -> dict[str, Any]:
    """Return how far the case is; reasons of earlier moves are for those who may see the investor."""
    following = stages.next_stage(project.stage)
    allowed = may_see(request.user, project)
    may_change = allowed and request.user.has_perm("investors.change_project")
    reached = stages.PATH.index(project.stage) if project.stage in stages.PATH else -1
    changes = project.stage_changes.select_related("changed_by").order_by("-changed_at", "-id")[:5]
    return {
        "steps": [
            (stages.label(stage), "now" if place == reached else "done" if place < reached else "ahead")
            for place, stage in enumerate(stages.PATH)
        ],
        "ended": project.stage in stages.ENDED,
        "following": stages.label(following) if following else "",
        "missing": stages.missing_for(project, following) if following else [],
        "may_change": may_change,
        "changes": [(change, person(change.changed_by)) for change in changes] if allowed else [],
        "act": reverse("admin:investors_project_change_stage", args=[project.pk]),
    }


STAGES = Panel("admin/investors/project/stages.html", _context)


class StageForm(forms.Form):
    """Where to, and why where that is to be said."""

    to_stage = forms.ChoiceField(label="Sang giai đoạn", widget=UnfoldAdminSelectWidget())
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Bắt buộc khi lùi lại, từ chối, nhà đầu tư rút hoặc mở lại hồ sơ.",
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_stage"].choices = stages.choices(project)  # type: ignore[attr-defined]


class StageActs(ModelAdmin):  # type: ignore[type-arg]
    """The page "Chuyển giai đoạn" of a project."""

    actions_detail: tuple[str, ...] = ("change_stage",)

    def has_case_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow acts on a case to those who may change projects and see this one's investor."""
        if not request.user.has_perm("investors.change_project"):
            return False
        project = Project.objects.select_related("investor").filter(pk=object_id).first()
        return project is not None and may_see(request.user, project)

    @action(description="Chuyển giai đoạn", url_path="stage", icon="flag", permissions=["case"])
    def change_stage(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Move the case to another stage."""
        project = get_object_or_404(Project.objects.select_related("investor"), pk=object_id)
        if not may_see(request.user, project):
            raise PermissionDenied
        following = stages.next_stage(project.stage)
        missing = stages.missing_for(project, following) if following else []
        said = "; ".join(need.label for need in missing)
        act = Act(
            title=f"Chuyển giai đoạn: {project.name}",
            button="Chuyển giai đoạn",
            done="Đã chuyển giai đoạn của hồ sơ.",
            back=reverse("admin:investors_project_change", args=[project.pk]),
            about=(("Hồ sơ", str(project)), ("Hiện nay", stages.label(project.stage))),
            warning=f"Để sang “{stages.label(following)}” còn thiếu: {said}." if following and said else "",
            perform=lambda data: change_stage(project=project, user=request.user, **data),
        )
        form = partial(StageForm, project=project)
        return act_page(self, request, "investors.change_project", form, act, {"to_stage": following})
