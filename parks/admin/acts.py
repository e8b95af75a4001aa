"""A page for one act of an officer: a short form, a service, and a way back. What was typed is never lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme

from parks.models.versions import Versioned

NEXT = "next"


@dataclass(frozen=True, slots=True)
class Act:
    """What the page is called, what it is about, what it does, and where it leads afterwards."""

    title: str
    button: str
    done: str
    back: str
    perform: Callable[[dict[str, Any]], object]
    about: tuple[tuple[str, str], ...] = ()
    warning: str = ""
    # What the act edits, where several officers may: the page carries the version it has shown, `perform` gets it back.
    row: Versioned | None = None


def act_page(
    model_admin: ModelAdmin,  # type: ignore[type-arg]
    request: HttpRequest,
    permission: str,
    form_class: type[forms.Form],
    act: Act,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or perform the act and go back; a refusal of the service stands beside its field."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_class(*sent, initial=initial)
    stored = act.row.version if act.row else None
    if act.row and request.POST.get("version", "").isdecimal():
        act.row.version = int(request.POST["version"][:9])
    if request.method == "POST" and form.is_valid():
        try:
            act.perform(form.cleaned_data)
        except ValidationError as error:
            place(form, error)
        else:
            messages.success(request, act.done)
            return HttpResponseRedirect(act.back)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": act.title,
        "opts": model_admin.model._meta,
        "form": form,
        "act": act,
        "version": stored,  # also after a refusal: who was told what changed may press again
        "media": model_admin.media + form.media,
    }
    # 200 also for a refused form: the browser shows the page, and the back button behaves.
    return TemplateResponse(request, "admin/parks/act.html", context)


def back_to(request: HttpRequest, page: str) -> str:
    """Return the page of ours that the address names as the one the officer came from, or else the given one."""
    asked = request.GET.get(NEXT, "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if ours else page


def place(form: forms.Form, error: ValidationError) -> None:
    """Put each message beside the field it is about, or on top where the form has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, errors)
