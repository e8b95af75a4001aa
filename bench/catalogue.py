"""A database of its own for the bench, in a temporary folder, and the sites that are read from it."""

import os
import pickle
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.children import ROOT


def environment(folder: Path, name: str = "bench") -> dict[str, str]:
    """Return the settings that point the service to a database in a folder."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / name}.sqlite3",
        "PARKS_SECRET_KEY": secrets.token_urlsafe(48),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PARKS_ANONYMOUS_LIMIT": "1000000",  # counted as ever, and never reached
    }


def prepare(environ: dict[str, str]) -> None:
    """Migrate and load everything, as a first start does."""
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def save_sites(file: str) -> int:
    """Keep the 42 sites counted in 2023 as the engine takes them, so that others need no database for them."""
    _set_up()
    from matching import snapshot
    from parks.dates import today

    state = snapshot.current()
    counted = [site for site in state.sites(today()).sites if state.site_rows[site.code].counted_mid_2023]
    Path(file).write_bytes(pickle.dumps(counted))
    return len(counted)


def queries_of_a_match() -> int:
    """Return how many queries a match makes once the service is warm."""
    _set_up()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.made_up import EXAMPLE

    client = Client(SERVER_NAME="127.0.0.1")

    def match() -> Any:
        return client.post("/api/match", EXAMPLE.read_bytes(), content_type="application/json")

    match()
    with CaptureQueriesContext(connection) as captured:
        status = match().status_code
    if status != 200:
        raise RuntimeError(f"the match answered {status}")
    return len(captured)


def _set_up() -> None:
    import django

    django.setup()
