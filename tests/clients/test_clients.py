"""Clients that well-kept generators make from the OpenAPI document, used against the running service over HTTP."""

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from django.conf import settings

from tests.clients.node_tools import NODE, tool
from tests.service import Service

DOCUMENT = settings.BASE_DIR / "docs" / "openapi.yaml"
OTHER_JSON = ("application/geo+json", "application/vnd.oai.openapi+json", "application/ld+json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a folder from which modules are imported."""
    folder = tmp_path_factory.mktemp("python")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


def python_client(folder: Path, name: str, document: dict[str, Any]) -> Callable[[str], Any]:
    """Make a Python client that has every operation of the document; return how its modules are imported."""
    options = {"post_hooks": [], "content_type_overrides": dict.fromkeys(OTHER_JSON, "application/json")}
    (folder / "options.json").write_text(json.dumps(options))
    (folder / f"{name}.json").write_text(json.dumps(document))  # read in a fifth of the time that YAML takes
    generator = Path(sys.executable).with_name("openapi-python-client")
    made = subprocess.run(
        [
            *(generator, "generate", "--meta=none", f"--path={folder / name}.json"),
            *(f"--config={folder / 'options.json'}", f"--output-path={folder / name}"),
        ],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    for operation in [each for methods in document["paths"].values() for each in methods.values()]:
        tag = operation["tags"][0].replace(" ", "_").replace("-", "_")
        assert (folder / name / "api" / tag / f"{operation['operationId']}.py").exists()
    return lambda module: importlib.import_module(f"{name}.{module}")


def test_a_python_client_has_every_operation_and_gets_typed_answers(
    folder: Path, running_service: Service
) -> None:
    document = yaml.load(DOCUMENT.read_text(encoding="utf-8"), yaml.CSafeLoader)
    of = python_client(folder, "client_of_3_1", document)
    client = of("client").Client(base_url=running_service.address, headers={"Accept-Language": "en"})
    models = of("models")
    listed = of("api.sites.list_sites").sync(client=client, kind="park", limit=3)
    assert [site.kind for site in listed.items] == ["park"] * 3
    assert of("api.sites.get_site").sync("KCN-YEN-BINH", client=client).name_vi == "KCN Yên Bình"
    project = {"lines": [{"code": "2670"}], "land": {"area_ha": 8}}
    asked = models.MatchRequestRequest.from_dict({"project": project, "limit": 2})
    answer = of("api.matching.match").sync(client=client, body=asked)
    assert isinstance(answer, models.MatchAnswer) and answer.verdict == "match"
    assert [type(site) for site in answer.sites] == [models.RankedSite] * 2 and answer.sites[0].score > 0
    asked = models.MatchRequestRequest.from_dict({"project": {"lines": [{"code": "0000"}]}})
    problem = of("api.matching.match").sync(client=client, body=asked)
    assert isinstance(problem, models.Problem) and problem.type_ == "/api/problems/invalid-input"
    assert problem.errors[0].pointer == "/project/lines/0/code"


def test_so_has_one_that_is_made_of_the_older_version_of_the_standard(
    folder: Path, running_service: Service
) -> None:
    with urlopen(f"{running_service.address}/api/schema?version=3.0") as answered:
        document = json.load(answered)
    assert document["openapi"] == "3.0.3"
    of = python_client(folder, "client_of_3_0", document)
    asked = of("models").MatchRequestRequest.from_dict({"project": {"lines": [{"code": "2670"}]}, "limit": 1})
    client = of("client").Client(base_url=running_service.address)
    answer = of("api.matching.match").sync(client=client, body=asked)
    assert isinstance(answer, of("models").MatchAnswer) and answer.verdict == "match"


def test_a_typescript_client_compiles_strictly_and_gets_typed_answers(
    tmp_path: Path, running_service: Service
) -> None:
    tool("openapi-typescript", str(DOCUMENT), "--output", str(tmp_path / "schema.d.ts"))
    for name in ("use.ts", "tsconfig.json", "package.json"):
        (tmp_path / name).write_text((NODE / name).read_text())
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")
    tool("tsc", "--project", str(tmp_path))
    said = json.loads(tool("node", str(tmp_path / "use.js"), running_service.address))
    assert len(said.pop("codes")) == 3 and said.pop("score") > 0
    assert said == {
        "name": "KCN Yên Bình",
        "verdict": "match",
        "type": "/api/problems/invalid-input",
        "pointer": "/project/lines/0/code",
    }


def test_the_public_ruleset_of_spectral_finds_nothing_in_the_document() -> None:
    ruleset = str(NODE / ".spectral.yaml")
    tool("spectral", "lint", "--ruleset", ruleset, "--fail-severity", "hint", str(DOCUMENT))
