"""What an investor can change of a project, by the order of the ruleset, and what may be chosen instead.

Only what is stated is changed: to state what is not known is no change of the project (`ranking.project_missing` says
what that could do). Demands are only eased: asking for more land or for fewer kinds of site could only shut others out.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from matching.engine.assess import Matcher
from matching.engine.facts import ProjectFacts, SiteFacts
from matching.engine.levers import AMOUNTS, Lever, amounts, choice
from matching.engine.vocabulary import PRACTICES, TREATMENTS

Choice = Callable[[Matcher, ProjectFacts, Sequence[SiteFacts]], Lever | None]


def levers(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> list[Lever]:
    """Return the levers that the ruleset allows, cheapest first, with the choices that matter at some sites."""
    found: list[Lever] = []
    for kind in matcher.ruleset.counterfactuals.order:
        if kind in _CHOICES:
            made = [_CHOICES[kind](matcher, project, sites)]
        elif kind in AMOUNTS:
            made = [*amounts(kind, project)]
        found += [lever for lever in made if lever is not None and lever.stretches]
    return found


def _kinds(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever:
    now = project.wish_kinds
    more = sorted({site.kind for site in sites} - set(now)) if now else []
    return choice("preferences.kinds", "wish_kinds", now, [(*now, one) for one in more])


def _areas(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever:
    now = project.wish_areas
    more = sorted({site.planning_area for site in sites} - set(now)) if now else []
    return choice("preferences.planning_areas", "wish_areas", now, [(*now, one) for one in more])


def _treatment(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.wastewater_treatment
    if now is None:
        return None
    others = [one for one in TREATMENTS if one not in (now, "none")]
    return choice("environment.wastewater_treatment", "wastewater_treatment", now, others)


def _practices(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.practices
    return None if now is None else choice("environment.practices", "practices", now, _more(now, PRACTICES))


def _certificates(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.certificates
    if now is None:
        return None
    counted = next(one for one in matcher.criteria if one.key == "high_tech").params.certificate
    return choice("technology.certificates", "certificates", now, _more(now, (counted,)))


def _equipment(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.equipment
    return None if now in (None, "new") else choice("technology.equipment", "equipment", now, ["new"])


def _lists(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.technology_lists
    if now is None:
        return None
    rule = next(one for one in matcher.criteria if one.key == "restricted_technology").params
    bad = [one for one in now if one in (rule.prohibited, rule.restricted)]
    return choice("technology.lists", "technology_lists", now, _fewer(now, bad))


def _steps(matcher: Matcher, project: ProjectFacts, sites: Sequence[SiteFacts]) -> Lever | None:
    now = project.process_flags
    return None if now is None else choice("process_flags", "process_flags", now, _fewer(now, now))


def _more(now: Sequence[str], codes: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes with some more, few before many."""
    new = [one for one in codes if one not in now]
    return [(*now, *some) for size in range(1, len(new) + 1) for some in combinations(new, size)]


def _fewer(now: Sequence[str], droppable: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the codes without some of those that can be dropped, few before many."""
    codes = dict.fromkeys(droppable)
    return [
        tuple(one for one in now if one not in some)
        for size in range(1, len(codes) + 1)
        for some in combinations(codes, size)
    ]


_CHOICES: Mapping[str, Choice] = {
    "preferences.planning_areas": _areas,
    "preferences.kinds": _kinds,
    "environment.wastewater_treatment": _treatment,
    "environment.practices": _practices,
    "technology.certificates": _certificates,
    "technology.equipment": _equipment,
    "technology.lists": _lists,
    "process_flags": _steps,
}
