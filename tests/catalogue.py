"""The catalogue as fixtures/ has it, for every test that needs real sites.

It is loaded once a run, inside a transaction that is rolled back at its end; what a test writes on top is rolled
back after that test. Tests that need an empty database come before those that need the catalogue, and these before
those that need the ruleset too (`in_order`).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from matching import snapshot
from matching.publishing import publish_ruleset
from parks import snapshot as catalogue_snapshot
from parks.conditional import catalogue_number
from parks.fixture_files import FILES
from parks.fixture_loading import load_fixtures
from portal.management.commands.make_roles import make_roles

FOLDER = settings.BASE_DIR / "fixtures"
RULESET = FOLDER / "rulesets" / "2026.1.yaml"
# Folders of tests.
ANSWERS = {"admin", "portal", "api", "answers", "dossiers"}
WITHOUT_DATABASE = {"engine", "wording", "browser", "bench", "clients"}
# What stands in a file all of whose tests ask a database.
ALL_ASK = re.compile(
    rb'^pytestmark = \[?pytest\.mark\.(django_db|usefixtures\("(rules|catalogue)"\))', re.MULTILINE
)


@pytest.fixture(scope="session")
def loaded_catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the fixtures for all tests that come from now on."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_fixtures(folder=FOLDER)
        connection.check_constraints()  # once for all, not at the end of every test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded_catalogue: None, db: None) -> None:
    """Give the test the loaded catalogue."""


@pytest.fixture(scope="session")
def loaded_rules(loaded_catalogue: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """Publish the ruleset and make the ready roles, inside the catalogue's transaction; yield the catalogue's number."""
    with django_db_blocker.unblock():
        publish_ruleset(text=RULESET.read_text(encoding="utf-8"))
        make_roles()
        connection.check_constraints()
        forget_snapshots()
        yield catalogue_number()
        forget_snapshots()


@pytest.fixture
def rules(loaded_rules: int, db: None) -> Iterator[None]:
    """Give the test the loaded catalogue with the published ruleset."""
    yield
    held = [snapshot._current, catalogue_snapshot._held]
    if any(one is not None and one.number != loaded_rules for one in held):
        forget_snapshots()


def forget_snapshots() -> None:
    """Drop what the process holds: versions that are rolled back come round again in tests, and only there."""
    snapshot.forget()
    catalogue_snapshot.forget()


def asks_a_database(item: pytest.Item) -> bool:
    """Tell whether a test may ask the database that the run is about."""
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "db" in names or "transactional_db" in names


def is_about_answers(file: Path) -> bool:
    """Tell whether a file, by its path from the top, tests what pages say, or answers made of what the service holds in memory.

    How tables are asked and changed for these has its own tests; each page, and each read of the API, is opened there once more.
    """
    return not ANSWERS.isdisjoint(file.parts) and file.name != "test_every_page.py"


def belongs(file: Path, asks: bool, part: str | None) -> bool:
    """Tell whether a test of a file, which asks a database or does not, belongs to a part of a run."""
    match part:
        case "stored":
            return asks and not is_about_answers(file)
        case "answers":
            return asks and is_about_answers(file)
        case "database":
            return asks
        case "rest":
            return not asks
    return True


def is_needless(file: Path, part: str | None) -> bool:
    """Tell whether no test of a file belongs to a part of a run, so that it need not even be read."""
    if not WITHOUT_DATABASE.isdisjoint(file.parts):
        return part not in (None, "rest")
    if part == "rest":
        return ALL_ASK.search((settings.BASE_DIR / file).read_bytes()) is not None
    return part == ("stored" if is_about_answers(file) else "answers")


def in_order(item: pytest.Item) -> int:
    """Return the place of a test in a run: nobody may meet rows that another one's session fixture has made."""
    names = getattr(item, "fixturenames", ())
    if not asks_a_database(item):
        return 3
    return 2 if "loaded_rules" in names else 1 if "loaded_catalogue" in names else 0


def copy_of(folder: Path, target: Path, sites: tuple[str, ...] = ()) -> Path:
    """Copy the fixtures to spoil them; with `sites`, only what belongs to those, which is read much faster."""
    files = {name: json.loads((folder / name).read_text(encoding="utf-8")) for name, _ in FILES}
    links = files["site_units.json"]
    units = [link["fields"]["unit"] for link in links if link["fields"]["site"][0] in sites]
    for name, rows in files.items():
        _write(
            target / name, [row for row in rows if not sites or _belongs(row["fields"], name, sites, units)]
        )
    return target


def change(folder: Path, name: str, index: int, **fields: Any) -> None:
    """Change fields of one row of a copy."""
    rows = json.loads((folder / name).read_text(encoding="utf-8"))
    rows[index]["fields"].update(fields)
    _write(folder / name, rows)


def _belongs(fields: dict[str, Any], name: str, sites: tuple[str, ...], units: list[list[str]]) -> bool:
    if name == "successions.json":
        return False
    if name == "sites.json":
        return fields["code"] in sites
    if name == "sectors.json":
        return fields["level"] <= 2
    if name == "orientation.json" and len(fields["prefix"]) > 2:
        return False
    if name.startswith("admin_units"):
        return fields["level"] != "commune" or [fields["edition"], fields["code"]] in units
    return "site" not in fields or fields["site"][0] in sites


def _write(file: Path, rows: list[Any]) -> None:
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
