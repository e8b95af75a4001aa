"""A part of a draft as a form. Whatever is typed is kept; what is wrong with it is said beside the field."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from matching.admin.drafts import allow, context_of, draft_or_404, page_of
from matching.drafting import parts, services
from matching.drafting.changes import changes
from matching.drafting.mistakes import Mistake, place_at, read_content, read_draft
from matching.models import RulesetDraft, RulesetStep
from parks.admin.worded import person
from parks.versions import ChangedMeanwhile

SEEN = "seen"
LOST = "Chú thích (sau dấu #) trong văn bản YAML mất đi khi sửa bằng biểu mẫu; nội dung không đổi."


def edit(request: HttpRequest, draft_id: int, part: str) -> HttpResponse:
    """Show a part of a draft as fields, and write what was typed."""
    user = allow(request, services.CHANGE)
    draft = draft_or_404(draft_id)
    if part == parts.TEXT:
        return _edit_text(request, draft)
    if part not in parts.keys():  # noqa: SIM118
        raise Http404("Bộ tiêu chí không có phần này.")
    read = read_draft(draft.ruleset.document)
    if read.document is None:
        messages.error(request, "Văn bản YAML chưa đọc được: sửa văn bản trước, rồi mới sửa bằng biểu mẫu.")
        return _to(draft, parts.TEXT)
    if request.method != "POST":
        if draft.state != RulesetDraft.State.DRAFTING:
            return page_of(draft)
        return _shown(request, draft, part, read.document)
    typed = parts.edited(read.document, parts.part_of(read.document, part), request.POST)
    try:
        services.edit_draft(draft=draft, document=typed, seen=seen_in(request), user=user, part=part)
    except ChangedMeanwhile:
        return _shown(request, draft, part, typed, before=read.document)
    except ValidationError as error:
        return _shown(request, draft, part, typed, refused=error.messages)
    _say(request, draft)
    return _to(draft, part)


def _edit_text(request: HttpRequest, draft: RulesetDraft) -> HttpResponse:
    if request.method != "POST":
        if draft.state != RulesetDraft.State.DRAFTING:
            return page_of(draft)
        return _shown_text(request, draft, draft.ruleset.document)
    text = request.POST.get("text", "")
    try:
        services.paste_draft(draft=draft, text=text, seen=seen_in(request), user=request.user)  # type: ignore[arg-type]
    except ChangedMeanwhile:
        return _shown_text(request, draft, text, quicker=_who_was_quicker(draft))
    except ValidationError as error:
        return _shown_text(request, draft, text, refused=error.messages)
    _say(request, draft)
    return _to(draft, parts.TEXT)


def _shown(
    request: HttpRequest,
    draft: RulesetDraft,
    key: str,
    document: dict[str, Any],
    *,
    before: dict[str, Any] | None = None,
    refused: Sequence[str] = (),
) -> HttpResponse:
    part = parts.part_of(document, key)
    found = _mistakes(draft, document, fresh=before is not None or bool(refused))
    place_at(part, found)
    context = {
        **context_of(request, draft, f"{part.title}: dự thảo {draft.ruleset.version}"),
        "part": part,
        "lost": LOST if "#" in draft.ruleset.document else "",
        "refused": refused,
        "quicker": _who_was_quicker(draft) if before is not None else "",
        "differences": [one.text for one in changes(before, document)] if before is not None else [],
        "elsewhere": sum(one.part != key for one in found),
    }
    return TemplateResponse(request, "admin/matching/draft_part.html", context)


def _shown_text(
    request: HttpRequest, draft: RulesetDraft, text: str, *, quicker: str = "", refused: Sequence[str] = ()
) -> HttpResponse:
    context = {
        **context_of(request, draft, f"Văn bản YAML: dự thảo {draft.ruleset.version}"),
        "part": parts.Part(parts.TEXT, "Văn bản YAML", [], []),
        "text": text,
        "quicker": quicker,
        "refused": refused,
        "mistakes": read_draft(text).mistakes
        if quicker or refused
        else services.mistakes_of(draft.ruleset).mistakes,
    }
    return TemplateResponse(request, "admin/matching/draft_text.html", context)


def _mistakes(draft: RulesetDraft, document: dict[str, Any], *, fresh: bool) -> Sequence[Mistake]:
    """Return the mistakes of what is shown; of what is stored also those that other rows tell."""
    return read_content(document).mistakes if fresh else services.mistakes_of(draft.ruleset).mistakes


def _say(request: HttpRequest, draft: RulesetDraft) -> None:
    draft.ruleset.refresh_from_db()
    count = len(services.mistakes_of(draft.ruleset).mistakes)
    if count:
        messages.warning(request, f"Đã lưu tất cả những gì đã nhập. Dự thảo còn {count} chỗ sai.")
    else:
        messages.success(request, "Đã lưu. Dự thảo không có chỗ sai.")


def seen_in(request: HttpRequest) -> int | None:
    text = request.POST.get(SEEN, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _who_was_quicker(draft: RulesetDraft) -> str:
    step = RulesetStep.objects.filter(ruleset=draft.ruleset_id).select_related("by").first()
    return person(step.by) if step else "Người khác"


def _to(draft: RulesetDraft, part: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("ruleset_draft_part", args=[draft.pk, part]))
