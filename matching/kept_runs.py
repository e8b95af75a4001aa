"""Reads kept runs: who may, without what they may not know, with the sentences."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from investors.visibility import may_see
from matching import records, snapshot
from matching.documents import read_published
from matching.models import MatchRun
from matching.recomputing import matched_again, rows_of, whole_answer
from partners.callers import PartnerCaller

# What findings observe of the investor.
ABOUT_THE_INVESTOR = {"nationality", "foreign_share_pct"}


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
        return {
            key: None if key in ABOUT_THE_INVESTOR else _without_investor(value, gone=gone)
            for key, value in kept.items()
            if not (gone and key in ABOUT_THE_INVESTOR)
        }
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

    It is computed when somebody looks: from the same inputs and seed the same comes out, so it need not be kept with
    the run. Who looks at a page again, and at the proposal made of it, does not wait for it again.
    """
    state = snapshot.current()
    return state.answered(
        ("robustness", run.pk, language),
        lambda: records.robustness(matched_again(run, rows_of(run), state), language),
    )
