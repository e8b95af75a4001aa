"""The batch and the single answer are equal to the last digit: there is no second path that could disagree."""

from hypothesis import given
from hypothesis import strategies as st

from matching.engine.ranking import project_missing, rank, site_missing, unverified_by
from matching.engine.rankings import rank_each
from matching.engine.row import Row
from tests.matching.engine.rules import assessed, matcher
from tests.matching.engine.strategies import fields_of_sites, projects, tries

SEVERAL = st.lists(projects(), min_size=2, max_size=5)
EXAMPLES = tries(24)


@EXAMPLES
@given(SEVERAL, fields_of_sites(1, 3))
def test_many_projects_at_once_equal_each_alone(several, field):
    made, together = assessed(several, field)
    assert list(rank_each(made, together)) == [rank(Row.of(made, together, n)) for n in range(len(several))]
    for number, project in enumerate(several):
        alone_with, alone = assessed([project], field)
        row, single = Row.of(made, together, number), Row.of(alone_with, alone, 0)
        assert rank(row) == rank(single)
        everywhere = range(len(field))
        assert project_missing(row, everywhere) == project_missing(single, everywhere)
        for site in everywhere:
            assert Row.of(made, together, number).findings(site) == Row.of(alone_with, alone, 0).findings(
                site
            )
            assert unverified_by(row, site) == unverified_by(single, site)
            assert site_missing(row, site) == site_missing(single, site)


@EXAMPLES
@given(SEVERAL, fields_of_sites(1, 3), st.integers(1, 4))
def test_the_size_of_blocks_does_not_matter(several, field, size):
    made = matcher(field)
    whole = made.assess(made.read(several))
    rows = [
        (score.tolist(), ceiling.tolist(), outcome.tolist())
        for block in made.in_blocks(several, size)
        for score, ceiling, outcome in zip(block.score, block.ceiling, block.outcome, strict=True)
    ]
    assert rows == list(
        zip(whole.score.tolist(), whole.ceiling.tolist(), whole.outcome.tolist(), strict=True)
    )


@EXAMPLES
@given(projects(), fields_of_sites(2, 4))
def test_one_site_alone_equals_itself_among_others(project, field):
    made, together = assessed([project], field)
    for site in field:
        alone_with, alone = assessed([project], [site])
        place = made.sites.codes.index(site.code)
        assert Row.of(made, together, 0).findings(place) == Row.of(alone_with, alone, 0).findings(0)
