"""What the first page says is open is what is open."""

import datetime

import pytest

from parks.admin.tasks import tasks
from parks.models import Fact, Site, Source
from parks.services import confirm_identity, pin_fact

pytestmark = pytest.mark.usefixtures("catalogue")
ON = datetime.date(2026, 11, 23)


def count(text: str) -> int:
    return next((task.count for task in tasks(ON) if text in task.text), 0)


def test_confirming_a_name_takes_it_off_the_list() -> None:
    assert count("chưa xác nhận tên gọi") == 5
    confirm_identity(site=Site.objects.get(code="CCN-CAO-NGAN-1"), source=Source.objects.first(), user=None)
    assert count("chưa xác nhận tên gọi") == 4


def test_choosing_a_figure_settles_its_dispute() -> None:
    before = count("trái nhau")
    site = next(task for task in tasks(ON) if "trái nhau" in task.text).sites[0]
    disputed = [
        fact
        for fact in Fact.objects.filter(
            site=site, number__isnull=False, unusable_reason="", retracted_at=None
        )
        if Fact.objects.filter(site=site, quantity=fact.quantity).exclude(number=fact.number).exists()
    ]
    settled = {}
    for fact in disputed:
        if fact.quantity not in settled:
            settled[fact.quantity] = pin_fact(fact=fact, reason="đã đối chiếu", user=None)
    assert before > 0 and count("trái nhau") < before


def test_three_queries_whatever_there_is(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        tasks(ON)
