"""Two assessments of the same projects: who moves, and which rule moves them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matching.engine import Line, ProjectFacts, SiteFacts, parse
from matching.engine.compare import moves
from matching.engine.facts import Reach
from matching.engine.ranking import rank
from matching.engine.row import Row
from tests.matching.engine.rules import document, matcher
from tests.matching.engine.strategies import fields_of_sites, projects, tries

SEVERAL = st.lists(projects(), min_size=1, max_size=4)


def other_rules(**params):
    """Return the rules with other parameters of one criterion."""
    changed = document()
    for rule in changed["rules"]:
        rule["params"] = (rule.get("params") or {}) | params.get(rule["criterion"], {}) or None
        if rule["params"] is None:
            del rule["params"]
    return parse(changed)


def swapped(one, other):
    """Return the rules with the weights of two preferences exchanged in every profile."""
    changed = document()
    rules = {rule["criterion"]: rule for rule in changed["rules"]}
    rules[one]["weights"], rules[other]["weights"] = rules[other]["weights"], rules[one]["weights"]
    return parse(changed)


def first(made, project):
    placed = rank(Row.of(made, made.assess(made.read([project])), 0)).placed
    return made.sites.codes[placed[0].site] if placed else None


@tries(30)
@given(
    SEVERAL,
    fields_of_sites(1, 5),
    st.sampled_from([("labour", "land"), ("high_tech", "peers"), ("land", "access")]),
)
def test_those_move_whose_first_place_in_the_ranking_is_another(several, field, pair):
    before, after = matcher(field), matcher(field, swapped(*pair))
    found = {move.project: (move.before, move.after) for move in moves(before, after, several)}
    expected = {}
    for number, project in enumerate(several):
        old, new = first(before, project), first(after, project)
        if old != new:
            expected[number] = (old, new)
    assert found == expected


@tries(20)
@given(SEVERAL, fields_of_sites(2, 5))
def test_nobody_moves_under_the_same_rules(several, field):
    assert list(moves(matcher(field), matcher(field), several)) == []


@tries(40)
@given(SEVERAL, fields_of_sites(2, 5))
def test_where_one_rule_alone_has_changed_it_is_the_one_that_moves_them(several, field):
    """Labour that is hard to please: of all preferences that alone is another."""
    rules = other_rules(labour={"jobs_per_ha": [[5, 1], [6, 0]], "local_jobs": [[0, 0], [90000, 1]]})
    for move in moves(matcher(field), matcher(field, rules), several):
        assert move.criterion == "labour" and move.shift > 0


def test_the_shift_is_what_the_points_say():
    near, far = _site("A", 20), _site("B", 90)
    before, after = matcher([near, far]), matcher([replace(near, free_ha=(0, 0)), far])
    (move,) = moves(before, after, [_garments()])
    assert (move.before, move.after, move.criterion) == ("A", "B", "land")
    assert move.shift == 1000  # the site keeps 0 of 10 points in place of all


def test_a_requirement_that_bars_the_old_one_or_frees_the_new_one_moves():
    near, far = _site("A", 20), _site("B", 90)
    planned = replace(near, stage="planned")
    (move,) = moves(matcher([near, far]), matcher([planned, far]), [_garments()])
    assert (move.before, move.after, move.criterion, move.shift) == ("A", "B", "on_offer", 0)
    (move,) = moves(matcher([planned, far]), matcher([near, far]), [_garments()])
    assert (move.before, move.after, move.criterion) == ("B", "A", "on_offer")
    (move,) = moves(matcher([near]), matcher([planned]), [_garments()])
    assert (move.before, move.after, move.criterion) == ("A", None, "on_offer")
    (move,) = moves(matcher([planned]), matcher([near]), [_garments()])
    assert (move.before, move.after, move.criterion) == (None, "A", "on_offer")


def test_a_site_that_is_gone_is_not_on_offer():
    (move,) = moves(matcher([_site("A", 20), _site("B", 90)]), matcher([_site("B", 90)]), [_garments()])
    assert (move.before, move.after, move.criterion) == ("A", "B", "on_offer")


def test_projects_may_have_other_facts_the_second_time():
    sites = [
        _site("A", 20),
        replace(_site("B", 90), free_ha=(100, 100), plot_ha=(100, 100), plot_sure_most_ha=100),
    ]
    small, large = _garments(), replace(_garments(), area_ha=60.0)
    (move,) = moves(matcher(sites), matcher(sites), [small], [large])
    assert (move.before, move.after, move.criterion) == ("A", "B", "plot_fit")


def _garments():
    return ProjectFacts(
        lines=(Line("2018", "1410", intensity="low"),), area_ha=2.0, export_share_pct=0.0, jobs_total=100.0
    )


def _site(code: str, km: float) -> SiteFacts:
    return SiteFacts(
        code=code, kind="cluster", planning_area="DAI-TU", profile="MTN", stage="operating", developer="yes",
        free_ha=(10, 10), plot_ha=(10, 10), plot_sure_most_ha=10, tenants_complete=True,
        reach={node: Reach((km, km), "published") for node in ("CITY-HAN", "AIR-HAN", "PORT-HPH", "PORT-CLA")},
    )  # fmt: skip
