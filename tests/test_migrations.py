"""An empty database is made in one step for each application; databases that exist came to the same in many."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

# As a program without the squashed migrations makes a database, and what the next start does to that.
LONG_WAY = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
loader = executor.loader
loader.replace_migrations = False
loader.build_graph()
for key, squashed in loader.replacements.items():
    loader.graph.remove_replacement_node(key, squashed.replaces)
executor.migrate(loader.graph.leaf_nodes())
executor.recorder.migration_qs.filter(name__contains="_squashed_").delete()
from portal.management.commands.prepare import Command
Command()._migrate()
"""
WRITTEN_AFTERWARDS = {"django_content_type", "auth_permission", "sqlite_sequence"}


@pytest.mark.ci
def test_the_short_way_and_the_long_way_come_to_the_same_database(tmp_path: Path) -> None:
    short = _made(tmp_path / "short.sqlite3", "manage.py", "migrate", "-v0")
    long = _made(tmp_path / "long.sqlite3", "-c", LONG_WAY)
    assert len(long) > 500
    assert {name for name in {*short, *long} if short.get(name) != long.get(name)} == set()


def _made(file: Path, *command: str) -> dict[str, Any]:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    subprocess.run([sys.executable, *command], cwd=settings.BASE_DIR, env=environment, check=True)
    with sqlite3.connect(file) as database:
        database.row_factory = sqlite3.Row
        return {
            name: (_words(sql), _columns(database, name), _rows(database, name) if kind == "table" else [])
            for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
        }


def _words(sql: str | None) -> list[str]:
    """Return what a definition consists of: columns stand in another order where they were added one by one."""
    return sorted(re.split(r"[\s,;()]+", sql or ""))


def _columns(database: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    asked = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?) ORDER BY name'
    return [tuple(row) for row in database.execute(asked, [name])]


def _rows(database: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    if name in WRITTEN_AFTERWARDS:
        return []
    columns = "app, name" if name == "django_migrations" else "*"
    rows = [dict(row) for row in database.execute(f'SELECT {columns} FROM "{name}"')]
    return sorted(rows, key=lambda row: [*row.values()])
