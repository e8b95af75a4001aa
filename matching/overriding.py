"""Choices that officers record beside a computed ranking. The ranking and its points stay as they are.

What bars a site decides whether it may be chosen: by law or by figures never, by policy with a document (RULES 10.1).
A site that is only ranked lower takes a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from investors.models import Project, ProjectFile
from investors.visibility import Person, may_see, seen
from matching import wording
from matching.models import MatchRun, Override
from matching.override_triggers import OF_POLICY
from parks.models import Site, SourceFile


@dataclass(frozen=True, slots=True)
class Choice:
    """A site of a run that may be chosen instead of the first: its rank, or the policies that bar it."""

    code: str
    rank: int | None
    barred_by: tuple[str, ...] = ()


def first_of(run: MatchRun) -> str | None:
    """Return the code of the site that stands first, None where none is left."""
    sites = run.answer["sites"]
    return sites[0]["site"] if sites else None


def choices_of(run: MatchRun) -> tuple[Choice, ...]:
    """Return every site that may be chosen instead of the first: ranked ones in order, then those barred by policy alone."""
    ranked = [Choice(one["site"], one["rank"]) for one in run.answer["sites"][1:]]
    barred = [
        Choice(one["site"], None, tuple(one["because"]))
        for one in run.answer["barred"] or ()
        if not _beyond_policy(one)
    ]
    return (*ranked, *barred)


@transaction.atomic
def override_choice(
    *,
    run: MatchRun,
    site: Site,
    reason: str,
    user: AbstractBaseUser,
    project_file: ProjectFile | None = None,
    source_file: SourceFile | None = None,
) -> Override:
    """Record that an officer chooses another site of a run than the first.

    Raises ValidationError where the site may not be chosen, or a reason or document is lacking, and PermissionDenied
    for who may not see the case.
    """
    project = run.project
    if project is None:
        raise ValidationError("Lượt đối sánh này không thuộc hồ sơ nào nên không ghi lựa chọn được.")
    if not may_see(user, project):
        raise PermissionDenied
    choice = _chosen(run, site)
    documents = {"project_file": project_file, "source_file": source_file}
    errors = _wrong_documents(project, documents)
    if choice.barred_by and not any(documents.values()):
        errors["project_file"] = [
            f"{site.name_vi} vướng yêu cầu chính sách ({_labels(choice.barred_by)}): phải kèm văn bản cho phép."
        ]
    if not reason.strip():
        errors["reason"] = ["Xin ghi lý do."]
    if errors:
        raise ValidationError(errors)
    first = first_of(run)
    row = Override(
        run=run,
        project=project,
        first=Site.objects.get(code=first) if first else None,
        site=site,
        rule_class=Override.RuleClass.POLICY if choice.barred_by else Override.RuleClass.LOWER,
        rank=choice.rank,
        barred_by=list(choice.barred_by),
        reason=reason.strip(),
        made_by=user,  # type: ignore[misc]
        **documents,
    )
    return _saved(row, user)


@transaction.atomic
def withdraw_override(*, override: Override, reason: str, user: AbstractBaseUser) -> Override:
    """Withdraw a choice; the one before it, if it was not withdrawn, counts again.

    Raises ValidationError where it was withdrawn before or no reason is given, PermissionDenied for who may not see the case.
    """
    if not may_see(user, override.project):
        raise PermissionDenied
    row = Override.objects.select_for_update().get(pk=override.pk)
    if row.withdrawn_at is not None:
        raise ValidationError("Lựa chọn này đã được rút rồi.")
    if not reason.strip():
        raise ValidationError({"reason": ["Xin ghi lý do rút."]})
    row.withdrawn_at, row.withdrawn_by = timezone.now(), user  # type: ignore[assignment]
    row.withdrawn_reason = reason.strip()
    return _saved(row, user)


def visible_overrides(user: Person) -> QuerySet[Override]:
    """Return the choices that a person may read: like offers, those of a confidential case are of its team."""
    return Override.objects.filter(seen(user, "project__"))


def override_in_force(project: Project) -> Override | None:
    """Return the choice that counts for a project: the newest that was not withdrawn."""
    rows = Override.objects.select_related(
        "site", "first", "made_by", "run", "project_file", "source_file__source"
    )
    return rows.filter(project=project, withdrawn_at__isnull=True).first()


def _chosen(run: MatchRun, site: Site) -> Choice:
    """Return what the site is in the run. Raises ValidationError where it may not be chosen, saying why."""
    if site.code == first_of(run):
        raise ValidationError({"site": [f"{site.name_vi} đang đứng đầu: không phải là lựa chọn khác."]})
    found = next((one for one in choices_of(run) if one.code == site.code), None)
    if found is not None:
        return found
    barred: Sequence[Mapping[str, Any]] = run.answer["barred"] or ()
    bars = [one for each in barred if each["site"] == site.code for one in _beyond_policy(each)]
    said = (
        f"Không chọn được {site.name_vi}: vướng {_labels(bars)}. Yêu cầu của pháp luật và của số liệu không bỏ qua được."
        if bars
        else f"{site.name_vi} không nằm trong kết quả của lượt đối sánh này."
    )
    raise ValidationError({"site": [said]})


def _beyond_policy(barred: Mapping[str, Any]) -> list[str]:
    """Return what bars a site besides policy; a rule that the engine no longer knows counts as such."""
    return [key for key in barred["because"] if key not in OF_POLICY]


def _wrong_documents(
    project: Project, documents: Mapping[str, ProjectFile | SourceFile | None]
) -> dict[str, list[str]]:
    errors = {}
    for name, file in documents.items():
        if file is not None and file.removed_at is not None:
            errors[name] = ["Tệp này đã được gỡ."]
    paper = documents["project_file"]
    if isinstance(paper, ProjectFile) and paper.project_id != project.pk:
        errors["project_file"] = ["Tệp này thuộc hồ sơ khác."]
    return errors


def _labels(criteria: Sequence[str]) -> str:
    return ", ".join(f"“{wording.label('criterion', key, 'vi')}”" for key in criteria)


def _saved(row: Override, user: AbstractBaseUser) -> Override:
    row._history_user = user  # type: ignore[attr-defined]
    row.full_clean()
    row.save()
    return row
