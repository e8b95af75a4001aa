"""The check of a certificate: it says that a run is as it was kept, and nothing of what it is about."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from matching.engine import ENGINE_VERSION
from matching.keeping import keep
from matching.models import MatchRun
from matching.services import match
from portal.texts import CHECK
from tests.matching.conftest import EXAMPLE, take_triggers_away
from tests.officers import words


@pytest.fixture
def run(rules: None) -> MatchRun:
    officer = User.objects.create_user("can-bo-lan", password="x")
    project = {**EXAMPLE["project"], "name": "Nhà máy bí mật"}
    return keep(matched=match(project=project), user=officer, limit=3, include=())


def asked(code: str, language: str = "vi") -> tuple[int, str]:
    page = Client().get("/check", {"code": code}, headers={"accept-language": language})
    return page.status_code, words(page.content)


def test_it_says_of_a_run_when_and_by_which_rules_it_was_made(run: MatchRun) -> None:
    for language in ("vi", "en"):
        status, text = asked(run.certificate, language)
        assert status == 200 and CHECK[language]["intact"] in text  # type: ignore[index]
        for said in (run.certificate, "2026.1", ENGINE_VERSION, f"{run.on:%d/%m/%Y}"):
            assert said in text


def test_it_says_nothing_of_what_the_run_is_about(run: MatchRun) -> None:
    _, text = asked(run.certificate)
    page = Client().get("/check", {"code": run.certificate}).content.decode()
    for secret in ("bí mật", "can-bo-lan", str(run.pk), "KCN-", "2670", "điểm trên", run.digest):
        assert secret not in text and secret not in page


def test_a_certificate_is_found_however_it_is_typed(run: MatchRun) -> None:
    code = run.certificate
    for typed in (code.lower(), code.replace("-", ""), f"  {code} ", code.replace("-", " - ")):
        assert asked(typed)[0] == 200, typed


def test_no_run_has_another_certificate(run: MatchRun) -> None:
    for wrong in (
        "AAAAA-AAAAA",
        "x",
        "\u1ed1" * 10,
        run.certificate[:-1],
        run.certificate + "A",
        "%",
        "A" * 5000,
    ):
        status, text = asked(wrong)
        assert status == 404 and CHECK["vi"]["none"] in text, wrong


def test_without_a_certificate_it_asks_for_one(db: None) -> None:
    status, text = asked("")
    assert status == 200 and CHECK["vi"]["none"] not in text


def test_a_run_of_the_small_hours_was_made_on_the_day_that_it_was_in_ha_noi(run: MatchRun) -> None:
    take_triggers_away()
    MatchRun.objects.update(created_at=datetime.datetime(2026, 11, 26, 19, 53, tzinfo=datetime.UTC))
    assert f"{CHECK['vi']['made']} 27/11/2026" in asked(run.certificate)[1]


def test_a_run_that_was_altered_is_told(run: MatchRun) -> None:
    take_triggers_away()
    MatchRun.objects.update(answer={**run.answer, "verdict": "refused"})
    status, text = asked(run.certificate)
    assert status == 200 and CHECK["vi"]["altered"] in text and CHECK["vi"]["intact"] not in text


def test_both_languages_say_the_same_things() -> None:
    assert CHECK["vi"].keys() == CHECK["en"].keys()
