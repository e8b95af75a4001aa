"""The catalogue as fixtures/ has it, for every test that needs real sites.

A conftest that imports `catalogue` offers it to its folder. It is loaded once a module, inside a transaction that
is rolled back after the module; what a test writes on top is rolled back after that test.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from parks.fixture_files import FILES
from parks.fixture_loading import load_fixtures

FOLDER = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def loaded_catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the fixtures for one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_fixtures(folder=FOLDER)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded_catalogue: None, db: None) -> None:
    """Give the test the loaded catalogue."""


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
    if name.startswith("admin_units"):
        return fields["level"] != "commune" or [fields["edition"], fields["code"]] in units
    return "site" not in fields or fields["site"][0] in sites


def _write(file: Path, rows: list[Any]) -> None:
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
