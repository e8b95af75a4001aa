"""The README's example answers as shown."""

import json
import re
from pathlib import Path
from typing import Any

from tests.matching.conftest import Api

BASE = Path(__file__).resolve().parents[2]


def test_the_excerpt_in_the_readme_is_part_of_the_real_answer(api: Api) -> None:
    readme = (BASE / "README.md").read_text(encoding="utf-8")
    assert "-d @docs/examples/match.json" in readme
    found = re.search(r"<!-- match-excerpt -->\s*```json\n(.*?)```", readme, re.DOTALL)
    assert found, "the README shows no excerpt"
    question = json.loads((BASE / "docs/examples/match.json").read_text(encoding="utf-8"))
    answer = api.match(question, "en")
    excerpt = json.loads(found[1])
    assert excerpt["sites"][0]["findings"]
    assert _differences(excerpt, answer, "") == []


def _differences(shown: Any, real: Any, place: str) -> list[str]:
    """Return where what is shown is not part of what is real; a list shows its first entries, or named findings."""
    if isinstance(shown, dict):
        return [
            one
            for key, value in shown.items()
            for one in _differences(value, real.get(key), f"{place}/{key}")
        ]
    if isinstance(shown, list):
        if shown and isinstance(shown[0], dict) and "criterion" in shown[0]:
            by_criterion = {one["criterion"]: one for one in real}
            real = [by_criterion.get(one["criterion"]) for one in shown]
        return [
            one
            for number, (value, other) in enumerate(zip(shown, real, strict=False))
            for one in _differences(value, other, f"{place}/{number}")
        ]
    return [] if shown == real else [f"{place}: {shown!r} is shown, {real!r} is answered"]
