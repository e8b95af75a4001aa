"""What a server keeps in memory is never older than the data, and never grows without end."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matching import snapshot
from matching.engine import Rows, rows
from matching.publishing import publish_ruleset
from matching.services import NoRuleset, match
from parks.models import Fact, Node, Orientation, PlanningArea, Sector, Site, Source, Status, Tenant
from parks.services import (
    confirm_identity,
    pin_fact,
    record_fact,
    record_status,
    retract_evidence,
)
from tests.matching.conftest import GARMENTS, RULESET, Api, example, forget_snapshots

ON = datetime.date(2026, 11, 23)
BODY = {**example(land__area_ha=8), "limit": 100}


def site(code: str = "KCN-YEN-BINH") -> Site:
    return Site.objects.get(code=code)


def source() -> Source:
    found = Source.objects.order_by("pk").first()
    assert found is not None
    return found


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0


def a_fact() -> None:
    thuy = site("KCN-DIEM-THUY")
    record_fact(
        site=thuy,
        quantity="area_free_ha",
        value="5",
        source=source(),
        grade="verified",
        user=None,
        as_of="2026-11",
    )


def a_retraction() -> None:
    fact = Fact.objects.filter(site__code="KCN-YEN-BINH", retracted_at=None).first()
    assert fact is not None
    retract_evidence(row=fact, reason="sai", user=None)


def a_pin() -> None:
    pin_fact(fact=Fact.objects.get(code="kcn-song-cong-1-area-planned-ha-5"), reason="đúng", user=None)


def a_status() -> None:
    record_status(
        site=site(), stage="withdrawn", source=source(), grade="verified", user=None, as_of="2026-11"
    )


def a_retracted_status() -> None:
    status = Status.objects.filter(site__code="KCN-YEN-BINH").latest("counts_from")
    retract_evidence(row=status, reason="sai", user=None)


def a_confirmation() -> None:
    confirm_identity(site=site("CCN-CAO-NGAN-1"), source=source(), user=None)


def a_bulk_of_tenants() -> None:
    here = {"site": site("CCN-PHU-LAC-2"), "source": source(), "grade": "sourced"}
    Tenant.objects.bulk_create([Tenant(code="kinh", name="Kính", vsic_code="2670", since="2020", **here)])


def a_ruleset() -> None:
    text = RULESET.read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', 'version: "2026.2"').replace(
        "from: 2026-07-01", "from: 2026-09-01"
    )
    publish_ruleset(text=text)


CHANGES: dict[str, Callable[[], Any]] = {
    "fact by service": a_fact,
    "retraction by service": a_retraction,
    "pin by service": a_pin,
    "status by service": a_status,
    "retracted status": a_retracted_status,
    "confirmed identity": a_confirmation,
    "tenants in bulk": a_bulk_of_tenants,
    "orientation by delete": lambda: Orientation.objects.filter(planning_area__code="PHO-YEN").delete(),
    "orientation by update": lambda: Orientation.objects.filter(prefix="26").update(prefix="99"),
    "area by update": lambda: PlanningArea.objects.filter(code="PHO-YEN").update(profile="MTN"),
    "source by update": lambda: Source.objects.all().update(title="Nguồn khác"),
    "node by delete": lambda: Node.objects.filter(code="AIR-HAN").update(latitude=20, longitude=105),
    "name by SQL": lambda: sql("UPDATE parks_site SET name_vi = 'Tên khác', name_en = 'Another name'"),
    "point by SQL": lambda: sql("UPDATE parks_site SET latitude = NULL, longitude = NULL"),
    "stage by SQL": lambda: sql("UPDATE parks_status SET retracted_at = recorded_at, retraction_reason = 'sai'"),
    "ruleset": a_ruleset,
}  # fmt: skip


def test_every_change_is_seen_by_the_next_question(api: Api) -> None:
    seen = api.match(BODY)
    for name, change in CHANGES.items():
        change()
        after = api.match(BODY)
        assert after["data_version"] != seen["data_version"], name
        assert {**after, "data_version": ""} != {**seen, "data_version": ""}, name
        seen = after
    # What is held by then is what a server that starts now would hold.
    forget_snapshots()
    assert api.match(BODY) == seen


def test_a_sector_that_is_added_can_be_asked_for_at_once(api: Api) -> None:
    question = {"project": {"lines": [{"code": "1419"}]}}
    assert api.errors(question) == {"/project/lines/0/code": "unknown_sector"}
    example_row = Sector.objects.get(edition="2018", code="1410")
    Sector.objects.create(
        **{
            field.name: getattr(example_row, field.name)
            for field in Sector._meta.concrete_fields
            if field.name not in ("id", "code")
        },
        code="1419",
    )
    assert api.match(question)["verdict"] == "match"


def test_the_version_in_the_answer_is_that_of_the_data_alone(api: Api) -> None:
    first = api.match(BODY)["data_version"]
    assert api.match(GARMENTS | {"on": BODY["on"]})["data_version"] == first
    other_day = api.match({**BODY, "on": "2010-01-01"})["data_version"]
    assert other_day.split(".")[0] == first.split(".")[0] and other_day != first
    assert first.split(".")[0] == str(snapshot.current().number)


def test_two_dates_are_kept_side_by_side(api: Api) -> None:
    dates = ["2026-11-23", "2010-06-30"]
    first = [api.send({**BODY, "on": on}, language).content for on in dates for language in ("vi", "en")]
    again = [api.send({**BODY, "on": on}, language).content for on in dates for language in ("vi", "en")]
    assert first == again and len(set(first)) == 4


def test_dates_without_number_do_not_fill_the_memory(api: Api) -> None:
    for day in range(1, 25):
        api.match({**GARMENTS, "on": f"2020-01-{day:02}"})
    state = snapshot.current()
    assert len(state._sites._values) == len(state._rows._values) == snapshot.DATES_KEPT
    assert len(state._small._values) <= snapshot.DATES_KEPT * 4
    # The first date has been dropped and comes back as it was.
    assert api.match({**GARMENTS, "on": "2020-01-01"})["on"] == "2020-01-01"


def test_what_is_asked_often_is_not_dropped_for_what_is_asked_once() -> None:
    kept: snapshot.Kept[int] = snapshot.Kept(3)
    made = []
    for key in (1, 2, 1, 3, 1, 4, 1, 5, 1):
        kept.get(key, lambda key=key: made.append(key) or key)  # type: ignore[misc,func-returns-value]
    assert made == [1, 2, 3, 4, 5]
    assert len(kept._values) == 3


def kept_rows() -> Rows:
    (rows,) = snapshot.current()._rows._values.values()
    return rows


def pieces(rows: Rows) -> tuple[int, int]:
    """Return how many columns are kept, and how many findings in words."""
    columns = [column for kept in rows._kept for column in kept.values()]
    by_site = [kept for one in columns for kept in one.notes.values() if isinstance(kept, list)]
    return len(columns), sum(len({id(found) for found in kept if found is not None}) for kept in by_site)


def test_what_was_judged_and_put_into_words_does_not_fill_the_memory(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_KEPT", 2000)
    forget_snapshots()
    for area in range(1, 40):
        api.match(example(land={"area_ha": area}))
        columns, findings = pieces(kept_rows())
        assert sum(kept_rows()._pieces) == columns * rows.OF_A_COLUMN + findings <= 2000 + 59 * 23


def test_refused_projects_of_which_nothing_is_shown_do_not_fill_the_memory(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_KEPT", 200)
    question = example(technology__lists=["prohibited"])
    forget_snapshots()
    for number in range(60):
        question["project"]["lines"][0]["product"] = f"lens {number}"
        api.match({**question, "include": []})
        columns, _ = pieces(kept_rows())
        assert columns * rows.OF_A_COLUMN <= 200 + 23 * rows.OF_A_COLUMN


def test_matching_without_any_ruleset_says_so(rules: None) -> None:
    state = snapshot.current()
    bare = snapshot.Snapshot(state.catalogue, state.sectors, ())
    assert bare.in_force(ON) is None
    with pytest.raises(NoRuleset):
        match(project=GARMENTS["project"], state=bare)


def test_what_is_kept_may_be_made_of_what_is_kept() -> None:
    kept: snapshot.Kept[int] = snapshot.Kept(2)
    found: list[int] = []

    def ask() -> None:
        found.append(kept.get("sum", lambda: kept.get("one", lambda: 1) + 1))

    asking = threading.Thread(target=ask, daemon=True)  # one that waits for itself would never end
    asking.start()
    asking.join(5)
    assert found == [2]


def test_what_is_held_names_its_sources_without_a_question(rules: None) -> None:
    records = snapshot.current().catalogue.records.values()
    rows = [
        row
        for one in records
        for row in (
            *(fact for facts in one.facts.values() for fact in facts),
            *one.statuses,
            *one.orientation,
            *one.area_orientation,
            *one.units,
            *one.tenants,
        )
    ]
    with CaptureQueriesContext(connection) as queries:
        assert all(row.source.pk == row.source_id for row in rows)
    assert len(rows) > 800 and not queries
    assert len({id(row.source) for row in rows}) == len({row.source_id for row in rows})
