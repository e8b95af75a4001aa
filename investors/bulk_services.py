"""Writes many projects together: as many questions to the database for each two hundred of them, however many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from investors.models import Project, ProjectLine
from investors.services import project_text
from parks.versions import ChangedMeanwhile

BATCH = 200
LINE_COLUMNS = ("position", "sector", "product", "annual_output", "output_unit", "share_pct")


@dataclass(slots=True)
class ProjectEdit:
    """A project as it shall be: its changed columns, and all its lines in order, of which some are new or changed.

    `project` has the version that it was read with; a new one has no key yet.
    """

    project: Project
    columns: frozenset[str] = frozenset()
    lines: list[ProjectLine] = field(default_factory=list)
    changed_lines: list[ProjectLine] = field(default_factory=list)
    removed_lines: list[ProjectLine] = field(default_factory=list)


@transaction.atomic
def write_projects(*, edits: Sequence[ProjectEdit], user: AbstractBaseUser | None) -> None:
    """Write all edits, already checked, or none of them.

    Raises ChangedMeanwhile where somebody else has written one of the projects since it was read.
    """
    for start in range(0, len(edits), BATCH):
        batch = edits[start : start + BATCH]
        for edit in batch:
            edit.project.search_text = project_text(edit.project, edit.lines)
        new = [edit.project for edit in batch if edit.project.pk is None]
        _update([edit for edit in batch if edit.project.pk is not None], user)
        if new:
            bulk_create_with_history(new, Project, default_user=user)
        _write_lines(batch, user)


def _update(edits: Sequence[ProjectEdit], user: AbstractBaseUser | None) -> None:
    projects = [edit.project for edit in edits]
    if not projects:
        return
    stored = Project.objects.select_for_update().filter(pk__in=[project.pk for project in projects])
    versions = dict(stored.values_list("pk", "version"))
    if any(versions.get(project.pk) != project.version for project in projects):
        raise ChangedMeanwhile
    for project in projects:
        project.version += 1
    columns = sorted(frozenset().union(*(edit.columns for edit in edits)))
    bulk_update_with_history(projects, Project, [*columns, "version", "search_text"], default_user=user)
    _write_nulls(projects, columns)


def _write_nulls(projects: Iterable[Project], columns: Iterable[str]) -> None:
    """Write what is not known as NULL: many JSON columns written together get the JSON value null instead."""
    for column in columns:
        if isinstance(Project._meta.get_field(column), models.JSONField):
            unknown = [project.pk for project in projects if getattr(project, column) is None]
            if unknown:
                Project.objects.filter(pk__in=unknown).update(**{column: None})


def _write_lines(edits: Iterable[ProjectEdit], user: AbstractBaseUser | None) -> None:
    new, changed = [], []
    for edit in edits:
        for line in edit.removed_lines:
            line._history_user = user  # type: ignore[attr-defined]
            line.delete()
        for line in edit.lines:
            line.project = edit.project
        new += [line for line in edit.lines if line.pk is None]
        changed += edit.changed_lines
    if new:
        bulk_create_with_history(new, ProjectLine, default_user=user)
    if changed:
        bulk_update_with_history(changed, ProjectLine, list(LINE_COLUMNS), default_user=user)
