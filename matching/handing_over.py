"""An investor hands a project over to the officers: it becomes a case and an enquiry, with a private address to follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from investors.enquiry_services import register_enquiry
from investors.models import Channel, Enquiry, Investor, Tracking
from investors.services import register_project, store_investor
from investors.tracking_services import track
from matching import services
from matching.inputs import sector_code
from matching.models import HandedRun, MatchRun, Reply
from matching.snapshot import Snapshot


class NotKept(Exception):
    """The project holds something that the columns of a case refuse."""


@dataclass(frozen=True)
class HandedOver:
    """What came of it; the token is kept nowhere."""

    tracking: Tracking
    token: str
    verdict: str | None = None


@transaction.atomic
def submit_project(
    *,
    project: Mapping[str, Any],
    contact: Mapping[str, str],
    language: str,
    state: Snapshot,
    message: str = "",
    site_codes: tuple[str, ...] = (),
    confidential: bool = False,
    partner_id: int | None = None,
    run: MatchRun | None = None,
) -> HandedOver:
    """Keep a validated project with who hands it over, and the run that it is of; officers find it among the enquiries that wait.

    Raises NoRuleset, NotOnOffer for a chosen site that is not on offer today, and NotKept.
    """
    matched = services.match(project=project, state=state)
    for site in site_codes:
        if site not in matched.on_offer:
            raise services.NotOnOffer(site, matched.on_offer)
    code = Enquiry().code  # drawn before the investor may have to be called by it
    investor = _investor(project.get("investor") or {}, contact, code, confidential)
    try:
        store_investor(investor=investor)
        case = register_project(facts=_facts(project, state), investor=investor)
    except ValidationError as error:
        raise NotKept from error
    enquiry = register_enquiry(
        user=None,
        text=message,
        channel=Channel.WEB,
        language=language,
        sender_name=contact["name"],
        sender_phone=contact.get("phone") or "",
        sender_email=contact.get("email") or "",
        investor=investor,
        project=case,
        code=code,
    )
    tracking, token = track(
        enquiry=enquiry,
        project=case,
        site_codes=site_codes,
        confidential=confidential,
        partner_id=partner_id,
    )
    if run is None:
        return HandedOver(tracking, token, matched.ranking.verdict)
    HandedRun.objects.create(project=case, run=run)
    return HandedOver(tracking, token, run.answer["verdict"])


def _investor(said: Mapping[str, Any], contact: Mapping[str, str], code: str, confidential: bool) -> Investor:
    return Investor(
        name=contact.get("firm") or f"Chưa rõ tên ({code})",
        nationality=said.get("nationality") or "",
        foreign_share_pct=said.get("foreign_share_pct"),
        contact_name=contact["name"],
        contact_phone=contact.get("phone") or "",
        contact_email=contact.get("email") or "",
        confidential=confidential,
    )


def _facts(project: Mapping[str, Any], state: Snapshot) -> dict[str, Any]:
    facts = {**project, "lines": [_listed(line, state) for line in project["lines"]]}
    if (project.get("capital") or {}).get("amount") is None:
        facts.pop("capital", None)  # a currency alone says nothing
    return facts


@transaction.atomic
def ask_about_reply(
    *, reply: Reply, contact: Mapping[str, str], language: str, message: str = ""
) -> HandedOver:
    """Keep what somebody asks who reads the page of a letter; it waits for the officer of the case, or who wrote the letter.

    The address tells of this enquiry alone: whoever was given the link need not be the one whose case it is.
    """
    case = reply.run.project
    enquiry = register_enquiry(
        user=None,
        text=message,
        channel=Channel.WEB,
        language=language,
        sender_name=contact["name"],
        sender_phone=contact.get("phone") or "",
        sender_email=contact.get("email") or "",
        investor=case.investor if case else None,
        project=case,
        owner=(case.owner if case else None) or reply.made_by,
    )
    tracking, token = track(enquiry=enquiry, site_codes=reply.site_codes)
    return HandedOver(tracking, token)


def _listed(line: Mapping[str, Any], state: Snapshot) -> dict[str, Any]:
    """Return a line under the code that is listed: outside of manufacturing a group stands for its classes."""
    vsic = line.get("vsic") or "2018"
    code = sector_code(state, vsic, line["code"])
    return {**line, "code": code, "vsic": vsic if (vsic, code) in state.sectors else "2018"}
