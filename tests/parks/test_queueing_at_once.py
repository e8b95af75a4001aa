"""Eight officers press "Giữ đất" at once: as many hold as fit, the others queue, and nobody meets an error.

A module of its own: see `test_holding_at_once`.
"""

from decimal import Decimal
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import connection

from parks.hold_services import place_hold
from parks.models import Hold, Remit, Site
from tests.at_once import at_once, by_another
from tests.parks.test_holding_at_once import shared

__all__ = ["shared"]
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
# The only figure of its free land: 97 % of 196.88 ha are let, so at most 6.89 ha are free.
PARK = "KCN-SONG-CONG-1"


def test_eight_officers_at_once_hold_what_there_is_and_the_others_queue(shared: None) -> None:
    def press(number: int) -> str:
        user = User.objects.create_user(f"can-bo-{number}")
        Remit.objects.create(user=user)
        held = place_hold(site=Site.objects.get(code=PARK), area_ha=Decimal("2"), days=30, user=user)
        return held.state

    met = at_once(*[partial(press, number) for number in range(8)])
    assert sorted(map(str, met)) == ["active"] * 3 + ["queued"] * 5
    left = by_another(lambda: list(Hold.objects.order_by("asked_at").values_list("state", flat=True)))
    assert sorted(left) == ["active"] * 3 + ["queued"] * 5
