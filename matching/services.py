"""What happens: match a project, keep the run, publish a ruleset. Load, rank, record."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

import msgspec
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from investors.facts import project_facts as facts_of_project
from investors.models import Project
from investors.visibility import may_see
from matching import chain, gather, records, snapshot
from matching.documents import InvalidRuleset, read_document, read_published
from matching.engine import ENGINE_VERSION, DocumentError, Row, Rows, parse, rank
from matching.engine.ruleset import digest_of
from matching.matched import Matched
from matching.models import MatchRun, RulesetStep, RulesetVersion
from matching.outcomes import note_outcome
from matching.recomputing import matched_again, rows_of, whole_answer
from matching.snapshot import PublishedRuleset, Snapshot
from matching.triggers import OWN_DRAFT_REFUSAL
from parks.dates import today
from parks.models import PlanningArea
from partners.callers import PartnerCaller

# What an officer's run of a project on file holds.
OFFICERS_INCLUDE = ("barred",)
# What findings observe of the investor.
ABOUT_THE_INVESTOR = {"nationality", "foreign_share_pct"}


class NotOnOffer(Exception):
    """The target is a site that is not on offer; ``allowed`` are the codes of those that are."""

    def __init__(self, code: str, allowed: list[str]) -> None:
        super().__init__(code)
        self.allowed = allowed


class NoRuleset(Exception):
    """No ruleset is published, or none of the asked version."""


def match(
    *,
    project: Mapping[str, Any],
    on: datetime.date | None = None,
    ruleset: str | None = None,
    target: str | None = None,
    state: Snapshot | None = None,
) -> Matched:
    """Match a validated `project` object against every site. Stores nothing.

    ``state`` is the snapshot that the request was read with. Raises NoRuleset where the version is not published, or nothing
    is, and NotOnOffer for a target that is not on offer on that day.
    """
    on = on or today()
    state = state or snapshot.current()
    published, in_force = ruleset_for(state, on, ruleset)
    rows = state.rows(published, on)
    gathered = gather.project_facts(project, published.ruleset, on, state.sectors)
    return matched_from(
        project=project,
        state=state,
        published=published,
        in_force=in_force,
        on=on,
        gathered=gathered,
        row=rows.of(gathered.facts),
        rows=rows,
        target=target,
    )


def matched_from(
    *,
    project: Mapping[str, Any],
    state: Snapshot,
    published: PublishedRuleset,
    in_force: bool,
    on: datetime.date,
    gathered: gather.Gathered,
    row: Row,
    rows: Rows,
    target: str | None,
) -> Matched:
    """Return one project matched, from its row. Raises NotOnOffer as `match` does."""
    matched = Matched(
        project,
        state,
        published,
        in_force,
        is_earliest(state, on, published),
        state.data_version(on),
        on,
        rows,
        gathered,
        row,
        rank(row),
        target,
    )
    if target is not None and target not in matched.on_offer:
        raise NotOnOffer(target, matched.on_offer)
    return matched


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
    run_id = uuid.uuid4()
    run = MatchRun(
        id=run_id,
        created_by=user,
        partner_id=partner_id,
        project=project,
        on=matched.on,
        ruleset_id=matched.published.pk,
        engine_version=ENGINE_VERSION,
        data_version=matched.data_version,
        sites_id=keep_sites(matched.snapshot, matched.on),
        inputs=chain.raw(
            run_inputs(
                request=matched.request,
                gathered=matched.gathered,
                ruleset_digest=matched.published.ruleset.digest,
                in_force=matched.in_force,
                earliest=matched.earliest,
                limit=limit,
                include=include,
                target=matched.target,
            )
        ),
    )
    answer = records.unread(matched, run_id=str(run_id), limit=limit, include=include)
    # Not before: whoever else writes waits for the end of it.
    with transaction.atomic():
        chain.append_whole(run, answer)
        if project is None:
            del run.inputs, run.answer  # who reads them asks the database
        else:
            run.inputs, run.answer = msgspec.json.decode(run.inputs), msgspec.json.decode(answer.whole())
            note_outcome(run)
    return run


def keep_sites(state: Snapshot, on: datetime.date) -> str:
    """Keep the facts of the sites as of a day, once for all runs that are given them; return their digest."""

    def facts() -> tuple[str, list[Any]]:
        found = snapshot.site_inputs(state.sites(on))
        return chain.digest_of(found), found

    return chain.keep_sites(*state.kept(("run_sites", on), facts))


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
    """Match a registered project against every site and keep the run."""
    matched = match(project=facts_of_project(project), on=on)
    return keep(
        matched=matched,
        user=user,
        limit=matched.row.matcher.sites.count,
        include=OFFICERS_INCLUDE,
        project=project,
    )


def kept_run(*, user: AbstractBaseUser | PartnerCaller, run_id: uuid.UUID) -> MatchRun:
    """Return a run as it is kept: for staff with the permission to view runs, and for its maker, a partner too.

    Raises Http404 for any other, so that nobody learns which runs there are.
    """
    run = get_object_or_404(
        MatchRun.objects.select_related("ruleset", "sites", "project__investor"), pk=run_id
    )
    if not _may_read(user, run):
        raise Http404
    return run


def own_run(*, caller: AbstractBaseUser | PartnerCaller | None, run_id: str) -> MatchRun | None:
    """Return a run by its id to who made it, where it is of no case; None for any other and for what is no id."""
    try:
        rows = MatchRun.objects.filter(pk=uuid.UUID(run_id), project=None)
    except ValueError:
        return None
    if isinstance(caller, PartnerCaller):
        return rows.filter(partner=caller.partner_id).first()
    return rows.filter(created_by=caller.pk).first() if caller else None


def _may_read(user: AbstractBaseUser | PartnerCaller, run: MatchRun) -> bool:
    if isinstance(user, PartnerCaller):
        return run.partner_id == user.partner_id
    mine = run.created_by_id is not None and run.created_by_id == user.pk
    return mine or user.has_perm("matching.view_matchrun")  # type: ignore[attr-defined]


def readable_run(*, user: AbstractBaseUser | PartnerCaller, run_id: uuid.UUID) -> MatchRun:
    """Return a run that the user may read (see `kept_run`), without what they may not know of the investor."""
    return as_readable(run=kept_run(user=user, run_id=run_id), user=user)


def as_readable(*, run: MatchRun, user: AbstractBaseUser | PartnerCaller) -> MatchRun:
    """Take out of a run, which is not to be saved after that, what its reader may not know of the investor.

    Who is not on the team of a confidential case reads whether the investor counts as foreign, not from where.
    """
    # A partner's run has no project.
    if run.project is None or may_see(user, run.project):  # type: ignore[arg-type]
        return run
    run.answer = _without_investor(whole_answer(run))
    run.of_hidden_investor = True  # type: ignore[attr-defined]
    return run


def _without_investor(kept: Any, *, gone: bool = False) -> Any:
    """Return what was kept with null for what is of the investor, as the sentences take it, or without the keys."""
    if isinstance(kept, dict):
        hidden = ABOUT_THE_INVESTOR & kept.keys()
        open_keys = {key: _without_investor(kept[key], gone=gone) for key in kept if key not in hidden}
        return open_keys if gone else open_keys | dict.fromkeys(hidden)
    return [_without_investor(each, gone=gone) for each in kept] if isinstance(kept, list) else kept


def render_run(*, run: MatchRun, language: str, public: bool = False) -> dict[str, Any]:
    """Return a kept run's answer with its sentences, under the ruleset that it was made with.

    ``public`` leaves out the grounds that are only remembered.
    """
    ruleset, _ = read_published(run.ruleset.document)
    sites = snapshot.current().site_rows
    answer = records.render(whole_answer(run), ruleset, sites, language, public=public)
    # Written as a null, what is hidden would read as not known.
    return _without_investor(answer, gone=True) if hasattr(run, "of_hidden_investor") else answer


def robustness_of_run(*, run: MatchRun, language: str) -> dict[str, Any] | None:
    """Return how sure the order of a run is, with its sentence.

    It is computed when somebody looks: from the same inputs and seed the same comes out, so it need not be kept.
    """
    return records.robustness(matched_again(run, rows_of(run)), language)


@transaction.atomic
def publish_ruleset(*, text: str, user: AbstractBaseUser | None = None) -> tuple[RulesetVersion, bool]:
    """Publish a ruleset document; return its row and whether it is new.

    Raises InvalidRuleset for a document that does not parse, that lacks a profile or that a row cannot hold, for one
    whose version is published with another content (a published ruleset never changes), and for a draft of the user's.
    """
    # Few rows, compared here: a database takes not every text. At each start this spares reading the same again.
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED)
    same = next((row for row in published if row.document == text), None)
    if same is not None:
        return same, False
    document = read_document(text)
    try:
        ruleset = parse(document)
    except DocumentError as error:
        raise InvalidRuleset(error.errors) from error
    if missing := set(PlanningArea.Profile.values) - set(ruleset.profiles):
        raise InvalidRuleset([f"profiles: {', '.join(sorted(missing))} of the planning areas is missing"])
    known = RulesetVersion.objects.filter(version=ruleset.version).first()
    if known is not None and known.status == RulesetVersion.Status.PUBLISHED:
        if known.digest != ruleset.digest:
            raise InvalidRuleset(
                [f"version: {ruleset.version} is published with another content; give it a new version"]
            )
        return known, False
    if known is not None and is_author(ruleset=known, user=user):
        raise InvalidRuleset([f"version: {OWN_DRAFT_REFUSAL}"])
    row = known or RulesetVersion(version=ruleset.version)
    row.status = RulesetVersion.Status.PUBLISHED
    row.effective_from = ruleset.effective_from
    row.document = text
    row.digest = digest_of(document)
    row.published_at = timezone.now()
    row.published_by = user  # type: ignore[assignment]
    try:
        row.full_clean()
    except ValidationError as error:
        raise InvalidRuleset(_by_field(error)) from error
    row.save()
    return row, True


def is_author(*, ruleset: RulesetVersion, user: AbstractBaseUser | None) -> bool:
    """Say whether a person has drafted or edited a ruleset; of one that was drafted by anybody, nobody is no other."""
    steps = RulesetStep.objects.filter(ruleset=ruleset, act__in=RulesetStep.AUTHORING)
    return (steps if user is None else steps.filter(by=user.pk)).exists()


def _by_field(error: ValidationError) -> list[str]:
    """Return what a row refuses; the one rule over several fields is on the day from which rulesets are in force."""
    return [
        f"{'effective_from' if field == NON_FIELD_ERRORS else field}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]


def is_earliest(state: Snapshot, on: datetime.date, published: PublishedRuleset) -> bool:
    """Say whether none was in force so early and this is the first there is."""
    force = state.in_force(on)
    return force is not None and not force[1] and force[0] is published


def ruleset_for(
    state: Snapshot, on: datetime.date, version: str | None = None
) -> tuple[PublishedRuleset, bool]:
    """Return the named ruleset or the one in force on a day, and whether it is in force. Raises NoRuleset."""
    if version is not None:
        named = state.named(version)
        if named is None:
            raise NoRuleset(version)
        force = state.in_force(on)
        return named, force is not None and force[1] and force[0] is named
    found = state.in_force(on)
    if found is None:
        raise NoRuleset("no ruleset is published")
    return found
