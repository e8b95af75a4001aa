"""A batch: the very answers of single questions, in their order, while the lines still come; one bad line spoils only itself."""

import io
import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from django.core import signals
from django.db import close_old_connections
from django.test import Client, RequestFactory

from config import json_body
from config.service_views import openapi_document
from matching.batch import answering, lines, views
from matching.batch.lines import lines_of
from matching.batch.views import BatchView
from partners.limits import BLOCKS
from tests.matching.conftest import GARMENTS, Api, example, row_counts
from tests.matching.questions import ALL

BATCH = "/api/match/batch"
NDJSON = "application/x-ndjson"
FULL = "?detail=full"
SMALL = {**GARMENTS, "limit": 1, "include": []}


def ask(body: Any, content_type: str = NDJSON, language: str = "en", query: str = "", **headers: str) -> Any:
    """Send a batch; values are encoded, one a line."""
    if isinstance(body, list):
        each = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in body]
        body = b"\n".join(each) if content_type == NDJSON else b"[" + b",".join(each) + b"]"
    headers = {"accept-language": language, **headers}
    return Client().post(BATCH + query, body, content_type=content_type, headers=headers)


def answers(response: Any) -> list[bytes]:
    """Return the lines of an answer."""
    assert response.status_code == 200 and response.headers["Content-Type"] == NDJSON
    text = b"".join(response.streaming_content)
    assert not text or text.endswith(b"\n")
    return text.split(b"\n")[:-1]


@pytest.mark.parametrize("content_type", [NDJSON, "application/json"])
def test_each_line_in_full_is_answered_as_alone_and_a_bad_one_spoils_only_itself(
    api: Api, content_type: str
) -> None:
    asked: list[Any] = [
        *ALL.values(),
        {"project": {"lines": [{"code": "9999"}]}, "limit": 0},
        {**example(), "on": "2024-03-01"},
        {**GARMENTS, "target": "KCN-QUYET-THANG", "include": ["counterfactuals"]},
        {**SMALL, "include": ["robustness"]},
        [],
    ]
    before = row_counts()
    found = answers(ask(asked, content_type, query=FULL))
    assert row_counts() == before
    assert len(found) == len(asked)
    for number, (body, answer) in enumerate(zip(asked, found, strict=True), 1):
        alone = api.send(body, "en")
        if alone.status_code == 200:
            assert answer == alone.content, number
        else:
            problem = {**alone.json(), "line": number, "instance": BATCH}
            assert json.loads(answer) == problem


def test_lines_that_are_no_json_too_long_or_blank_leave_the_others_alone(api: Api) -> None:
    good = json.dumps(SMALL).encode()
    long = b'{"project": "' + b"x" * lines.LONGEST_LINE + b'"}'
    body = b"\r\n".join([good, b"", b"{", b'{"a": 1, "a": 2}', long, b"\xff", good + b"  "])
    found = [json.loads(one) for one in answers(ask(body))]
    assert [(one.get("line"), one.get("type", "").rpartition("/")[2]) for one in found] == [
        (None, ""),
        (3, "malformed-json"),
        (4, "malformed-json"),
        (5, "body-too-large"),
        (6, "malformed-json"),
        (None, ""),
    ]
    assert lines.LONGEST_LINE == json_body.MOST_BYTES


def test_a_line_that_fails_unforeseen_spoils_only_itself(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    gather = answering.gather.project_facts

    def failing(project: Any, *rest: Any) -> Any:
        assert project["lines"][0]["code"] != "2670"
        return gather(project, *rest)

    monkeypatch.setattr(answering.gather, "project_facts", failing)
    found = [json.loads(one) for one in answers(ask([SMALL, example(), SMALL]))]
    assert [one.get("type") for one in found] == [None, "/api/problems/server-error", None]
    assert found[1]["line"] == 2


def test_a_short_answer_has_the_numbers_of_the_full_one(api: Api) -> None:
    asked = [one for one in ALL.values() if not answering.COSTLY & set(one.get("include") or ())]
    schema = {"$ref": "#/components/schemas/ShortAnswer", "components": openapi_document("3.1")["components"]}
    validator = jsonschema_rs.validator_for(schema)
    for body, line in zip(asked, answers(ask(asked)), strict=True):
        short, full = json.loads(line), api.match(body)
        assert [error.message[:300] for error in validator.iter_errors(short)] == []
        alike = ("on", "verdict", "ruleset", "engine_version", "data_version", "counts", "refused_by")
        assert [short[name] for name in alike] == [full[name] for name in alike]
        assert [one["site"] for one in short["sites"]] == [one["site"]["code"] for one in full["sites"]]
        for one, whole in zip(short["sites"], full["sites"], strict=True):
            for name in ("rank", "outcome", "score", "ceiling", "merit", "fit", "evidence_pct"):
                assert one[name] == whole[name]
            preferences = [each for each in whole["findings"] if each["type"] == "preference"]
            assert one["points"] == [
                {name: each[name] for name in ("criterion", "points", "ceiling")} for each in preferences
            ]
            assert one["unsettled"] == [
                each["criterion"]
                for each in whole["findings"]
                if each["type"] == "requirement" and each["outcome"] in ("conditional", "unknown")
            ]
        barred = full["barred"] and [(one["site"]["code"], one["because"]) for one in full["barred"]]
        assert barred == (short["barred"] and [(one["site"], one["because"]) for one in short["barred"]])


def test_what_a_short_answer_cannot_hold_is_refused(api: Api) -> None:
    line, good = answers(ask([{**SMALL, "include": ["barred", "robustness"]}, SMALL], query="?detail=short"))
    assert [(one["pointer"], one["code"], one["detail"]) for one in json.loads(line)["errors"]] == [
        (
            "/include/1",
            "only_in_full",
            "“robustness” comes with full answers alone: send the batch with ?detail=full.",
        )
    ]
    assert json.loads(good)["detail"] == "short"
    for query in ("?detail=shorter", "?details=short"):
        assert ask([SMALL], query=query).status_code == 400


class Body(io.RawIOBase):
    """A body that notes how far it has been read, and how many of its lines were answered by then."""

    def __init__(self, line: bytes, count: int) -> None:
        self.line, self.left, self.read_lines = line, count, 0

    def read(self, size: int = -1) -> bytes:
        some = min(self.left, max(1, size // len(self.line)))
        self.left -= some
        self.read_lines += some
        return self.line * some


def test_answers_go_out_before_the_last_line_has_come_in(rules: None) -> None:
    line = json.dumps(SMALL).encode() + b"\n"
    body = Body(line, 3 * lines.PIECE // len(line))
    request = RequestFactory().post(BATCH, b"", content_type=NDJSON)
    request._stream = body  # type: ignore[attr-defined]
    request.META |= {"CONTENT_TYPE": NDJSON, "CONTENT_LENGTH": str(body.left * len(line))}
    response: Any = BatchView.as_view()(request)
    assert response.status_code == 200, response.content
    assert body.read_lines == 0
    assert next(response.streaming_content).startswith(b'{"id":null')
    assert body.left > 0
    signals.request_finished.disconnect(close_old_connections)  # as the client of tests does
    response.close()
    signals.request_finished.connect(close_old_connections)
    assert answers(ask([SMALL]))  # who goes away midway leaves the place to the next


def test_no_more_of_a_line_is_held_than_shows_that_it_is_too_long() -> None:
    held = [len(line) for some in lines_of(io.BytesIO(b"x" * 3_000_000)) for _, line in some]
    assert held == [lines.LONGEST_LINE + 1]


def test_a_batch_ends_at_the_limit_of_lines_and_says_where(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_LINES", "MOST_ITEMS"):
        monkeypatch.setattr(lines, name, 2)
    for content_type in (NDJSON, "application/json"):
        found = [json.loads(one) for one in answers(ask([SMALL] * 4, content_type))]
        assert len(found) == 3 and found[0]["verdict"] == found[1]["verdict"] == "match"
        assert found[2]["line"] == 3 and found[2]["type"] == "/api/problems/too-many-lines"


@pytest.fixture
def counted(settings: Any) -> Iterator[None]:
    """Three requests a minute for an address."""
    settings.ANONYMOUS_LIMIT = 3
    BLOCKS.forget()
    yield
    BLOCKS.forget()


def test_five_lines_count_as_a_request_and_a_costly_one_alone(api: Api, counted: None) -> None:
    found = [json.loads(one) for one in answers(ask([SMALL] * 20))]
    assert len(found) == 16
    assert found[15]["line"] == 16 and found[15]["type"] == "/api/problems/too-many-requests"
    assert 0 < found[15]["retry_after"] <= 60
    assert ask([SMALL]).status_code == 429
    BLOCKS.forget()
    costly = {**SMALL, "include": ["counterfactuals"]}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("partners.limits.hidden_address", lambda address: "another")
        patched.setattr("config.callers.hidden_address", lambda address: "another")
        assert [json.loads(one).get("line") for one in answers(ask([costly] * 5, query=FULL))] == [
            None
        ] * 3 + [4]


def test_one_batch_is_answered_at_a_time(api: Api) -> None:
    first = ask([SMALL])
    second = ask([SMALL])
    assert second.status_code == 503 and second.json()["type"] == "/api/problems/batch-busy"
    assert second.headers["Retry-After"] == str(views.COME_AGAIN)
    answers(first)
    assert len(answers(ask([SMALL]))) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "status", "slug"),
    [
        (b"", NDJSON, 400, "malformed-json"),
        (b"", "application/json", 400, "malformed-json"),
        (b"[{]", "application/json", 400, "malformed-json"),
        (b"[" * 200_000, "application/json", 400, "malformed-json"),
        (b"\xff", "application/json", 400, "malformed-json"),
        (b"{}", "application/json", 400, "invalid-input"),
        (b" " * (lines.MOST_ARRAY_BYTES + 1), "application/json", 413, "body-too-large"),
        (b"a=1", "text/csv", 415, "unsupported-media-type"),
    ],
)
def test_a_body_that_is_no_batch_is_refused_as_a_whole(
    rules: None, body: bytes, content_type: str, status: int, slug: str
) -> None:
    response = ask(body, content_type)
    assert response.status_code == status, response.content
    assert response.json()["type"] == f"/api/problems/{slug}"
