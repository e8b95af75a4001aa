"""The examples of docs/webhooks.md check what the service signs, and refuse what it has not."""

import datetime
import json
import re
import shutil
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from parks.changes import KINDS
from partners.webhooks import backoff, signing

PAGE = (Path(settings.BASE_DIR) / "docs" / "webhooks.md").read_text(encoding="utf-8")
BODY = '{"type":"fact.created","data":{"code":"đất"}}'
# Before, between, after what is checked: the secret, the moment, the body; and whether it is genuine.
OLD, NEW = signing.new_secret(), signing.new_secret()
CASES = (
    (NEW, 0, BODY, True),
    (OLD, 0, BODY, True),
    (signing.new_secret(), 0, BODY, False),
    (NEW, -10, BODY, False),
    (NEW, 0, BODY.replace("đất", "dat"), False),
)


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found.group(1)


def signed(minutes: int) -> dict[str, str]:
    at = timezone.now() + datetime.timedelta(minutes=minutes)
    stored = [signing.sealed(NEW), signing.sealed(OLD)]
    return signing.headers(message=uuid.uuid4(), body=BODY, at=at, stored=stored)


def test_the_example_in_python_knows_a_genuine_message() -> None:
    names: dict[str, Any] = {}
    exec(example("python"), names)
    for secret, minutes, body, genuine in CASES:
        assert names["is_genuine"](secret, signed(minutes), body.encode()) is genuine


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node here")
def test_the_example_in_javascript_knows_a_genuine_message() -> None:
    asked = [[secret, signed(minutes), body] for secret, minutes, body, _ in CASES]
    ask = f"console.log(JSON.stringify({json.dumps(asked)}.map(([s, h, b]) => isGenuine(s, h, Buffer.from(b)))))"
    command = ["node", "--input-type=module", "-e", example("javascript") + ask]
    answered = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert json.loads(answered) == [genuine for *_, genuine in CASES]


def test_the_page_names_every_kind_and_every_wait() -> None:
    assert all(f"`{kind}`" in PAGE or f"`{kind}.created`" in PAGE for kind in KINDS)
    assert (5, 300, 1800, *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24))) == backoff.WAITS
    assert "after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 hours" in PAGE
