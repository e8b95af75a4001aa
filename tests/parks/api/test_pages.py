"""Pages: forward and back through a list nothing is skipped or repeated."""

import base64
import json
from urllib.parse import quote, urlsplit

import pytest

from parks.models import PlanningArea, Site
from tests.parks.api.conftest import Api

LISTS = [
    "sites",
    "sites?ordering=-area",
    "sites?near=21.5,105.8",
    "sites?ordering=-code",
    "communes",
    "sectors",
    "sources",
]


def local(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def identity(item: dict) -> tuple:
    return (item.get("edition"), item["code"])


@pytest.mark.parametrize("address", LISTS)
def test_walking_forward_and_back_sees_every_row_once(api: Api, address: str) -> None:
    separator = "&" if "?" in address else "?"
    page = api.get(f"/api/{address}{separator}limit=7")
    pages = [page]
    while page["next"]:
        page = api.get(local(page["next"]))
        pages.append(page)
    rows = [identity(item) for page in pages for item in page["items"]]
    assert len(rows) == len(set(rows)) > 40
    back = [page]
    while page["previous"]:
        page = api.get(local(page["previous"]))
        back.insert(0, page)
    assert [page["items"] for page in back] == [page["items"] for page in pages]
    assert [bool(page["next"]) for page in back] == [True] * (len(back) - 1) + [False]
    assert api.get(local(back[0]["next"]))["items"] == pages[1]["items"]


def test_a_row_that_comes_between_shifts_nothing(api: Api) -> None:
    first = api.get("/api/sites?limit=5")
    area = PlanningArea.objects.get(code="PHO-YEN")
    Site.objects.create(
        code="AAA", kind="park", name_vi="AAA", planning_area=area, identity="sure", search_text="aaa"
    )
    second = api.get(local(first["next"]))
    seen = [item["code"] for item in first["items"] + second["items"]]
    assert seen == api.codes("")[1:11]


def test_the_default_is_50_and_the_most_200(api: Api) -> None:
    assert len(api.get("/api/communes")["items"]) == 50
    assert len(api.get("/api/communes?limit=200")["items"]) == 200
    assert api.errors("/api/communes?limit=201") == {"limit": "too_high"}


def cursor(*parts: object) -> str:
    return quote(base64.urlsafe_b64encode(json.dumps(parts).encode()).decode())


@pytest.mark.parametrize(
    "bad",
    [
        "x",
        "%00",
        "é",
        "W10=",
        cursor(1),
        cursor("code", False, [1]),
        cursor("code", False, [["a"]]),
        cursor("code", "yes", ["a"]),
        cursor("code", False, ["a\x00"]),
        cursor("code", False, [float("nan")]),
        cursor("code", False, ["a", 1e300]),
        cursor("name", False, ["a"]),
        "a" * 2000,
    ],
)
def test_a_made_up_cursor_is_refused(api: Api, bad: str) -> None:
    assert api.errors(f"/api/sites?cursor={bad}") == {"cursor": "unusable_cursor"}


@pytest.mark.parametrize(
    "bad", [cursor("edition,code", False, ["2018"]), cursor("edition,code", False, [1, 2])]
)
def test_a_cursor_of_another_shape_is_refused_by_the_code_lists(api: Api, bad: str) -> None:
    assert api.errors(f"/api/sectors?cursor={bad}") == {"cursor": "unusable_cursor"}
