"""A new project out of an enquiry: the project's own page, with what was read filled in and the words it stands on."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin as PlainModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from investors.admin.enquiry_panel import known_of, promised
from investors.admin.enquiry_project_form import NEW_INVESTOR, EnquiryProjectForm
from investors.enquiry_services import link_case
from investors.facts import columns_of
from investors.models import Enquiry, Project
from investors.reading import Reading
from investors.reading_of_messages import read_text
from investors.services import store_investor
from investors.visibility import visible_enquiries
from parks.models import Sector

PARAMETER = "enquiry"
# What messages speak of stands open; the rest is folded.
OPEN = (
    "Dự án",
    "Ngành nghề và công đoạn",
    "Nhà đầu tư",
    "Vốn",
    "Đất",
    "Lao động",
    "Hạ tầng kỹ thuật",
    "Mong muốn",
)


class FromEnquiry(PlainModelAdmin):  # type: ignore[type-arg]
    """Lets the page of a new project begin with an enquiry (`?enquiry=…`)."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Read the enquiry that the address names; whoever comes second to one is led to what the first has made."""
        if PARAMETER not in request.GET:
            return super().add_view(request, form_url, extra_context)
        with transaction.atomic():
            enquiry = _enquiry(request, request.GET[PARAMETER])
            if enquiry.project_id is not None:
                messages.warning(request, "Yêu cầu này đã có dự án.")
                return HttpResponseRedirect(reverse("admin:investors_enquiry_change", args=[enquiry.pk]))
            request.enquiry = enquiry  # type: ignore[attr-defined]
            extra = {
                "title": f"Lập dự án từ yêu cầu {enquiry.code}",
                "enquiry": enquiry,
                "show_save_and_continue": False,
                "show_save_and_add_another": False,
            }
            return super().add_view(request, form_url, {**extra, **(extra_context or {})})

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Add the fields of a new investor."""
        enquiry = enquiry_of(request)
        if enquiry is None:
            form: type[ModelForm] = super().get_form(request, obj, change=change, **kwargs)
            return form
        own = {"enquiry": enquiry, "asker": request.user}
        base = type("EnquiryProjectForm", (EnquiryProjectForm,), own)
        form = super().get_form(request, obj, change=change, **{"form": base, **kwargs})
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Project | None = None) -> Any:
        """Put what messages speak of first, and fold the rest where nothing was read of it."""
        groups = dict(super().get_fieldsets(request, obj))
        enquiry = enquiry_of(request)
        if enquiry is None:
            return list(groups.items())
        if request.user.has_perm("investors.add_investor"):
            own = groups["Nhà đầu tư"]
            groups["Nhà đầu tư"] = {**own, "fields": (*own["fields"], *NEW_INVESTOR)}
        columns = columns_of(_reading(enquiry).facts, Project)
        read = {column for column, value in columns.items() if value is not None}
        for title, group in groups.items():
            if title not in OPEN and not _named(group["fields"]) & read:
                groups[title] = {**group, "classes": ("collapse",)}
        return [(title, groups[title]) for title in (*OPEN, *(each for each in groups if each not in OPEN))]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in what was read."""
        initial = super().get_changeform_initial_data(request)
        enquiry = enquiry_of(request)
        if enquiry is None:
            return initial
        reading = _reading(enquiry)
        columns = columns_of(reading.facts, Project)
        initial |= {column: value for column, value in columns.items() if value is not None}
        initial["name"] = _name(reading)
        initial.setdefault("investor", enquiry.investor_id)
        if not initial["investor"]:
            initial["investor_nationality"] = reading.sender.nationality
        return initial

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Fill in the lines that were read; what comes back is compared with nothing, so that it is kept."""
        found: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        enquiry = enquiry_of(request)
        if enquiry is not None and request.method == "GET":
            codes = read_lines(request)
            sectors = Sector.objects.filter(edition="2018", code__in=codes)
            found["initial"] = [
                {"sector": sector.pk} for sector in sorted(sectors, key=lambda one: codes.index(one.code))
            ]
        return found

    def save_model(self, request: HttpRequest, obj: Project, form: ModelForm, change: bool) -> None:
        """Write the new investor first."""
        investor = getattr(form, "new_investor", None)
        if investor is not None:
            obj.investor = store_investor(investor=investor, user=request.user)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Link the enquiry to its new project."""
        super().save_related(request, form, formsets, change)
        enquiry = enquiry_of(request)
        if enquiry is not None:
            request.enquiry = link_case(enquiry=enquiry, user=request.user, project=form.instance)  # type: ignore[attr-defined,arg-type]

    def response_add(self, request: HttpRequest, obj: Project, post_url_continue: Any = None) -> HttpResponse:
        """Go back to the enquiry."""
        enquiry = enquiry_of(request)
        if enquiry is None:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"Đã lập dự án {obj.name} với mã hồ sơ {obj.code}.")
        return HttpResponseRedirect(reverse("admin:investors_enquiry_change", args=[enquiry.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Show what was read, with the words each value stands on, and who could have written."""
        response = super().render_change_form(request, context, *args, **kwargs)
        enquiry = enquiry_of(request)
        if enquiry is not None:
            response.context_data["top_panels"] = [self._read(request, enquiry)]
        return response

    def _read(self, request: HttpRequest, enquiry: Enquiry) -> SafeString:
        context = {
            "enquiry": enquiry,
            "promised": promised(enquiry),
            "reading": _reading(enquiry),
            "known": known_of(request, enquiry) if request.user.has_perm("investors.view_investor") else [],
            "here": f"{request.path}?{PARAMETER}={enquiry.pk}",
            "link": reverse("admin:investors_enquiry_link", args=[enquiry.pk]),
        }
        return render_to_string("admin/investors/enquiry/reading.html", context, request)


def read_lines(request: HttpRequest) -> list[str]:
    """Return the codes that were read of the enquiry which a page was opened with."""
    enquiry = enquiry_of(request)
    return [line["code"] for line in _reading(enquiry).facts.get("lines", ())] if enquiry else []


def _named(fields: Any) -> set[str]:
    return {name for each in fields for name in (each if isinstance(each, tuple) else (each,))}


def enquiry_of(request: HttpRequest) -> Enquiry | None:
    """Return the enquiry that a page was opened with."""
    return getattr(request, "enquiry", None)


def _enquiry(request: HttpRequest, key: str) -> Enquiry:
    if not request.user.has_perm("investors.change_enquiry"):
        raise PermissionDenied
    if not key.isdecimal() or len(key) > 18:
        raise Http404("Không có yêu cầu này.")
    rows = visible_enquiries(request.user)
    if request.method == "POST":  # so that two at once make one project of it
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=int(key)).first()
    if found is None:
        raise Http404("Không có yêu cầu này.")
    return found


def _reading(enquiry: Enquiry) -> Reading:
    """Return what was read, once for a request."""
    if not hasattr(enquiry, "reading"):
        enquiry.reading = read_text(enquiry.text)  # type: ignore[attr-defined]
    found: Reading = enquiry.reading  # type: ignore[attr-defined]
    return found


def _name(reading: Reading) -> str:
    """Return the words for the product as the name of the project; an officer names what the message does not."""
    words = next((found.words for found in reading.found if found.label == "Ngành"), "")
    return "" if any(letter.isdigit() for letter in words) else words[:1].upper() + words[1:]
