"""Reads the YAML of rulesets: strictly before one is published, quickly and once a process afterwards."""

import pickle
from collections.abc import Hashable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import yaml

from matching.engine import Ruleset, parse

DEEPEST = 50  # a ruleset is nested eight deep
# Twelve times as quick, but brought down by deep nesting: only for what is plain, or has been read before.
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class InvalidRuleset(ValueError):
    """A ruleset document that cannot be used; ``errors`` lists every mistake with its place."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


class _EachKeyOnce:
    """Refuses a key that is written twice, for it would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is repeated", key.start_mark
                )
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return found


class _Loader(_EachKeyOnce, yaml.SafeLoader):
    """Safe, and refuses aliases too, for a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, "aliases are not taken", event.start_mark)
        return super().compose_node(parent, index)


class _QuickLoader(_EachKeyOnce, QUICK):  # type: ignore[misc,valid-type]
    """Reads what is plain."""


def read_document(text: str) -> Any:
    """Return what a YAML text says, the caller's own to change. Raises InvalidRuleset where it is no YAML, with line
    and column.

    The last few texts are remembered: a page of a draft reads the same two several times.
    """
    return pickle.loads(_read(text))


@lru_cache(maxsize=8)
def _read(text: str) -> bytes:
    try:
        return pickle.dumps(_load(text), pickle.HIGHEST_PROTOCOL)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise InvalidRuleset([f"not YAML: {place}{error.problem}"]) from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-02-30
        raise InvalidRuleset([f"not YAML: {' '.join(str(error).split())}"]) from error
    except RecursionError as error:
        raise InvalidRuleset(["not YAML: nested too deep"]) from error


def _load(text: str) -> Any:
    """Return what a text says. Of what is not plain, or is wrong, the strict reader has the word: it says where and why."""
    if _is_plain(text):
        with suppress(yaml.YAMLError, ValueError):
            return yaml.load(text, _QuickLoader)
    return yaml.load(text, _Loader)


def _is_plain(text: str) -> bool:
    """Tell whether a text has no aliases, and is not nested deeper than the quick reader bears."""
    depth = 0
    try:
        for event in yaml.parse(text, QUICK):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                return False
    except (yaml.YAMLError, ValueError):
        return False
    return True


def write_document(document: Any) -> str:
    """Return a document as YAML that reads back to the same content, without comments and aliases."""
    return yaml.dump(document, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120)


class _Writer(yaml.SafeDumper):
    """Writes what is used twice twice, short lists on one line, and signs that YAML takes for the end of a line as such."""

    def represent_str(self, data: str) -> yaml.Node:
        style = '"' if any(sign in data for sign in _ENDS_OF_LINES) else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.Node:
        plain = all(not isinstance(one, dict) for one in sequence)
        return super().represent_sequence(tag, sequence, flow_style=True if plain else flow_style)


_ENDS_OF_LINES = "\r\x85\u2028\u2029"
_Writer.add_representer(str, _Writer.represent_str)


@lru_cache(maxsize=32)
def read_published(text: str) -> tuple[Ruleset, Mapping[str, Any]]:
    """Return a published ruleset and its document; both are shared and never changed."""
    document = yaml.load(text, QUICK)
    return parse(document), document
