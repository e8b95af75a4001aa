"""Land is never promised twice: the database refuses, whoever writes."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from parks import land_triggers
from parks.dates import today
from parks.models import Hold, LandStock, Plot, Site, Source

DAY = datetime.timedelta(days=1)


def officer() -> User:
    return User.objects.get_or_create(username="can-bo")[0]


def stock(free: str | None, **fields: Any) -> Site:
    site = Site.objects.get(code="KCN-SONG-CONG-2")
    LandStock.objects.update_or_create(site=site, defaults={"free_ha": free, **fields})
    return site


def hold(site: Site, area: str, state: str = "active", **fields: Any) -> Hold:
    term = {"held_from": today(), "until": today() + 30 * DAY} if state == "active" else {}
    return Hold.objects.create(site=site, area_ha=area, state=state, asked_by=officer(), **{**term, **fields})


def refused(site: Site, area: str, **fields: Any) -> bool:
    try:
        with transaction.atomic():
            hold(site, area, **fields)
    except IntegrityError as error:
        assert land_triggers.OVER_STOCK in str(error) or land_triggers.PLOT_TWICE in str(error)
        return True
    return False


def test_the_triggers_are_there(db: None) -> None:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert {name for name, _ in land_triggers.expected(connection.vendor)} <= {
            row[0] for row in cursor.fetchall()
        }


def test_the_last_hundredth_may_be_held_and_no_more(catalogue: None) -> None:
    site = stock("10.10")
    hold(site, "10.00")
    assert refused(site, "0.11")
    assert not refused(site, "0.10")


def test_nothing_may_be_held_where_nobody_knows_how_much_there_is(catalogue: None) -> None:
    assert refused(stock(None), "0.01")
    LandStock.objects.all().delete()
    assert refused(Site.objects.get(code="KCN-SONG-CONG-2"), "0.01")


def test_what_waits_has_run_out_or_was_returned_takes_nothing(catalogue: None) -> None:
    site = stock("5")
    hold(site, "5", "queued")
    hold(site, "5", held_from=today() - 9 * DAY, until=today() - DAY)
    hold(site, "5", "released", ended_on=today(), end_reason="xong")
    assert not refused(site, "5", until=today())
    assert refused(site, "0.01")


def test_land_handed_over_since_the_figures_is_taken(catalogue: None) -> None:
    site = stock("5", facts_on=today() - 9 * DAY)
    hold(site, "2", "used", ended_on=today() - DAY, end_reason="đã giao")
    hold(site, "2", "used", ended_on=today() - 10 * DAY, end_reason="đã giao")
    assert refused(site, "3.01")
    assert not refused(site, "3")


def test_land_handed_over_on_the_day_of_the_figures_is_taken(catalogue: None) -> None:
    site = stock("5", facts_on=today() - DAY)
    hold(site, "2", "used", ended_on=today() - DAY, end_reason="đã giao")
    assert refused(site, "3.01")
    assert not refused(site, "3")


def test_an_expired_hold_is_not_prolonged_over_land_that_others_took(catalogue: None) -> None:
    site = stock("5")
    expired = hold(site, "5", held_from=today() - 9 * DAY, until=today() - DAY)
    other = hold(site, "1")
    with pytest.raises(IntegrityError, match=land_triggers.OVER_STOCK), transaction.atomic():
        Hold.objects.filter(pk=expired.pk).update(until=today() + DAY)
    # What is in force may be prolonged or made smaller even where the figures have shrunk since.
    stock("0.5")
    assert Hold.objects.filter(pk=other.pk).update(until=today() + 60 * DAY, area_ha="0.9") == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=other.pk).update(area_ha="0.95")


def test_a_plot_is_held_once(catalogue: None) -> None:
    site = stock("50")
    plot = Plot.objects.create(
        code="p", site=site, name="CN-05", area_ha="3", state="free", source=Source.objects.first(), grade="sourced"
    )  # fmt: skip
    hold(site, "3", plot=plot)
    assert refused(site, "3", plot=plot)
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        Plot.objects.filter(pk=plot.pk).update(area_ha="4")
