"""Broken fixtures are refused whole, with everything that is wrong: file, place, row, field and what is allowed."""

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from parks import fixture_files
from parks.fixture_files import BadFixtures, read
from parks.fixture_loading import load_fixtures
from parks.models import CatalogueVersion, Source
from tests.catalogue import FOLDER, change, copy_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files with what belongs to three sites."""
    return copy_of(
        FOLDER, tmp_path_factory.mktemp("few"), sites=("KCN-SONG-CONG-1", "KCN-YEN-BINH", "CCN-YEN-LAC")
    )


@pytest.fixture(scope="module")
def answers() -> dict[Any, str]:
    """Return what the database says of the check constraints, kept for all tests: the same values get the same answer."""
    return {}


@pytest.fixture(autouse=True)
def _asked_once(answers: dict[Any, str], monkeypatch: pytest.MonkeyPatch) -> None:
    violations = fixture_files.violations
    monkeypatch.setattr(fixture_files, "violations", lambda row, _: violations(row, answers))


@pytest.fixture
def folder(few: Path, tmp_path: Path) -> Path:
    """Give the test a copy of them that it may spoil."""
    return Path(shutil.copytree(few, tmp_path, dirs_exist_ok=True))


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadFixtures) as refused:
        read(folder, thorough=True)
    return [str(problem) for problem in refused.value.problems]


def test_all_errors_are_listed_at_once(folder: Path) -> None:
    change(folder, "facts.json", 0, grade="sourcd")
    change(folder, "sites.json", 1, kind="parc")
    change(folder, "sources.json", 1, url="not an address")
    found = problems(folder)
    assert [line.split("[")[0] for line in found] == ["sources.json", "sites.json", "facts.json"]


def test_a_choice_that_does_not_exist(folder: Path) -> None:
    change(folder, "facts.json", 0, grade="sourcd")
    (line,) = problems(folder)
    assert line.startswith("facts.json[0] kcn-song-cong-1-district-2023-1, grade: ")
    assert "verified, sourced, sourced_weak, doubtful, estimated" in line


@pytest.mark.parametrize(
    ("file", "fields", "expected"),
    [
        (
            "facts.json",
            {"site": ["KCN-SONG-CONG-9"]},
            "there is no site ['KCN-SONG-CONG-9']; did you mean ['KCN-SONG-CONG-1']?",
        ),
        ("facts.json", {"source": "vki"}, "must be the natural key of a source, as a list of texts"),
        ("facts.json", {"recorded_by": ["admin"]}, "a person cannot be named in a fixture"),
        (
            "facts.json",
            {"sourc": ["x"]},
            "there is no such field; did you mean “source”? allowed: code, as_of",
        ),
        ("facts.json", {"counts_from": "2023-01-01"}, "counts_from: there is no such field"),
        ("facts.json", {"as_of": "06/2023"}, "is not YYYY, YYYY-MM or YYYY-MM-DD"),
        ("facts.json", {"quantity": "area"}, "Không có đại lượng “area”. Được dùng: area_planned_ha"),
        ("facts.json", {"quantity": "occupancy_pct", "value": "101"}, "phải từ 0 đến 100 %"),
        ("facts.json", {"recorded_at": "yesterday"}, "recorded_at"),
        ("sites.json", {"latitude": 95.0}, "latitude: Ensure this value is less than or equal to 24."),
        ("sites.json", {"latitude": "north"}, "must be a float"),
        ("sites.json", {"planning_area": None}, "must be the natural key of a planningarea"),
        ("sites.json", {"name_vi": ""}, "name_vi: This field cannot be blank."),
        ("sites.json", {"latitude": None}, "site_whole_point"),
        ("orientation.json", {"site": ["KCN-YEN-BINH"]}, "orientation_site_or_area"),
    ],
)
def test_a_wrong_field(folder: Path, file: str, fields: dict[str, Any], expected: str) -> None:
    change(folder, file, 1, **fields)
    assert expected in "\n".join(problems(folder))


def test_a_missing_reference_is_required(folder: Path) -> None:
    rows = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    del rows[7]["fields"]["source"]
    (folder / "facts.json").write_text(json.dumps(rows), encoding="utf-8")
    (line,) = problems(folder)
    assert line.startswith("facts.json[7] ") and line.endswith(", source: is required")


def test_the_same_row_twice(folder: Path) -> None:
    rows = json.loads((folder / "tenants.json").read_text(encoding="utf-8"))
    (folder / "tenants.json").write_text(json.dumps([*rows, rows[2]]), encoding="utf-8")
    assert problems(folder) == [f"tenants.json[{len(rows)}] sp008: the same row as [2]"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"model": "parks.tenant",', "tenants.json line 1, column 27: not JSON"),
        (b'{"model": "parks.tenant"}', "tenants.json: must be a list of rows"),
        (b"[1]", 'tenants.json[0]: must be {"model": …, "fields": {…}}'),
        (b'[{"model": "parks.site", "fields": {}}]', "model: must be “parks.tenant” in this file"),
        (b'[{"model": "parks.tenant", "fields": {}, "pk": 1}]', "and nothing else"),
        (b"\xff\xfe[]", "tenants.json: not UTF-8"),
    ],
)
def test_a_broken_file(folder: Path, content: bytes, expected: str) -> None:
    (folder / "tenants.json").write_bytes(content)
    assert expected in "\n".join(problems(folder))


def test_a_missing_file(folder: Path) -> None:
    (folder / "nodes.json").unlink()
    assert any(line.startswith("nodes.json: the file is missing") for line in problems(folder))
    (folder / "nodes.json").mkdir()
    assert any(line.startswith("nodes.json: cannot be read at") for line in problems(folder))


def test_nothing_is_written_when_something_is_wrong(folder: Path) -> None:
    change(folder, "tenants.json", 1, site=["KCN-NOWHERE"])
    with pytest.raises(BadFixtures):
        load_fixtures(folder=folder)
    assert not Source.objects.exists()
    assert CatalogueVersion.objects.get().fixtures_digest == ""


def test_a_row_that_the_database_refuses_is_named(folder: Path) -> None:
    change(folder, "facts.json", 5, pin_reason="", pinned_at="2026-11-23T00:00:00+07:00")
    with pytest.raises(BadFixtures, match=r"facts.json\[5\] kcn-song-cong-1.*fact_pin_has_reason"):
        load_fixtures(folder=folder)
    assert not Source.objects.exists()


def test_the_check_constraints_are_all_kept() -> None:
    assert len(read(FOLDER, thorough=True)) == 1988


def test_it_says_what_it_loaded_and_then_that_nothing_changed() -> None:
    first, second = StringIO(), StringIO()
    call_command("load_fixtures", stdout=first)
    call_command("load_fixtures", stdout=second)
    assert "  site: 59 added" in first.getvalue() and "  fact: 402 added" in first.getvalue()
    assert second.getvalue() == "Fixtures: unchanged since they were loaded.\n"


def test_check_writes_nothing() -> None:
    out = StringIO()
    call_command("load_fixtures", check=True, stdout=out)
    assert out.getvalue() == "The fixtures are right: 1988 rows.\n"
    assert not Source.objects.exists()


def test_it_refuses_broken_files_in_plain_words(folder: Path) -> None:
    change(folder, "sites.json", 0, kind="parc")
    with pytest.raises(CommandError, match=r"nothing was loaded. 1 to mend:\nsites.json\[0\]"):
        call_command("load_fixtures", folder=folder)
