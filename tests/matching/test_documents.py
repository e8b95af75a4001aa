"""A ruleset that is put out as YAML and taken in again is the same, whatever stands in it."""

import copy
import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from matching.documents import InvalidRuleset, read_document, write_document
from matching.drafting.texts import with_values
from matching.engine import parse
from matching.engine.ruleset import digest_of
from tests.catalogue import RULESET
from tests.matching.engine.strategies import tries

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2999, 1, 1))
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
# Texts as officers type them, and such as YAML would read as something else where they were not quoted.
ODD = ["", " ", "1", "1e3", "0x1f", "012", "1_000", "12:30:45", "yes", "no", "null", "~", "true", "=", "<<", "- a", "a: b",
       "#", "a #b", "2026-07-01", "&a", "*a", "!x", "%", "@", "`", "'", '"', "|", ">", "{", "]", ",", "?", "a\nb", "\t", "\x85",
       "\u2028", "\ufeff", "Đồng Hỷ; “Sông Công”"]  # fmt: skip
TEXTS = st.sampled_from(ODD) | st.text(max_size=12)
PLAIN = st.none() | st.booleans() | NUMBERS | DAYS | TEXTS
DOCUMENTS = st.dictionaries(
    TEXTS,
    st.recursive(
        PLAIN,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@tries(60)
@given(DOCUMENTS)
def test_whatever_is_written_reads_back_to_the_same_content_and_digest(document: dict[str, Any]) -> None:
    again = read_document(write_document(document))
    assert again == document
    assert digest_of(again) == digest_of(document)
    assert write_document(again) == write_document(document)


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    return yaml.safe_load(RULESET.read_text(encoding="utf-8"))


def test_the_published_ruleset_put_out_and_in_again_is_the_same_ruleset(published: dict[str, Any]) -> None:
    again = read_document(write_document(published))
    assert parse(again) == parse(published) and parse(again).digest == digest_of(published)


@tries(25)
@given(data=st.data())
def test_every_other_content_has_another_digest(published: dict[str, Any], data: st.DataObject) -> None:
    changed = here = copy.deepcopy(published)
    while isinstance(here, dict | list) and here:
        holder, key = (
            here,
            data.draw(st.sampled_from(list(here) if isinstance(here, dict) else range(len(here)))),
        )
        here = holder[key]
    holder[key] = data.draw(PLAIN.filter(lambda one: str(one) != str(here)))
    assert digest_of(changed) != digest_of(published)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: *x\n", "not YAML: line 2, column 4: aliases are not taken"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "not YAML: line 4, column 3: the key 'c' is repeated"),
        ("[" * 30_000 + "]" * 30_000, "not YAML: nested too deep"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InvalidRuleset) as refused:
        read_document(text)
    assert refused.value.errors == [said]


def test_other_values_stand_where_the_old_ones_stood_and_nothing_else_is_touched() -> None:
    text = "\ufeff# đầu 😀\nversion: 'một'  # ghi chú\nrules:\n  version: 1\ntitle: Đồng Hỷ\n"
    changed = with_values(text, {"version": "hai", "title": "Phú Bình: 2"})
    assert changed == "# đầu 😀\nversion: hai  # ghi chú\nrules:\n  version: 1\ntitle: 'Phú Bình: 2'\n"
