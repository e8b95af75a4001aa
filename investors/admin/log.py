"""Talks and offers: lists, what the investor answered, what is done; and the acts on a project's page that begin them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action

from investors.admin.case_place import case_place
from investors.admin.log_filters import DeadlineFilter, DoneFilter, WhoseFilter
from investors.admin.log_forms import AnswerForm, OfferForm, TalkForm
from investors.admin.shown import person
from investors.exchange.offers import OfferSheet
from investors.hold_services import hold_land
from investors.log_services import answer_offer, finish_step, log_conversation, offer_site
from investors.models import Conversation, Offer, Project
from investors.visibility import may_see, seen
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.exchange import ExcelOut
from parks.admin.history import History
from parks.admin.holds import HoldForm
from parks.admin.panels import Panel
from parks.admin.places import place_filter
from parks.dates import today

SHOWN = 10
# The list leaves out the cases that a person may not see, so the investor may be searched for.
IN_CASE = ("search_text", "project__search_text", "project__investor__search_text")


def project_page(project: Project) -> str:
    """Return the address of a project's page."""
    return reverse("admin:investors_project_change", args=[project.pk])


def _context(request: HttpRequest, project: Project) -> dict[str, Any] | None:
    """Return what passed on a case, for those who may see its investor: of each kind what they may view."""
    if not may_see(request.user, project):
        return None
    may = request.user.has_perm
    found: dict[str, Any] = {
        "today": today(),
        "may_finish_talk": may("investors.change_conversation"),
        "may_finish_offer": may("investors.change_offer"),
    }
    few = len(found)
    if may("investors.view_conversation"):
        talks = project.conversations.select_related("by")[:SHOWN]
        found["talks"] = [(talk, person(talk.by)) for talk in talks]
    if may("investors.view_offer"):
        offers = project.offers.select_related("by", "site", "plot")[:SHOWN]
        found["offers"] = [(offer, person(offer.by)) for offer in offers]
    if may("parks.view_hold"):
        holds = project.holds.select_related("hold__site", "hold__plot").order_by("-hold__asked_at")[:SHOWN]
        found["holds"] = [(one.hold, one.hold.expired(today())) for one in holds]
    return found if len(found) > few else None


LOG = Panel("admin/investors/project/log.html", _context)


class LogActs(PlainModelAdmin):  # type: ignore[type-arg]
    """The pages "Thêm trao đổi", "Giới thiệu địa điểm" and "Giữ đất" of a project."""

    def has_talk_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow those who may note talks, on a case that they may see."""
        return self._on_case(request, object_id, "investors.add_conversation")

    def has_offer_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow those who may offer sites, on a case that they may see."""
        return self._on_case(request, object_id, "investors.add_offer")

    def has_hold_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow those who may hold land, on a case that they may see."""
        return self._on_case(request, object_id, "parks.add_hold")

    def _on_case(self, request: HttpRequest, object_id: str | None, permission: str) -> bool:
        if not request.user.has_perm(permission):
            return False
        project = Project.objects.select_related("investor").filter(pk=object_id).first()
        return project is not None and may_see(request.user, project)

    @action(description="Thêm trao đổi", url_path="talk", permissions=["talk"])
    def talk(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note a talk with the investor."""
        return self._begin(
            request, object_id, ("Thêm trao đổi", "Đã ghi trao đổi."), "investors.add_conversation", TalkForm,
            lambda project, data: log_conversation(project=project, user=request.user, **data),
        )  # fmt: skip

    @action(description="Giới thiệu địa điểm", url_path="offer", permissions=["offer"])
    def offer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that a site was suggested."""
        return self._begin(
            request, object_id, ("Giới thiệu địa điểm", "Đã ghi lần giới thiệu."), "investors.add_offer", OfferForm,
            lambda project, data: offer_site(project=project, user=request.user, **data),
        )  # fmt: skip

    @action(description="Giữ đất", url_path="hold", permissions=["hold"])
    def hold(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hold land for the project, or wait for it."""
        return self._begin(
            request, object_id, ("Giữ đất", "Đã ghi phần giữ đất."), "parks.add_hold", HoldForm,
            lambda project, data: hold_land(project=project, user=request.user, **data),
        )  # fmt: skip

    def _begin(
        self,
        request: HttpRequest,
        object_id: str,
        said: tuple[str, str],
        permission: str,
        form: type[Form],
        perform: Any,
    ) -> HttpResponse:
        project = get_object_or_404(Project.objects.select_related("investor"), pk=object_id)
        act = Act(
            title=f"{said[0]}: {project.name}",
            button=said[0],
            done=said[1],
            back=project_page(project),
            about=(("Hồ sơ", str(project)), ("Giai đoạn", project.get_stage_display())),
            perform=lambda data: perform(project, data),
        )
        return act_page(self, request, permission, form, act)


class LogAdmin(FoldedSearch, NoDelete, History, Page):
    """What talks and offers share: begun on the project's page, read by those who may see the case."""

    list_select_related = ("project", "by")
    ordering = ("-at", "-id")
    actions_detail: tuple[str, ...] = ("finish",)
    actions = ("finish_ticked",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what passed on cases that this person may not see."""
        return super().get_queryset(request).filter(seen(request.user, "project__"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: an entry begins on its project's page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse editing in place: what was said was said; the acts ask for the permission themselves."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave what passed on a confidential case, and its history, to the case's team."""
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or may_see(request.user, obj.project))

    def has_case_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow acts on entries that this person may see and change."""
        return (
            self.has_finish_permission(request) and self.get_queryset(request).filter(pk=object_id).exists()
        )

    def has_finish_permission(self, request: HttpRequest) -> bool:
        """Allow acts on the list to those who may change what is on it."""
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    @admin.display(description="Cán bộ")
    def officer(self, entry: Any) -> str:
        return person(entry.by)

    @admin.display(description="Xong", boolean=True)
    def done(self, entry: Any) -> bool | None:
        return None if not entry.next_step else entry.done_at is not None

    @action(description="Xong việc tiếp theo", url_path="finish", permissions=["case"])
    def finish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that the next step is done."""
        entry = get_object_or_404(self.get_queryset(request), pk=object_id)
        act = Act(
            title="Xong việc tiếp theo",
            button="Đã xong",
            done="Đã ghi: việc đã xong.",
            back=project_page(entry.project) + "#log",
            about=(("Hồ sơ", str(entry.project)), ("Việc tiếp theo", entry.next_step or "không có")),
            perform=lambda data: finish_step(entry=entry, user=request.user),
            row=entry,
        )
        return act_page(self, request, f"investors.change_{self.opts.model_name}", Form, act)

    @admin.action(description="Xong việc", permissions=["finish"])
    def finish_ticked(self, request: HttpRequest, ticked: QuerySet[Any]) -> None:
        """Note that the next step of each ticked entry is done; those without one stay as they are."""
        done = left = 0
        for entry in ticked.select_related("project__investor"):
            try:
                finish_step(entry=entry, user=request.user)  # type: ignore[arg-type]
            except ValidationError:
                left += 1
            else:
                done += 1
        if done:
            messages.success(request, f"Đã ghi xong {done} việc.")
        if left:
            messages.warning(request, f"{left} dòng không có việc nào đang chờ, giữ nguyên.")


@admin.register(Conversation)
class ConversationAdmin(LogAdmin):
    """Talks, calls and messages."""

    search_fields = IN_CASE
    search_help_text = (
        "Dự án, nhà đầu tư, nội dung, người trao đổi hoặc việc tiếp theo; có dấu hay không đều được."
    )
    list_display = ("project", "at", "officer", "channel", "with_whom", "next_step", "deadline", "done")
    list_filter = (
        DeadlineFilter,
        DoneFilter,
        WhoseFilter,
        "channel",
        case_place("project__"),
    )
    fields = (
        ("project", "at"),
        ("by", "channel"),
        "with_whom",
        "summary",
        ("next_step", "deadline"),
        "done_at",
    )


@admin.register(Offer)
class OfferAdmin(ExcelOut, LogAdmin):
    """Sites that were suggested, and what investors said."""

    table_class = OfferSheet
    search_fields = (*IN_CASE, "site__search_text")
    search_help_text = "Dự án, nhà đầu tư, khu, cụm, lý do hoặc việc tiếp theo; có dấu hay không đều được."
    list_display = ("project", "site", "at", "officer", "response", "next_step", "deadline", "done")
    list_filter = (DeadlineFilter, DoneFilter, WhoseFilter, "response", "channel", place_filter("site"))
    list_select_related = ("project", "by", "site", "plot")
    fields = (
        ("project", "site"),
        ("plot", "area_ha"),
        ("at", "by"),
        "channel",
        ("response", "responded_on"),
        "response_reason",
        ("next_step", "deadline"),
        "done_at",
        "note",
    )
    actions_detail = ("answer", "finish")

    @action(description="Ghi trả lời", url_path="answer", permissions=["case"])
    def answer(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note what the investor said."""
        offer = get_object_or_404(self.get_queryset(request), pk=object_id)
        act = Act(
            title="Ghi trả lời của nhà đầu tư",
            button="Ghi trả lời",
            done="Đã ghi trả lời.",
            back=project_page(offer.project),
            about=(
                ("Hồ sơ", str(offer.project)),
                ("Khu, cụm", str(offer.site)),
                ("Trả lời đã ghi", offer.get_response_display()),
            ),
            perform=lambda data: answer_offer(offer=offer, user=request.user, **data),
            row=offer,
        )
        return act_page(self, request, "investors.change_offer", AnswerForm, act)
