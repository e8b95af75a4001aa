"""The report says what was measured and whether it is enough."""

from bench.measured import Measured, at_least, at_most, ratios, shown
from bench.report import tables, verdict

ENOUGH = Measured("Part", "fast ÷ slow", (0.3, 0.2, 0.4), "", at_least(0.25))
TOO_LONG = Measured("Part", "a start", (3.5, 3.1, 9.0), "s", at_most(3))
PLAIN = Measured("Part", "size", (307.0,), "kB")


def test_the_median_is_held_against_the_goal():
    assert (ENOUGH.median, ENOUGH.met) == (0.3, True)
    assert (TOO_LONG.median, TOO_LONG.met) == (3.5, False)
    assert PLAIN.met is None


def test_exactly_the_goal_meets_it():
    assert Measured("", "", (0.25,), "", at_least(0.25)).met
    assert Measured("", "", (3.0,), "s", at_most(3)).met


def test_a_ratio_is_taken_round_by_round():
    assert ratios((10, 20), (40, 40)) == (0.25, 0.5)


def test_ratios_stand_before_absolutes_with_spread_goal_and_verdict():
    lines = tables([TOO_LONG, PLAIN, ENOUGH]).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["fast", "a", "size"]
    assert lines[2].split() == ["fast", "÷", "slow", "0.3", "0.2", "–", "0.4", "≥", "0.25", "met"]
    assert "3.5 s" in lines[3] and lines[3].endswith("NOT MET")
    assert lines[4].split() == ["size", "307", "kB"]


def test_what_is_not_met_is_named():
    assert verdict([ENOUGH, PLAIN]) == "1 of 1 goals met."
    assert "1 of 2 goals met." in verdict([ENOUGH, TOO_LONG])
    assert "not met: a start: 3.5 s, wanted ≤ 3" in verdict([ENOUGH, TOO_LONG])


def test_the_json_holds_every_round():
    plain = TOO_LONG.as_json()
    assert (plain["median"], plain["low"], plain["high"]) == (3.5, 3.1, 9.0)
    assert plain["goal"] == {"number": 3, "at_least": False} and plain["met"] is False
    assert PLAIN.as_json()["goal"] is None


def test_numbers_are_short():
    assert [shown(one) for one in (0, 0.25, 3.14159, 1234.5)] == ["0", "0.25", "3.14", "1 234"]
