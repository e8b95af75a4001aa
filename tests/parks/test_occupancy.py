"""How full the sites are: nothing is guessed, weak figures are marked, and the day decides."""

import datetime

import pytest

from parks.conditional import catalogue_number
from parks.current import current_sites
from parks.models import Site
from parks.occupancy import Occupancy, occupancies
from parks.snapshot import snapshot

pytestmark = pytest.mark.usefixtures("catalogue")


def shown(kind: str = "park", on: datetime.date = datetime.date(2026, 11, 24)) -> dict[str, Occupancy]:
    rows = current_sites(snapshot(catalogue_number()), on).values()
    return {each.site.code: each for each in occupancies(rows, kind)}


def test_the_fullest_come_first_and_what_nobody_knows_is_unknown_and_last() -> None:
    found = list(shown().values())
    known = [each for each in found if each.fact is not None]
    numbers = [float(each.fact.number) for each in known if each.fact]
    assert numbers == sorted(numbers, reverse=True) and found[: len(known)] == known
    assert shown()["KCN-NAM-PHO-YEN"].fact is None


def test_what_has_nothing_to_let_is_left_out() -> None:
    assert "KCN-QUYET-THANG" not in shown() and "KCN-QUYET-THANG" in Site.objects.values_list(
        "code", flat=True
    )
    assert "KCN-PHU-BINH" in shown() and "KCN-PHU-BINH" not in shown(on=datetime.date(2023, 6, 30))


def test_a_figure_counts_from_its_day_with_its_grade_and_age() -> None:
    now, then = shown()["KCN-SONG-CONG-1"], shown(on=datetime.date(2022, 6, 30))["KCN-SONG-CONG-1"]
    assert now.weak and now.stale and not then.stale
    before = shown(on=datetime.date(2021, 1, 1))["KCN-SONG-CONG-1"]
    assert before.fact is not None and before.fact.grade == "doubtful"
