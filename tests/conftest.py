"""What every test shares. Which database they run on is said by DATABASE_URL, as for the service itself."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import utils as test_utils
from django.test.signals import template_rendered
from pytest_django import DjangoDbBlocker

from investors import merge_triggers, notice_triggers
from investors import triggers as case_triggers
from matching import triggers as run_triggers
from parks import land_triggers
from parks import triggers as catalogue_triggers
from parks.models import CatalogueVersion
from tests.catalogue import (
    WITHOUT_DATABASE,
    asks_a_database,
    belongs,
    catalogue,
    in_order,
    is_needless,
    loaded_catalogue,
    loaded_rules,
    rules,
)
from tests.service import Service, running

__all__ = ["catalogue", "loaded_catalogue", "loaded_rules", "rules"]

_inside: list[Template] = []  # the page that is being written, if any

# "ci" draws the same examples every time: a red run can be repeated, and a green one stays green.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run take some of the tests (`tests.run_both` says why)."""
    parser.addoption(
        "--part",
        choices=("stored", "answers", "database", "rest"),
        help="of the tests that ask a database those of what it keeps, those of what is answered, or both; or the rest",
    )
    parser.addoption("--everywhere", action="store_true", help="take what CI alone tests too")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read what does not belong to this part of a run."""
    if collection_path.name == "conftest.py" or collection_path.suffix != ".py":
        return None
    return is_needless(collection_path.relative_to(config.rootpath), config.getoption("--part")) or None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests into an order in which fixtures of the whole run can be shared, and leave out the other part."""
    items.sort(key=in_order)
    part, everywhere = config.getoption("--part"), config.getoption("--everywhere")
    left_out = set()
    for item in items:
        file, asks = item.path.relative_to(config.rootpath), asks_a_database(item)
        if asks and not WITHOUT_DATABASE.isdisjoint(file.parts):
            raise pytest.UsageError(f"in a folder of tests that ask no database: {item.nodeid}")
        if not belongs(file, asks, part) or (item.get_closest_marker("ci") and not everywhere):
            left_out.add(item)
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Walk what is loaded by now no more in search of garbage, and look for it less often: an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_configure() -> None:
    """Leave out what costs time in every test and is not what they are about."""
    gc.disable()  # until all tests are collected: what is read stays
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ANONYMOUS_LIMIT = 0  # all tests ask from one address; those of the limits set their own
    settings.WHITENOISE_AUTOREFRESH = True  # find a static file when asked, not all of them for each client
    test_utils.instrumented_test_render = _render


def _render(template: Template, context: Context) -> str:
    """Show `response.context` that of the page alone: a page of the desk has a thousand templates inside, and telling of
    each takes a fifth of its time.
    """
    if _inside:
        return template.nodelist.render(context)
    template_rendered.send(sender=template, template=template, context=context)
    _inside.append(template)
    try:
        return template.nodelist.render(context)
    finally:
        _inside.pop()


def pytest_report_header() -> str:
    """Say on which database this run is."""
    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def running_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Start the service once for all tests that use it from outside."""
    if connection.vendor != "sqlite":
        pytest.skip("tried once, in the run on SQLite: the service here has its own database")
    with running(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(autouse=True)
def _no_language_left_over() -> None:
    """Start every test in the default language, whatever the one before has activated."""
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, django_db_use_migrations: bool
) -> None:
    """Give tables made with `--no-migrations`, which is quicker while one works, what the migrations add to them."""
    if django_db_use_migrations:
        return
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        CatalogueVersion.objects.get_or_create(id=1)
        for triggers in (
            catalogue_triggers,
            land_triggers,
            case_triggers,
            merge_triggers,
            notice_triggers,
            run_triggers,
        ):
            triggers.install(None, editor)
