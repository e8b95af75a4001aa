"""Asks a service on a database of its own whatever the OpenAPI document allows and forbids, for as long as one likes: `make fuzz`.

`make fuzz ARGS="--max-time 3600"` or any other arguments of `schemathesis run` follow those below.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests

from tests.service import BASE_DIR, Service, running

SCOPES = "read match runs enquiries webhooks"
ISSUE = f"""
from datetime import timedelta
from django.utils import timezone
from partners.models import Partner
from partners.services import issue_key
partner = Partner.objects.create(name="F", contact="f@example.vn", scopes="{SCOPES}", requests_per_minute=1_000_000)
for _ in range(2):
    row, key = issue_key(partner=partner, name="F", scopes=partner.scopes.split(), expires_at=timezone.now() + timedelta(days=9))
    print(row.pk, key)
"""


def main(arguments: list[str]) -> int:
    """Run schemathesis and return its exit code: 0 where every answer was as the document says."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), PARKS_ANONYMOUS_LIMIT="0") as service,
    ):
        (_, key), (spare, _) = (
            line.split() for line in service.call("shell", "-v0", "-c", ISSUE).splitlines()
        )
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            f"--config-file={BASE_DIR / 'tests' / 'schemathesis.toml'}",
            "run",
            f"{service.address}/api/schema",
            f"--header=Authorization: Api-Key {key}",
            "--phases=examples,coverage,fuzzing,stateful",
            "--max-examples=50",
            "--continue-on-failure",
            *arguments,
        ]
        known = {"SCHEMATHESIS_HOOKS": "tests.hostile", "FUZZ_IDS": json.dumps(_rows(service, key, spare))}
        return subprocess.run(
            command, cwd=folder, env=os.environ | known | {"PYTHONPATH": str(BASE_DIR)}
        ).returncode


def _rows(service: Service, key: str, spare: str) -> dict[str, str]:
    """Make a row of each kind and return what names them in addresses."""

    def post(path: str, **body: object) -> str:
        headers = {"Authorization": f"Api-Key {key}"}
        return str(
            requests.post(service.address + path, json=body or None, headers=headers, timeout=60).json()["id"]
        )

    webhook = post("/api/webhooks", name="F", url="https://partner.example.vn/hooks")
    return {
        "code": "KCN-YEN-BINH",
        "version": "2026.1",
        "slug": "not-found",
        "run_id": post("/api/match", project={"lines": [{"code": "1410"}]}),
        "key_id": spare,
        "webhook_id": webhook,
        "delivery_id": post(f"/api/webhooks/{webhook}/ping"),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
