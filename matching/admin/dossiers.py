"""The addresses at which an officer takes a dossier away: a project's proposal, a site's sheet, as Word or PDF."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from matching import dossiers
from matching.models import MatchRun
from parks.dates import HANOI, today
from parks.models import Site

MAKERS: dict[str, tuple[Callable[[str, dict[str, Any]], bytes], str]] = {
    "docx": (dossiers.word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (dossiers.pdf, "application/pdf"),
}


def proposal(request: HttpRequest, run_id: str, kind: str) -> HttpResponse:
    """Answer with the proposal of a run's project. Whoever may read the run may take it; names follow the case team."""
    if not request.user.has_perm("matching.view_matchrun"):
        raise PermissionDenied
    try:
        run = MatchRun.objects.select_related("project__investor", "ruleset").get(pk=run_id)
    except (MatchRun.DoesNotExist, ValidationError, ValueError):
        raise Http404("Không có lượt đối sánh này.") from None
    context = dossiers.project_context(run=run, user=request.user)
    return _made(request, "to-trinh", context, kind, proposal_name(run))


def proposal_name(run: MatchRun) -> str:
    """Return what the file of a proposal is called: by the project, or else by when the run was made, in Vietnam."""
    made_at = run.created_at.astimezone(HANOI)
    return f"to-trinh-{run.project.code if run.project else f'{made_at:%Y%m%d-%H%M}'}"


def sheet(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Answer with the sheet of a site, as of today."""
    if not request.user.has_perm("parks.view_site"):
        raise PermissionDenied
    site = get_object_or_404(Site, code=code)
    context = dossiers.site_context(site=site, on=today(), user=request.user)
    return _made(request, "phieu-khu-cum", context, kind, f"phieu-{site.code}")


def _made(request: HttpRequest, template: str, context: dict[str, Any], kind: str, name: str) -> HttpResponse:
    if kind not in MAKERS:
        raise Http404("Chỉ có Word (docx) và PDF.")
    make, content_type = MAKERS[kind]
    try:
        made = make(template, context)
    except dossiers.UnusableTemplate as error:
        page = {**admin.site.each_context(request), "title": "Chưa tạo được hồ sơ", "why": str(error)}
        return TemplateResponse(request, "admin/matching/unusable_template.html", page, status=422)
    response = HttpResponse(made, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
