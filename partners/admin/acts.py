"""What an administrator does with the keys of a partner: issue, revoke, close and open the portal."""

import datetime
import uuid
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminSingleDateWidget, UnfoldAdminTextInputWidget

from parks.admin.acts import Act, act_page
from partners import scopes, services
from partners.admin.partners import CHOICES, ScopesField
from partners.models import Partner, PartnerKey

MANAGE = "partners.change_partnerkey"


class KeyForm(forms.Form):
    """What a key is for, and until when."""

    name = forms.CharField(
        label="Tên khóa",
        max_length=60,
        widget=UnfoldAdminTextInputWidget(),
        help_text="Ví dụ: máy chủ chính, 2027.",
    )
    scopes = ScopesField(label="Quyền", choices=CHOICES)
    expires_at = forms.DateField(
        label="Dùng được đến hết ngày", widget=UnfoldAdminSingleDateWidget(), help_text="Ví dụ 31/12/2026."
    )


def issue(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Issue a key and show it: this once, on this page alone."""
    partner = get_object_or_404(Partner, pk=partner_id)
    issued: list[tuple[PartnerKey, str]] = []

    def perform(data: dict[str, Any]) -> None:
        row_and_key = services.issue_key(
            partner=partner,
            name=data["name"],
            scopes=scopes.read(data["scopes"]),
            expires_at=_end_of(data["expires_at"]),
            user=request.user,  # type: ignore[arg-type]
        )
        issued.append(row_and_key)

    act = Act(
        title=f"Cấp khóa: {partner}",
        button="Cấp khóa",
        done="Đã cấp khóa.",
        back=_back(partner),
        about=(("Quyền của cổng", scopes.in_words(partner.scopes)),),
        perform=perform,
    )
    latest = timezone.localtime(services.latest_expiry(partner, timezone.now())).date()
    first = {"scopes": partner.scopes, "expires_at": latest - datetime.timedelta(days=1)}
    response = _page(request, KeyForm, act, first)
    return _new_key(request, *issued[0]) if issued else response


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def _new_key(request: HttpRequest, row: PartnerKey, key: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Khóa mới của {row.partner}",
        "opts": Partner._meta,
        "row": row,
        "key": key,
        "scopes": scopes.in_words(row.scopes),
        "back": _back(row.partner),
    }
    response = TemplateResponse(request, "admin/partners/new_key.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def revoke(request: HttpRequest, key_id: uuid.UUID) -> HttpResponse:
    """End a key."""
    row = get_object_or_404(PartnerKey.objects.select_related("partner"), pk=key_id)
    act = Act(
        title=f"Thu hồi khóa {row}",
        button="Thu hồi",
        done=f"Khóa {row} không còn dùng được.",
        back=_back(row.partner),
        about=(
            ("Cổng đối tác", str(row.partner)),
            ("Tên khóa", row.name),
            ("Quyền", scopes.in_words(row.scopes)),
        ),
        warning="Có hiệu lực ngay với yêu cầu tiếp theo, không khôi phục được.",
        perform=lambda data: services.revoke_key(key=row, user=request.user),  # type: ignore[arg-type]
    )
    return _page(request, forms.Form, act)


def close(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Close a portal."""
    partner = get_object_or_404(Partner, pk=partner_id)
    act = Act(
        title=f"Đóng cổng đối tác: {partner}",
        button="Đóng",
        done="Đã đóng; không khóa nào của cổng này còn dùng được.",
        back=_back(partner),
        warning="Mọi khóa ngừng dùng được ngay. Mở lại thì khóa chưa thu hồi, chưa hết hạn lại dùng được.",
        perform=lambda data: services.close_partner(partner=partner, user=request.user),  # type: ignore[arg-type]
    )
    return _page(request, forms.Form, act)


def reopen(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Open a closed portal again."""
    partner = get_object_or_404(Partner, pk=partner_id)
    act = Act(
        title=f"Mở lại cổng đối tác: {partner}",
        button="Mở lại",
        done="Đã mở lại.",
        back=_back(partner),
        warning="Khóa chưa thu hồi, chưa hết hạn dùng được ngay.",
        perform=lambda data: services.reopen_partner(partner=partner, user=request.user),  # type: ignore[arg-type]
    )
    return _page(request, forms.Form, act)


def _page(
    request: HttpRequest, form: type[forms.Form], act: Act, initial: dict[str, Any] | None = None
) -> HttpResponse:
    return act_page(admin.site.get_model_admin(Partner), request, MANAGE, form, act, initial)


def _back(partner: Partner) -> str:
    return reverse("admin:partners_partner_change", args=[partner.pk]) + "#keys"
