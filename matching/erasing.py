"""Erases the person of an enquiry everywhere in its case: the enquiry, what officers wrote, letters, choices, the log.

Figures, stages, places and days stay. A kept run has no column of a person, and is never changed.
"""

import datetime
from collections.abc import Collection
from contextlib import suppress

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q

from investors.erased import ERASED
from investors.erasing import erase_enquiry, erase_in_case, hold_case, scrub, words_of
from investors.models import Enquiry, Investor, Project
from investors.person_words import PersonWords
from investors.retention import expired
from investors.stages import OPEN
from matching.models import Override, Reply
from parks.versions import ChangedMeanwhile


@transaction.atomic
def erase_person(*, enquiry: Enquiry, because: str, user: AbstractBaseUser | None) -> Enquiry:
    """Erase who an enquiry is from; a second time changes nothing.

    Raises ChangedMeanwhile where somebody else has written the enquiry since it was read.
    """
    row = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if row.version != enquiry.version:
        raise ChangedMeanwhile
    if row.erased_at is not None:
        return row
    words = words_of(row)
    projects = _projects(row)
    investors = _investors(row, projects)
    if because == Enquiry.Erasure.EXPIRED:
        investors = _of_nothing_else(investors, row)
    hold_case(projects=projects, investors=investors)
    _erase_letters(row, projects, words)
    _erase_choices(projects, words)
    if words:
        erase_in_case(words=words, projects=projects, investors=investors)
    return erase_enquiry(enquiry=row, because=because, user=user)


def erase_expired(*, now: datetime.datetime | None = None) -> list[str]:
    """Erase the persons of all enquiries whose time is over; return the codes of these enquiries.

    One that somebody writes meanwhile is left for the next time: it may have been taken up again.
    """
    codes = []
    for enquiry in expired(now):
        with suppress(ChangedMeanwhile):
            codes.append(erase_person(enquiry=enquiry, because=Enquiry.Erasure.EXPIRED, user=None).code)
    return codes


def _projects(enquiry: Enquiry) -> set[int]:
    tracking = getattr(enquiry, "tracking", None)
    found = {enquiry.project_id, tracking.project_id if tracking else None}
    return {key for key in found if key is not None}


def _investors(enquiry: Enquiry, projects: Collection[int]) -> set[int]:
    of_projects = Project.objects.filter(pk__in=projects).values_list("investor", flat=True)
    return {key for key in (enquiry.investor_id, *of_projects) if key is not None}


def _of_nothing_else(investors: Collection[int], enquiry: Enquiry) -> set[int]:
    """Return the investors without another enquiry or a case that goes on, for which their contact is still needed."""
    others = Enquiry.objects.filter(erased_at__isnull=True).exclude(pk=enquiry.pk)
    busy = Q(pk__in=others.filter(investor__isnull=False).values("investor")) | Q(projects__stage__in=OPEN)
    return set(Investor.objects.filter(pk__in=investors).exclude(busy).values_list("pk", flat=True))


def _erase_letters(enquiry: Enquiry, projects: Collection[int], words: PersonWords) -> None:
    """The letters that answer the enquiry name its person; others of the case do where they have the words."""
    own = Reply.objects.filter(enquiry=enquiry)
    Reply.history.filter(id__in=own.values("pk")).update(text=ERASED)
    own.update(text=ERASED, version=F("version") + 1)
    scrub(Reply.objects.filter(run__project__in=projects).exclude(enquiry=enquiry), ("text",), words)


def _erase_choices(projects: Collection[int], words: PersonWords) -> None:
    """Its triggers take the erasure of the reason of a choice, and with it that of why it was withdrawn."""
    rows = Override.objects.filter(project__in=projects)
    for row in rows:
        if words.occur_in(row.reason) or words.occur_in(row.withdrawn_reason):
            gone = ERASED if row.withdrawn_reason else ""
            Override.objects.filter(pk=row.pk).update(reason=ERASED, withdrawn_reason=gone)
            Override.history.filter(id=row.pk).update(reason=ERASED)
            Override.history.filter(id=row.pk).exclude(withdrawn_reason="").update(withdrawn_reason=ERASED)
