"""Conditional reads and the fixed number of queries."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parks import conditional, dates, services, snapshot
from parks.models import Fact, Site, Source
from tests.parks.api.conftest import Api

READS = [
    "sites",
    "sites.geojson",
    "sites?search=a&sector=2610&commune=05941&status=operating&near=21.4,105.9",
    "sites/KCN-YEN-BINH",
    "sites/KCN-YEN-BINH/facts",
    "parks",
    "clusters",
    "sectors",
    "planning-areas",
    "communes",
    "sources",
    "changes",
]


def queries(ask: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("path", READS)
def test_what_has_not_changed_is_answered_without_a_look_at_the_data(api: Api, path: str) -> None:
    etag = api.client.get(f"/api/{path}").headers["ETag"]
    response = None

    def ask() -> None:
        nonlocal response
        response = api.client.get(f"/api/{path}", headers={"if-none-match": f'"other", W/{etag}'})

    asked = queries(ask)
    assert response is not None and response.status_code == 304
    assert response.content == b""
    assert response.headers["ETag"] == etag
    assert response.headers["API-Version"]
    # A cache would write them over those of the answer that it holds.
    assert not {"Content-Type", "Content-Length"} & set(response.headers)
    assert len(asked) == 1 and "parks_catalogueversion" in asked[0]


@pytest.mark.parametrize("path", READS)
def test_a_change_of_the_catalogue_changes_the_tag(api: Api, path: str) -> None:
    etag = api.client.get(f"/api/{path}").headers["ETag"]
    Source.objects.filter(pk=Source.objects.all()[0].pk).update(title="Tên khác")
    response = api.client.get(f"/api/{path}", headers={"if-none-match": etag})
    assert response.status_code == 200
    assert response.headers["ETag"] != etag


def test_language_format_and_query_each_have_a_tag_of_their_own(api: Api) -> None:
    asked = [
        ("/api/sites", {}),
        ("/api/sites", {"accept-language": "en"}),
        ("/api/sites", {"accept": "application/geo+json"}),
        ("/api/sites?limit=5", {}),
        ("/api/parks", {}),
    ]
    tags = [api.client.get(address, headers=headers).headers["ETag"] for address, headers in asked]
    assert len(set(tags)) == len(tags)


def test_tomorrow_is_another_day(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is current depends on the date, whether or not the catalogue changes."""
    today = api.client.get("/api/sites").headers["ETag"]
    monkeypatch.setattr(conditional, "today", lambda: dates.today() + datetime.timedelta(days=1))
    response = api.client.get("/api/sites", headers={"if-none-match": today})
    assert response.status_code == 200
    assert response.headers["ETag"] != today


def test_a_cache_keeps_an_answer_and_asks_before_it_uses_it(api: Api) -> None:
    headers = api.client.get("/api/sites").headers
    assert headers["Cache-Control"] == "public, no-cache"
    assert {"accept", "accept-language"} <= {name.strip().lower() for name in headers["Vary"].split(",")}
    assert "cookie" not in headers["Vary"].lower()


def test_a_change_is_seen_by_the_next_reader(api: Api) -> None:
    assert api.get("/api/sites/KCN-YEN-BINH")["land"]["free_ha"]["low"] == 0
    services.record_fact(
        site=Site.objects.get(code="KCN-YEN-BINH"),
        quantity="area_free_ha",
        value="1.5",
        source=Source.objects.all()[0],
        grade="sourced",
        user=None,
        as_of="2026-10",
    )
    assert api.get("/api/sites/KCN-YEN-BINH")["land"]["free_ha"]["low"] == 1.45


@pytest.mark.parametrize(
    ("path", "steady"),
    [
        ("sites", 2),
        ("sites?limit=200", 2),
        ("sites?search=a&kind=park&planning_area=PHO-YEN", 3),
        ("sites?commune=05941", 3),
        ("sites?sector=2610", 3),
        ("sites/KCN-YEN-BINH", 1),
        ("sites/KCN-YEN-BINH/facts", 1),
        ("sectors?limit=5", 2),
        ("sectors?limit=200", 2),
        ("planning-areas", 2),
        ("communes?limit=5", 4),
        ("communes?limit=200", 4),
        ("sources?limit=200", 2),
        ("health", 1),
    ],
)
def test_the_number_of_queries_is_fixed(api: Api, path: str, steady: int) -> None:
    api.client.get("/api/sites")  # reads the snapshot
    asked = queries(lambda: api.client.get(f"/api/{path}"))
    assert len(asked) == steady, asked


def test_reading_the_snapshot_takes_the_same_queries_however_many_sites(api: Api) -> None:
    snapshot.forget()
    with_all = queries(lambda: api.client.get("/api/sites"))
    Fact.objects.all()._raw_delete("default")
    few = queries(lambda: api.client.get("/api/sites"))
    assert len(with_all) == len(few) == 11


def test_who_holds_another_answer_costs_no_second_look_at_the_version(api: Api) -> None:
    api.client.get("/api/sites")  # reads the snapshot
    address = "/api/sites/KCN-YEN-BINH"
    asked = queries(lambda: api.client.get(address, headers={"if-none-match": '"other"'}))
    assert len(asked) == 1


def test_who_wants_nothing_if_there_is_any_answer_gets_nothing(api: Api) -> None:
    any_answer = {"if-none-match": "*"}
    expected = {"sites": 304, "sites/KCN-YEN-BINH": 304, "sites/NOWHERE": 404, "sites?limit=0": 400}
    found = {path: api.client.get(f"/api/{path}", headers=any_answer).status_code for path in expected}
    assert found == expected


def test_the_format_is_the_one_that_is_wanted_most(api: Api) -> None:
    plain, places = "application/json", "application/geo+json"
    wanted = {
        f"{plain};q=0.1, {places}": places,
        f"{places};q=0.5, {plain}": plain,
        f"{places};q=0, */*": plain,
        f"*/*;q=0.2, {places};q=0.1": plain,
        "text/html, application/*;q=0.3": plain,
        f"{plain}; charset=utf-8": plain,
    }
    answers = {one: api.client.get("/api/parks?limit=1", headers={"accept": one}) for one in wanted}
    assert {one: answer.headers["Content-Type"] for one, answer in answers.items()} == wanted
    refused = api.client.get("/api/sectors?limit=1", headers={"accept": f"{plain};q=0, text/html"})
    assert refused.status_code == 406


def test_a_format_that_must_be_weighed_is_answered_304_too(api: Api) -> None:
    weighed = {"accept": "text/html, application/geo+json;q=0.9"}
    first = api.client.get("/api/sites", headers=weighed)
    assert first.headers["Content-Type"] == "application/geo+json"
    again = api.client.get("/api/sites", headers={**weighed, "if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    in_json = api.client.get("/api/sites", headers={"if-none-match": first.headers["ETag"]})
    assert in_json.status_code == 200
