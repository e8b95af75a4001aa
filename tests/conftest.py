"""What every test shares. Which database they run on is said by DATABASE_URL, as for the service itself."""

import os

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

# "ci" draws the same examples every time: a red run can be repeated, and a green one stays green.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure() -> None:
    """Leave out what costs time in every test and is not what they are about."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # find a static file when asked, not all of them for each client


def pytest_report_header() -> str:
    """Say on which database this run is."""
    return f"database: {connection.vendor}"


@pytest.fixture(autouse=True)
def _no_language_left_over() -> None:
    """Start every test in the default language, whatever the one before has activated."""
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)
