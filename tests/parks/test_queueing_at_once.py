"""Eight officers press "Giữ đất" at once: as many hold as fit, the others queue, and nobody meets an error.

A module of its own: see `test_holding_at_once`.
"""

import threading
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from parks.hold_services import place_hold
from parks.models import Hold, Remit, Site
from tests.parks.test_holding_at_once import shared

__all__ = ["shared"]
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
# The only figure of its free land: 97 % of 196.88 ha are let, so at most 6.89 ha are free.
PARK = "KCN-SONG-CONG-1"


def test_eight_officers_at_once_hold_what_there_is_and_the_others_queue(shared: None) -> None:
    start = threading.Barrier(8)
    met: list[str] = []
    left: list[list[str]] = []

    def press(number: int) -> None:
        try:
            user = User.objects.create_user(f"can-bo-{number}")
            Remit.objects.create(user=user)
            start.wait(30)
            held = place_hold(site=Site.objects.get(code=PARK), area_ha=Decimal("2"), days=30, user=user)
            met.append(held.state)
        except Exception as error:  # said below: a thread's own exception would only be a warning
            met.append(repr(error))
        finally:
            connections.close_all()

    def count() -> None:
        left.append(list(Hold.objects.order_by("asked_at").values_list("state", flat=True)))
        connections.close_all()

    for jobs in (
        [threading.Thread(target=press, args=(n,)) for n in range(8)],
        [threading.Thread(target=count)],
    ):
        for thread in jobs:
            thread.start()
        for thread in jobs:
            thread.join(60)
    assert sorted(met) == ["active"] * 3 + ["queued"] * 5
    assert sorted(left[0]) == ["active"] * 3 + ["queued"] * 5
