"""What matching adds to the page of an enquiry: match its project, the letters that answer it, and how its person is erased."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from investors.admin import EnquiryAdmin
from investors.models import Enquiry
from investors.visibility import may_see
from matching.admin.personal_data import PERSONAL_DATA, EraseForm
from matching.admin.replying import match_and_reply
from matching.erasing import erase_person
from matching.models import Reply
from matching.replies import visible_replies
from parks.admin.panels import Panel
from parks.dates import today

admin.site.unregister(Enquiry)


def _context(request: HttpRequest, enquiry: Enquiry) -> dict[str, Any] | None:
    """Return the letters of an enquiry, and whether this person may have its project matched."""
    if enquiry.project is None:
        return None
    may = request.user.has_perm
    replies: list[Reply] = []
    if may("matching.view_reply"):
        found = visible_replies(request.user).filter(enquiry=enquiry)
        replies = list(found.select_related("made_by").defer("text").order_by("-made_at", "-id"))
    return {
        "replies": replies,
        "today": today(),
        "may_match": may("investors.change_enquiry")
        and may("matching.add_matchrun")
        and may_see(request.user, enquiry.project),
        "match": reverse("admin:investors_enquiry_match", args=[enquiry.pk]),
    }


@admin.register(Enquiry)
class AnswerableEnquiryAdmin(EnquiryAdmin):
    """An enquiry whose project is matched and which is answered by letters."""

    top_panels = (*EnquiryAdmin.top_panels, Panel("admin/matching/letters.html", _context))
    panels = (PERSONAL_DATA, *EnquiryAdmin.panels)

    def get_urls(self) -> list[URLPattern]:
        """Add the address that the button posts to, and that of erasing."""
        match, erase = (self.admin_site.admin_view(view) for view in (self.match_view, self.erase_view))
        return [
            path("<int:object_id>/match/", match, name="investors_enquiry_match"),
            path("<int:object_id>/erase/", erase, name="investors_enquiry_erase"),
            *super().get_urls(),
        ]

    def match_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Match the project of an enquiry as it is stored, and make a letter of it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perms(("investors.change_enquiry", "matching.add_matchrun")):
            raise PermissionDenied
        enquiry = get_object_or_404(self.get_queryset(request), pk=object_id, project__isnull=False)
        if enquiry.project is None or not may_see(request.user, enquiry.project):
            raise PermissionDenied
        return match_and_reply(request, enquiry.project, enquiry)

    def linked(self, request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
        """Go on to a letter as soon as an enquiry has its project."""
        if enquiry.project is None or not request.user.has_perm("matching.add_matchrun"):
            return super().linked(request, enquiry)
        return match_and_reply(request, enquiry.project, enquiry)

    def erase_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Erase who an enquiry is from, where its time is not over and the person has asked the office."""
        return self._act(
            request, str(object_id), ("Xóa dữ liệu cá nhân", "Xóa, không lấy lại được", "Đã xóa dữ liệu cá nhân."), EraseForm,
            lambda enquiry, data: erase_person(enquiry=enquiry, because=Enquiry.Erasure.OFFICE, user=request.user),
        )  # fmt: skip
