"""Officers who merge at once, in whatever direction, leave no chain and no circle, and nobody's project is lost.

A module of its own: on PostgreSQL its rows are really written.
"""

from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection

from investors.merge_services import merge_investors
from investors.models import Investor, Project
from investors.services import store_investor, store_project
from tests.at_once import at_once, by_another, shared_database

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")


def test_of_many_merges_at_once_the_first_is_made_and_the_others_are_told(tmp_path: Path) -> None:
    user = User.objects.create_user("an", is_staff=True)
    for name in "ABC":
        investor = store_investor(investor=Investor(name=name, confidential=False))
        store_project(project=Project(name=f"Kho {name}", investor=investor))

    def press(kept: Investor, merged: Investor) -> str:
        try:
            merge_investors(kept=kept, merged=merged, taken=(), user=user)
        except ValidationError:
            return "told"
        return "made"

    def left() -> list[bool]:
        merged = Investor.objects.filter(merged_into__isnull=False)
        return [
            merged.filter(merged_into__merged_into__isnull=False).exists(),
            Project.objects.filter(investor__in=merged).exists(),
        ]

    read = Investor.objects.get
    pairs = [(read(name=kept), read(name=merged)) for kept in "ABC" for merged in "ABC" if kept != merged]
    with shared_database(tmp_path):
        # Each merge writes two of three rows, so every other one has read what is no longer so.
        assert sorted(at_once(*[partial(press, *pair) for pair in pairs])) == ["made"] + ["told"] * 5
        assert by_another(left) == [False, False]
