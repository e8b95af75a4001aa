"""The counts of a report against a desk made up by hand, at the edges of the period, and against a replay of histories."""

import datetime
import random
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from investors.models import Enquiry, Investor, Offer, Project, ProjectHold, ProjectLine, StageChange
from investors.stages import ENDED, OPEN, PATH
from matching.reports.figures import Report
from matching.reports.gather import gather_report
from matching.reports.period import Period, quarter_of, week_of
from matching.reports.pipeline import HIDDEN, UNKNOWN, Moves, StageFlow
from parks.dates import HANOI
from parks.models import Hold, Sector, Site

pytestmark = pytest.mark.usefixtures("catalogue")
WEEK = week_of(datetime.date(2026, 11, 22))
LATER = datetime.datetime(2026, 12, 20, tzinfo=HANOI)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime.datetime:
    """Return a moment of 2026 in Vietnam."""
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=HANOI)


@pytest.fixture
def owner(catalogue: None) -> User:
    return User.objects.create_user("lan", is_staff=True)


@pytest.fixture
def colleague(catalogue: None) -> User:
    return User.objects.create_user("hoa", is_staff=True)


def case(name: str, came: datetime.datetime, stage: str = "enquiry", **given: Any) -> Project:
    """Store a case with its first line, its investor and its moves (stage, moment, reason)."""
    moves, line, investor = given.pop("moves", ()), given.pop("line", None), given.pop("investor", None)
    if investor is not None:
        investor = Investor.objects.create(name=name, search_text="", **investor)
    project = Project.objects.create(name=name, investor=investor, stage=stage, search_text="", **given)
    Project.objects.filter(pk=project.pk).update(created_at=came)
    if line:
        ProjectLine.objects.create(project=project, sector=Sector.objects.get(edition="2018", code=line))
    before = "enquiry"
    for to_stage, when, reason in moves:
        StageChange.objects.create(
            project=project, from_stage=before, to_stage=to_stage, changed_at=when, reason=reason
        )
        before = to_stage
    assert before == stage
    return project


def report(user: User, period: Period = WEEK, now: datetime.datetime = LATER) -> Report:
    return gather_report(period=period, user=user, now=now)


def stage(found: Report, name: str) -> StageFlow:
    return next(one for one in found.pipeline.stages if one.stage == name)


@pytest.fixture
def desk(owner: User) -> dict[str, Project]:
    """Return six cases around the week of 16 to 22 November."""
    korean = {"nationality": "KR", "confidential": False}
    return {
        "moved": case("A", at(1), "screening", line="2670", investor=korean, capital_amount=80, capital_currency="USD",
                      owner=owner, moves=[("screening", at(17), "")]),
        "last minute": case("B", at(22, 23, 59), line="2610", capital_amount=20, capital_currency="USD", owner=owner,
                            investor={"nationality": "CN", "confidential": True}),
        "too late": case("C", at(23, 0, 0), line="2670", investor=korean),
        "refused": case("D", at(1, month=10), "refused", investor={"nationality": "JP", "confidential": False},
                        moves=[("screening", at(2, month=10), ""), ("refused", at(22, 23, 59), "hết đất")]),
        "withdrawn after": case("E", at(1, month=10), "withdrawn", capital_amount=5, capital_currency="VND",
                                moves=[("screening", at(2, month=10), ""), ("withdrawn", at(23, 0, 0), "thôi")]),
        "two steps": case("F", at(16, 0, 0), "site_offered", line="1410",
                          moves=[("screening", at(16, 0, 0), ""), ("site_offered", at(20), "")]),
    }  # fmt: skip


def test_stages_at_the_start_moves_and_stages_at_the_end(desk: dict[str, Project], owner: User) -> None:
    found = report(owner)
    flows = {
        one.stage: (one.at_start, one.came_in, one.moved_in, one.moved_out, one.at_end)
        for one in found.pipeline.stages
    }
    assert flows["enquiry"] == (1, 2, 0, 2, 1)  # A; B and F came; A and F went on; B is left
    assert flows["screening"] == (2, 0, 2, 2, 2)  # D, E; A and F; D refused and F went on; A and E
    assert flows["site_offered"] == (0, 0, 1, 0, 1)
    assert flows["refused"] == (0, 0, 1, 0, 1)
    assert flows["withdrawn"] == (0, 0, 0, 0, 0)
    assert found.pipeline.total == Moves(open_at_end=4, came_in=2, forward=3, refused=1)


def test_the_week_after_has_what_happened_at_its_midnight(desk: dict[str, Project], owner: User) -> None:
    found = report(owner, WEEK.after)
    assert found.pipeline.total == Moves(open_at_end=4, came_in=1, withdrawn=1)
    assert stage(found, "screening").at_start == 2 and stage(found, "screening").at_end == 1


def test_the_quarter_has_both_weeks(desk: dict[str, Project], owner: User) -> None:
    found = report(owner, quarter_of(datetime.date(2026, 12, 31)), now=at(2, month=12))
    assert found.pipeline.total == Moves(open_at_end=4, came_in=6, forward=5, refused=1, withdrawn=1)
    assert found.land_on == datetime.date(2026, 12, 2)
    assert report(owner, quarter_of(datetime.date(2026, 9, 30))).pipeline.total == Moves()


def test_capital_is_kept_apart_by_currency_and_adds_up_to_the_last_unit(
    desk: dict[str, Project], owner: User
) -> None:
    most = 10**15 - 1
    for number in range(3):
        case(f"G{number}", at(1), capital_amount=most, capital_currency="VND")
    found = report(owner)
    assert stage(found, "enquiry").capital == {"USD": 20, "VND": 3 * most}
    assert stage(found, "screening").capital == {"USD": 80, "VND": 5}
    assert stage(found, "site_offered").unstated == 1


def test_traits_are_told_to_the_team_and_counted_for_everybody(
    desk: dict[str, Project], owner: User, colleague: User
) -> None:
    mine, theirs = report(owner).pipeline, report(colleague).pipeline
    assert mine.total == theirs.total
    assert mine.by["country"] == {
        "CN": Moves(open_at_end=1, came_in=1),
        "KR": Moves(open_at_end=1, forward=1),
        "JP": Moves(refused=1),
        UNKNOWN: Moves(open_at_end=2, came_in=1, forward=2),
    }
    assert (
        theirs.by["country"][HIDDEN] == Moves(open_at_end=1, came_in=1) and "CN" not in theirs.by["country"]
    )
    assert (
        mine.by["division"]
        == theirs.by["division"]
        == {
            "26": Moves(open_at_end=2, came_in=1, forward=1),
            "14": Moves(open_at_end=1, came_in=1, forward=2),
            UNKNOWN: Moves(open_at_end=1, refused=1),
        }
    )
    assert list(mine.by["country"])[-1] == UNKNOWN


def test_who_sees_all_sees_all(desk: dict[str, Project]) -> None:
    chief = User.objects.create_superuser("truong")
    assert "CN" in report(chief).pipeline.by["country"]


def area_of(code: str) -> str:
    return Site.objects.get(code=code).planning_area.code


def test_the_area_is_of_the_land_held_else_of_the_best_offer(
    desk: dict[str, Project], owner: User, colleague: User
) -> None:
    def offer(
        project: str, site: str, when: datetime.datetime, response: str = "waiting", **more: Any
    ) -> None:
        Offer.objects.create(
            project=desk[project],
            site=Site.objects.get(code=site),
            by=owner,
            channel="email",
            at=when,
            response=response,
            **more,
        )

    def areas(user: User) -> dict[str, int]:
        return {
            key: one.open_at_end for key, one in report(user).pipeline.by["area"].items() if one.open_at_end
        }

    yen_binh, song_cong, phu_binh = (
        area_of(code) for code in ("KCN-YEN-BINH", "KCN-SONG-CONG-1", "KCN-PHU-BINH")
    )
    assert len({yen_binh, song_cong, phu_binh}) == 3
    offer("moved", "KCN-YEN-BINH", at(17), "accepted", responded_on=datetime.date(2026, 11, 18))
    offer("moved", "KCN-SONG-CONG-1", at(18))
    offer("last minute", "KCN-SONG-CONG-1", at(22, 23, 59))
    offer("two steps", "KCN-YEN-BINH", at(23, 0, 0))
    assert areas(owner) == {yen_binh: 1, song_cong: 1, UNKNOWN: 2}
    assert areas(colleague) == {yen_binh: 1, HIDDEN: 1, UNKNOWN: 2}
    offer(
        "two steps",
        "KCN-SONG-CONG-1",
        at(19),
        "declined",
        response_reason="xa",
        responded_on=datetime.date(2026, 11, 22),
    )
    assert areas(owner)[UNKNOWN] == 2
    held = Hold.objects.create(
        site=Site.objects.get(code="KCN-PHU-BINH"), area_ha=3, state="released", asked_by=owner, asked_at=at(18),
        held_from=datetime.date(2026, 11, 18), until=datetime.date(2026, 12, 18),
        ended_on=datetime.date(2026, 11, 23), end_reason="thôi",
    )  # fmt: skip
    ProjectHold.objects.create(hold=held, project=desk["moved"])
    assert areas(owner) == {phu_binh: 1, song_cong: 1, UNKNOWN: 2}


def test_what_was_refused_says_why_to_those_who_may_know(
    desk: dict[str, Project], owner: User, colleague: User
) -> None:
    refused = desk["refused"]
    Project.objects.filter(pk=refused.pk).update(land_area_ha=12, utilities_power_mw=Decimal("1.5"))
    (row,) = report(colleague).demand.ended
    assert (row.asked.code, row.reason, row.on) == (refused.code, "hết đất", datetime.date(2026, 11, 22))
    assert (row.asked.hectares, row.asked.megawatts) == (12, Decimal("1.5"))
    Investor.objects.filter(pk=refused.investor_id).update(confidential=True)
    assert report(colleague).demand.ended[0].reason is None


def test_enquiries_count_in_the_week_they_came_and_are_answered_whenever_that_was(owner: User) -> None:
    def enquiry(code: str, came: datetime.datetime, answered: datetime.datetime | None = None) -> None:
        Enquiry.objects.create(
            code=code, received_at=came, first_answered_at=answered, text="?", search_text=""
        )

    enquiry("a", at(16, 0, 0), at(16, 0, 30))
    enquiry("b", at(22, 23, 59), at(23, 0, 20))
    enquiry("c", at(23, 0, 0), at(23, 0, 1))
    enquiry("d", at(20))
    found = report(owner).answers
    assert (found.received, found.in_time, found.still_open, found.waiting) == (3, 2, 1, 1)
    assert found.longest == datetime.timedelta(minutes=30)
    assert found.oldest == LATER - at(20)


def test_holds_wait_at_the_end_and_name_no_confidential_case(
    desk: dict[str, Project], owner: User, colleague: User
) -> None:
    site = Site.objects.get(code="KCN-YEN-BINH")

    def hold(project: str, **given: Any) -> None:
        row = Hold.objects.create(site=site, asked_by=owner, **given)
        ProjectHold.objects.create(hold=row, project=desk[project])

    hold("last minute", area_ha=2, state="queued", asked_at=at(22, 23, 59))
    hold("moved", area_ha=4, state="queued", asked_at=at(23, 0, 0))
    ended = {"state": "released", "end_reason": "thôi", "asked_at": at(18)}
    later = {"held_from": at(23).date(), "until": at(30).date(), "ended_on": at(25).date()}
    hold("two steps", area_ha=1, **ended, **later)
    hold("moved", area_ha=8, **ended, ended_on=at(20).date())
    found = report(owner)
    assert (found.demand.waits, found.demand.waits_ha) == (2, 3)
    assert [row.project for row in found.demand.waiting] == [
        f"F ({desk['two steps'].code})",
        f"B ({desk['last minute'].code})",
    ]
    kept_back = report(colleague).demand.waiting[1]
    assert (kept_back.project, kept_back.hidden, kept_back.hectares) == (None, True, 2)
    acts = found.acts
    assert (acts.holds, acts.held_ha, acts.holds_queued, acts.released) == (3, 11, 2, 1)


def _replayed(moves: list[tuple[str, str, datetime.datetime]], first: str, moment: datetime.datetime) -> str:
    stage = first
    for _, to_stage, when in moves:
        if when < moment:
            stage = to_stage
    return stage


def test_counts_agree_with_a_replay_of_every_history(owner: User) -> None:
    dice = random.Random(7)
    edges = [WEEK.starts, WEEK.ends, WEEK.ends - datetime.timedelta(microseconds=1)]
    histories = []
    for number in range(60):
        came = dice.choice([*edges, at(dice.randint(1, 29))])
        first, stage, when, moves = "enquiry", "enquiry", came, []
        for _ in range(dice.randint(0, 5)):
            when = max(when, dice.choice([*edges, when + datetime.timedelta(hours=dice.randint(0, 90))]))
            to_stage = dice.choice([one for one in (*PATH, *ENDED) if one != stage])
            moves.append((stage, to_stage, when))
            stage = to_stage
        project = Project.objects.create(name=str(number), stage=stage, search_text="")
        Project.objects.filter(pk=project.pk).update(created_at=came)
        for from_stage, to_stage, changed_at in moves:
            StageChange.objects.create(
                project=project, from_stage=from_stage, to_stage=to_stage, changed_at=changed_at, reason="vì"
            )
        histories.append((came, first, moves))
    for period in (WEEK.before, WEEK, WEEK.after, quarter_of(WEEK.first)):
        found = report(owner, period)
        at_end = [
            _replayed(moves, first, period.ends) for came, first, moves in histories if came < period.ends
        ]
        within = [
            move for _, _, moves in histories for move in moves if period.starts <= move[2] < period.ends
        ]
        for flow in found.pipeline.stages:
            assert flow.at_end == at_end.count(flow.stage)
            assert flow.moved_in == sum(to_stage == flow.stage for _, to_stage, _ in within)
            assert flow.at_start + flow.came_in + flow.moved_in - flow.moved_out == flow.at_end
        total = found.pipeline.total
        assert total.open_at_end == sum(one in OPEN for one in at_end)
        assert total.came_in == sum(period.starts <= came < period.ends for came, _, _ in histories)
        assert total.forward + total.back + total.refused + total.withdrawn + total.reopened == len(within)


def test_more_rows_are_no_more_queries(desk: dict[str, Project], owner: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            gather_report(period=week_of(timezone.now().date()), user=owner)
        return len(queries)

    owner.get_all_permissions()  # asked once a page
    few = asked()
    for number in range(5):
        case(f"H{number}", timezone.now(), line="2670", investor={"nationality": "KR"})
        Hold.objects.create(site=Site.objects.all()[number], area_ha=1, state="queued", asked_by=owner)
    assert asked() == few <= 31
