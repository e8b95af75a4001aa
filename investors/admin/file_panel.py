"""The papers of a case on the project's page: which there are, which are still missing, on what ground; attach, remove."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from unfold.widgets import UnfoldAdminSelectWidget

from investors.file_services import attach_to_project, remove_from_project
from investors.models import Project, ProjectFile
from investors.papers import PAPERS
from investors.visibility import may_see
from parks.admin.acts import Act, act_page
from parks.admin.files import ACCEPT, HELP, FilesField, listed, removal, sent
from parks.admin.panels import Panel
from parks.files import attach_all

Paper = ProjectFile.Paper
STANDINGS = {"secondary": "đọc qua nguồn thứ cấp", "known": "hiểu biết chung"}


class PaperForm(forms.Form):
    """Files to attach, as one of the papers."""

    paper = forms.ChoiceField(
        label="Giấy tờ", choices=[("", "Chọn"), *Paper.choices], widget=UnfoldAdminSelectWidget()
    )
    files = FilesField()


def attach_project_file(request: HttpRequest, project_id: int) -> HttpResponse:
    """Attach files as one of the papers of a case."""
    if not request.user.has_perm("investors.add_projectfile"):
        raise PermissionDenied
    project = get_object_or_404(Project.objects.select_related("investor"), pk=project_id)
    if not may_see(request.user, project):
        raise PermissionDenied
    act = Act(
        title=f"Đính kèm tệp: {project.name}",
        button="Đính kèm",
        done="Đã đính kèm.",
        back=reverse("admin:investors_project_change", args=[project.pk]) + "#files",
        about=(("Hồ sơ", str(project)),),
        perform=lambda data: attach_all(
            data["files"],
            lambda upload: attach_to_project(
                project=project,
                paper=data["paper"],
                upload=upload,
                user=request.user,
            ),
        ),
    )
    pages = admin.site.get_model_admin(Project)
    first = {"paper": request.GET.get("paper", "")}
    return act_page(pages, request, "investors.add_projectfile", PaperForm, act, first)


@require_safe
def project_file(request: HttpRequest, file_id: str) -> HttpResponseBase:
    """Answer with a paper of a case, to those who may see the case."""
    return sent(_file(request, file_id, "investors.view_projectfile"))


def remove_project_file(request: HttpRequest, file_id: str) -> HttpResponse:
    """Take a file off the papers of a case."""
    file = _file(request, file_id, "investors.change_projectfile")
    act = removal(
        file,
        ("Hồ sơ", f"{file.project}, {file.get_paper_display()}"),
        reverse("admin:investors_project_change", args=[file.project_id]),
        lambda data: remove_from_project(file=file, user=request.user),
    )
    pages = admin.site.get_model_admin(Project)
    return act_page(pages, request, "investors.change_projectfile", forms.Form, act)


def _file(request: HttpRequest, file_id: str, permission: str) -> ProjectFile:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    file = get_object_or_404(ProjectFile.objects.select_related("project__investor"), pk=file_id)
    if not may_see(request.user, file.project):
        raise PermissionDenied
    return file


def _context(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return the papers by kind: what the case needs, in the order of the table, then what it has besides."""
    if not request.user.has_perm("investors.view_projectfile") or not may_see(request.user, project):
        return None
    files: dict[str, list[dict[str, Any]]] = {}
    removed = []
    for row in project.files.select_related("uploaded_by", "removed_by"):
        shown = listed(row, "project_file")
        if row.removed_at:
            removed.append(shown)
        else:
            files.setdefault(row.paper, []).append(shown)
    papers = [
        _paper(paper.key, files, paper.ground, STANDINGS[paper.standing])
        for paper in PAPERS
        if paper.needed(project)
    ]
    needed = {paper["key"] for paper in papers}
    papers += [_paper(key, files) for key in Paper.values if key in files and key not in needed]
    return {
        "papers": papers,
        "missing": sum(not paper["files"] for paper in papers),
        "removed": removed,
        "others": [(key, label) for key, label in Paper.choices if key not in needed],
        "may_add": request.user.has_perm("investors.add_projectfile"),
        "may_remove": request.user.has_perm("investors.change_projectfile"),
        "attach": reverse("project_file_attach", args=[project.pk]),
        "accept": ACCEPT,
        "help": HELP,
    }


def _paper(key: str, files: dict[str, Any], ground: str = "", standing: str = "") -> dict[str, Any]:
    label = str(Paper(key).label)
    return {
        "key": key,
        "label": label[:1].upper() + label[1:],
        "ground": ground,
        "standing": standing,
        "files": files.get(key, []),
    }


FILES = Panel("admin/investors/project/files.html", _context)
