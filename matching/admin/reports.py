"""The report of a week or quarter: one page with a control of the period, and the same as Excel and PDF."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from matching import reports
from matching.admin.report_parts import cards, parts
from matching.dossiers import UnusableTemplate
from parks.dates import today
from parks.exchange.formats import XLSX

PERMISSION = "investors.view_project"
PARAMETER = "period"
MAKERS = {"xlsx": (reports.excel, XLSX.media_type), "pdf": (reports.document, "application/pdf")}


def report_page(request: HttpRequest) -> HttpResponse:
    """Show the report of the period that the address names; this week's where it names none."""
    _require(request)
    typed = request.GET.get(PARAMETER, "")
    problem = ""
    try:
        period = reports.read_period(typed, today())
    except ValidationError as error:
        problem, period = " ".join(error.messages), reports.week_of(today())
    report = reports.gather_report(period=period, user=request.user)  # type: ignore[arg-type]
    context = {
        **admin.site.each_context(request),
        **_control(period, typed if problem else period.key, problem),
        "title": f"Báo cáo: {period.name[:1].lower()}{period.name[1:]}",
        "remarks": reports.remarks(report),
        "cards": cards(report),
        "parts": parts(report),
    }
    return TemplateResponse(request, "admin/matching/report.html", context)


def report_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the report as Excel or PDF; a period that is none leads to the page, which says so."""
    _require(request)
    if kind not in MAKERS:
        raise Http404("Chỉ có Excel (xlsx) và PDF.")
    typed = request.GET.get(PARAMETER, "")
    try:
        period = reports.read_period(typed, today())
    except ValidationError:
        return HttpResponseRedirect(_address(typed))
    make, content_type = MAKERS[kind]
    report = reports.gather_report(period=period, user=request.user)  # type: ignore[arg-type]
    try:
        made = make(report)
    except UnusableTemplate as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(_address(period.key))
    response = HttpResponse(made, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="bao-cao-{period.key}.{kind}"'
    return response


def _control(period: reports.Period, typed: str, problem: str) -> dict[str, Any]:
    """Return the control: the periods that one press leads to, and what is typed."""
    now = today()
    return {
        "period": period,
        "typed": typed,
        "problem": problem,
        "before": _address(period.before.key),
        "after": _address(period.after.key) if period.after.first <= now else "",
        "week": reports.week_of(now),
        "quarter": reports.quarter_of(now),
        "example": f"{reports.week_of(now).key}, {reports.quarter_of(now).key}",
    }


def _address(period: str) -> str:
    return f"{reverse('report')}?{urlencode({PARAMETER: period})}"


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):  # type: ignore[union-attr]
        raise PermissionDenied
