"""Holds of land: placed, prolonged, released, used, and who waits moved up. Each act is one transaction.

Every act counts the stock first. That locks the site's stock row, so acts at one site come one after the other, and
the trigger of `parks.land_triggers` counts with what `parks.land` finds in the facts at that moment.
"""

import datetime
from decimal import Decimal
from typing import NoReturn

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from parks.dates import today
from parks.land_split import figures_day, handed_over, hundredths, newest_plots, site_land
from parks.land_triggers import OVER_STOCK, PLOT_TWICE
from parks.models import Hold, LandStock, Plot, Site
from parks.numbers import number
from parks.remits import require_remit
from parks.versions import ChangedMeanwhile, save_next

UNKNOWN_STOCK = "Chưa biết đất trống của khu, cụm này: ghi số liệu trước."
TAKEN_PLOT = "Lô này đang có người giữ."
NO_ROOM = "Đất trống không còn đủ cho phần này."


@transaction.atomic
def count_stock(*, site: Site) -> LandStock:
    """Write down how much land of a site may be held by its facts today, and keep its row locked until the end."""
    LandStock.objects.get_or_create(site=site)
    stock = LandStock.objects.select_for_update().get(site=site)
    # Asked anew: what the caller has loaded may be older than the lock.
    fresh = Site.objects.select_related("planning_area").prefetch_related("facts").get(pk=site.pk)
    free = site_land(fresh, today()).free
    stock.free_ha, stock.sure_ha = hundredths(free.hi), hundredths(free.lo) or Decimal(0)
    stock.facts_on, stock.counted_at = figures_day(free), timezone.now()
    stock.save(update_fields=("free_ha", "sure_ha", "facts_on", "counted_at"))
    return stock


@transaction.atomic
def place_hold(
    *, site: Site, area_ha: Decimal, days: int, user: User, plot: Plot | None = None, note: str = ""
) -> Hold:
    """Hold land from today on, or queue where it does not fit now or others wait. Refuses what never fits."""
    require_remit(user, site)
    hold = Hold(
        site=site, plot=plot, area_ha=area_ha, days=days, state=Hold.State.QUEUED, asked_by=user, note=note
    )
    hold.full_clean()
    stock = count_stock(site=site)
    _require_possible(stock, hold.area_ha)
    if plot is not None:
        _require_plot(site, plot, hold.area_ha)
    if not Hold.objects.filter(site=site).queue().exists() and _activated(hold, user):
        return hold
    return save_next(hold, user=user)


@transaction.atomic
def prolong_hold(*, hold: Hold, days: int, user: User) -> Hold:
    """Let a hold run on for some days from its end, or from today where it has run out and nobody waits."""
    row = _opened(hold, user, (Hold.State.ACTIVE,))
    if not 1 <= days <= 365:
        raise ValidationError({"days": ["Gia hạn từ 1 đến 365 ngày."]})
    assert row.until is not None
    if row.expired(today()):
        if Hold.objects.filter(site=row.site).queue().exists():
            raise ValidationError("Phần đất này đã hết hạn giữ và có người đang chờ lượt.", code="queue")
        if row.plot and _plot_held(row.plot, but=row):
            raise ValidationError({"plot": [TAKEN_PLOT]}, code="plot_twice")
    row.until = max(row.until, today()) + datetime.timedelta(days=days)
    try:
        with transaction.atomic():
            return save_next(row, user=user, fields=("until",))
    except IntegrityError as error:
        _refuse(error)


@transaction.atomic
def release_hold(*, hold: Hold, reason: str, user: User) -> Hold:
    """Give land back, or leave the queue, with a reason; who waits moves up."""
    row = _ended(hold, Hold.State.RELEASED, reason, user, (Hold.State.ACTIVE, Hold.State.QUEUED))
    promote_queue(site=row.site, user=user)
    return row


@transaction.atomic
def use_hold(*, hold: Hold, reason: str, user: User) -> Hold:
    """Say that held land was handed over: it stays taken until newer figures know of it."""
    return _ended(hold, Hold.State.USED, reason, user, (Hold.State.ACTIVE,))


@transaction.atomic
def promote_queue(*, site: Site, user: User) -> list[Hold]:
    """Hold the land for those who wait, first come first served; stops at the first that does not fit."""
    require_remit(user, site)
    count_stock(site=site)
    moved: list[Hold] = []
    for hold in Hold.objects.filter(site=site).select_related("plot").queue().select_for_update(of=("self",)):
        if hold.plot is not None and _plot_held(hold.plot, but=hold):
            break
        if not _activated(hold, user):
            break
        moved.append(hold)
    return moved


def _activated(hold: Hold, user: User) -> bool:
    """Put a hold in force from today; where the trigger finds no room, leave it as it was and say so."""
    hold.state, hold.held_from = Hold.State.ACTIVE, today()
    hold.until = today() + datetime.timedelta(days=hold.days)
    version = hold.version
    try:
        with transaction.atomic():
            save_next(hold, user=user, fields=None if hold._state.adding else ("state", "held_from", "until"))
    except IntegrityError as error:
        if OVER_STOCK not in str(error):
            _refuse(error)
        hold.state, hold.held_from, hold.until, hold.version = Hold.State.QUEUED, None, None, version
        return False
    return True


def _ended(hold: Hold, state: str, reason: str, user: User, allowed: tuple[str, ...]) -> Hold:
    row = _opened(hold, user, allowed)
    longest = Hold._meta.get_field("end_reason").max_length or 0
    if not reason.strip() or len(reason.strip()) > longest:
        raise ValidationError({"reason": [f"Ghi lý do, nhiều nhất {longest} ký tự."]}, code="reason")
    if state == Hold.State.USED and row.expired(today()):
        raise ValidationError("Phần đất này đã hết hạn giữ: gia hạn trước khi giao.", code="expired")
    row.state, row.ended_on, row.ended_by, row.end_reason = state, today(), user, reason.strip()
    return save_next(row, user=user, fields=("state", "ended_on", "ended_by", "end_reason"))


def _opened(hold: Hold, user: User, allowed: tuple[str, ...]) -> Hold:
    """Return the stored hold, locked after the stock of its site; refuses one that has ended or was changed."""
    require_remit(user, hold.site)
    count_stock(site=hold.site)
    row = Hold.objects.select_for_update(of=("self",)).select_related("site", "plot").get(pk=hold.pk)
    if row.state not in allowed:
        raise ValidationError(
            f"Không làm được: phần giữ đất này {row.get_state_display().lower()}.", code="state"
        )
    if row.version != hold.version:
        raise ChangedMeanwhile
    return row


def _require_possible(stock: LandStock, area_ha: Decimal) -> None:
    if stock.free_ha is None:
        raise ValidationError({"site": [UNKNOWN_STOCK]}, code="unknown_stock")
    used = Hold.objects.filter(site=stock.site_id, state=Hold.State.USED)
    most = stock.free_ha - handed_over(used, stock.facts_on, today())
    if area_ha > most:
        figures = f"theo số liệu tính đến {stock.facts_on:%d/%m/%Y}" if stock.facts_on else "theo số liệu"
        raise ValidationError(
            {
                "area_ha": [
                    f"Khu, cụm này nhiều nhất còn {number(max(most, Decimal(0)))} ha đất trống {figures}."
                ]
            },
            code="more_than_there_is",
        )


def _require_plot(site: Site, plot: Plot, area_ha: Decimal) -> None:
    newest = newest_plots(Plot.objects.filter(site=site), today())
    if plot.pk not in [row.pk for row in newest]:
        raise ValidationError({"plot": ["Lô này không thuộc khu, cụm, hoặc đã có bản ghi mới hơn."]})
    if plot.state != Plot.State.FREE:
        raise ValidationError({"plot": [f"Lô này {plot.get_state_display()}."]})
    if area_ha > plot.area_ha:
        raise ValidationError({"area_ha": [f"Lô này chỉ có {number(plot.area_ha)} ha."]})
    if _plot_held(plot):
        raise ValidationError({"plot": [TAKEN_PLOT]}, code="plot_twice")


def _plot_held(plot: Plot, but: Hold | None = None) -> bool:
    """Tell whether a plot is held, also through an older row of the same name, which the trigger cannot know."""
    held = Hold.objects.in_force(today()).filter(site=plot.site_id, plot__isnull=False)
    names = held.exclude(pk=but.pk if but else None).values_list("plot__name", flat=True)
    return plot.name.casefold() in [name.casefold() for name in names]


def _refuse(error: IntegrityError) -> NoReturn:
    """Say the trigger's refusal in Vietnamese; let any other error through."""
    if PLOT_TWICE in str(error):
        raise ValidationError({"plot": [TAKEN_PLOT]}, code="plot_twice") from error
    if OVER_STOCK in str(error):
        raise ValidationError(NO_ROOM, code="over_stock") from error
    raise error
