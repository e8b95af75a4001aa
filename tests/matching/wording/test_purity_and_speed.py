"""Wording stands on the engine alone and fills templates without parsing them."""

import ast
import sys
import time
from pathlib import Path

import matching.wording
from matching.wording import sentence
from tests.matching.wording.grid import findings

WORDING = Path(matching.wording.__file__).parent


def test_it_imports_only_the_standard_library_the_engine_and_itself() -> None:
    files = list(WORDING.rglob("*.py"))
    assert len(files) > 10
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                own = name.startswith(("matching.wording", "matching.engine")) or name == "matching"
                assert own or name.split(".")[0] in sys.stdlib_module_names, f"{path.name}: {name}"


def test_a_full_answer_takes_far_less_than_a_request() -> None:
    shown = [seen.finding for seen in findings()[:230]]  # ten sites, 23 findings each
    spent = []
    for _ in range(10):
        began = time.process_time()
        for one in shown:
            sentence(one.reason, "vi", one.observed, one.required)
        spent.append(time.process_time() - began)
    # About a millisecond on a quiet core; the best of ten tries, so that a busy machine does not fail it.
    assert min(spent) < 0.01
