"""Every sentence that the parser of rulesets can say has one in Vietnamese; the sentences are read out of its code."""

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import product
from types import ModuleType
from typing import Any

import pytest

from matching.drafting import messages
from matching.drafting.messages import in_vietnamese
from matching.drafting.mistakes import read_draft
from matching.engine import checks, ruleset, shape

ENGLISH = re.compile(r"\b(must|not|is|are|and|or|the|key|unknown|allowed|missing|needs|did you mean)\b")
# What stands where a sentence names something of the document or of the code: a number, a name and a text at once.
NAMED = "7"


def sentences(module: ModuleType) -> Iterator[str]:
    """Yield every sentence that a module says of a mistake: what it adds to `Errors`, and what checks yield."""
    tree = ast.parse(inspect.getsource(module))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "errors.add":
            if ast.unparse(node.args[1]) != "message":  # passed on from the checks
                yield from written(node.args[1])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            yield from written(node.value.elts[1])


def written(node: ast.expr) -> Iterator[str]:
    """Yield what an expression can come to, with something in the place of what only a document tells."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*written(node.body), *written(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        for parts in product(*(list(written(one)) for one in node.values)):
            yield "".join(parts)
    elif isinstance(node, ast.FormattedValue):
        yield from (repr(one) if node.conversion == ord("r") else one for one in named(node.value))
    else:
        raise AssertionError(f"a sentence is made in another way: {ast.unparse(node)}")


def named(node: ast.expr) -> Iterator[str]:
    text = ast.unparse(node)
    if isinstance(node, ast.IfExp):
        yield from written(node)
    elif text.startswith("nearest("):
        yield from ("", " (did you mean 'high_tech'?)")
    elif text == "hint":
        yield from ("", " (put it in quotes)")
    elif text.startswith("_KINDS"):
        yield from shape._KINDS.values()
    else:
        yield NAMED


EVERY = sorted({one for module in (checks, ruleset, shape) for one in sentences(module)})


def test_the_sentences_of_the_parser_are_found() -> None:
    assert len(EVERY) > 60
    assert {"is missing", "must be a list of rules", "its shares must fall or stay"} <= set(EVERY)


@pytest.mark.parametrize("sentence", EVERY)
def test_every_sentence_of_the_parser_is_said_in_vietnamese(sentence: str) -> None:
    said = in_vietnamese(sentence, "high_tech")
    assert said != sentence and "{" not in said
    assert not ENGLISH.search(re.sub("['“].*?['”]|high_tech", "", said)), said


def test_no_sentence_is_kept_that_nobody_says() -> None:
    texts = [*EVERY, "must be a date like 2026-07-01, not ''", "must be a number, not ''"]
    texts += [f"must be one of preferences.max_km, capital, not 'capital{way}'" for way in ("", " = x")]
    used = {next(text for pattern, text in messages._PATTERNS if pattern.fullmatch(one)) for one in texts}
    assert {text for _, text in messages._PATTERNS} - used == set()


def broken(text: str) -> Any:
    (mistake,) = read_draft(text).mistakes
    return mistake.message


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2", "[" * 1500, "a: &x 1\nb: *x", "a\nb: 1", "[1, 2", "a: b: c", "a: @b"]
)
def test_what_is_no_yaml_is_told_in_vietnamese_too(text: str) -> None:
    assert not ENGLISH.search(re.sub("“.*?”", "", broken(text))), broken(text)
