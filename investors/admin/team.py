"""The team of a case on the project's page: who is on it, who joined and left, to whom it was handed over."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldBooleanSwitchWidget

from investors.admin.shown import officers, person
from investors.models import CaseMember, Project
from investors.team_services import add_member, hand_over, may_lead, remove_member
from investors.visibility import may_see
from parks.admin.acts import Act, act_page
from parks.admin.panels import Panel

SHOWN = 10
SAID = {"+": "vào tổ", "-": "ra khỏi tổ", "~": "sửa"}


class OfficerField(forms.ModelChoiceField):
    """One of the officers, by the name that colleagues read."""

    def label_from_instance(self, obj: User) -> str:  # type: ignore[override]
        """Return the officer's name."""
        return person(obj)


class MemberForm(forms.Form):
    """Who joins."""

    officer = OfficerField(
        queryset=officers(), label="Cán bộ", empty_label="Chọn", widget=UnfoldAdminSelectWidget()
    )


class HandoverForm(MemberForm):
    """To whom, with what to know."""

    note = forms.CharField(
        label="Nội dung bàn giao",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text="Việc đang dở, điều đã hứa, điều người nhận cần biết. Mọi thứ trong hồ sơ đi theo hồ sơ.",
    )
    stays = forms.BooleanField(
        label="Người giao ở lại trong tổ hồ sơ",
        required=False,
        initial=True,
        widget=UnfoldBooleanSwitchWidget(),
    )


def add_to_team(request: HttpRequest, project_id: int) -> HttpResponse:
    """Put an officer on the team."""
    project = _led(request, project_id, "investors.add_casemember")
    act = Act(
        title=f"Thêm người vào tổ hồ sơ: {project.name}",
        button="Thêm vào tổ",
        done="Đã thêm vào tổ hồ sơ.",
        back=_back(project),
        about=(("Hồ sơ", str(project)), ("Phụ trách", person(project.owner))),
        perform=lambda data: add_member(project=project, user=request.user, **data),  # type: ignore[arg-type]
    )
    return _page(request, "investors.add_casemember", MemberForm, act)


def hand_over_case(request: HttpRequest, project_id: int) -> HttpResponse:
    """Give the case to another officer."""
    project = _led(request, project_id, "investors.change_project")
    act = Act(
        title=f"Bàn giao hồ sơ: {project.name}",
        button="Bàn giao",
        done="Đã bàn giao hồ sơ.",
        back=_back(project),
        about=(("Hồ sơ", str(project)), ("Đang phụ trách", person(project.owner))),
        perform=lambda data: hand_over(project=project, user=request.user, **data),  # type: ignore[arg-type]
        row=project,
    )
    return _page(request, "investors.change_project", HandoverForm, act)


def take_off_team(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take an officer off the team."""
    if not request.user.has_perm("investors.delete_casemember"):
        raise PermissionDenied
    rows = CaseMember.objects.select_related("user", "project__investor", "project__owner")
    member = get_object_or_404(rows, pk=member_id)
    if member.user != request.user and not may_lead(request.user, member.project):
        raise PermissionDenied
    act = Act(
        title="Đưa ra khỏi tổ hồ sơ",
        button="Đưa ra khỏi tổ",
        done=f"{person(member.user)} không còn trong tổ hồ sơ.",
        back=_back(member.project),
        about=(("Hồ sơ", str(member.project)), ("Cán bộ", person(member.user))),
        warning="Nếu nhà đầu tư giữ kín tên, người này không còn xem được nhà đầu tư và trao đổi của hồ sơ.",
        perform=lambda data: remove_member(member=member, user=request.user),  # type: ignore[arg-type]
    )
    return _page(request, "investors.delete_casemember", forms.Form, act)


def _led(request: HttpRequest, project_id: int, permission: str) -> Project:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    project = get_object_or_404(Project.objects.select_related("investor", "owner"), pk=project_id)
    if not may_lead(request.user, project):
        raise PermissionDenied
    return project


def _page(request: HttpRequest, permission: str, form: type[forms.Form], act: Act) -> HttpResponse:
    return act_page(admin.site.get_model_admin(Project), request, permission, form, act)


def _back(project: Project) -> str:
    return reverse("admin:investors_project_change", args=[project.pk]) + "#team"


def _context(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the team, for those who may see the case."""
    if not may_see(request.user, project) or not request.user.has_perm("investors.view_casemember"):
        return None
    leads = may_lead(request.user, project)
    may = request.user.has_perm
    joined = CaseMember.history.filter(project=project.pk).select_related("user", "history_user")
    handovers = project.handovers.select_related("from_owner", "to_owner", "by")[:SHOWN]
    return {
        "owner": person(project.owner),
        "members": [
            (member, person(member.user), leads or member.user_id == request.user.pk)
            for member in project.members.select_related("user")
        ],
        "handovers": [
            (each, person(each.from_owner), person(each.to_owner), person(each.by)) for each in handovers
        ],
        "joined": [
            (each.history_date, person(each.user), SAID[each.history_type], person(each.history_user))
            for each in joined[:SHOWN]
        ],
        "may_add": leads and may("investors.add_casemember"),
        "may_remove": may("investors.delete_casemember"),
        "may_hand_over": leads and may("investors.change_project"),
    }


TEAM = Panel("admin/investors/project/team.html", _context)
