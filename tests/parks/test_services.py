"""What officers do with the evidence."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from parks import services
from parks.evidence import choose
from parks.models import Fact, PlanningArea, Remit, Site, Source, Status

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def site() -> Site:
    area = PlanningArea.objects.create(code="X", name_vi="X", name_en="X", profile="MTN", mountain=True)
    return Site.objects.create(
        code="CCN-X", kind="cluster", name_vi="CCN X", planning_area=area, identity="unconfirmed"
    )


@pytest.fixture
def source() -> Source:
    return Source.objects.create(code="s", title="Văn bản")


@pytest.fixture
def officer() -> User:
    user = User.objects.create_user("lan")
    Remit.objects.create(user=user)
    return user


@pytest.fixture
def given(site: Site, source: Source, officer: User) -> dict[str, Any]:
    """Give a fact that is right."""
    return {
        "site": site,
        "quantity": "area_planned_ha",
        "value": "40,5",
        "source": source,
        "grade": "verified",
        "user": officer,
        "as_of": "2025-03",
    }


def test_a_recorded_fact_has_all_that_follows_from_it(given: dict[str, Any], officer: User) -> None:
    fact = services.record_fact(**given)
    fact.refresh_from_db()
    assert (fact.value, fact.number, fact.unit) == ("40,5", Decimal("40.5"), "ha")
    assert fact.counts_from == datetime.date(2025, 3, 1)
    assert fact.recorded_by == officer
    assert fact.code.startswith("ccn-x-area-planned-ha-")
    assert fact.history.get().history_user == officer


def test_two_facts_recorded_alike_have_different_codes(given: dict[str, Any]) -> None:
    assert services.record_fact(**given).code != services.record_fact(**given).code


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"quantity": "area"}, {"quantity"}),
        ({"value": "nhiều"}, {"value"}),
        ({"value": "5001"}, {"value"}),
        ({"grade": "good"}, {"grade"}),
        ({"qualifier": "more"}, {"qualifier"}),
        ({"as_of": "03/2025"}, {"as_of"}),
        ({"as_of": "2999"}, {"as_of"}),
        ({"value": "x", "grade": "good", "qualifier": "more"}, {"value", "grade", "qualifier"}),
    ],
)
def test_a_wrong_fact_is_refused_with_all_its_errors(
    given: dict[str, Any], wrong: dict[str, str], fields: set[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        services.record_fact(**given | wrong)
    assert set(refused.value.message_dict) == fields
    assert not Fact.objects.exists()


def test_a_retracted_fact_stays_with_its_reason_and_no_longer_counts(
    given: dict[str, Any], officer: User
) -> None:
    fact = services.retract_evidence(row=services.record_fact(**given), reason=" nhầm khu ", user=officer)
    assert (fact.retraction_reason, fact.retracted_by) == ("nhầm khu", officer)
    assert choose(Fact.objects.all(), TODAY) is None
    with pytest.raises(ValidationError, match="Đã rút lại"):
        services.retract_evidence(row=fact, reason="lần nữa", user=officer)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
def test_retracting_and_pinning_need_a_reason(given: dict[str, Any], officer: User, reason: str) -> None:
    fact = services.record_fact(**given)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        services.retract_evidence(row=fact, reason=reason, user=officer)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        services.pin_fact(fact=fact, reason=reason, user=officer)
    fact.refresh_from_db()
    assert fact.retracted_at is None and fact.pinned_at is None


def test_a_pin_moves_from_one_fact_to_another_and_comes_off(given: dict[str, Any], officer: User) -> None:
    old = services.record_fact(**given | {"as_of": "2020"})
    new = services.record_fact(**given)
    services.pin_fact(fact=new, reason="mới", user=officer)
    services.pin_fact(fact=old, reason="đúng hơn", user=officer)
    assert list(Fact.objects.exclude(pinned_at=None)) == [old]
    found = choose(Fact.objects.all(), TODAY)
    assert found is not None and (found.fact, found.reason) == (old, "pinned")
    services.unpin_fact(fact=old, user=officer)
    found = choose(Fact.objects.all(), TODAY)
    assert found is not None and (found.fact, found.reason) == (new, "newest")
    with pytest.raises(ValidationError, match="không được chọn dùng"):
        services.unpin_fact(fact=old, user=officer)


def test_a_pin_leaves_other_quantities_alone(given: dict[str, Any], officer: User) -> None:
    area = services.pin_fact(fact=services.record_fact(**given), reason="đúng", user=officer)
    other = services.record_fact(**given | {"quantity": "occupancy_pct", "value": "50"})
    services.pin_fact(fact=other, reason="đúng", user=officer)
    area.refresh_from_db()
    assert area.pinned_at is not None


def test_a_fact_that_does_not_count_cannot_be_pinned(given: dict[str, Any], officer: User) -> None:
    gone = services.retract_evidence(row=services.record_fact(**given), reason="nhầm", user=officer)
    unusable = services.record_fact(**given)
    Fact.objects.filter(pk=unusable.pk).update(unusable_reason="dự thảo")
    for fact in (gone, unusable):
        with pytest.raises(ValidationError):
            services.pin_fact(fact=fact, reason="dùng", user=officer)


def test_a_status_is_recorded_and_retracted(site: Site, source: Source, officer: User) -> None:
    status = services.record_status(
        site=site,
        stage="operating",
        source=source,
        grade="sourced",
        user=officer,
        as_of="2024",
        developer="yes",
    )
    status.refresh_from_db()
    assert (status.counts_from, status.recorded_by) == (datetime.date(2024, 1, 1), officer)
    assert services.retract_evidence(row=status, reason="nhầm", user=officer).retracted_by == officer


def test_a_wrong_status_is_refused(site: Site, source: Source) -> None:
    with pytest.raises(ValidationError) as refused:
        services.record_status(
            site=site, stage="open", source=source, grade="sourced", user=None, as_of="2999"
        )
    assert set(refused.value.message_dict) == {"stage", "as_of"}
    assert not Status.objects.exists()


def test_a_name_is_confirmed_once_and_with_a_source(site: Site, source: Source, officer: User) -> None:
    confirmed = services.confirm_identity(site=site, source=source, user=officer)
    confirmed.refresh_from_db()
    assert (confirmed.identity, confirmed.identity_source) == ("sure", source)
    assert confirmed.history.latest().history_user == officer
    with pytest.raises(ValidationError, match="đã được xác nhận"):
        services.confirm_identity(site=site, source=source, user=officer)
