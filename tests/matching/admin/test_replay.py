"""The button that computes a kept run once more."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from matching import recomputing
from matching.keeping import keep
from matching.models import MatchRun
from matching.records import KeptFinding
from matching.replaying import Difference, narrowed
from matching.services import match
from tests.matching.conftest import EXAMPLE
from tests.officers import words


@pytest.fixture
def run(rules: None) -> MatchRun:
    officer = User.objects.create_user("can-bo-lan", password="x")
    return keep(matched=match(project=EXAMPLE["project"]), user=officer, limit=3, include=())


def test_it_stands_on_the_page_of_the_run_beside_the_certificate(
    run: MatchRun, administrator: Client
) -> None:
    page = administrator.get(f"/admin/matching/matchrun/{run.pk}/change/").content.decode()
    assert f"/check?code={run.certificate}" in page
    assert f'action="/admin/matching/matchrun/{run.pk}/replay/"' in page


def test_it_says_that_the_same_comes_out(run: MatchRun, administrator: Client) -> None:
    text = words(administrator.post(f"/admin/matching/matchrun/{run.pk}/replay/").content)
    assert "tính lại ra đúng kết quả cũ, từng byte" in text and "lượt đã lưu còn nguyên" in text


def test_it_shows_what_differs(run: MatchRun, administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    unread = recomputing.records.unread

    def other(*args: Any, **kwargs: Any) -> Any:
        answer = unread(*args, **kwargs)
        answer.values["verdict"] = "refused"
        first = answer.values["sites"][0]
        first["score"], first["missing"] = 7.5, []
        number = next(place for place, one in enumerate(answer.findings) if b'"criterion":"land"' in one.text)
        finding = json.loads(answer.findings[number].text)
        text = json.dumps({**finding, "ceiling": 1.25, "reason": "land.of_old"}).encode()
        answer.findings = [*answer.findings]
        answer.findings[number] = KeptFinding(text, b'"x"')
        return answer

    monkeypatch.setattr(recomputing.records, "unread", other)
    text = words(administrator.post(f"/admin/matching/matchrun/{run.pk}/replay/").content)
    assert "tính lại ra kết quả khác" in text
    for line in (
        "cả kết quả kết luận Có nơi phù hợp Dự án không được tiếp nhận",
        "KCN Yên Bình điểm 72 7,5",
        "KCN Yên Bình Quỹ đất: mức có thể đạt ",
        "lý do mà máy tính điểm nay không còn dùng",
        "xử lý nước thải còn lại (0) không có",
    ):
        assert line in text
    assert "{'" not in text and "could_add" not in text


def test_a_difference_inside_a_value_is_told_by_its_path() -> None:
    then, now = {"land": {"parts": [1, 2]}, "same": 1}, {"land": {"parts": [1, 3]}, "same": 1}
    assert [*narrowed(Difference("X", "land", then, now))] == [Difference("X", "land.land.parts.1", 2, 3)]


def test_it_answers_a_press_alone_and_knows_its_runs(run: MatchRun, administrator: Client) -> None:
    assert administrator.get(f"/admin/matching/matchrun/{run.pk}/replay/").status_code == 405
    unknown = "00000000-0000-0000-0000-000000000000"
    assert administrator.post(f"/admin/matching/matchrun/{unknown}/replay/").status_code == 404
