"""From a project or a run to a letter: match, choose the best few sites, and lead to the page of the letter."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from investors.models import Enquiry, Project
from investors.visibility import may_see, visible_enquiries
from matching.keeping import match_project
from matching.models import MatchRun, Reply
from matching.replies import make_reply
from matching.services import NoLine, NoRuleset

BEST = 3
NO_LINE = "Dự án cần ít nhất một ngành nghề: xin ghi ngành nghề rồi đối sánh."


def match_and_reply(request: HttpRequest, project: Project, enquiry: Enquiry) -> HttpResponse:
    """Match the project of an enquiry and go on to a letter about the best sites."""
    try:
        run = match_project(project=project, user=request.user)  # type: ignore[arg-type]
    except NoRuleset:
        messages.error(request, "Chưa có bộ tiêu chí nào được ban hành nên chưa đối sánh được.")
        return HttpResponseRedirect(reverse("admin:investors_enquiry_change", args=[enquiry.pk]))
    except NoLine:
        messages.error(request, NO_LINE)
        return HttpResponseRedirect(reverse("admin:investors_project_change", args=[project.pk]))
    if not request.user.has_perm("matching.add_reply"):
        return HttpResponseRedirect(reverse("admin:matching_matchrun_change", args=[run.pk]))
    return reply_page(draft(request, run, enquiry))


def draft(request: HttpRequest, run: MatchRun, enquiry: Enquiry | None = None) -> Reply:
    """Return a letter about the best sites of a run: the one that is not sent yet, or a new one.

    Without an enquiry it answers the newest one of the project that still waits. Raises PermissionDenied where the
    person may not make letters, or not see the case.
    """
    user = request.user
    if not user.has_perm("matching.add_reply") or (
        run.project is not None and not may_see(user, run.project)
    ):
        raise PermissionDenied
    if enquiry is None and run.project is not None:
        open_ones = visible_enquiries(user).filter(
            project=run.project, first_answered_at=None, closed_at=None
        )
        enquiry = open_ones.order_by("-received_at").first()
    begun = Reply.objects.filter(run=run, enquiry=enquiry, sent_at=None, revoked_at=None).first()
    return begun or make_reply(
        run=run,
        language=enquiry.language if enquiry else Enquiry.Language.VIETNAMESE,
        site_codes=best(run),
        user=user,  # type: ignore[arg-type]
        enquiry=enquiry,
        origin=origin(request),
    )


def best(run: MatchRun) -> Sequence[str]:
    """Return the sites that stand first."""
    return [one["site"] for one in run.answer["sites"][:BEST]]


def origin(request: HttpRequest) -> str:
    """Return what goes before a short link: https://host."""
    return request.build_absolute_uri("/").rstrip("/")


def reply_page(reply: Reply) -> HttpResponse:
    """Lead to the page of a letter."""
    return HttpResponseRedirect(reverse("admin:matching_reply_change", args=[reply.pk]))
