"""The order of the sites, ties, who is barred, and the verdict over them all."""

from hypothesis import given

from matching.engine import Line, ProjectFacts, SiteFacts
from matching.engine.facts import Capacity
from matching.engine.ranking import rank, unverified_by
from matching.engine.row import Row
from tests.matching.engine.rules import assessed
from tests.matching.engine.strategies import fields_of_sites, projects, tries, with_facts, with_site_facts

EXAMPLES = tries(24)
LENSES = ProjectFacts(lines=(Line("2018", "2670", "lenses", intensity="high"),))
# All that a project can state so that no requirement waits for it, and a site of which everything is known.
READY = ProjectFacts(
    lines=(Line("2018", "2670", "lenses", intensity="high"),),
    process_flags=(),
    nationality="VN",
    equipment="new",
    technology_lists=(),
    environment_group="III",
    area_ha=8,
    power_mw=6,
    water_m3_day=400,
    wastewater_m3_day=300,
    wastewater_treatment="central",
)
PLENTY = Capacity((1_000, 1_000), 1_000)
PARK = SiteFacts(
    "S-0",
    "park",
    "PHO-YEN",
    "S-EL",
    stage="operating",
    free_ha=(40, 40),
    plot_ha=(40, 40),
    plot_sure_most_ha=40,
    approved=frozenset({"26"}),
    power=PLENTY,
    water=PLENTY,
    wastewater=PLENTY,
)


def ranked(project, sites):
    made, assessment = assessed([project], sites)
    return made, Row.of(made, assessment, 0), rank(Row.of(made, assessment, 0))


def named(made, places):
    return [made.sites.codes[place.site] for place in places]


@EXAMPLES
@given(projects(), fields_of_sites(2, 4))
def test_taking_a_site_away_reorders_nothing_else(project, field):
    made, _, whole = ranked(project, field)
    for gone in field:
        without, _, rest = ranked(project, [site for site in field if site is not gone])
        for kept, before in ((rest.placed, whole.placed), (rest.barred, whole.barred)):
            others = [place for place in before if made.sites.codes[place.site] != gone.code]
            assert named(without, kept) == named(made, others)
            figures = [(p.score, p.ceiling, p.merit, p.evidence_pct, p.outcome, p.because) for p in kept]
            assert figures == [
                (p.score, p.ceiling, p.merit, p.evidence_pct, p.outcome, p.because) for p in others
            ]


@EXAMPLES
@given(projects(), fields_of_sites(2, 4))
def test_sites_stand_by_score_then_ceiling_then_code(project, field):
    made, _, ranking = ranked(project, field)
    order = [(-place.score, -place.ceiling, made.sites.codes[place.site]) for place in ranking.placed]
    assert order == sorted(order)
    for number, place in enumerate(ranking.placed):
        higher = [other for other in ranking.placed if other.score > place.score]
        assert place.rank == len(higher) + 1, number
    assert all(place.rank is None for place in ranking.barred)


def test_equal_scores_share_a_rank_ordered_by_ceiling_then_code():
    wide = {"central_treatment": None, "stage": "established", "developer": "no"}
    field = [
        with_site_facts(PARK, code="D", **wide),
        with_site_facts(PARK, code="C", **{**wide, "central_treatment": False}),
        with_site_facts(PARK, code="B", **wide),
        with_site_facts(PARK, code="A", **{**wide, "stage": None}, plot_ha=(0, 40), free_ha=(0, 40)),
    ]
    made, _, ranking = ranked(READY, field)
    found = [(made.sites.codes[place.site], place.rank) for place in ranking.placed]
    assert found == [("B", 1), ("D", 1), ("C", 1), ("A", 4)]
    scores = [(place.score, place.ceiling) for place in ranking.placed]
    assert scores[0] == scores[1] > scores[2] and scores[0][0] == scores[2][0]
    assert scores[3][1] > scores[0][1]  # a higher ceiling does not make up for a lower score


@EXAMPLES
@given(projects(), fields_of_sites())
def test_a_site_is_as_its_worst_requirement(project, field):
    _, row, ranking = ranked(project, field)
    worst = {"met": "open", "conditional": "conditional", "unknown": "unverified", "unmet": "barred"}
    for place in (*ranking.placed, *ranking.barred):
        found = [one for one in row.findings(place.site) if one.type == "requirement"]
        outcomes = {one.outcome for one in found}
        assert place.outcome == next(
            worst[one] for one in ("unmet", "unknown", "conditional", "met") if one in outcomes
        )
        assert place.because == tuple(one.criterion for one in found if one.outcome == "unmet")
        assert (place in ranking.barred) == ("unmet" in outcomes)
        lacking = {one.lacks for one in found if one.outcome == "unknown"}
        assert (unverified_by(row, place.site) is None) == (not lacking)
        if lacking:
            assert unverified_by(row, place.site) == (lacking.pop() if len(lacking) == 1 else "both")


def test_a_site_of_which_all_is_known_can_be_open():
    made, assessment = assessed([READY], [PARK])
    found = {
        one.criterion: one.outcome
        for one in Row.of(made, assessment, 0).findings(0)
        if one.type == "requirement"
    }
    assert set(found.values()) == {"met"}
    assert rank(Row.of(made, assessment, 0)).placed[0].outcome == "open"


def test_a_key_energy_user_is_admitted_on_a_condition():
    _, _, ranking = ranked(with_facts(READY, energy_toe_year=1_000), [PARK])
    assert ranking.placed[0].outcome == "conditional"


def test_a_project_that_law_refuses_everywhere_is_refused_by_name():
    cigarettes = with_facts(READY, lines=(Line("2018", "1200", "thuốc lá điện tử", intensity="low"),))
    _, _, ranking = ranked(cigarettes, [PARK, with_site_facts(PARK, code="S-1")])
    assert ranking.verdict == "refused"
    assert ranking.refused_by == ("prohibited_line",)


def test_sites_that_are_not_on_offer_do_not_soften_a_refusal():
    withdrawn = with_site_facts(PARK, code="S-1", stage="withdrawn")
    cigarettes = with_facts(READY, lines=(Line("2018", "1200", "vape", intensity="low"),))
    assert ranked(cigarettes, [PARK, withdrawn])[2].verdict == "refused"
    assert ranked(cigarettes, [withdrawn])[2].verdict == "nowhere_now"


def test_a_project_that_finds_no_room_is_not_refused():
    wide = with_site_facts(PARK, plot_ha=(60, 60), plot_sure_most_ha=60)
    made, _, ranking = ranked(
        with_facts(READY, area_ha=50),
        [
            PARK,
            with_site_facts(wide, code="S-1", stage="planned"),
            with_site_facts(wide, code="S-2", stage="withdrawn"),
        ],
    )
    assert ranking.verdict == "nowhere_now"
    assert ranking.refused_by == ()
    assert [made.sites.codes[site] for site in ranking.planned_candidates] == ["S-1"]
    assert ranking.offered == 1


def test_refused_in_the_south_alone_is_not_refused():
    ore = with_facts(
        READY,
        lines=(Line("2018", "2410", "thép", annual_output=300_000, output_unit="t", intensity="medium_low"),),
        process_flags=("smelting",),
        energy_vs_norm_pct=90,
    )
    mountain = with_site_facts(PARK, code="S-1", planning_area="VO-NHAI", profile="MTN", approved=None)
    _, _, ranking = ranked(ore, [PARK, mountain])
    assert ranking.verdict == "match"
    assert [place.because for place in ranking.barred] == [("high_pollution_risk",)]


def test_a_project_of_which_nothing_is_known_but_its_line_gets_an_answer():
    _, _, ranking = ranked(LENSES, [PARK])
    (place,) = ranking.placed
    assert place.outcome == "unverified"
    assert place.score < place.ceiling


def test_no_site_at_all_is_nowhere_and_not_refused():
    assert ranked(LENSES, [])[2].verdict == "nowhere_now"
