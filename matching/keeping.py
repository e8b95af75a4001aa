"""Keeps a match as a run: what it was computed from, its answer, what it came to."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from investors.facts import project_facts as facts_of_project
from investors.models import Project
from matching import appending, chain, gather, records, snapshot
from matching.engine import ENGINE_VERSION
from matching.json_fields import encoded
from matching.matched import Matched
from matching.models import MatchRun
from matching.outcomes import note_outcome
from matching.services import match
from matching.snapshot import Snapshot

# What an officer's run of a project on file holds.
OFFICERS_INCLUDE = ("barred",)


def keep(
    *,
    matched: Matched,
    user: AbstractBaseUser | None = None,
    partner_id: int | None = None,
    limit: int,
    include: tuple[str, ...],
    project: Project | None = None,
) -> MatchRun:
    """Store a run of an officer or of a partner: its inputs whole, its answer without sentences, what it came to."""
    question = question_of(matched, limit, include)
    run = MatchRun(
        id=uuid.uuid4(),
        created_by=user,
        partner_id=partner_id,
        project=project,
        on=matched.on,
        ruleset_id=matched.published.pk,
        engine_version=ENGINE_VERSION,
        data_version=matched.data_version,
        inputs=msgspec.Raw(question.inputs),
    )
    answer: records.Unread = matched.snapshot.answered(
        question, lambda: records.unread(matched, limit=limit, include=include)
    )
    sites = sites_given(matched.snapshot, matched.on)
    if project is None:
        appending.append_whole(run, answer, sites)
        del run.inputs, run.answer  # who reads them asks the database
        return run
    with transaction.atomic():
        appending.append_whole(run, answer, sites)
        run.inputs, run.answer = msgspec.json.decode(run.inputs), msgspec.json.decode(answer.whole(run.id))
        note_outcome(run)
    return run


class Question(NamedTuple):
    """Everything that an answer follows from beside the data; that it does is what a replay proves."""

    ruleset: int
    on: datetime.date
    inputs: bytes


def question_of(matched: Matched, limit: int, include: tuple[str, ...]) -> Question:
    """Return what was asked, with the inputs of a run that keeps it encoded."""

    def make() -> Question:
        inputs = run_inputs(
            request=matched.request,
            gathered=matched.gathered,
            ruleset_digest=matched.published.ruleset.digest,
            in_force=matched.in_force,
            earliest=matched.earliest,
            limit=limit,
            include=include,
            target=matched.target,
        )
        return Question(matched.published.pk, matched.on, encoded(inputs))

    found: Question = matched.once(("question", limit, include), make)
    return found


def sites_given(state: Snapshot, on: datetime.date) -> tuple[str, list[Any]]:
    """Return the facts of the sites as of a day as runs are given them, with their digest before them."""

    def facts() -> tuple[str, list[Any]]:
        found = snapshot.site_inputs(state.sites(on))
        return chain.digest_of(found), found

    given: tuple[str, list[Any]] = state.kept(("run_sites", on), facts)
    return given


def run_inputs(
    *,
    request: Mapping[str, Any],
    gathered: gather.Gathered,
    ruleset_digest: str,
    in_force: bool,
    earliest: bool,
    limit: int,
    include: tuple[str, ...],
    target: str | None = None,
) -> dict[str, Any]:
    """Return what a run holds besides the facts of the sites, to be encoded, so that its answer can be computed anew."""
    return {
        "project": request,
        "facts": gathered.facts,
        "notes": gathered.notes,
        "ruleset_digest": ruleset_digest,
        "in_force": in_force,
        "earliest": earliest,
        "limit": limit,
        "include": list(include),
        **({"target": target} if "counterfactuals" in include else {}),
    }


def match_project(*, project: Project, user: AbstractBaseUser, on: datetime.date | None = None) -> MatchRun:
    """Match a registered project against every site and keep the run. Raises NoRuleset and NoLine as `match` does."""
    matched = match(project=facts_of_project(project), on=on)
    return keep(
        matched=matched,
        user=user,
        limit=matched.row.matcher.sites.count,
        include=OFFICERS_INCLUDE,
        project=project,
    )
