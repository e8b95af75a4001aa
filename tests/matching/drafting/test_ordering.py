"""The order of what changes cost, edited by numbers: what is typed is read, kept and told, and the engine keeps to it."""

import copy
from typing import Any

import pytest
import yaml

from matching.drafting.changes import changes
from matching.drafting.mistakes import place_at, read_content
from matching.drafting.parts import Part, edited, part_of
from matching.engine.vocabulary import CHANGEABLE
from tests.catalogue import RULESET

PART = "counterfactuals"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return yaml.safe_load(RULESET.read_text(encoding="utf-8"))


def shown(document: dict[str, Any]) -> tuple[Part, dict[str, str]]:
    """Return the part with its mistakes, and what stands in its fields."""
    part = part_of(document, PART)
    place_at(part, read_content(document).mistakes)
    return part, {leaf.name: leaf.text for leaf in part.leaves}


def typed(document: dict[str, Any], **numbers: str) -> dict[str, Any]:
    """Return the document after some numbers were typed; `__` stands for the dot of a name."""
    _, fields = shown(document)
    new = {f"{PART}.order.{name.replace('__', '.')}": number for name, number in numbers.items()}
    assert set(new) <= set(fields)
    return edited(document, part_of(document, PART), fields | new)


def said(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [one.text for one in changes(before, after)]


def test_a_document_without_the_section_shows_the_order_that_holds_and_keeps_its_digest(
    document: dict[str, Any],
) -> None:
    _, fields = shown(document)
    assert list(fields.values()) == [str(place + 1) for place in range(len(CHANGEABLE))]
    assert not any(leaf.label in CHANGEABLE for leaf in part_of(document, PART).leaves)
    assert PART not in typed(document) and said(document, typed(document)) == []


def test_what_is_numbered_first_costs_least_and_what_has_no_number_is_never_asked(
    document: dict[str, Any],
) -> None:
    after = typed(document, capital="2", jobs__total="", process_flags="")
    ruleset = read_content(after).ruleset
    assert ruleset is not None
    left = [one for one in CHANGEABLE if one not in ("capital", "jobs.total", "process_flags")]
    assert ruleset.counterfactuals.order == (left[0], "capital", *left[1:])
    assert said(document, after) == [
        "Không còn đề nghị: Tổng số lao động; Công đoạn đặc thù",
        "Thứ tự của “Vốn đầu tư”: 30 → 2",
    ]
    again = typed(after, capital="4", jobs__total="1")
    order = again[PART]["order"]
    assert order[:5] == ["jobs.total", left[0], left[1], left[2], "capital"]
    assert said(after, again) == [
        "Có thể đề nghị thêm: Tổng số lao động",
        "Thứ tự của “Vốn đầu tư”: 2 → 5",
    ]


@pytest.mark.parametrize("number", ["ba", "2,5", "“1”", "1 = 2"])
def test_what_is_no_number_is_kept_and_said_beside_its_field(document: dict[str, Any], number: str) -> None:
    after = typed(document, capital=number)
    part, fields = shown(after)
    assert fields[f"{PART}.order.capital"] == number and len(fields) == len(CHANGEABLE)
    (wrong,) = [leaf for leaf in part.leaves if leaf.errors]
    assert wrong.label == "Vốn đầu tư" and wrong.errors == [
        f"phải là số thứ tự, viết như 3, hoặc để trống, không phải “{number}”"
    ]
    assert typed(after) == after
    assert read_content(typed(after, capital="30")).ruleset is not None


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ({"order": ["capital", "lines.nothing"]}, "không phải là điều nhà đầu tư đổi được"),
        ({"order": ["capital", "capital"]}, "đã có thứ tự ở trước"),
        ({"order": "capital"}, "phải là danh sách"),
        ({"order": ["capital"], "more": 1}, "tên này không có"),
        (5, "phải gồm các dòng"),
    ],
)
def test_a_pasted_section_with_a_mistake_is_shown_with_it_and_stays(
    document: dict[str, Any], section: Any, says: str
) -> None:
    after = copy.deepcopy(document) | {PART: section}
    part, fields = shown(after)
    told = [one for node in part.nodes for one in node.errors]
    told += [one for leaf in part.leaves for one in leaf.errors]
    assert len(told) == 1 and says in told[0], told
    assert edited(after, part, fields) == after
    assert said(document, after)
