"""Erases the words of one person from records and their histories; what the records are about stays.

An enquiry's own words go whole. In what officers wrote, a text that has a word of the person gives way to `ERASED`.
Rows are written past their services, for a record of the past is to be changed: the triggers let it become `ERASED`.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from investors.erased import ERASED
from investors.keys import name_key, phone_key
from investors.models import (
    CaseHandover,
    Conversation,
    Enquiry,
    Investor,
    InvestorMerge,
    Offer,
    Project,
    ProjectFile,
    ProjectLine,
    StageChange,
)
from investors.person_words import PersonWords
from investors.services import index_investor, index_project
from parks.models.versions import Versioned
from parks.text import search_key
from parks.versions import save_next

OWN = ("text", "sender_name", "sender_phone", "sender_email")
UNANSWERABLE = "Dữ liệu cá nhân đã xóa, không còn trả lời được"
# Texts of a case that officers write: the columns, and the way to the project.
OF_A_CASE: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Project, "pk", ("name", "note")),
    (ProjectLine, "project", ("product",)),
    (Conversation, "project", ("with_whom", "summary", "next_step")),
    (Offer, "project", ("response_reason", "note", "next_step")),
    (StageChange, "project", ("reason",)),
    (CaseHandover, "project", ("note",)),
    (ProjectFile, "project", ("name",)),
)
CONTACT = ("contact_name", "contact_phone", "contact_email")  # emptied: a note is no telephone number


def words_of(enquiry: Enquiry) -> PersonWords:
    """Return what the person of an enquiry said of themselves."""
    return PersonWords(enquiry.sender_name, enquiry.sender_phone, enquiry.sender_email, enquiry.text)


def erase_enquiry(*, enquiry: Enquiry, because: str, user: AbstractBaseUser | None) -> Enquiry:
    """Empty an enquiry of its person's words, in its history too; who did it, when and why is written on it."""
    words = words_of(enquiry)
    enquiry.erased_at, enquiry.erased_because = timezone.now(), because
    enquiry.erased_by = user  # type: ignore[assignment]
    for column in OWN:
        setattr(enquiry, column, "")
    enquiry.phone_key, enquiry.search_text = "", search_key(enquiry.code)
    if enquiry.first_answered_at is None and enquiry.closed_at is None:
        enquiry.closed_at, enquiry.close_reason = enquiry.erased_at, UNANSWERABLE
    save_next(enquiry, user=user)
    Enquiry.history.filter(id=enquiry.pk).update(**dict.fromkeys(OWN, ""))
    scrub(Enquiry.objects.filter(pk=enquiry.pk), ("close_reason",), words)
    forget_names(Enquiry, [enquiry.pk], enquiry.code)
    return enquiry


def hold_case(*, projects: Collection[int], investors: Collection[int]) -> None:
    """Wait for whoever is writing of these cases, let nobody write of them meanwhile, and make what was read of them old."""
    for rows in (Project.objects.filter(pk__in=projects), Investor.objects.filter(pk__in=investors)):
        list(rows.select_for_update().order_by("pk").values_list("pk"))
        rows.update(version=F("version") + 1)


def erase_in_case(*, words: PersonWords, projects: Collection[int], investors: Collection[int]) -> None:
    """Take the person's words out of what officers wrote on these cases and of these investors."""
    for model, way, columns in OF_A_CASE:
        changed = scrub(model._default_manager.filter(**{f"{way}__in": projects}), columns, words)
        forget_names(model, changed, ERASED)
    for project in Project.objects.filter(pk__in=projects):
        index_project(project=project)
    for entries in (Conversation, Offer):
        found = entries._default_manager.filter(project__in=projects)
        hit = [key for key, text in found.values_list("pk", "search_text") if words.occur_in(text)]
        found.filter(pk__in=hit).update(search_text="")
    _scrub_investors(investors, words)


def scrub(rows: QuerySet[Any], columns: Sequence[str], words: PersonWords) -> list[int]:
    """Put `ERASED` where a text of these rows, or of their past, has a word of the person; return the keys that did."""
    model, changed = rows.model, []
    keys = list(rows.order_by().values_list("pk", flat=True))
    # A form that was opened before must not bring the words back.
    places: list[tuple[Any, dict[str, Any]]] = [
        (
            model._default_manager.filter(pk__in=keys),
            {"version": F("version") + 1} if issubclass(model, Versioned) else {},
        )
    ]
    if hasattr(model, "history"):
        places.append((model.history.filter(id__in=keys), {}))
    for found, also in places:
        # Whoever is writing one of them is waited for.
        for key, *texts in found.order_by().select_for_update().values_list("pk", *columns):
            hit = [column for column, text in zip(columns, texts, strict=True) if words.occur_in(text)]
            if hit:
                gone = {column: "" if column in CONTACT else ERASED for column in hit}
                found.model._default_manager.filter(pk=key).update(**gone, **also)
                changed += [key] if found.model is model else []
    return changed


def forget_names(model: type[Model], keys: Iterable[Any], said: str) -> None:
    """Call these records otherwise in the log of the desk."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    entries.update(object_repr=said)


def _scrub_investors(investors: Collection[int], words: PersonWords) -> None:
    rows = Investor.objects.filter(
        Q(pk__in=investors) | Q(merged_into__in=investors) | Q(merged__in=investors)
    )
    keys = set(rows.order_by().values_list("pk", flat=True))
    rows = Investor.objects.filter(pk__in=keys)
    forget_names(Investor, scrub(rows, ("name",), words), ERASED)
    scrub(rows, CONTACT, words)
    scrub(rows, ("note",), words)
    for row in rows:
        keyed = {"name_key": name_key(row.name), "phone_key": phone_key(row.contact_phone)}
        Investor.objects.filter(pk=row.pk).update(**keyed)
        row.refresh_from_db()
        index_investor(investor=row)
    for merge in InvestorMerge.objects.filter(Q(merged__in=keys) | Q(kept__in=keys)):
        taken = {column: [_gone(one, words) for one in values] for column, values in merge.taken.items()}
        InvestorMerge.objects.filter(pk=merge.pk).update(taken=taken)


def _gone(value: Any, words: PersonWords) -> Any:
    return "" if isinstance(value, str) and words.occur_in(value) else value
