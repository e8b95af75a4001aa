"""Whatever the project and the site, every finding reads as a sentence."""

from hypothesis import given, settings

from matching.engine import ProjectFacts, SiteFacts
from matching.engine.row import Row
from matching.wording import LANGUAGES, sentence
from tests.matching.engine.rules import assessed
from tests.matching.engine.strategies import fields_of_sites, projects
from tests.matching.wording.grid import rulesets
from tests.matching.wording.reading import fault


@settings(max_examples=60)
@given(project=projects(), sites=fields_of_sites(2, 4))
def test_every_finding_reads_as_a_sentence(project: ProjectFacts, sites: list[SiteFacts]) -> None:
    for rules in rulesets():
        matcher, assessment = assessed([project], sites, rules)
        for site in range(matcher.sites.count):
            for one in Row.of(matcher, assessment, 0).findings(site):
                for language in LANGUAGES:
                    text = sentence(one.reason, language, one.observed, one.required)
                    assert fault(text, language) is None, f"{one.reason} {fault(text, language)}: {text}"
