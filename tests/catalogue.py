"""The catalogue as fixtures/ has it, for every test that needs real sites.

A conftest that imports `catalogue` offers it to its folder. It is loaded once a module, inside a transaction that
is rolled back after the module; what a test writes on top is rolled back after that test.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

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
