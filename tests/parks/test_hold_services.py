"""Placing, prolonging, giving back and using a hold, and the queue behind it: what may be held comes from the facts."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from parks.dates import today
from parks.hold_services import count_stock, place_hold, prolong_hold, promote_queue, release_hold, use_hold
from parks.models import Hold, Plot, Remit, Site
from parks.versions import ChangedMeanwhile
from tests.parks.test_land_split import plot, site
from tests.parks.test_land_triggers import DAY

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def officer() -> User:
    user = User.objects.create_user("lan")
    Remit.objects.create(user=user, kind="park")
    return user


@pytest.fixture
def park() -> Site:
    """Ten hectares free, told to the hundredth: at most 10.00 may be held."""
    return site(area_free_ha="10.00")


def place(at: Site, area: str, user: User, **fields: Any) -> Hold:
    return place_hold(site=at, area_ha=Decimal(area), user=user, **{"days": 90, **fields})


def state(hold: Hold) -> str:
    hold.refresh_from_db()
    return hold.state


def expire(hold: Hold) -> Hold:
    Hold.objects.filter(pk=hold.pk).update(held_from=today() - 9 * DAY, until=today() - DAY)
    hold.refresh_from_db()
    return hold


def test_the_stock_is_the_upper_end_of_the_free_land_and_the_day_of_its_figures(park: Site) -> None:
    stock = count_stock(site=park)
    assert (stock.free_ha, stock.sure_ha) == (Decimal("10.00"), Decimal("9.99"))
    assert stock.facts_on == datetime.date(2026, 6, 1)


def test_a_hold_runs_from_today_and_its_author_is_in_the_history(park: Site, officer: User) -> None:
    held = place(park, "4", officer, days=30)
    held.refresh_from_db()
    assert (held.state, held.held_from, held.until) == ("active", today(), today() + 30 * DAY)
    assert held.history.get().history_user == officer


def test_what_does_not_fit_waits_and_so_does_whoever_comes_after(park: Site, officer: User) -> None:
    assert [place(park, area, officer).state for area in ("6", "5", "1")] == ["active", "queued", "queued"]


def test_more_than_there_could_ever_be_is_refused_with_the_figure(park: Site, officer: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        place(park, "10.01", officer)
    assert refusal.value.message_dict == {
        "area_ha": ["Khu, cụm này nhiều nhất còn 10 ha đất trống theo số liệu tính đến 01/06/2026."]
    }
    use_hold(hold=place(park, "4", officer), reason="đã ký hợp đồng", user=officer)
    with pytest.raises(ValidationError, match="còn 6 ha"):
        place(park, "6.01", officer)
    assert place(park, "6", officer).state == "active"


def test_nothing_is_held_where_nobody_knows_the_land(officer: User) -> None:
    with pytest.raises(ValidationError, match="Chưa biết đất trống"):
        place(site(), "0.01", officer)


def test_giving_back_moves_the_queue_up_in_order_and_stops_at_the_first_that_does_not_fit(
    park: Site, officer: User
) -> None:
    first = place(park, "8", officer)
    second, third, fourth = place(park, "3", officer), place(park, "9", officer), place(park, "1", officer)
    release_hold(hold=first, reason="nhà đầu tư thôi", user=officer)
    assert [state(each) for each in (first, second, third, fourth)] == [
        "released",
        "active",
        "queued",
        "queued",
    ]
    release_hold(hold=third, reason="không chờ nữa", user=officer)
    assert state(fourth) == "active"


def test_an_expired_hold_frees_itself_and_whoever_waits_can_be_moved_up(park: Site, officer: User) -> None:
    first, second = place(park, "8", officer), place(park, "5", officer)
    assert promote_queue(site=park, user=officer) == []
    expire(first)
    assert promote_queue(site=park, user=officer) == [second]
    assert state(second) == "active"


def test_a_hold_is_prolonged_from_its_end_and_an_expired_one_only_where_there_is_room(
    park: Site, officer: User
) -> None:
    first = place(park, "8", officer, days=10)
    assert prolong_hold(hold=first, days=20, user=officer).until == today() + 30 * DAY
    first = expire(first)
    assert prolong_hold(hold=first, days=7, user=officer).until == today() + 7 * DAY
    first.refresh_from_db()
    expire(first)
    place(park, "5", officer)
    with pytest.raises(ValidationError, match="không còn đủ"):
        prolong_hold(hold=first, days=7, user=officer)
    place(park, "6", officer)
    with pytest.raises(ValidationError, match="đang chờ lượt"):
        prolong_hold(hold=first, days=7, user=officer)


def test_an_expired_hold_is_not_used_and_an_ended_one_neither_prolonged_nor_ended_again(
    park: Site, officer: User
) -> None:
    held = expire(place(park, "8", officer))
    with pytest.raises(ValidationError, match="gia hạn trước"):
        use_hold(hold=held, reason="đã giao", user=officer)
    release_hold(hold=held, reason="xong", user=officer)
    held.refresh_from_db()
    for act in (
        lambda: prolong_hold(hold=held, days=7, user=officer),
        lambda: use_hold(hold=held, reason="đã giao", user=officer),
        lambda: release_hold(hold=held, reason="xong", user=officer),
    ):
        with pytest.raises(ValidationError, match="đã trả lại"):
            act()


def test_an_act_needs_its_reason_and_a_term(park: Site, officer: User) -> None:
    held = place(park, "8", officer)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        release_hold(hold=held, reason=" ", user=officer)
    with pytest.raises(ValidationError, match="365"):
        prolong_hold(hold=held, days=366, user=officer)
    with pytest.raises(ValidationError) as refusal:
        place(park, "0", officer, days=0)
    assert set(refusal.value.message_dict) >= {"area_ha", "days"}


def test_who_comes_with_an_old_row_is_told(park: Site, officer: User) -> None:
    held = place(park, "8", officer)
    old = Hold.objects.get(pk=held.pk)
    prolong_hold(hold=held, days=7, user=officer)
    with pytest.raises(ChangedMeanwhile):
        prolong_hold(hold=old, days=7, user=officer)


def test_nobody_holds_or_frees_land_outside_the_remit(park: Site, officer: User) -> None:
    held = place(park, "8", officer)
    stranger = User.objects.create_user("minh")
    Remit.objects.create(user=stranger, kind="cluster")
    for act in (
        lambda: place(park, "1", stranger),
        lambda: prolong_hold(hold=held, days=7, user=stranger),
        lambda: release_hold(hold=held, reason="x", user=stranger),
        lambda: use_hold(hold=held, reason="x", user=stranger),
        lambda: promote_queue(site=park, user=stranger),
    ):
        with pytest.raises(ValidationError, match="ngoài phạm vi"):
            act()
    assert Hold.objects.count() == 1


def test_areas_are_named_as_vietnamese_write_them(park: Site, officer: User) -> None:
    row = plot(park, "CN-05", "2.50")
    assert str(row) == "CN-05 (2,5 ha)" and ": 2,5 ha, " in str(place(park, "2.5", officer, plot=row))


def test_a_plot_is_held_whole_once_and_by_its_newest_row(park: Site, officer: User) -> None:
    old = plot(park, "CN-05", "3")
    assert place(park, "3", officer, plot=old).state == "active"
    newer = plot(park, "CN-05", "2.90", counts_from=datetime.date(2026, 1, 1))
    for row, area, said in (
        (newer, "2", "đang có người giữ"),
        (old, "2", "bản ghi mới hơn"),
        (newer, "2.95", "chỉ có 2,9 ha"),
        (plot(park, "CN-06", "3", state="leased"), "2", "đã cho thuê"),
    ):
        with pytest.raises(ValidationError, match=said):
            place(park, area, officer, plot=row)
    elsewhere = Plot.objects.create(
        code="q", site=Site.objects.get(code="KCN-DIEM-THUY"), name="CN-07", area_ha="3", state="free",
        source=old.source, grade="sourced",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="không thuộc"):
        place(park, "2", officer, plot=elsewhere)
