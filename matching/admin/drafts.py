"""Drafts of rulesets: copied from a published one, looked at, handed in; any two versions beside each other; as a file."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from matching import snapshot
from matching.drafting import parts, services
from matching.drafting.changes import Change, changes
from matching.drafting.mistakes import read_draft
from matching.drafting.values import value_of
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.models import RulesetDraft, RulesetStep, RulesetVersion
from parks.admin.worded import person
from parks.dates import today

VIEW, ADD = "matching.view_rulesetversion", "matching.add_rulesetversion"
NOT_READABLE = "Văn bản của phiên bản {} chưa đọc được nên chưa so sánh được."


def allow(request: HttpRequest, permission: str) -> User:
    """Return the person who asks. Raises PermissionDenied without the permission."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


def draft_or_404(draft_id: int) -> RulesetDraft:
    """Return a draft with its rows. Raises Http404."""
    rows = RulesetDraft.objects.select_related("ruleset__published_by", "based_on", "drafted_by")
    return get_object_or_404(rows, pk=draft_id)


def page_of(draft: RulesetDraft) -> HttpResponseRedirect:
    """Lead to the page of a draft."""
    return HttpResponseRedirect(reverse("ruleset_draft", args=[draft.pk]))


def context_of(request: HttpRequest, draft: RulesetDraft, title: str) -> dict[str, Any]:
    """Return what every page of a draft shows."""
    mine = draft.state == RulesetDraft.State.DRAFTING and request.user.has_perm(services.CHANGE)
    return {
        **admin.site.each_context(request),
        "title": title,
        "opts": RulesetVersion._meta,
        "draft": draft,
        "row": draft.ruleset,
        "may_edit": mine,
        "may_view_projects": request.user.has_perm("investors.view_project"),
        "may_decide": draft.state == RulesetDraft.State.SUBMITTED and request.user.has_perm(services.PUBLISH),
        "groups": _navigation(),
    }


def draft_page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show a draft: its mistakes, what it changes of the version in force, every step that was taken."""
    allow(request, VIEW)
    draft = draft_or_404(draft_id)
    found = services.mistakes_of(draft.ruleset) if draft.state != RulesetDraft.State.PUBLISHED else None
    base = _compared_with(draft)
    context = {
        **context_of(request, draft, f"Dự thảo bộ tiêu chí {draft.ruleset.version}"),
        "here": "draft",
        "mistakes": found.mistakes if found else (),
        "base": base,
        "changes": headed(_changes_of(base, draft.ruleset)),
        "steps": steps_of(draft.ruleset),
        "may_take_back": draft.state == RulesetDraft.State.SUBMITTED
        and request.user.has_perm(services.CHANGE),
    }
    return TemplateResponse(request, "admin/matching/draft.html", context)


def copy_page(request: HttpRequest, ruleset_id: int) -> HttpResponse:
    """Ask for the version and the day of a copy, and make it."""
    user = allow(request, ADD)
    row = get_object_or_404(RulesetVersion, pk=ruleset_id)
    typed = {name: request.POST.get(name, "").strip() for name in ("version", "effective_from")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        day = value_of(datetime.date, typed["effective_from"])
        try:
            if not isinstance(day, datetime.date):
                raise ValidationError({"effective_from": "Xin ghi ngày có thật, viết như 01/07/2027."})
            return page_of(
                services.copy_to_draft(ruleset=row, version=typed["version"], effective_from=day, user=user)
            )
        except ValidationError as error:
            errors = services.words_of(error)
    context = {
        **admin.site.each_context(request),
        "title": f"Sao bộ tiêu chí {row.version} thành dự thảo",
        "opts": RulesetVersion._meta,
        "row": row,
        "typed": typed,
        "errors": errors,
    }
    return TemplateResponse(request, "admin/matching/draft_copy.html", context)


@require_POST
def submit(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Hand a draft in for approval."""
    user, draft = allow(request, services.CHANGE), draft_or_404(draft_id)
    try:
        services.submit_draft(draft=draft, user=user, note=request.POST.get("note", ""))
        messages.success(request, "Đã trình phê duyệt: người khác xem và ban hành.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return page_of(draft)


@require_POST
def take_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Take a draft back to go on with it."""
    user, draft = allow(request, services.CHANGE), draft_or_404(draft_id)
    try:
        services.take_back(draft=draft, user=user, note=request.POST.get("note", ""))
        messages.success(request, "Đã rút về để soạn tiếp.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return page_of(draft)


def export(request: HttpRequest, ruleset_id: int) -> HttpResponse:
    """Give the text of a ruleset as a file."""
    allow(request, VIEW)
    row = get_object_or_404(RulesetVersion, pk=ruleset_id)
    name = "".join(one if one.isalnum() or one in ".-_" else "-" for one in row.version)
    return HttpResponse(
        row.document,
        content_type="application/yaml; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(True, f"bo-tieu-chi-{name}.yaml") or "",
            "X-Content-Type-Options": "nosniff",
        },
    )


def compare(request: HttpRequest) -> HttpResponse:
    """Show what is otherwise in one version than in another."""
    allow(request, VIEW)
    rows = list(RulesetVersion.objects.order_by("-effective_from", "-version").defer("document"))
    if not rows:
        raise Http404("Chưa có bộ tiêu chí nào.")
    asked = [request.GET.get(name, "") for name in ("before", "after")]
    by_version = {row.version: row for row in rows}
    after = by_version.get(asked[1], rows[0])
    before = by_version.get(asked[0], rows[min(1, len(rows) - 1)])
    found = _changes_of(before, after)
    context = {
        **admin.site.each_context(request),
        "title": "So sánh hai phiên bản bộ tiêu chí",
        "opts": RulesetVersion._meta,
        "rows": rows,
        "before": before,
        "after": after,
        "changes": headed(found),
        "unreadable": _unreadable(before, after) if found is None else "",
        "unknown": [one for one in asked if one and one not in by_version],
    }
    return TemplateResponse(request, "admin/matching/ruleset_compare.html", context)


def headed(found: Sequence[Change] | None) -> list[tuple[str, list[str]]] | None:
    """Return changes under their headings; None where they could not be found."""
    if found is None:
        return None
    return [(head, [one.text for one in some]) for head, some in groupby(found, key=lambda one: one.heading)]


def steps_of(row: RulesetVersion) -> list[tuple[RulesetStep, str]]:
    """Return every step with who took it, the newest first."""
    steps = RulesetStep.objects.filter(ruleset=row).select_related("by")
    return [(step, person(step.by)) for step in steps]


def changes_of(draft: RulesetDraft) -> list[tuple[str, list[str]]] | None:
    """Return what a draft changes of the version that it is to follow."""
    return headed(_changes_of(_compared_with(draft), draft.ruleset))


def _compared_with(draft: RulesetDraft) -> RulesetVersion:
    """Return the version in force, or for a published draft the one it was copied from."""
    in_force = snapshot.current().in_force(today())
    if in_force is None or draft.state == RulesetDraft.State.PUBLISHED:
        return draft.based_on
    return (
        draft.based_on
        if in_force[0].pk == draft.based_on_id
        else RulesetVersion.objects.get(pk=in_force[0].pk)
    )


def _changes_of(before: RulesetVersion, after: RulesetVersion) -> list[Change] | None:
    documents = [read_draft(row.document).document for row in (before, after)]
    if documents[0] is None or documents[1] is None:
        return None
    return changes(documents[0], documents[1])


def _unreadable(before: RulesetVersion, after: RulesetVersion) -> str:
    wrong = next(row for row in (before, after) if read_draft(row.document).document is None)
    return NOT_READABLE.format(wrong.version)


def _navigation() -> list[tuple[str, list[tuple[str, str]]]]:
    every = parts.keys()
    plain = [key for key in every if not key.startswith(parts.RULE)]
    return [
        ("Chung", [(key, parts.title_of(key)) for key in plain] + [(parts.TEXT, "Văn bản YAML")]),
        (
            "Tiêu chí tính điểm",
            [(f"{parts.RULE}{key}", parts.title_of(f"{parts.RULE}{key}")) for key in PREFERENCES],
        ),
        ("Điều kiện", [(f"{parts.RULE}{key}", parts.title_of(f"{parts.RULE}{key}")) for key in REQUIREMENTS]),
    ]
