"""The block of an enquiry about its person: what was agreed to, how long the data is kept and why, or when it was erased."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from unfold.widgets import UnfoldBooleanWidget

from investors.admin.shown import person
from investors.consent import consent_text
from investors.models import Enquiry, Tracking
from investors.retention import KEEPING, keeping_of
from matching.models import HandedRun
from parks.admin.panels import Panel
from parks.models import Site


class EraseForm(forms.Form):
    """Whoever erases says that they mean it."""

    sure = forms.BooleanField(
        label="Xóa tên, điện thoại, thư điện tử và nội dung người này đã gửi, kể cả trong lịch sử, ghi chép và thư",
        widget=UnfoldBooleanWidget(),
        help_text="Hồ sơ, giai đoạn và số liệu dự án giữ nguyên. Tệp đính kèm của hồ sơ không tự xóa: xin xem lại và gỡ.",
    )


def _context(request: HttpRequest, enquiry: Enquiry) -> dict[str, Any]:
    key, until = keeping_of(enquiry)
    tracking = getattr(enquiry, "tracking", None)
    codes = tracking.site_codes if tracking else []
    names = dict(Site.objects.filter(code__in=codes).values_list("code", "name_vi")) if codes else {}
    may_erase = enquiry.erased_at is None and request.user.has_perm("investors.change_enquiry")
    return {
        "tracking": tracking,
        "run": _handed_run(request, tracking),
        "consent": consent_text(tracking.consent_version, "vi") if tracking else "",
        "sites": [names.get(code, code) for code in codes],
        "keeping": KEEPING[key].reason["vi"],
        "until": until,
        "erased_by": person(enquiry.erased_by) if enquiry.erased_by_id else "",
        "erase": reverse("admin:investors_enquiry_erase", args=[enquiry.pk]) if may_erase else "",
    }


def _handed_run(request: HttpRequest, tracking: Tracking | None) -> Any:
    """Return the key of the run that the enquiry came with, for whoever may read runs."""
    if tracking is None or not request.user.has_perm("matching.view_matchrun"):
        return None
    return HandedRun.objects.filter(project=tracking.project_id).values_list("run", flat=True).first()


PERSONAL_DATA = Panel("admin/matching/personal_data.html", _context)
