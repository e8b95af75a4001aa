"""A ruleset with a mistake is refused: every mistake at once, each with its place and what is allowed."""

import math
import random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import DocumentError, Matcher, SiteTable, parse
from matching.engine.criteria import PREFERENCES, REQUIREMENTS
from matching.engine.row import Row
from matching.engine.ruleset import RobustnessRules, digest_of
from matching.engine.vocabulary import CHANGEABLE
from tests.matching.engine.rules import RULESET, document, ruleset
from tests.matching.engine.strategies import fields_of_sites, projects, tries


def rule(changed, criterion):
    return next(one for one in changed["rules"] if one["criterion"] == criterion)


def params(changed, criterion):
    return rule(changed, criterion)["params"]


def put(path, value):
    """Return a change that sets one value: "high_tech.params.certificate" of a rule, or "profiles" of the head."""

    def change(changed):
        *where, last = path.split(".")
        target = changed
        for number, key in enumerate(where):
            in_rules = number == 0 and key not in changed
            target = rule(changed, key) if in_rules else target[int(key) if key.isdigit() else key]
        target[int(last) if last.isdigit() else last] = value

    return change


def drop(path):
    """Return a change that takes one key away."""

    def change(changed):
        *where, last = path.split(".")
        target = rule(changed, where[0]) if where and where[0] not in changed else changed
        for key in where if target is changed else where[1:]:
            target = target[key]
        del target[last]

    return change


def both(*changes):
    def change(changed):
        for one in changes:
            one(changed)

    return change


# What is changed -> what the message must hold: the place, what is wrong, what is allowed.
MISTAKES = {
    "an unknown key of the head": (put("profils", []), ["profils: unknown key", "'profiles'"]),
    "a missing key of the head": (drop("title_vi"), ["title_vi: is missing"]),
    "a version without quotes": (put("version", 2026.1), ["version: must be a text", "quotes"]),
    "no date": (put("effective_from", "01/07/2026"), ["effective_from: must be a date like 2026-07-01"]),
    "an impossible date": (put("effective_from", "2026-02-30"), ["effective_from", "2026-02-30"]),
    "a moment for a date": (
        put("effective_from", yaml.safe_load("2026-07-01 10:00:00")),
        ["effective_from: must be a date"],
    ),
    "no profile": (put("profiles", []), ["profiles: must be a list of profiles"]),
    "a profile twice": (put("profiles", ["MTN", "MTN"]), ["profiles", "named once"]),
    "a profile that is no text": (put("profiles", ["MTN", 3]), ["profiles[1]: must be a text"]),
    "profiles as a text": (put("profiles", "MTN"), ["profiles: must be a list, not 'MTN'"]),
    "rules that are no list": (put("rules", {"a": 1}), ["rules: must be a list"]),
    "a rule that is no mapping": (put("rules.0", "on_offer"), ["rules[0]: must be a mapping"]),
    "an unknown criterion": (
        put("rules.0", {"criterion": "on_ofer", "citations": ["article"]}),
        ["rules[0].criterion", "'on_ofer' is unknown", "did you mean 'on_offer'"],
    ),
    "a missing criterion": (
        lambda changed: changed["rules"].remove(rule(changed, "land")),
        ["criterion 'land' must have exactly one rule, not 0"],
    ),
    "a criterion twice": (
        lambda changed: changed["rules"].append(rule(changed, "plot_fit")),
        ["criterion 'plot_fit' must have exactly one rule, not 2"],
    ),
    "an unknown key of a rule": (
        put("plot_fit.weigths", {}),
        ["(plot_fit).weigths: unknown key", "allowed: citations, criterion, params"],
    ),
    "weights of a requirement": (put("plot_fit.weights", {"MTN": 5}), ["(plot_fit).weights: unknown key"]),
    "a requirement without a citation": (drop("plot_fit.citations"), ["(plot_fit).citations", "at least one"]),
    "an empty list of citations": (put("plot_fit.citations", []), ["(plot_fit).citations", "at least one"]),
    "an unknown citation": (
        put("plot_fit.citations", ["decree_32_2025"]),
        ["(plot_fit).citations", "'decree_32_2025'", "did you mean 'decree_32_2024'"],
    ),
    "a citation that is no name": (put("plot_fit.citations", [["article"]]), ["(plot_fit).citations"]),
    "a bad standing": (
        put("citations.article.standing", "heard"),
        ["citations.article.standing", "read, secondary, known, policy", "'heard'"],
    ),
    "a citation without its article": (drop("citations.article.article"), ["citations.article.article: is missing"]),
    "an unknown key of a citation": (
        put("citations.article.link", "https://"),
        ["citations.article.link: unknown key", "allowed: article, document, standing, url"],
    ),
    "weights above a hundred": (put("land.weights.MTN", 12.5), ["profile MTN add up to 102.5, not 100"]),
    "weights below a hundred": (put("land.weights.CITY", 0), ["profile CITY add up to 90, not 100"]),
    "a missing weight": (drop("land.weights.CITY"), ["(land).weights.CITY: is missing"]),
    "a weight for no profile": (
        put("land.weights.SOUTH", 1),
        ["(land).weights.SOUTH: unknown profile", "S-EL, S-ME, CITY, MTN"],
    ),
    "a weight finer than a hundredth": (put("land.weights.MTN", 9.995), ["(land).weights.MTN", "two decimals"]),
    "a negative weight": (put("land.weights.MTN", -1), ["(land).weights.MTN", "not negative"]),
    "a weight that is no number": (put("land.weights.MTN", "ten"), ["(land).weights.MTN: must be a number"]),
    "a weight that is true": (put("land.weights.MTN", True), ["(land).weights.MTN: must be a number"]),
    "no weights": (drop("land.weights"), ["(land).weights: must be a mapping, not nothing"]),
    "NaN": (put("land.params.at_need", math.nan), ["(land).params.at_need: must be a finite number"]),
    "infinity": (put("land.weights.MTN", math.inf), ["(land).weights.MTN: must be a finite number"]),
    "a number beyond all measure": (put("land.params.full_from", 10**400), ["full_from: must be a finite number"]),
    "an unknown parameter": (
        put("land.params.at_ned", 1),
        ["(land).params.at_ned: unknown key (did you mean 'at_need'?)", "allowed: at_minimum, at_need, full_from"],
    ),
    "a missing parameter": (drop("land.params.at_need"), ["(land).params.at_need: is missing"]),
    "a parameter of another type": (put("land.params.at_need", "0.8"), ["(land).params.at_need: must be a number"]),
    "no parameters": (drop("land.params"), ["(land).params.at_need: is missing"]),
    "a share above one": (put("land.params.at_need", 1.2), ["(land).params.at_need: must lie between 0 and 1"]),
    "shares in the wrong order": (put("land.params.at_need", 0.2), ["at_need: must not be below at_minimum (0.4)"]),
    "a multiple that divides by nothing": (put("land.params.full_from", 1), ["full_from: must be above 1"]),
    "a curve that turns back": (
        put("large_scale.params.capital", [[10, 0], [100, 0.5], [50, 1]]),
        ["(large_scale).params.capital: the first numbers of its anchors must grow"],
    ),
    "a curve that falls": (put("large_scale.params.disbursed", [[0, 1], [100, 0]]), ["disbursed: its shares must rise"]),
    "a curve that rises": (put("labour.params.jobs_per_ha", [[0, 0], [9, 1]]), ["jobs_per_ha: its shares must fall"]),
    "a curve of one anchor": (put("labour.params.local_jobs", [[0, 0]]), ["local_jobs: needs at least two"]),
    "an anchor of three": (put("labour.params.local_jobs", [[0, 0, 1], [1, 1]]), ["local_jobs[0]: must have 2 entries"]),
    "a logarithm of nothing": (put("large_scale.params.capital", [[0, 0], [1, 1]]), ["capital", "above 0"]),
    "bands without a share": (
        put("access.params.near_values", [1, 0.7, 0.4]),
        ["(access).params.near_values: must have 4 entries, one more than near_edges, not 3"],
    ),
    "bands that rise": (put("access.params.near_values", [0.1, 0.4, 0.7, 1]), ["near_values: must fall or stay"]),
    "parts that do not add up": (
        put("high_tech.params.weights.listed", 0.5),
        ["(high_tech).params.weights: must add up to 1, not 1.2"],
    ),
    "a missing part": (drop("high_tech.params.weights.listed"), ["params.weights.listed: is missing"]),
    "an unknown part": (put("high_tech.params.weights.patents", 0), ["params.weights.patents: unknown key; allowed: "]),
    "an unknown list": (put("high_tech.params.lists.d38", 1), ["params.lists.d38: unknown key", "d38_product"]),
    "a missing label": (drop("high_tech.params.intensity.na"), ["params.intensity.na: is missing"]),
    "an unknown certificate": (put("high_tech.params.certificate", "gold"), ["certificate: 'gold' is unknown"]),
    "size classes upside down": (
        lambda changed: params(changed, "high_tech")["size_classes"].reverse(),
        ["size_classes: must stand from the largest class to the smallest"],
    ),
    "a group that is missing": (drop("low_pollution.params.group.IV"), ["params.group.IV: is missing"]),
    "a milder group that earns less": (put("low_pollution.params.group.IV", 0.1), ["group: a milder group"]),
    "a profile that is none": (put("labour.params.more_jobs_profiles", ["HILLS"]), ["'HILLS' is unknown", "MTN"]),
    "an unknown step": (put("high_pollution_risk.params.never", ["burning"]), ["never: 'burning' is unknown"]),
    "an unknown currency": (put("exchange.0.currency", "GBP"), ["exchange[0].currency", "VND, USD"]),
    "a range upside down": (put("exchange.1.low", 99_000), ["exchange[1]: low must"]),
    "years upside down": (put("exchange.1.from_year", 2030), ["exchange[1]", "from_year not to_year"]),
    "a year twice": (put("exchange.1.to_year", 2016), ["exchange[2]: USD in 2015 is already in exchange[1]"]),
    "a year that is no year": (put("exchange.1.from_year", 2005.5), ["exchange[1].from_year: must be a whole number"]),
    "a size that is none": (put("annex_ii.0.smallest", "tiny"), ["annex_ii[0].smallest", "small, medium, large"]),
    "a standing of a row": (put("annex_ii.0.standing", "rumour"), ["annex_ii[0].standing", "read"]),
    "a level that is none": (put("annex_ii.0.level", "IV"), ["annex_ii[0].level", "I, II, III"]),
    "a step of a row that is none": (put("annex_ii.1.flag", "glass"), ["annex_ii[1].flag", "glass_furnace"]),
    "a unit that is none": (put("annex_ii.0.unit", "kg"), ["annex_ii[0].unit", "'kg'"]),
    "a row without its unit": (put("annex_ii.0.unit", None), ["annex_ii[0].unit: is missing"]),
    "a medium size above the large": (put("annex_ii.1.medium_from", 1e6), ["annex_ii[1].medium_from: must lie below"]),
    "a band beyond the whole": (put("robustness", {"band_pct": 120}), ["robustness.band_pct: must lie between 0 and 100"]),
    "a band of no rule": (
        put("robustness", {"bands_pct": {"lnd": 10}}),
        ["robustness.bands_pct.lnd", "must be one of high_tech", "did you mean 'land'"],
    ),
    "a band below nothing": (put("robustness", {"bands_pct": {"land": -1}}), ["robustness.land: must lie between"]),
    "labels that cross": (
        put("robustness", {"robust_from_pct": 40}),
        ["robustness: coin_toss_below_pct must not exceed robust_from_pct"],
    ),
    "an unknown key of robustness": (put("robustness", {"band": 25}), ["robustness.band: unknown key", "band_pct"]),
    "a change that nobody can make": (
        put("counterfactuals", {"order": ["land.area_ha", "land.areas_ha"]}),
        ["counterfactuals.order[1]: must be one of preferences.max_km", "did you mean 'land.area_ha'"],
    ),
    "a change that is named twice": (
        put("counterfactuals", {"order": ["capital", "jobs.total", "capital"]}),
        ["counterfactuals.order[2]: 'capital' is named before"],
    ),
    "codes that are numbers": (put("annex_ii.0.codes", [71]), ["annex_ii[0].codes[0]: must be a text, not 71", "quotes"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_with_its_place_and_what_is_allowed(mistake):
    change, expected = MISTAKES[mistake]
    changed = document()
    change(changed)
    with pytest.raises(DocumentError) as refused:
        parse(changed)
    assert any(all(part in error for part in expected) for error in refused.value.errors), (
        refused.value.errors
    )


def test_all_mistakes_are_told_at_once():
    changed = document()
    told = ["an unknown key of the head", "weights above a hundred", "a bad standing", "an unknown parameter"]
    for mistake in told:
        MISTAKES[mistake][0](changed)
    changed["rules"].remove(rule(changed, "peers"))
    with pytest.raises(DocumentError) as refused:
        parse(changed)
    for mistake in told:
        if mistake != "weights above a hundred":
            assert any(all(part in error for part in MISTAKES[mistake][1]) for error in refused.value.errors)
    assert any("'peers' must have exactly one rule" in error for error in refused.value.errors)
    assert any("profile MTN add up to 97.5" in error for error in refused.value.errors)
    assert str(refused.value) == "\n".join(refused.value.errors)


@pytest.mark.parametrize("document_", [None, [], "rules", 3, {}])
def test_what_is_no_ruleset_at_all_is_refused(document_):
    with pytest.raises(DocumentError):
        parse(document_)


def test_the_published_ruleset_has_every_criterion_and_its_grounds():
    rules = ruleset()
    assert [one.criterion for one in rules.requirements] == list(REQUIREMENTS)
    assert [one.criterion for one in rules.preferences] == list(PREFERENCES)
    assert all(one.citations for one in (*rules.requirements, *rules.preferences))


def test_the_digest_is_of_the_content_not_of_its_layout():
    text = RULESET.read_text()
    changed = document()
    shuffler = random.Random(1)

    def shuffled(value):
        if isinstance(value, dict):
            keys = shuffler.sample(list(value), len(value))
            return {key: shuffled(value[key]) for key in keys}
        return [shuffled(one) for one in value] if isinstance(value, list) else value

    assert list(shuffled(changed)) != list(changed)
    assert digest_of(shuffled(changed)) == ruleset().digest
    assert parse(yaml.safe_load("# a remark\n" + text + "\n# another\n")).digest == ruleset().digest
    assert parse(yaml.safe_load(yaml.safe_dump(changed, allow_unicode=True))).digest == ruleset().digest
    put("land.params.at_need", 0.81)(changed)
    assert parse(changed).digest != ruleset().digest


def test_a_document_without_bands_has_those_of_the_rules_by_default_and_its_old_digest():
    assert "robustness" not in document()
    assert ruleset().robustness == RobustnessRules(25, {}, 80, 50)
    changed = document()
    put("robustness", {"band_pct": 10, "bands_pct": {"land": 50}, "robust_from_pct": 90})(changed)
    assert parse(changed).robustness == RobustnessRules(10, {"land": 50}, 90, 50)
    assert [parse(changed).robustness.band_of(key) for key in ("land", "access")] == [0.5, 0.1]
    assert parse(changed).digest != ruleset().digest


def test_a_document_without_an_order_of_changes_has_the_default_one_and_its_old_digest():
    assert "counterfactuals" not in document()
    assert ruleset().counterfactuals.order == CHANGEABLE
    changed = document()
    put("counterfactuals", {"order": ["capital", "land.area_ha"]})(changed)
    assert [parse(changed).counterfactuals.cost_of(kind) for kind in ("capital", "land.area_ha")] == [1, 2]
    assert parse(changed).digest != ruleset().digest


def test_the_order_of_rules_does_not_change_what_they_say():
    changed = document()
    changed["rules"].reverse()
    assert parse(changed).requirements == ruleset().requirements
    assert parse(changed).preferences == ruleset().preferences


def places(value, path=()):
    """Return the path of every value in a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    yield path
    for key, one in inside:
        yield from places(one, (*path, key))


PLACES = [path for path in places(document()) if path]
STRANGE = st.sampled_from(
    [None, True, 0, 1, -1, 0.5, 2, 1e9, math.nan, math.inf, 10**400, "", "x", [], ["x"], [[0, 0]], [1, 2], {}, {"x": 1}]
)  # fmt: skip


@tries(150)
@given(st.sampled_from(PLACES), STRANGE, st.lists(projects(), min_size=1, max_size=2), fields_of_sites(1, 2))
def test_whatever_stands_anywhere_is_refused_or_works(path, strange, several, field):
    """A ruleset that is accepted assesses any project: shares within 0 and 1, the lower not above the higher."""
    changed = document()
    target = changed
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = strange
    try:
        rules = parse(changed)
    except DocumentError as refused:
        assert refused.errors
        return
    made = Matcher(rules, SiteTable(field))
    assessment = made.assess(made.read(several))
    for judged in assessment.shares:
        low, high = judged.share
        assert (low >= -1e-9).all() and (high <= 1 + 1e-9).all() and (low <= high + 1e-9).all()
    for row in range(len(several)):
        for site in range(len(field)):
            assert len(Row.of(made, assessment, row).findings(site)) == len(REQUIREMENTS) + len(PREFERENCES)
