"""Enquiries: one page to write one down, a list with the clock of each, and what is done with them."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import Field, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action

from investors.admin.case_place import case_place
from investors.admin.enquiry_filters import OwnFilter, StateFilter
from investors.admin.enquiry_forms import AnsweredForm, CloseForm, EnquiryForm, LinkForm
from investors.admin.enquiry_panel import ENQUIRY, investor_of, promised
from investors.admin.shown import officers, person
from investors.enquiry_services import clock, close_enquiry, link_case, record_answer, store_enquiry
from investors.erasing import OWN
from investors.keys import phone_key
from investors.models import Enquiry, Investor, Project
from investors.reading_of_messages import fill_sender
from investors.visibility import seen, visible_enquiries, visible_investors
from parks.admin import show
from parks.admin.acts import Act, act_page
from parks.admin.base import FoldedSearch, NoDelete, Page
from parks.admin.changes import CHANGES
from parks.admin.conflicts import Conflicts
from parks.admin.history import History
from parks.admin.panels import Panel, shown

FIELDS: tuple[Any, ...] = (
    "text", ("channel", "language"), ("sender_name", "sender_phone"), ("sender_email", "owner"), "received_at",
)  # fmt: skip
NEW = ((None, {"fields": FIELDS}),)
OPENED = (
    *NEW,
    ("Hồ sơ", {"fields": (("case", "whose"), ("code", "created_by"), ("first_answered_at", "answerer"),
                          ("closed_at", "close_reason"))}),
)  # fmt: skip


@admin.register(Enquiry)
class EnquiryAdmin(Conflicts, FoldedSearch, NoDelete, History, Page):
    """What somebody asked of us. Those of a confidential investor are there for the case team alone."""

    form = EnquiryForm
    list_display = ("asked", "received_at", "clock", "channel", "case", "officer", "code")
    list_display_links = ("asked",)
    list_filter = (StateFilter, OwnFilter, "channel", case_place("project__"))
    ordering = ("-received_at", "code")
    show_full_result_count = False
    search_help_text = "Người hỏi, nội dung, mã yêu cầu hoặc điện thoại; có dấu hay không đều được."
    readonly_fields = (
        "case", "whose", "code", "created_by", "first_answered_at", "answerer", "closed_at", "close_reason",
    )  # fmt: skip
    change_form_template = "admin/investors/enquiry/change_form.html"
    top_panels: tuple[Panel, ...] = (ENQUIRY,)
    panels: tuple[Panel, ...] = (CHANGES,)
    actions_detail: tuple[str, ...] = ("link", "answered", "close")

    class Media:
        css = {"all": ("investors/cases.css",)}
        js = ("investors/enquiry_form.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Enquiry]:
        """Leave out what this person may not read."""
        return visible_enquiries(request.user).select_related("project__investor", "investor", "owner")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Enquiry], search_term: str
    ) -> tuple[QuerySet[Enquiry], bool]:
        """Find a telephone number however it is written."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        phone = phone_key(search_term)
        return (found | queryset.filter(Q(phone_key=phone)) if phone else found), duplicates

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Refuse to filter by the case or the investor: that would tell, by guesses, what is hidden on their pages."""
        return not lookup.startswith(("investor", "project")) and super().lookup_allowed(
            lookup, value, request
        )

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Enquiry | None = None
    ) -> bool:
        """Show the history, which names the investor of each version, to those who may see all of them."""
        allowed = bool(super().has_view_history_or_change_history_permission(request, obj))
        if not allowed or obj is None:
            return allowed
        named_once = Enquiry.history.filter(id=obj.pk, investor__isnull=False).values("investor")
        hidden = Investor.objects.filter(pk__in=named_once).exclude(pk__in=visible_investors(request.user))
        return visible_enquiries(request.user).filter(pk=obj.pk).exists() and not hidden.exists()

    def has_case_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow acts on enquiries that this person may read and change."""
        may = request.user.has_perm("investors.change_enquiry")
        return may and self.get_queryset(request).filter(pk=object_id).exists()

    def get_fieldsets(self, request: HttpRequest, obj: Enquiry | None = None) -> Any:
        """Show what has become of an enquiry once it is there."""
        return OPENED if obj else NEW

    def get_readonly_fields(self, request: HttpRequest, obj: Enquiry | None = None) -> tuple[str, ...]:
        """Settle when an enquiry came in once it is answered, and whose it was once that is erased."""
        settled = obj is not None and obj.first_answered_at is not None
        erased = OWN if obj is not None and obj.erased_at is not None else ()
        return (*self.readonly_fields, *(("received_at",) if settled else ()), *erased)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Begin with the message; offer the officers who can be given an enquiry."""
        if db_field.name == "owner":
            kwargs["queryset"] = officers()
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text":
            field.widget.attrs |= {"rows": 8, "autofocus": True}
        if db_field.name == "owner":
            field.label_from_instance = person
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = (
                False
            )
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Give a new enquiry to whoever writes it down."""
        return {"owner": request.user.pk, **super().get_changeform_initial_data(request)}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Call the page of a new enquiry what officers call it."""
        extra = {} if object_id else {"title": "Ghi yêu cầu mới"}
        return super().changeform_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Enquiry, form: ModelForm, change: bool) -> None:
        """Write the row through its service; what a new message says of its sender is taken from it."""
        if not change:
            obj.created_by = request.user  # type: ignore[assignment]
            obj.owner = obj.owner or request.user  # type: ignore[assignment]
            fill_sender(obj)
        store_enquiry(enquiry=obj, user=request.user)

    def response_add(self, request: HttpRequest, obj: Enquiry, post_url_continue: Any = None) -> HttpResponse:
        """Go on to what was read of the message, where this person may make a project of it."""
        self.message_user(
            request, f"Đã ghi yêu cầu {obj.code}; hẹn trả lời trước {promised(obj):%H:%M %d/%m/%Y}."
        )
        if obj.project_id is None and request.user.has_perms(
            ("investors.change_enquiry", "investors.add_project")
        ):
            return HttpResponseRedirect(f"{reverse('admin:investors_project_add')}?enquiry={obj.pk}")
        return HttpResponseRedirect(enquiry_page(obj))

    def response_change(self, request: HttpRequest, obj: Enquiry) -> HttpResponse:
        """Stay with the enquiry: answering it is what comes next."""
        self.message_user(request, f"Đã ghi yêu cầu {obj.code}.", messages.SUCCESS)
        return HttpResponseRedirect(enquiry_page(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Add the blocks above and below the form."""
        enquiry = kwargs.get("obj")
        context["top_panels"] = shown(self.top_panels, request, enquiry) if enquiry else []
        context["panels"] = shown(self.panels, request, enquiry) if enquiry else []
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="Người hỏi", ordering="sender_name")
    def asked(self, enquiry: Enquiry) -> str:
        first = enquiry.text.split("\n", 1)[0]
        return (
            enquiry.sender_name or enquiry.sender_phone or enquiry.sender_email or first[:60] or enquiry.code
        )

    @admin.display(description="Đồng hồ", ordering="received_at")
    def clock(self, enquiry: Enquiry) -> str:
        return show.chip(*clock(enquiry, timezone.now()))

    @admin.display(description="Dự án")
    def case(self, enquiry: Enquiry) -> str:
        return enquiry.project.name if enquiry.project else "chưa có"

    @admin.display(description="Nhà đầu tư")
    def whose(self, enquiry: Enquiry) -> str:
        return enquiry.shown_investor or "chưa biết"  # type: ignore[attr-defined]

    @admin.display(description="Cán bộ trả lời")
    def officer(self, enquiry: Enquiry) -> str:
        return person(enquiry.owner)

    @admin.display(description="Người trả lời lần đầu")
    def answerer(self, enquiry: Enquiry) -> str:
        return person(enquiry.first_answered_by)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Note with the enquiry how its investor is called to this person."""
        enquiry = super().get_object(request, object_id, from_field)
        if enquiry is not None:
            enquiry.shown_investor = investor_of(request, enquiry)
        return enquiry

    @action(description="Gắn dự án, nhà đầu tư có sẵn", url_path="link", permissions=["case"])
    def link(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say which case an enquiry belongs to."""
        first = {
            name: request.GET[name] for name in ("project", "investor") if _is_key(request.GET.get(name))
        }
        form = partial(
            LinkForm,
            projects=Project.objects.filter(seen(request.user)),
            investors=visible_investors(request.user).filter(merged_into__isnull=True),
        )
        done: list[Enquiry] = []
        response = self._act(
            request, object_id, ("Gắn dự án, nhà đầu tư có sẵn", "Gắn", "Đã gắn vào hồ sơ."), form,
            lambda enquiry, data: done.append(link_case(enquiry=enquiry, user=request.user, **data)),
            first,
        )  # fmt: skip
        return self.linked(request, done[0]) if done else response

    def linked(self, request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
        """Go on from an enquiry that has just been linked."""
        return HttpResponseRedirect(enquiry_page(enquiry))

    @action(description="Đã trả lời cách khác", url_path="answered", permissions=["case"])
    def answered(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that somebody answered without a letter of ours."""
        return self._act(
            request, object_id, ("Đã trả lời cách khác", "Ghi đã trả lời", "Đã ghi lần trả lời đầu."), AnsweredForm,
            lambda enquiry, data: record_answer(enquiry=enquiry, user=request.user, **data),
        )  # fmt: skip

    @action(description="Khép lại", url_path="close", permissions=["case"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Close an enquiry that needs no answer."""
        return self._act(
            request, object_id, ("Khép lại yêu cầu", "Khép lại", "Đã khép lại yêu cầu."), CloseForm,
            lambda enquiry, data: close_enquiry(enquiry=enquiry, user=request.user, **data),
        )  # fmt: skip

    def _act(
        self,
        request: HttpRequest,
        object_id: str,
        said: tuple[str, str, str],
        form: Any,
        perform: Any,
        first: dict[str, Any] | None = None,
    ) -> HttpResponse:
        enquiry = get_object_or_404(self.get_queryset(request), pk=object_id)
        title, button, done = said
        act = Act(
            title=title,
            button=button,
            done=done,
            back=enquiry_page(enquiry),
            about=(("Yêu cầu", str(enquiry)), ("Đồng hồ", clock(enquiry, timezone.now())[1])),
            perform=lambda data: perform(enquiry, data),
            row=enquiry,
        )
        return act_page(self, request, "investors.change_enquiry", form, act, first)


def _is_key(text: str | None) -> bool:
    return text is not None and text.isdecimal() and len(text) < 19


def enquiry_page(enquiry: Enquiry) -> str:
    """Return the address of an enquiry's page."""
    return reverse("admin:investors_enquiry_change", args=[enquiry.pk])
