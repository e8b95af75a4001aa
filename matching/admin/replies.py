"""Letters to investors: a list with the state of each link, and the page on which one is worded and sent."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone

from investors.admin.enquiry_panel import promised
from investors.admin.shown import person
from investors.enquiry_services import clock
from investors.models import Channel
from investors.visibility import may_see, visible_enquiries
from matching.admin.reply_form import ReplyForm
from matching.admin.replying import origin
from matching.models import Reply
from matching.replies import (
    MOST_SITES,
    PATH,
    mark_sent,
    revoke_reply,
    rewrite_reply,
    visible_replies,
    word_reply,
)
from parks.admin.acts import place
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.history import History
from parks.admin.places import place_filter
from parks.dates import today
from parks.versions import ChangedMeanwhile


class LinkFilter(admin.SimpleListFilter):
    """Filters letters by whether they went out and whether their link is open."""

    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what an officer looks for."""
        return [
            ("draft", "chưa gửi"),
            ("sent", "đã gửi"),
            ("open", "liên kết còn mở"),
            ("closed", "liên kết đã đóng"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reply]) -> QuerySet[Reply]:
        """Return the letters that stand so."""
        if self.value() in ("draft", "sent"):
            return queryset.filter(sent_at__isnull=self.value() == "draft")
        open_ones = {"revoked_at__isnull": True, "expires_on__gte": today()}
        if self.value() == "open":
            return queryset.filter(**open_ones)
        return queryset.exclude(**open_ones) if self.value() == "closed" else queryset


class OwnFilter(admin.SimpleListFilter):
    """Filters letters by who wrote them."""

    title = "người soạn"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one question."""
        return [("mine", "của tôi")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Reply]) -> QuerySet[Reply]:
        """Return one's own letters."""
        return queryset.filter(made_by=request.user.pk) if self.value() == "mine" else queryset


@admin.register(Reply)
class ReplyAdmin(FoldedSearch, NoDelete, History, Page):
    """Letters to investors. Those of a confidential case are there for its team alone."""

    list_display = ("about", "asked", "language", "made_at", "writer", "sent", "link")
    list_display_links = ("about",)
    list_filter = (LinkFilter, OwnFilter, "language", place_filter(codes="site_codes"))
    ordering = ("-made_at", "id")
    show_full_result_count = False
    search_fields = ("run__project__search_text", "enquiry__search_text", "token")
    search_help_text = "Tên dự án, mã hồ sơ, người hỏi hoặc mã yêu cầu; có dấu hay không đều được."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reply]:
        """Leave out what this person may not read, and of the runs what fills pages."""
        found = visible_replies(request.user).select_related("run__project", "enquiry", "made_by")
        return found.defer("run__inputs", "run__answer", "run__findings", "text", "enquiry__text")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a letter begins with an enquiry or a run."""
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Refuse to filter by the case: that would tell, by guesses, what is hidden on its page."""
        return not lookup.startswith(("run", "enquiry")) and super().lookup_allowed(lookup, value, request)

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Reply | None = None
    ) -> bool:
        """Show the history, which has every wording, to those who may read the letter."""
        allowed = bool(super().has_view_history_or_change_history_permission(request, obj))
        return allowed and (obj is None or visible_replies(request.user).filter(pk=obj.pk).exists())

    @admin.display(description="Về dự án", ordering="run__project__name")
    def about(self, reply: Reply) -> str:
        return reply.run.project.name if reply.run.project else "(không tên)"

    @admin.display(description="Yêu cầu")
    def asked(self, reply: Reply) -> str:
        return str(reply.enquiry) if reply.enquiry else "không có"

    @admin.display(description="Người soạn")
    def writer(self, reply: Reply) -> str:
        return person(reply.made_by)

    @admin.display(description="Đã gửi", ordering="sent_at")
    def sent(self, reply: Reply) -> str:
        if reply.sent_at is None:
            return "chưa gửi"
        return f"{timezone.localtime(reply.sent_at):%H:%M %d/%m/%Y}, {reply.get_channel_display()}"

    @admin.display(description="Liên kết", ordering="expires_on")
    def link(self, reply: Reply) -> str:
        return render_to_string("admin/matching/link_state.html", {"reply": reply, "today": today()})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a letter, or do what the button that was pressed says."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        reply = self._reply(request, object_id)
        may_change = self._may_change(request, reply)
        sent = request.POST if request.method == "POST" else None
        if sent is not None and not may_change:
            raise PermissionDenied
        stored, form = reply.version, ReplyForm(sent, reply=reply)
        if sent is not None:
            reply.version = int(sent["version"][:9]) if sent.get("version", "").isdecimal() else 0
            said = self._done(request, reply, form) if form.is_valid() else None
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(request.path)
            stored = Reply.objects.values_list("version", flat=True).get(pk=reply.pk)
        now = self._reply(request, object_id)
        return TemplateResponse(
            request, "admin/matching/reply.html", self._context(request, now, form, stored)
        )

    def _reply(self, request: HttpRequest, object_id: str) -> Reply:
        rows = visible_replies(request.user).select_related(
            "run__project__investor", "run__ruleset", "enquiry", "made_by", "sent_by"
        )
        try:
            return rows.get(pk=object_id)
        except (Reply.DoesNotExist, ValidationError, ValueError, OverflowError):
            raise Http404("Không có thư này.") from None

    def _may_change(self, request: HttpRequest, reply: Reply) -> bool:
        project = reply.run.project
        return self.has_change_permission(request, reply) and (
            project is None or may_see(request.user, project)
        )

    def _done(self, request: HttpRequest, reply: Reply, form: ReplyForm) -> str:
        """Do what the button says and return what is done; "" where it is refused, the reason beside its field."""
        try:
            return self._act(request, reply, form)
        except ChangedMeanwhile:
            told = "Người khác vừa sửa thư này. Chưa ghi gì; xem bản đang lưu ở dưới, bấm lần nữa thì ghi đè."
            form.add_error(None, told)
        except ValidationError as error:
            place(form, error)
        return ""

    def _act(self, request: HttpRequest, reply: Reply, form: ReplyForm) -> str:
        data, user = form.cleaned_data, request.user
        if "_revoke" in request.POST:
            revoke_reply(reply=reply, user=user)  # type: ignore[arg-type]
            return "Đã thu hồi: ai mở liên kết đều thấy là không còn dùng được."
        if "_write" in request.POST:
            rewrite_reply(
                reply=reply,
                language=data["language"],
                site_codes=data["sites"],
                user=user,  # type: ignore[arg-type]
                origin=origin(request),
            )
            return "Đã soạn lại thư."
        if form.rewritten():
            raise ValidationError({"sites": ["Đã chọn nơi hay ngôn ngữ khác: bấm “Soạn lại thư” trước."]})
        if "_sent" in request.POST:
            mark_sent(reply=reply, channel=data["channel"], user=user, text=data["text"])  # type: ignore[arg-type]
            return f"Đã ghi: thư đã gửi qua {Channel(data['channel']).label}."
        word_reply(reply=reply, text=data["text"], user=user)  # type: ignore[arg-type]
        return "Đã lưu nội dung thư."

    def _context(self, request: HttpRequest, reply: Reply, form: ReplyForm, version: int) -> dict[str, Any]:
        enquiry = reply.enquiry
        told = form.has_error("__all__") if form.is_bound else False
        return {
            **self.admin_site.each_context(request),
            "title": "Thư trả lời",
            "opts": self.opts,
            "original": reply,
            "reply": reply,
            "form": form,
            "version": version,
            "sites": form.shortlist(),
            "most_sites": MOST_SITES,
            "stored_text": reply.text if told and form["text"].value() != reply.text else "",
            "enquiry": enquiry
            if enquiry and visible_enquiries(request.user).filter(pk=enquiry.pk).exists()
            else None,
            "clock": clock(enquiry, timezone.now()) if enquiry else None,
            "promised": promised(enquiry) if enquiry else None,
            "link": f"{origin(request)}{PATH}{reply.token}",
            "today": today(),
            "may_change": self._may_change(request, reply),
            "may_see_run": request.user.has_perm("matching.view_matchrun"),
            "may_see_enquiry": request.user.has_perm("investors.view_enquiry"),
            "may_see_history": self.has_view_history_or_change_history_permission(request, reply),
            "writer": person(reply.made_by),
            "sender": person(reply.sent_by) if reply.sent_at else "",
            "is_open": reply.revoked_at is None and reply.expires_on >= today(),
        }
