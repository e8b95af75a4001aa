"""A kept run computes to the same bytes from what it holds, whatever has changed since."""

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from investors.models import Investor, Project, ProjectLine
from matching import recomputing, replaying
from matching.engine import ENGINE_VERSION
from matching.keeping import match_project
from matching.models import MatchRun
from matching.records import KeptFinding
from matching.replaying import replay
from parks.models import Fact, Sector, Site
from tests.matching.conftest import Api, example, problem_of, take_triggers_away
from tests.matching.questions import ALL


def kept(answer: Any) -> MatchRun:
    return MatchRun.objects.select_related("ruleset", "sites").get(pk=answer["id"])


@pytest.mark.parametrize("name", ALL)
def test_every_question_computes_to_the_same_bytes(desk: Api, name: str) -> None:
    found = replay(kept(desk.match(ALL[name], status=201)))
    assert found.same and found.intact and found.differences == ()


def test_it_does_so_whatever_becomes_of_the_data(desk: Api) -> None:
    before = kept(desk.match(example(), status=201))
    first = before.answer["sites"][0]["site"]
    Fact.objects.update(retracted_at=timezone.now(), retraction_reason="x")
    Sector.objects.update(intensity="low")
    Site.objects.filter(code=first).update(identity="unconfirmed")
    assert replay(before).same
    now = desk.match(example(), status=201)
    assert first not in [one["site"]["code"] for one in now["sites"]]


def test_a_run_of_the_first_days_holds_the_sites_itself_and_is_computed_too(desk: Api) -> None:
    run = kept(desk.match(example(), status=201))
    run.inputs = {
        "project": run.inputs["project"], "sites": run.sites.facts, "limit": 10, "include": ["barred"],
        "ruleset_digest": run.inputs["ruleset_digest"],
    }  # fmt: skip
    run.sites = None
    assert replay(run).same


def test_another_engine_says_so_and_what_differs_now(desk: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    run = kept(desk.match(example(), status=201))
    monkeypatch.setattr(replaying, "ENGINE_VERSION", "2.0.0")
    monkeypatch.setattr("matching.records.shape.ENGINE_VERSION", "2.0.0")
    found = replay(run)
    assert (found.same, found.engine_then, found.engine_now) == (True, ENGINE_VERSION, "2.0.0")
    unread = recomputing.records.unread

    def other(*args: Any, **kwargs: Any) -> Any:
        answer = unread(*args, **kwargs)
        answer.values["sites"][0]["score"] -= 1
        answer.values["verdict"] = "refused"
        number = next(place for place, one in enumerate(answer.findings) if b'"land"' in one.text)
        text = answer.findings[number].text.replace(b'"group":"fit"', b'"group":"merit"')
        answer.findings = [*answer.findings]
        answer.findings[number] = KeptFinding(text, b'"x"')
        return answer

    monkeypatch.setattr(recomputing.records, "unread", other)
    found = replay(run)
    first = run.answer["sites"][0]
    assert not found.same and found.intact
    land = found.differences[1].then
    assert land["criterion"] == "land" and land["group"] == "fit"
    assert [(one.site, one.what, one.then, one.now) for one in found.differences] == [
        ("", "verdict", "match", "refused"),
        (first["site"], "land", land, {**land, "group": "merit"}),
        (first["site"], "score", first["score"], first["score"] - 1),
    ]


def test_the_address_proves_it_to_who_may_read_the_run(desk: Api, supervisor: Api) -> None:
    given = desk.match(example(), status=201)
    address = f"/api/match/runs/{given['id']}/replay"
    answered = desk.client.post(address)
    assert answered.status_code == 200 and answered.headers["Cache-Control"] == "private, no-store"
    assert answered.json() == supervisor.client.post(address).json() == {
        "id": given["id"], "certificate": kept(given).certificate, "same": True, "intact": True,
        "engine_then": ENGINE_VERSION, "engine_now": ENGINE_VERSION, "differences": [],
    }  # fmt: skip
    colleague = Api(User.objects.create_user("dong-nghiep", password="x", is_staff=True))
    assert problem_of(colleague.client.post(address))["status"] == 404
    assert MatchRun.objects.count() == 1


def test_what_differs_tells_nothing_of_a_hidden_investor(
    rules: None, officer: User, supervisor: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    investor = Investor.objects.create(name="Kín", nationality="KR", confidential=True, created_by=officer)
    project = Project.objects.create(name="Kính", investor=investor)
    ProjectLine.objects.create(project=project, sector=Sector.objects.get(edition="2018", code="2670"))
    run = match_project(project=project, user=officer)
    unread = recomputing.records.unread

    def other(*args: Any, **kwargs: Any) -> Any:
        answer = unread(*args, **kwargs)
        answer.values["verdict"] = "refused"
        return answer

    monkeypatch.setattr(recomputing.records, "unread", other)
    found = supervisor.client.post(f"/api/match/runs/{run.pk}/replay").json()
    assert found["differences"] == [{"site": "", "what": "verdict", "then": None, "now": None}]


# --- The command


def told(*names: str, **options: Any) -> str:
    out = StringIO()
    call_command("replay", *names, stdout=out, **options)
    return out.getvalue()


def test_all_runs_are_computed_once_more(desk: Api) -> None:
    runs = [kept(desk.match(question, status=201)) for question in (example(), ALL["garments"])]
    assert told(all=True) == "2 runs computed once more, 2 the same.\n"
    assert told(runs[0].certificate, str(runs[1].pk)) == "2 runs computed once more, 2 the same.\n"
    for wrong in ("x", "0" * 32, "AAAAA-AAAAA", "no-such-run-anywhere-at-all"):
        with pytest.raises(CommandError, match="There is no run"):
            told(wrong)
    with pytest.raises(CommandError, match="--all"):
        told()


def test_a_run_that_was_altered_is_told(desk: Api) -> None:
    run = kept(desk.match(example(), status=201))
    take_triggers_away()
    sites = [{**run.answer["sites"][0], "score": 99.0}, *run.answer["sites"][1:]]
    MatchRun.objects.update(answer={**run.answer, "sites": sites}, on=datetime.date(2026, 11, 23))
    out = StringIO()
    with pytest.raises(CommandError, match="1 runs came out otherwise"):
        call_command("replay", all=True, stdout=out)
    assert (
        f"{run.certificate} ({run.pk}): engine {ENGINE_VERSION} then, {ENGINE_VERSION} now; the stored run was ALTERED"
        in out.getvalue()
    )
    assert f"score: 99.0 -> {run.answer['sites'][0]['score']}" in out.getvalue()


def test_a_run_that_computes_to_the_same_but_was_altered_is_told_too(desk: Api) -> None:
    run = kept(desk.match(example(), status=201))
    take_triggers_away()
    MatchRun.objects.update(created_at=run.created_at - datetime.timedelta(days=1))
    with pytest.raises(CommandError, match="1 runs came out otherwise or are not as they were kept"):
        told(all=True)


def rewrite(answer: Any) -> None:
    """Write the answer of the only run as no service does."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE matching_matchrun SET answer = %s", [json.dumps(answer)])


def test_bytes_are_those_of_sorted_keys_however_the_database_holds_them(desk: Api) -> None:
    run = kept(desk.match(example(), status=201))
    take_triggers_away()
    rewrite(dict(reversed(run.answer.items())))
    assert told(all=True) == "1 runs computed once more, 1 the same.\n"
    best = {**run.answer["sites"][0], "rank": 1.0}  # 1 to whoever reads it, another text
    rewrite({**run.answer, "sites": [best, *run.answer["sites"][1:]]})
    with pytest.raises(CommandError, match="1 runs came out otherwise"):
        told(all=True)
