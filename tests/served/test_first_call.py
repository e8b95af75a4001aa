"""The lines of docs/first-call.md are run as they stand there, against the service."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.served.conftest import Service

pytestmark = pytest.mark.django_db
PAGE = settings.BASE_DIR / "docs" / "first-call.md"
WRITTEN = "http://127.0.0.1:8000"


def test_the_first_call_works_as_it_is_written(service: Service, tmp_path: Path) -> None:
    written = re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [language for language, _ in written] == ["sh", "python", "js", "sh", "sh"]
    blocks = dict(zip(["sh", "python", "js", "batch", "key"], [block for _, block in written], strict=True))
    assert all(WRITTEN in block for block in blocks.values())
    programs = {
        "sh": (["sh", "-e"], "curl"),
        "batch": (["sh", "-e"], "curl"),
        "key": (["sh", "-e"], "curl"),
        "python": ([sys.executable, "-I"], sys.executable),
        "js": (["node"], "node"),
    }
    said = {}
    missing = []
    for language, (command, needed) in programs.items():
        if not shutil.which(needed):
            missing.append(needed)
            continue
        file = tmp_path / f"first.{'mjs' if language == 'js' else language}"
        file.write_text(blocks[language].replace(WRITTEN, service.address), encoding="utf-8")
        found = subprocess.run([*command, file], capture_output=True, text=True, timeout=60, check=False)
        assert found.returncode == 0, found.stderr
        said[language] = found.stdout
    if "sh" in said:
        assert json.loads(said.pop("key"))["id"]
        sites = json.loads(said["sh"])["sites"]
        lines = [json.loads(line) for line in said.pop("batch").splitlines()]
        assert [one["project"]["name"] for one in lines] == ["Lenses", "Garments"]
        assert [one["score"] for one in lines[0]["sites"]] == [one["score"] for one in sites]
        said["sh"] = "".join(
            f"{one['rank']} {one['site']['code']} {one['score']:g} to {one['ceiling']:g}\n" for one in sites
        )
    lines = said["python"].splitlines()
    assert len(lines) == 3 and re.fullmatch(r"1 K?C+N-[A-Z0-9-]+ [\d.]+ to [\d.]+", lines[0])
    numbers = {language: re.sub(r"\.0\b", "", text) for language, text in said.items()}
    assert len(set(numbers.values())) == 1, said
    if missing:
        pytest.skip(f"THE FIRST CALL WAS NOT TRIED WITH {' AND '.join(missing)}: not found on this machine")
