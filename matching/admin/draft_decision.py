"""The page where a second person publishes a draft from a day on, or sends it back with a reason."""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from matching.admin.draft_editing import seen_in
from matching.admin.drafts import allow, changes_of, context_of, draft_or_404, page_of, steps_of
from matching.drafting import services
from matching.drafting.values import text_of, value_of
from matching.models import RulesetDraft
from matching.publishing import is_author

PUBLISH, SEND_BACK = "publish", "send_back"


def decide(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show what a draft changes, and publish it or send it back."""
    user = allow(request, services.PUBLISH)
    draft = draft_or_404(draft_id)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            return _decided(request, draft)
        except ValidationError as error:
            errors = services.words_of(error)
            draft = draft_or_404(draft_id)
    if draft.state != RulesetDraft.State.SUBMITTED and not errors:
        return page_of(draft)
    context = {
        **context_of(request, draft, f"Phê duyệt bộ tiêu chí {draft.ruleset.version}"),
        "changes": changes_of(draft),
        "steps": steps_of(draft.ruleset),
        "own": services.OWN if is_author(ruleset=draft.ruleset, user=user) else "",
        "errors": errors,
        "typed": {
            "effective_from": request.POST.get("effective_from", text_of(draft.ruleset.effective_from)),
            "reason": request.POST.get("reason", ""),
        },
    }
    return TemplateResponse(request, "admin/matching/draft_decision.html", context)


def _decided(request: HttpRequest, draft: RulesetDraft) -> HttpResponse:
    typed, user = request.POST, request.user
    if typed.get("act") == SEND_BACK:
        services.send_back(draft=draft, user=user, reason=typed.get("reason", ""))  # type: ignore[arg-type]
        messages.success(request, "Đã trả lại người soạn, kèm lý do.")
        return page_of(draft)
    if typed.get("act") != PUBLISH:
        raise ValidationError("Xin bấm “Ban hành” hoặc “Trả lại”.")
    day = value_of(datetime.date, typed.get("effective_from", ""))
    if not isinstance(day, datetime.date):
        raise ValidationError({"effective_from": "Xin ghi ngày có thật, viết như 01/07/2027."})
    row = services.publish_draft(draft=draft, effective_from=day, seen=seen_in(request), user=user)  # type: ignore[arg-type]
    messages.success(
        request, f"Đã ban hành bộ tiêu chí {row.version}, hiệu lực từ {row.effective_from:%d/%m/%Y}."
    )
    return HttpResponseRedirect(reverse("admin:matching_rulesetversion_change", args=[row.pk]))
