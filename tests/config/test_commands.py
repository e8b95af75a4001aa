"""What commands say: each in one language, as docs/operations.md has it."""

import ast
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

COMMANDS = sorted(Path(settings.BASE_DIR).glob("*/management/commands/[a-z]*.py"))
# Its output is the officers' proposal, word for word as on their page.
OF_OFFICERS = {"allocate"}


def texts(path: Path) -> Iterator[str]:
    """Yield every text in a module that is not the name of something."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def is_vietnamese(text: str) -> bool:
    return any(
        letter in "đĐ" or unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text)
    )


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_a_command_speaks_one_language(path: Path) -> None:
    if path.stem in OF_OFFICERS:
        return
    assert [text for text in texts(path) if is_vietnamese(text)] == []
    assert '"vi"' not in path.read_text(encoding="utf-8")


def test_the_commands_are_found() -> None:
    assert {path.stem for path in COMMANDS} >= {"verify_runs", "load_fixtures", "serve", *OF_OFFICERS}
