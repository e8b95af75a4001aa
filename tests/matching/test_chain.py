"""The chain of kept runs: whoever alters or removes a stored run breaks it, and is noticed."""

import datetime
import uuid
from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from matching import chain
from matching.keeping import keep
from matching.models import MatchRun, RulesetVersion, RunChain, RunSites
from matching.services import match
from tests.matching.conftest import example, take_triggers_away

DOCUMENTED = settings.BASE_DIR / "docs" / "kept-runs.md"
GARMENTS = {"lines": [{"code": "1410"}]}
LENSES = example()["project"]


@pytest.fixture
def runs(rules: None, officer: User) -> list[MatchRun]:
    """Return three runs kept one after the other."""
    return [
        keep(matched=match(project=project), user=officer, limit=3, include=("barred",))
        for project in (GARMENTS, LENSES, GARMENTS)
    ]


@pytest.fixture
def unguarded(runs: list[MatchRun]) -> None:
    """Take the triggers away, as somebody could who owns the database."""
    take_triggers_away()


def walk(**options: str) -> str:
    out = StringIO()
    call_command("verify_runs", stdout=out, **options)
    return out.getvalue()


def test_runs_are_numbered_and_linked(runs: list[MatchRun]) -> None:
    stored = list(MatchRun.objects.order_by("number"))
    assert [run.number for run in stored] == [1, 2, 3] and [run.pk for run in stored] == [r.pk for r in runs]
    assert [run.previous for run in stored] == ["", stored[0].digest, stored[1].digest]
    end = RunChain.objects.get()
    assert (end.number, end.digest) == (3, stored[2].digest)


def test_the_facts_of_the_sites_are_kept_once(runs: list[MatchRun]) -> None:
    assert RunSites.objects.count() == 1 and {run.sites_id for run in runs} == {RunSites.objects.get().pk}
    assert len(RunSites.objects.get().facts) == 59
    assert all("sites" not in run.inputs for run in runs)


def test_a_certificate_is_short_and_a_runs_own(runs: list[MatchRun]) -> None:
    found = {run.certificate for run in runs}
    assert len(found) == 3
    assert all(len(one) == 11 and one.replace("-", "").isalnum() and one.isupper() for one in found)


def test_an_unbroken_chain_says_its_last_link(runs: list[MatchRun]) -> None:
    assert walk() == f"3 runs, unbroken. Last link 3:{runs[2].digest}\n"
    assert walk(expect=f"2:{runs[1].digest}") == walk()


def test_no_run_is_an_unbroken_chain(rules: None) -> None:
    assert walk().startswith("0 runs, unbroken.")


def written(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def ruleset(**values: str) -> Callable[[], None]:
    return lambda: RulesetVersion.objects.update(**values) and None


def altered(field: str, value: object) -> Callable[[], None]:
    return lambda: MatchRun.objects.filter(number=2).update(**{field: value}) and None


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (altered("answer", {}), "run 2: what it holds was altered"),
        (altered("inputs", {}), "run 2: what it holds was altered"),
        (altered("engine_version", "9"), "run 2: what it holds was altered"),
        (altered("on", "2020-01-01"), "run 2: what it holds was altered"),
        (altered("digest", "0" * 64), "run 2: what it holds was altered"),
        (altered("certificate", "AAAAA-AAAAA"), "run 2: what it holds was altered"),
        (altered("previous", "0" * 64), "run 2: does not follow the run before it"),
        (altered("sites", None), "run 2: what it holds was altered"),
        (lambda: MatchRun.objects.filter(number=1).delete(), "run 1: missing"),
        (lambda: MatchRun.objects.filter(number=2).delete(), "run 2: missing"),
        (lambda: MatchRun.objects.filter(number=3).delete(), "run 3: missing at the end of the chain"),
        (lambda: MatchRun.objects.all().delete(), "run 1: missing at the end of the chain"),
        (altered("number", 0), "run 0: out of its place"),
        pytest.param(
            lambda: written("UPDATE matching_matchrun SET created_at = 'x' WHERE number = 2"),
            "run 2: what it holds was altered",
            marks=pytest.mark.skipif(connection.vendor != "sqlite", reason="others have dates there"),
        ),
        (altered("inputs", []), "run 2: what it holds was altered"),
        (lambda: RunSites.objects.update(facts=[]), "altered"),
        (ruleset(document="a: ["), "run 1: the ruleset that it used is not as it was"),
        (ruleset(digest="sha256:0"), "run 1: the ruleset that it used is not as it was"),
    ],
)
def test_whatever_is_altered_or_removed_is_noticed(tamper: Callable[[], None], told: str) -> None:
    tamper()
    with pytest.raises(CommandError) as broken:
        walk()
    assert told in str(broken.value)


@pytest.mark.usefixtures("unguarded")
def test_where_a_row_is_gone_or_holds_nonsense_the_walk_goes_on_and_so_does_replay(
    runs: list[MatchRun], client: Client
) -> None:
    MatchRun.objects.filter(number=1).update(answer=[])
    MatchRun.objects.filter(number=2).update(inputs=[])
    said = StringIO()
    with pytest.raises(CommandError, match="2 runs came out otherwise"):
        call_command("replay", all=True, stdout=said)
    assert said.getvalue().count("nothing can be computed of it any more") == 2
    facts = RunSites.objects.get()
    written("DELETE FROM matching_runsites")
    try:
        with pytest.raises(CommandError, match="run 3: the facts of the sites that it used are gone"):
            walk()
        with pytest.raises(CommandError, match="3 runs came out otherwise"):
            call_command("replay", all=True, stdout=said)
        assert not client.get("/check", {"code": runs[2].certificate}).context["intact"]
    finally:
        facts.save(force_insert=True)
    assert client.get("/check", {"code": runs[2].certificate}).context["intact"]


def test_the_page_of_the_documentation_shows_what_is_said_of_an_altered_run(
    rules: None, officer: User
) -> None:
    body = example()
    day = datetime.date.fromisoformat(body["on"])
    matched = match(project=body["project"], on=day)
    run = keep(matched=matched, user=officer, limit=body["limit"], include=("barred",))
    take_triggers_away()
    run = MatchRun.objects.get(pk=run.pk)
    sites = [{**run.answer["sites"][0], "score": 82.0}, *run.answer["sites"][1:]]
    MatchRun.objects.update(answer={**run.answer, "sites": sites})
    said = StringIO()
    for command, options in (("verify_runs", {}), ("replay", {"all": True})):
        with pytest.raises(CommandError) as broken:
            call_command(command, stdout=said, **options)
        said.write(f"{broken.value}\n" + ("\n" if command == "verify_runs" else ""))
    told = said.getvalue().replace(run.certificate, "AAAAA-AAAAA").replace(str(run.pk), str(uuid.UUID(int=0)))
    assert (
        DOCUMENTED.read_text(encoding="utf-8")
        .partition("<!-- altered-example -->\n```text\n")[2]
        .startswith(told)
    )


@pytest.mark.usefixtures("unguarded")
def test_a_chain_written_anew_is_noticed_by_a_link_that_was_printed_before(runs: list[MatchRun]) -> None:
    printed = f"2:{runs[1].digest}"
    kept = list(MatchRun.objects.order_by("number"))
    kept[0].engine_version = "9"
    previous = ""
    for number, run in enumerate(kept, start=1):
        chain.link(run, number=number, previous=previous)
        previous = run.digest
    MatchRun.objects.all().delete()
    MatchRun.objects.bulk_create(kept)
    RunChain.objects.update(digest=previous)
    assert walk().startswith("3 runs, unbroken.")
    with pytest.raises(CommandError, match="run 2: not the one of the earlier walk"):
        walk(expect=printed)


def test_a_wrong_link_to_expect_is_refused(runs: list[MatchRun]) -> None:
    for wrong in ("", "2", "x:y", ":" + runs[0].digest):
        if wrong:
            with pytest.raises(CommandError, match="takes NUMBER:DIGEST"):
                walk(expect=wrong)
