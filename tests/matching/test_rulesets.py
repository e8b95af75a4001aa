"""Rulesets: published once and for all, refused with every mistake, readable in full."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from django.core.management import CommandError, call_command
from django.test import Client

from config.service_views import openapi_document
from matching.documents import InvalidRuleset
from matching.models import RulesetVersion
from matching.publishing import publish_ruleset
from parks.conditional import catalogue_number
from parks.models import Sector
from tests.matching.conftest import RULESET, Api, forget_snapshots, problem_of
from tests.matching.reading import closed

TEXT = RULESET.read_text(encoding="utf-8")
LATER = TEXT.replace('version: "2026.1"', 'version: "2026.2"').replace("from: 2026-07-01", "from: 2026-09-01")


@pytest.fixture(autouse=True)
def _without_catalogue(db: None) -> Iterator[None]:
    """Start each test with an empty catalogue and nothing held."""
    forget_snapshots()
    yield
    forget_snapshots()


def errors_of(text: str) -> str:
    with pytest.raises(InvalidRuleset) as caught:
        publish_ruleset(text=text)
    assert caught.value.errors == str(caught.value).split("\n")
    return str(caught.value)


# --- Publishing


def test_publishing_twice_changes_nothing() -> None:
    row, new = publish_ruleset(text=TEXT)
    number = catalogue_number()
    again, new_again = publish_ruleset(text=TEXT)
    assert (new, new_again) == (True, False)
    assert again == row and RulesetVersion.objects.count() == 1
    assert catalogue_number() == number
    assert row.version == "2026.1" and row.effective_from == datetime.date(2026, 7, 1)
    assert row.document == TEXT and row.published_at is not None


def test_layout_and_comments_are_no_content() -> None:
    row, _ = publish_ruleset(text=TEXT)
    other = yaml.safe_dump(yaml.safe_load(TEXT), allow_unicode=True, sort_keys=True)
    assert publish_ruleset(text=other) == (row, False)
    assert RulesetVersion.objects.get().document == TEXT


def test_a_published_version_with_other_content_is_refused() -> None:
    publish_ruleset(text=TEXT)
    changed = TEXT.replace("title_en: Project matching rules 2026.1", "title_en: Better rules")
    assert changed != TEXT
    assert "version: 2026.1 is published with another content" in errors_of(changed)
    assert RulesetVersion.objects.get().document == TEXT


def test_a_draft_is_published_in_its_row() -> None:
    draft = RulesetVersion.objects.create(
        version="2026.1", effective_from="2030-01-01", document="", digest=""
    )
    row, new = publish_ruleset(text=TEXT)
    assert (row.pk, new) == (draft.pk, True)
    row.refresh_from_db()
    assert row.status == "published" and row.effective_from == datetime.date(2026, 7, 1)


def test_two_rulesets_cannot_begin_on_one_day() -> None:
    publish_ruleset(text=TEXT)
    assert "effective_from" in errors_of(TEXT.replace('version: "2026.1"', 'version: "2026.2"'))
    assert RulesetVersion.objects.count() == 1


MISTAKES = [
    ("nonsense", "document"),
    ("", "document"),
    ("[1, 2]", "document"),
    ("a: [1, 2", "not YAML"),
    ("[" * 1500, "not YAML"),
    ('"\x00"', "not YAML"),
    (TEXT.replace("effective_from: 2026-07-01", "effective_from: 2026-02-30"), "not YAML"),
    (TEXT.replace("effective_from: 2026-07-01", "effective_from: soon"), "effective_from"),
    (TEXT.replace('version: "2026.1"', "version: 2026.1"), "version"),
    (TEXT.replace('version: "2026.1"', 'version: "' + "9" * 30 + '"'), "version"),
    (TEXT.replace("title_en:", "title_eng:"), "title_eng"),
    (TEXT + "\nversion: \"2026.9\"\n", "version"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_document_with_a_mistake_is_refused_with_its_place(text: str, place: str) -> None:
    assert place in errors_of(text)
    assert not RulesetVersion.objects.exists()


def test_a_key_that_is_written_twice_is_refused_with_its_line() -> None:
    lines = TEXT.splitlines()
    where = next(number for number, line in enumerate(lines) if line.startswith("    standing: read"))
    lines.insert(where + 1, "    standing: known")
    found = errors_of("\n".join(lines))
    assert "standing" in found and f"line {where + 2}" in found


def test_a_ruleset_that_lacks_a_profile_of_the_planning_areas_is_refused() -> None:
    document = yaml.safe_load(TEXT)
    document["profiles"].remove("MTN")
    for rule in document["rules"]:
        rule.get("weights", {}).pop("MTN", None)
    found = errors_of(yaml.safe_dump(document, allow_unicode=True))
    assert "profiles" in found and "MTN" in found


def test_every_mistake_is_listed_at_once() -> None:
    document = yaml.safe_load(TEXT)
    document["titel"] = "x"
    document["rules"][0]["citations"] = []
    document["rules"][1]["criterion"] = "prohibited"
    next(rule for rule in document["rules"] if "weights" in rule)["weights"]["CITY"] = -1
    found = errors_of(yaml.safe_dump(document, allow_unicode=True))
    for place in ("titel", "rules[0]", "rules[1]", "weights.CITY"):
        assert place in found


# --- Reading


def test_the_list_names_every_published_ruleset_newest_first() -> None:
    publish_ruleset(text=TEXT)
    publish_ruleset(text=LATER)
    RulesetVersion.objects.create(version="2027.1", effective_from="2027-01-01", document="", digest="")
    answer = Api().get("/api/rulesets")
    assert [one["version"] for one in answer["items"]] == ["2026.2", "2026.1"]
    assert answer["next"] is answer["previous"] is None
    assert answer["items"][1] == {
        "version": "2026.1",
        "title_vi": "Bộ tiêu chí đối sánh dự án 2026.1",
        "title_en": "Project matching rules 2026.1",
        "effective_from": "2026-07-01",
        "digest": RulesetVersion.objects.get(version="2026.1").digest,
    }


def test_there_may_be_no_ruleset_yet() -> None:
    assert Api().get("/api/rulesets")["items"] == []


def test_a_ruleset_is_shown_in_full_but_for_the_grounds_that_are_only_remembered() -> None:
    publish_ruleset(text=TEXT)
    shown = Api().get("/api/rulesets/2026.1")
    document = yaml.safe_load(TEXT)
    remembered = {name for name, one in document["citations"].items() if one["standing"] == "known"}
    assert remembered
    for name, one in document["citations"].items():
        assert shown["citations"][name] == ({"standing": "known"} if name in remembered else one)
    for part in ("rules", "exchange", "annex_ii", "profiles"):
        assert shown[part] == document[part]
    assert shown["effective_from"] == "2026-07-01" and shown["digest"].startswith("sha256:")
    text = str(shown)
    for name in remembered:
        assert document["citations"][name]["article"] not in text


@pytest.mark.parametrize(("address", "schema"), [("/api/rulesets", "RulesetList"), ("/api/rulesets/2026.1", "RulesetInFull")])  # fmt: skip
def test_rulesets_read_as_the_openapi_document_says(address: str, schema: str) -> None:
    publish_ruleset(text=TEXT)
    schemas = closed(openapi_document("3.1")["components"])
    validator = jsonschema_rs.Draft202012Validator(
        {"$ref": f"#/components/schemas/{schema}", "components": schemas}
    )
    assert [error.message[:300] for error in validator.iter_errors(Api().get(address))] == []


@pytest.mark.parametrize("address", ["/api/rulesets", "/api/rulesets/2026.1"])
def test_who_holds_the_answer_is_told_so_until_something_changes(address: str) -> None:
    publish_ruleset(text=TEXT)
    client = Client()
    first = client.get(address)
    held = {"if-none-match": first.headers["ETag"]}
    again = client.get(address, headers=held)
    assert again.status_code == 304 and not again.content
    publish_ruleset(text=LATER)
    later = client.get(address, headers=held)
    assert later.status_code == 200 and later.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("version", ["2025.1", "2026.2", "2026", "x" * 300, "%00", "2026.1%2F"])
def test_a_version_that_is_not_published_is_not_found(version: str) -> None:
    publish_ruleset(text=TEXT)
    RulesetVersion.objects.create(version="2026.2", effective_from="2027-01-01", document="", digest="")
    assert problem_of(Client().get(f"/api/rulesets/{version}"))["status"] == 404


def test_a_parameter_that_they_do_not_take_is_refused() -> None:
    publish_ruleset(text=TEXT)
    for address in ("/api/rulesets?limit=3", "/api/rulesets/2026.1?on=2026-01-01"):
        assert problem_of(Client().get(address))["status"] == 400


def test_a_match_without_any_published_ruleset_says_that_the_service_is_not_ready() -> None:
    Sector.objects.create(
        edition="2018", code="1410", level=4, name_vi="May", intensity="low", origin="x", search_text="may"
    )
    question = {"project": {"lines": [{"code": "1410"}]}}
    response = Client().post("/api/match", data=question, content_type="application/json")
    assert response.status_code == 503
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/api/problems/not-ready"


# --- The command


def test_the_command_publishes_once_and_is_silent_then(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_rulesets")
    assert "Ruleset 2026.1 published, in force from 2026-07-01." in capsys.readouterr().out
    call_command("load_rulesets")
    assert capsys.readouterr().out == ""


def test_the_command_refuses_a_wrong_file_with_its_name_and_places(tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "fixtures" / "rulesets"
    folder.mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    (folder / "wrong.yaml").write_text(TEXT.replace("standing: policy", "standing: gossip"), encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("load_rulesets")
    assert "fixtures/rulesets/wrong.yaml" in str(caught.value)
    assert "citations.policy_proposal.standing" in str(caught.value) and "secondary" in str(caught.value)
    (folder / "wrong.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match=r"wrong\.yaml"):
        call_command("load_rulesets")
