"""Changes a few values at the head of a YAML text and leaves everything else as it was written, comments too."""

from collections.abc import Mapping
from typing import Any

import yaml

from matching.documents import QUICK, write_document

NOT_STORED = {"\x00": "\N{REPLACEMENT CHARACTER}"}  # PostgreSQL takes no NUL


def with_values(text: str, values: Mapping[str, Any]) -> str:
    """Return a YAML text whose top-level scalars of these names hold other values; others are left out.

    The text must be one that `matching.documents.read_document` takes. The mark that some programs put before a text goes.
    """
    text = text.removeprefix("\ufeff")
    root = yaml.compose(text, QUICK)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    places = [
        (node.start_mark.index, node.end_mark.index, values[key.value])
        for key, node in pairs
        if key.value in values and isinstance(node, yaml.ScalarNode)
    ]
    for start, end, value in sorted(places, reverse=True):
        text = text[:start] + _scalar(value) + text[end:]
    return text


def storable(text: str) -> str:
    """Return a text that both databases store."""
    for sign, instead in NOT_STORED.items():
        text = text.replace(sign, instead)
    return text.replace("\r\n", "\n")


def _scalar(value: Any) -> str:
    return write_document([value]).strip().removeprefix("[").removesuffix("]")
