"""Replies to investors: a ready text about the sites that an officer chose of a run, and a short link to them.

A reply is made of what the public may see of a run (`render_run(public=True)`), so nothing in it is for officers alone.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from investors.enquiry_services import record_answer
from investors.log_services import note_contact
from investors.models import Channel, Enquiry
from investors.visibility import Person, seen, visible_enquiries
from matching import wording
from matching.kept_runs import render_run
from matching.models import MatchRun, Reply
from matching.reply_texts import REPLY
from parks.dates import today
from parks.versions import save_next

OPEN_FOR = datetime.timedelta(days=60)
MOST_SITES = 5
LONGEST = 1500
MOST_MISSING = 3
MOST_REASONS = 3
PATH = "/s/"


class ReplyClosed(Exception):
    """The link of a reply has expired or was taken back."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.token)
        self.reply = reply


def make_reply(
    *,
    run: MatchRun,
    language: str,
    site_codes: Sequence[str],
    user: AbstractBaseUser,
    enquiry: Enquiry | None = None,
    origin: str = "",
) -> Reply:
    """Keep a ready reply about these sites of a run; `origin` ("https://host") goes before its short link.

    Raises ValidationError for a site that the run does not rank, and for none where it ranks some.
    """
    reply = Reply(run=run, enquiry=enquiry, made_by=user)  # type: ignore[misc]
    return rewrite_reply(reply=reply, language=language, site_codes=site_codes, user=user, origin=origin)


def rewrite_reply(
    *, reply: Reply, language: str, site_codes: Sequence[str], user: AbstractBaseUser, origin: str = ""
) -> Reply:
    """Write the text anew for other sites or another language, as long as the reply was not sent."""
    _require_unsent(reply)
    answer = render_run(run=reply.run, language=language, public=True)
    ranked = [one["site"]["code"] for one in answer["sites"]]
    if any(code not in ranked for code in site_codes):
        raise ValidationError({"sites": ["Có khu, cụm không nằm trong kết quả đối sánh."]})
    if ranked and not 1 <= len(site_codes) <= MOST_SITES:
        raise ValidationError({"sites": [f"Xin chọn từ 1 đến {MOST_SITES} khu, cụm."]})
    reply.language, reply.made_by, reply.made_at = language, user, timezone.now()  # type: ignore[assignment]
    reply.site_codes = [code for code in ranked if code in site_codes]
    reply.expires_on = today() + OPEN_FOR
    return _write(reply, answer, origin, user)


@transaction.atomic
def _write(reply: Reply, answer: Mapping[str, Any], origin: str, user: AbstractBaseUser) -> Reply:
    reply.enquiry = _locked(reply.enquiry_id)  # whose person may have been erased since it was read
    reply.text = reply_text(reply, answer, origin)
    # Where no site is ranked none is chosen: the empty list is an answer too.
    reply.full_clean(exclude=["site_codes"])
    return save_next(reply, user=user)


def _locked(enquiry_id: int | None) -> Enquiry | None:
    return Enquiry.objects.select_for_update().filter(pk=enquiry_id).first()


def word_reply(*, reply: Reply, text: str, user: AbstractBaseUser) -> Reply:
    """Keep a reply as an officer has worded it. Raises ValidationError where it was sent, or says nothing."""
    _require_unsent(reply)
    reply.text = _said(text)
    return save_next(reply, user=user, fields=("text",))


@transaction.atomic
def mark_sent(*, reply: Reply, channel: str, user: AbstractBaseUser, text: str | None = None) -> Reply:
    """Note that a reply went out, as it was worded at last; the enquiry's clock stops at its first one.

    Raises ValidationError where it was sent before, or without saying how, and ChangedMeanwhile where somebody else
    has written it since it was read.
    """
    _locked(reply.enquiry_id)  # before its letter, as who erases does
    # Only the reply's own row is locked: PostgreSQL locks nothing that may be missing.
    rows = Reply.objects.select_for_update(of=("self",)).select_related("enquiry", "run__project")
    row = rows.get(pk=reply.pk)
    _require_unsent(row)
    if channel not in Channel.values:
        raise ValidationError({"channel": ["Xin chọn đã gửi qua đâu."]})
    if text is not None:
        row.text = _said(text)
    row.version = reply.version
    row.channel, row.sent_at, row.sent_by = channel, timezone.now(), user  # type: ignore[assignment]
    save_next(row, user=user, fields=("channel", "sent_at", "sent_by", "text"))
    if row.enquiry is not None:
        record_answer(enquiry=row.enquiry, user=user, at=row.sent_at)
    if row.run.project is not None:
        note_contact(project=row.run.project, at=row.sent_at)
    return row


def revoke_reply(*, reply: Reply, user: AbstractBaseUser) -> Reply:
    """Close the short link of a reply from now on."""
    if reply.revoked_at is not None:
        return reply
    reply.revoked_at = timezone.now()
    return save_next(reply, user=user, fields=("revoked_at",))


def visible_replies(user: Person) -> QuerySet[Reply]:
    """Return the replies that a person may read: not those of somebody else's confidential case or enquiry."""
    of_an_open_enquiry = Q(enquiry__isnull=True) | Q(enquiry__in=visible_enquiries(user).values("pk"))
    return Reply.objects.filter(of_an_open_enquiry & seen(user, "run__project__"))


def open_reply(token: str, on: datetime.date) -> Reply | None:
    """Return the reply of a short link, or None where there is none. Raises ReplyClosed where it is no longer open."""
    reply = Reply.objects.select_related("run__ruleset").filter(token=token).first()
    if reply is not None and (reply.revoked_at is not None or reply.expires_on < on):
        raise ReplyClosed(reply)
    return reply


def reply_text(reply: Reply, answer: Mapping[str, Any], origin: str) -> str:
    """Return the text, as many reasons with it as fit into a message."""
    sites = [one for one in answer["sites"] if one["site"]["code"] in reply.site_codes]
    for reasons in (True, False):
        text = _written(reply, answer, sites, origin, reasons)
        if len(text) <= LONGEST:
            break
    return text


def reasons_of(site: Mapping[str, Any]) -> list[str]:
    """Return why a site suits, as sentences, what earns most first."""
    earned = [one for one in site["findings"] if one["points"]]
    best = sorted(earned, key=lambda one: -one["points"])[:MOST_REASONS]
    return [one["sentence"] for one in best]


def points_of(site: Mapping[str, Any], language: str) -> str:
    """Return a site's points as they are said: what is sure, and what it could come to."""
    score, ceiling = (_points(site[key], language) for key in ("score", "ceiling"))
    return score if score == ceiling else REPLY[language]["up_to"].format(score=score, ceiling=ceiling)


def _written(
    reply: Reply,
    answer: Mapping[str, Any],
    sites: Sequence[Mapping[str, Any]],
    origin: str,
    reasons: bool,
) -> str:
    said, language = REPLY[reply.language], reply.language
    name = reply.enquiry.sender_name if reply.enquiry is not None else ""
    project = answer["project"]["name"] or said["unnamed"]
    lines = [said["dear"].format(name=name) if name else said["dear_unnamed"], ""]
    lines.append(said["thanks" if sites else "thanks_nowhere"].format(project=_short(project)))
    for number, site in enumerate(sites, start=1):
        head = site["site"]
        place = wording.label("planning_area", head["planning_area"], language)
        points = points_of(site, language)
        lines.append(said["site"].format(number=number, name=head["name"], place=place, points=points))
        best = reasons_of(site)
        if reasons and best:
            lines.append(said["why"].format(reason=best[0]))
    if not sites:
        lines.append(answer["summary"])
    fields = [wording.label("field", one["field"], language) for one in answer["project"]["missing"]]
    if fields and sites:
        lines += ["", said["missing"].format(fields="; ".join(fields[:MOST_MISSING]))]
    until = f"{reply.expires_on:%d/%m/%Y}" if language == "vi" else f"{reply.expires_on:%d %B %Y}"
    lines += ["", said["link"].format(until=until, link=f"{origin}{PATH}{reply.token}"), said["advice"], ""]
    officer = str(reply.made_by)
    return "\n".join([*lines, said["regards"], officer, said["office"]])


def _short(name: str, most: int = 80) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _points(value: float, language: str) -> str:
    shown = f"{value:.2f}"
    return shown.replace(".", ",") if language == "vi" else shown


def _said(text: str) -> str:
    if not text.strip():
        raise ValidationError({"text": ["Thư chưa có nội dung."]})
    return text.strip()


def _require_unsent(reply: Reply) -> None:
    if reply.sent_at is not None:
        raise ValidationError("Thư này đã gửi: xin soạn thư mới.")
