"""Two investors side by side: which row stays, which values; and where a merged one has gone, on the pages of both."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from investors.admin.shown import person
from investors.duplicates import alike, grounds
from investors.merge_services import FIELDS, differing, merge_investors, tell_apart
from investors.models import Investor, InvestorMerge, Project
from investors.visibility import may_see_investor, seen, visible_enquiries, visible_investors
from parks.admin.acts import back_to, place
from parks.admin.panels import Panel
from parks.admin.worded import in_words

FIRST, SECOND = "first", "second"
SIDES = ((FIRST, "bên trái"), (SECOND, "bên phải"))
CHANGED = "Một trong hai nhà đầu tư vừa được người khác sửa. Chưa gộp; giá trị mới ở bảng dưới, xin xem lại rồi gộp."


class MergeForm(forms.Form):
    """Which of two rows stays, which value of each column that differs, and the versions that were looked at."""

    kept = forms.ChoiceField(choices=SIDES)
    version_first = forms.IntegerField(widget=forms.HiddenInput)
    version_second = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: Investor, second: Investor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"kept": FIRST, "version_first": first.version, "version_second": second.version}
        for name in differing(first, second):
            self.fields[name] = forms.ChoiceField(choices=SIDES)
            self.initial[name] = SECOND if getattr(first, name) in (None, "") else FIRST


def merge_page(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """Show two investors side by side; merge them, or note that they are not the same."""
    if not request.user.has_perm("investors.change_investor"):
        raise PermissionDenied
    rows = visible_investors(request.user).select_related("created_by")
    first, second = (get_object_or_404(rows, pk=key) for key in (first_id, second_id))
    if first == second:
        raise Http404("Một nhà đầu tư không gộp vào chính nó.")
    for investor in (first, second):
        if investor.merged_into_id is not None:
            messages.warning(request, f"{investor.name} ({investor.code}) đã được gộp rồi. Chưa ghi gì thêm.")
            return HttpResponseRedirect(_page(investor))
    back = back_to(request, reverse("investor_duplicates"))
    if request.method == "POST" and "_apart" in request.POST:
        tell_apart(first=first, second=second, user=request.user)
        messages.success(request, "Đã ghi: hai nhà đầu tư khác nhau, không hỏi lại nữa.")
        return HttpResponseRedirect(back)
    form = MergeForm(request.POST if request.method == "POST" else None, first=first, second=second)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _merge(form.cleaned_data, first, second, request)
        except ValidationError as error:
            place(form, error)
            first, second = rows.get(pk=first_id), rows.get(pk=second_id)
        else:
            messages.success(request, f"Đã gộp vào {kept.name}. Dòng được gộp vẫn mở xem được từ trang này.")
            return HttpResponseRedirect(_page(kept))
    return TemplateResponse(
        request, "admin/investors/investor/merge.html", _context(request, form, first, second, back)
    )


def _merge(chosen: dict[str, Any], first: Investor, second: Investor, request: HttpRequest) -> Investor:
    """Merge as chosen, if both rows are still those that were looked at."""
    if (chosen["version_first"], chosen["version_second"]) != (first.version, second.version):
        raise ValidationError(CHANGED, code="changed_meanwhile")
    kept, merged = (first, second) if chosen["kept"] == FIRST else (second, first)
    taken = [name for name in FIELDS if name in chosen and chosen[name] != chosen["kept"]]
    merge_investors(kept=kept, merged=merged, taken=taken, user=request.user)  # type: ignore[arg-type]
    return kept


def _context(
    request: HttpRequest, form: MergeForm, first: Investor, second: Investor, back: str
) -> dict[str, Any]:
    bound = form.is_bound
    chosen = {name: form.data.get(name) if bound else form.initial.get(name) for name in form.fields}
    sides = [_side(request, investor) for investor in (first, second)]
    return {
        **admin.site.each_context(request),
        "title": "Gộp hai nhà đầu tư",
        "opts": Investor._meta,
        "form": form,
        "first": first,
        "second": second,
        "grounds": grounds(first, second),
        "rows": [_row(name, first, second, chosen) for name in FIELDS],
        "sides": sides,
        "kept": chosen["kept"],
        "confidential": first.confidential or second.confidential,
        "opens_less": first.confidential != second.confidential,
        "back": back,
    }


def _row(name: str, first: Investor, second: Investor, chosen: dict[str, Any]) -> dict[str, Any]:
    column = Investor._meta.get_field(name)
    labels = dict(column.flatchoices)
    return {
        "name": name,
        "label": column.verbose_name,
        "first": in_words(getattr(first, name), labels),
        "second": in_words(getattr(second, name), labels),
        "differs": name in chosen,
        "chosen": chosen.get(name),
    }


def _side(request: HttpRequest, investor: Investor) -> dict[str, Any]:
    """Return what goes along with one of the two, as far as this person may see it."""
    projects = Project.objects.filter(seen(request.user), investor=investor)
    return {
        "investor": investor,
        "page": _page(investor),
        "by": person(investor.created_by),
        "projects": list(projects.only("name", "code")[:10]),
        "more": max(projects.count() - 10, 0),
        "enquiries": visible_enquiries(request.user).filter(investor=investor).count(),
    }


def _page(investor: Investor) -> str:
    return reverse("admin:investors_investor_change", args=[investor.pk])


def _alike(request: HttpRequest, investor: Investor) -> dict[str, Any] | None:
    """Return who may be the same; nothing for a merged investor."""
    if investor.merged_into_id is not None:
        return None
    found = alike(investor, request.user)
    may_merge = request.user.has_perm("investors.change_investor")
    return {"found": found, "may_merge": may_merge} if found else None


def _merged(request: HttpRequest, investor: Investor) -> dict[str, Any] | None:
    """Return where a merged investor has gone, or who was merged into this one: of those, all is for the same eyes."""
    if not may_see_investor(request.user, investor):
        return None
    if investor.merged_into_id is not None:
        last = (
            InvestorMerge.objects.filter(merged=investor, undone_at__isnull=True)
            .select_related("made_by")
            .first()
        )
        return {"into": investor.merged_into, "merge": last, "by": person(last.made_by) if last else ""}
    earlier = list(investor.merged.order_by("name", "pk"))
    return {"merged": earlier} if earlier else None


ALIKE = Panel("admin/investors/investor/alike.html", _alike)
MERGED = Panel("admin/investors/investor/merged.html", _merged)
