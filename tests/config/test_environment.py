"""Environment variables are read strictly, and documented."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment

ROOT = Path(settings.BASE_DIR)


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Start a management command in a process of its own with these variables."""
    inherited = {name: value for name, value in os.environ.items() if name not in environment.VARIABLES}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=inherited | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_example_file_and_the_readers_name_the_same_variables():
    documented = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    read = re.findall(r'environment\.\w+\("([A-Z_]+)"', (ROOT / "config" / "settings.py").read_text())
    assert sorted(documented) == sorted(read) == sorted(environment.VARIABLES)


def test_the_values_in_the_example_file_are_the_defaults():
    lines = (ROOT / ".env.example").read_text().splitlines()
    example = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    assert environment.boolean("PARKS_DEBUG", True, example) is False
    assert environment.boolean("PARKS_HTTPS", True, example) is False
    assert environment.integer("PORT", 1, 1, 65535, example) == 8000
    assert environment.hosts("PARKS_ALLOWED_HOSTS", [], example) == environment.hosts(
        "PARKS_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], {}
    )
    assert environment.origins("PARKS_CSRF_TRUSTED_ORIGINS", example) == []
    for folder in ("PARKS_FILES", "PARKS_DOSSIERS"):
        assert environment.folder(folder, ROOT / "x", example) == ROOT / "x"
    assert environment.address("PARKS_OPEN_DATA_LICENCE", "x", example) == environment.CC_BY
    assert environment.database("DATABASE_URL", ROOT, example) == environment.database(
        "DATABASE_URL", ROOT, {}
    )


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PARKS_DEBUG", "maybe", "Write one of 1, true, yes, on or 0, false, no, off"),
        ("PORT", "eighty", "Write a whole number from 1 to 65535, for example 8000"),
        ("PARKS_ALOWED_HOSTS", "x", "Did you mean PARKS_ALLOWED_HOSTS?"),
        ("PARKS_FILES", "relative/folder", "Write the whole path of a folder"),
        ("DATABASE_URL", "mysql://localhost/parks", "Write sqlite:////absolute/path"),
    ],
)
def test_a_wrong_value_stops_the_start_and_says_what_to_write(name, value, advice):
    started = start(**{name: value})
    assert started.returncode == 1
    assert name in started.stderr and advice in started.stderr
    assert "Traceback" not in started.stderr


def test_the_right_values_start():
    started = start(PARKS_DEBUG="on", PORT="65535", PARKS_ALLOWED_HOSTS="parks.example.vn", PARKS_HTTPS="no")
    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.0", "8_000", "٨٠٠٠", "1e3", "9" * 5000])
def test_a_port_out_of_range_or_not_a_whole_number_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="PORT"):
        environment.integer("PORT", 8000, 1, 65535, {"PORT": value})


def test_what_is_not_a_folder_is_refused_and_one_that_is_read_must_be_there(tmp_path):
    missing = {"PARKS_DOSSIERS": str(tmp_path / "dosiers")}
    assert environment.folder("PARKS_DOSSIERS", ROOT, missing) == tmp_path / "dosiers"
    with pytest.raises(ImproperlyConfigured, match="a folder that is there"):
        environment.folder("PARKS_DOSSIERS", ROOT, missing, is_read=True)
    for value in ("dossiers", str(Path(__file__)), "/dev/null"):
        with pytest.raises(ImproperlyConfigured, match="PARKS_FILES"):
            environment.folder("PARKS_FILES", ROOT, {"PARKS_FILES": value})


@pytest.mark.parametrize("value", ["http://a.vn", "a.vn,", "a.vn b.vn", "a.vn/path", "a.vn;b.vn", "'a.vn'"])
def test_what_is_not_a_host_name_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="PARKS_ALLOWED_HOSTS"):
        environment.hosts("PARKS_ALLOWED_HOSTS", [], {"PARKS_ALLOWED_HOSTS": value})


@pytest.mark.parametrize(
    "value", ["a.vn", "https://", "ftp://a.vn", "https://a.vn/", "https://a.vn,b.vn", "https://["]
)
def test_what_is_not_an_origin_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="PARKS_CSRF_TRUSTED_ORIGINS"):
        environment.origins("PARKS_CSRF_TRUSTED_ORIGINS", {"PARKS_CSRF_TRUSTED_ORIGINS": value})


@pytest.mark.parametrize(
    "value", ["CC BY 4.0", "ftp://a.vn/x", "https:///x", "https://[", 'https://a.vn/"x"', "https://a.vn/\n"]
)
def test_what_is_not_the_address_of_a_page_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="PARKS_OPEN_DATA_LICENCE"):
        environment.address("PARKS_OPEN_DATA_LICENCE", "x", {"PARKS_OPEN_DATA_LICENCE": value + "y"})


def database(url: str) -> dict:
    return environment.database("DATABASE_URL", Path("/srv/parks"), {"DATABASE_URL": url})


def test_sqlite_is_the_default_and_takes_relative_and_absolute_paths(tmp_path):
    assert environment.database("DATABASE_URL", tmp_path, {})["NAME"] == str(tmp_path / "var" / "db.sqlite3")
    relative = environment.database("DATABASE_URL", tmp_path, {"DATABASE_URL": "sqlite:///kept/a%20b.db"})
    assert relative["NAME"] == str(tmp_path / "kept" / "a b.db")
    assert (tmp_path / "kept").is_dir()
    assert database(f"sqlite:///{tmp_path}/c.db")["NAME"] == f"{tmp_path}/c.db"


def test_a_postgres_address_is_taken_apart():
    described = database("postgres://lan:p%40ss%2Fword@db.example.vn:5433/parks?sslmode=require")
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["NAME"], described["USER"], described["PASSWORD"]) == ("parks", "lan", "p@ss/word")
    assert (described["HOST"], described["PORT"]) == ("db.example.vn", "5433")
    assert described["OPTIONS"] == {"sslmode": "require"}
    assert described["CONN_MAX_AGE"] and described["CONN_HEALTH_CHECKS"]


def test_a_postgres_address_may_name_the_folder_of_a_socket():
    described = database("postgresql://postgres@/parks?host=/var/run/postgresql")
    assert (described["HOST"], described["PORT"]) == ("/var/run/postgresql", "")


@pytest.mark.parametrize(
    "url",
    [
        "db.sqlite3",
        "sqlite://db.sqlite3",
        "sqlite:///",
        "sqlite:///a.db?mode=ro",
        "postgres://lan@host",
        "postgres://lan@host/a/b",
        "postgres://lan@host:port/parks",
        "postgres://lan@host:99999/parks",
        "postgres://[::1/parks",
        "postgres://lan@host/parks?pool=1",
    ],
)
def test_a_database_address_that_is_not_understood_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(url)


def test_a_refused_database_address_does_not_show_its_password():
    with pytest.raises(ImproperlyConfigured) as refused:
        database("postgres://lan:open@sesame@host/parks/x")
    assert "sesame" not in str(refused.value) and "open" not in str(refused.value)


def test_the_secret_key_is_made_once_and_is_private(tmp_path):
    file = tmp_path / "var" / "secret_key"
    made = environment.secret_key("PARKS_SECRET_KEY", file, {})
    assert len(made) >= 50
    assert environment.secret_key("PARKS_SECRET_KEY", file, {}) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_short_secret_key_is_refused_without_being_shown(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="PARKS_SECRET_KEY") as refused:
        environment.secret_key("PARKS_SECRET_KEY", tmp_path / "key", {"PARKS_SECRET_KEY": "correct horse"})
    assert "horse" not in str(refused.value)
    (tmp_path / "key").write_text("")
    with pytest.raises(ImproperlyConfigured, match="Delete it"):
        environment.secret_key("PARKS_SECRET_KEY", tmp_path / "key", {})
