"""The engine stands on the standard library, numpy, itself and, at one place, a solver, so that it can be replayed in ten years."""

import ast
import sys
from pathlib import Path

import matching

ENGINE = Path(matching.__file__).parent / "engine"
SOLVER, ITS_MODULE = "highspy", ENGINE / "allocation" / "linear.py"


def imported_modules(source: str) -> set[str]:
    """Return the full names of the modules that the source imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def allowed(name: str) -> bool:
    top = name.split(".")[0]
    return top in sys.stdlib_module_names or top == "numpy" or f"{name}.".startswith("matching.engine.")


def test_every_module_of_the_engine_imports_only_what_is_allowed():
    files = list(ENGINE.rglob("*.py"))
    assert files
    wrong = {
        (file.name, name)
        for file in files
        for name in imported_modules(file.read_text())
        if not allowed(name) and (name, file) != (SOLVER, ITS_MODULE)
    }
    assert not wrong


def test_the_check_can_fail():
    source = "import numpy.linalg\nfrom matching.engine import rank\nfrom . import x\nimport django.db\nimport matching"
    assert {name for name in imported_modules(source) if not allowed(name)} == {".", "django.db", "matching"}
