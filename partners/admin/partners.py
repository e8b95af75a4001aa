"""Partner portals: who may ask by machine, for what, how often; and their keys."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from parks.admin.base import FoldedFew, NoDelete, Page
from parks.admin.history import History
from parks.admin.panels import Panel, Panels
from parks.admin.worded import person
from partners import scopes
from partners.models import MOST_KEYS, Partner, PartnerKey

CHOICES = [(scope, f"{label[:1].upper()}{label[1:]} ({scope})") for scope, label in scopes.SCOPES.items()]


class ScopesField(forms.MultipleChoiceField):
    """Scopes to tick, stored as a text."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget

    def prepare_value(self, value: Any) -> Any:
        """Tick what the stored text names."""
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the ticked scopes as they are stored."""
        return scopes.written(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare scopes, not their spelling."""
        return super().has_changed(self.prepare_value(initial), data)


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a partner may do."""

    scopes = ScopesField(
        label="Quyền",
        choices=CHOICES,
        help_text="Khóa không bao giờ làm được nhiều hơn. Bỏ một quyền ở đây có hiệu lực ngay với mọi khóa.",
    )

    class Meta:
        model = Partner
        fields = ("name", "contact", "scopes", "requests_per_minute", "key_days")


def _keys(request: HttpRequest, partner: Partner) -> dict[str, Any]:
    now = timezone.now()
    rows = partner.keys.select_related("made_by", "made_with", "revoked_by", "revoked_with")
    may = request.user.has_perm("partners.change_partnerkey")
    return {
        "keys": [_shown(row, partner, now) for row in rows[:20]],
        "may_change": may,
        "may_issue": may and partner.closed_at is None,
        "most": MOST_KEYS,
    }


def _shown(row: PartnerKey, partner: Partner, now: Any) -> dict[str, Any]:
    return {
        "row": row,
        "scopes": scopes.in_words(row.scopes),
        "state": _state(row, partner, now),
        "open": row.revoked_at is None,
        "made": f"khóa {row.made_with}" if row.made_with else person(row.made_by),
        "revoked": f"khóa {row.revoked_with}"
        if row.revoked_with
        else row.revoked_by and person(row.revoked_by),
    }


def _state(row: PartnerKey, partner: Partner, now: Any) -> str:
    if row.revoked_at and row.revoked_at < row.expires_at:
        return "đã thu hồi"
    if now >= row.expires_at:
        return "hết hạn"
    return "còn hiệu lực" if partner.closed_at is None else "tạm ngừng, cổng đã đóng"


@admin.register(Partner)
class PartnerAdmin(Panels, FoldedFew, NoDelete, History, Page):
    """Portals that ask by machine."""

    form = PartnerForm
    list_display = ("name", "contact", "shown_scopes", "requests_per_minute", "state")
    search_fields = ("name", "contact")
    search_help_text = "Tên hoặc thư điện tử, có dấu hay không."
    fields = ("name", "contact", "scopes", ("requests_per_minute", "key_days"))
    panels = (Panel("admin/partners/keys.html", _keys),)

    @admin.display(description="Quyền", ordering="scopes")
    def shown_scopes(self, partner: Partner) -> str:
        return scopes.in_words(partner.scopes)

    @admin.display(description="Tình trạng", ordering="closed_at")
    def state(self, partner: Partner) -> str:
        return (
            "đang mở"
            if partner.closed_at is None
            else f"đóng {timezone.localtime(partner.closed_at):%d/%m/%Y}"
        )
