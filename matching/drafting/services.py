"""The steps of a draft: copied, edited, submitted, taken or sent back, published by somebody else. Each is noted."""

import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet

from matching.documents import InvalidRuleset, read_document, write_document
from matching.drafting import parts
from matching.drafting.mistakes import Draft, Mistake, read_draft
from matching.drafting.texts import storable, with_values
from matching.models import RulesetDraft, RulesetStep, RulesetVersion
from matching.publishing import is_author, publish_ruleset
from parks.dates import today
from parks.versions import ChangedMeanwhile, save_next

Act, State = RulesetStep.Act, RulesetDraft.State
CHANGE, PUBLISH = "matching.change_rulesetversion", "matching.publish_rulesetversion"
MOST_LETTERS = 1_000_000
TAKEN = "phiên bản này đã có: đặt tên khác"
DAY_TAKEN = "đã có bộ tiêu chí khác ban hành với cùng ngày hiệu lực"
OWN = "Anh, chị đã soạn hoặc sửa dự thảo này nên không ban hành được: phải là người khác."


def waiting_for(user: Any) -> QuerySet[RulesetDraft]:
    """Return the drafts that wait for this person's approval; their own ones do not."""
    if not user.has_perm(PUBLISH):
        return RulesetDraft.objects.none()
    own = RulesetStep.objects.filter(by=user.pk, act__in=RulesetStep.AUTHORING).values("ruleset")
    waiting = RulesetDraft.objects.filter(state=State.SUBMITTED).exclude(ruleset__in=own)
    return waiting.select_related("ruleset").defer("ruleset__document")


def mistakes_of(ruleset: RulesetVersion) -> Draft:
    """Return the draft of a row with every mistake, those that only other rows tell too."""
    draft = read_draft(ruleset.document)
    found = list(draft.mistakes)
    if draft.document is not None:
        version, day = draft.document.get("version"), draft.document.get("effective_from")
        if isinstance(version, str) and version != ruleset.version:
            found.append(Mistake("version", "Phiên bản", _not_a_version(version), "head"))
        if isinstance(day, datetime.date) and _is_taken(day):
            found.append(Mistake("effective_from", "Hiệu lực từ ngày", DAY_TAKEN, "head"))
    return Draft(draft.document, None if found else draft.ruleset, tuple(found))


@transaction.atomic
def copy_to_draft(
    *, ruleset: RulesetVersion, version: str, effective_from: datetime.date, user: AbstractBaseUser
) -> RulesetDraft:
    """Copy a published ruleset to a draft under another version and day; its comments come along.

    Raises ValidationError by field.
    """
    if ruleset.status != RulesetVersion.Status.PUBLISHED:
        raise ValidationError("Chỉ sao được bộ tiêu chí đã ban hành.")
    version = version.strip()
    document = read_document(ruleset.document)
    titles = {
        name: document[name].replace(ruleset.version, version)
        for name in ("title_vi", "title_en")
        if isinstance(document.get(name), str)
    }
    values = {"version": version, "effective_from": effective_from, **titles}
    row = RulesetVersion(
        version=version,
        effective_from=effective_from,
        document=with_values(ruleset.document, values),
        digest=ruleset.digest,
    )
    if "\x00" in version or RulesetVersion.objects.filter(version=version).exists():
        raise ValidationError({"version": f"{TAKEN[:1].upper()}{TAKEN[1:]}."})
    row.full_clean()
    read = read_draft(row.document)
    row.digest = read.ruleset.digest if read.ruleset else ""
    row.save(force_insert=True)
    _note(row, Act.COPIED, user, f"sao từ {ruleset.version}")
    return RulesetDraft.objects.create(ruleset=row, based_on=ruleset, drafted_by=user)  # type: ignore[misc]


@transaction.atomic
def edit_draft(
    *, draft: RulesetDraft, document: dict[str, Any], seen: int | None, user: AbstractBaseUser, part: str
) -> RulesetDraft:
    """Write the document of a draft as the next version of it; comments of its text are lost.

    Raises ChangedMeanwhile where somebody else was quicker, ValidationError where it is no longer drafted.
    """
    return _written(draft, write_document(document), seen, user, Act.EDITED, parts.title_of(part))


@transaction.atomic
def paste_draft(*, draft: RulesetDraft, text: str, seen: int | None, user: AbstractBaseUser) -> RulesetDraft:
    """Write the text of a draft as it was pasted, whatever it is. Raises as `edit_draft`."""
    if len(text) > MOST_LETTERS:
        raise ValidationError(f"Văn bản dài quá {MOST_LETTERS} chữ.")
    return _written(draft, storable(text), seen, user, Act.PASTED, "")


@transaction.atomic
def submit_draft(*, draft: RulesetDraft, user: AbstractBaseUser, note: str = "") -> None:
    """Hand a draft in for approval. Raises ValidationError while it has mistakes."""
    locked = _in_state(draft, State.DRAFTING)
    found = mistakes_of(locked.ruleset)
    if found.mistakes:
        raise ValidationError(f"Dự thảo còn {len(found.mistakes)} chỗ sai nên chưa trình được.")
    _move(locked, State.SUBMITTED, Act.SUBMITTED, user, note)


@transaction.atomic
def take_back(*, draft: RulesetDraft, user: AbstractBaseUser, note: str = "") -> None:
    """Take a draft back from approval, to go on drafting it."""
    _move(_in_state(draft, State.SUBMITTED), State.DRAFTING, Act.TAKEN_BACK, user, note)


@transaction.atomic
def send_back(*, draft: RulesetDraft, user: AbstractBaseUser, reason: str) -> None:
    """Send a draft back to those who drafted it, with the reason."""
    _may_publish(user)
    reason = storable(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Xin ghi lý do trả lại."})
    _move(_in_state(draft, State.SUBMITTED), State.DRAFTING, Act.SENT_BACK, user, reason)


@transaction.atomic
def publish_draft(
    *, draft: RulesetDraft, effective_from: datetime.date, seen: int | None, user: AbstractBaseUser
) -> RulesetVersion:
    """Publish a draft that others have drafted, in force from a day that is not past.

    Raises PermissionDenied, ChangedMeanwhile, or ValidationError by field.
    """
    _may_publish(user)
    locked = _in_state(draft, State.SUBMITTED)
    if locked.version != seen:
        raise ChangedMeanwhile
    if is_author(ruleset=locked.ruleset, user=user):
        raise ValidationError(OWN)
    if effective_from < today():
        raise ValidationError({"effective_from": "Ngày hiệu lực không được trước hôm nay."})
    if _is_taken(effective_from):
        raise ValidationError({"effective_from": f"{DAY_TAKEN[:1].upper()}{DAY_TAKEN[1:]}."})
    text = with_values(locked.ruleset.document, {"effective_from": effective_from})
    try:
        row, _ = publish_ruleset(text=text, user=user)
    except InvalidRuleset as error:
        raise ValidationError(error.errors) from error
    _move(locked, State.PUBLISHED, Act.PUBLISHED, user, f"hiệu lực từ {effective_from:%d/%m/%Y}")
    return row


def _written(
    draft: RulesetDraft, text: str, seen: int | None, user: AbstractBaseUser, act: str, note: str
) -> RulesetDraft:
    locked = _in_state(draft, State.DRAFTING)
    if locked.version != seen:
        raise ChangedMeanwhile
    row = locked.ruleset
    if row.document == text:
        return locked
    row.document = text
    read = read_draft(text)
    row.digest = read.ruleset.digest if read.ruleset else ""
    _set_columns(row, read.document or {})
    row.save(update_fields=("version", "effective_from", "document", "digest"))
    _note(row, act, user, note)
    return save_next(locked, user=user, fields=())


def _set_columns(row: RulesetVersion, document: dict[str, Any]) -> None:
    """Take version and day from the document where a row can hold them; else they stay, and it is a mistake."""
    version, day = document.get("version"), document.get("effective_from")
    if isinstance(version, str) and version != row.version and _can_be(version, row):
        row.version = version
    if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
        row.effective_from = day


def _can_be(version: str, row: RulesetVersion) -> bool:
    fits = 0 < len(version) <= 20 and "\x00" not in version and version == version.strip()
    return fits and not RulesetVersion.objects.filter(version=version).exclude(pk=row.pk).exists()


def _not_a_version(version: str) -> str:
    fits = 0 < len(version) <= 20 and version == version.strip()
    return TAKEN if fits else "phải có từ 1 đến 20 chữ, không cách ở đầu và cuối"


def _is_taken(day: datetime.date) -> bool:
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED)
    return published.filter(effective_from=day).exists()


def _in_state(draft: RulesetDraft, state: str) -> RulesetDraft:
    """Lock a draft. Raises ValidationError where it is in another state."""
    locked = RulesetDraft.objects.select_for_update(of=("self",)).select_related("ruleset", "based_on")
    found = locked.get(pk=draft.pk)
    if found.state != state:
        raise ValidationError(f"Dự thảo này {found.get_state_display()}: không làm được việc này nữa.")
    return found


def _may_publish(user: Any) -> None:
    if not user.has_perm(PUBLISH):
        raise PermissionDenied


def _move(draft: RulesetDraft, state: str, act: str, user: AbstractBaseUser, note: str) -> None:
    draft.state = state
    save_next(draft, user=user, fields=("state",))
    _note(draft.ruleset, act, user, note)


def _note(row: RulesetVersion, act: str, user: AbstractBaseUser, note: str) -> None:
    RulesetStep.objects.create(ruleset=row, act=act, by=user, note=storable(note).strip())  # type: ignore[misc]


def words_of(error: ValidationError) -> dict[str, list[str]]:
    """Return what was refused by field; "" for the whole."""
    if hasattr(error, "error_dict"):
        return {
            "" if field == NON_FIELD_ERRORS else field: said for field, said in error.message_dict.items()
        }
    return {"": error.messages}
