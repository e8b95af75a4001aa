"""The strict reader of JSON bodies: what is right is read as everybody reads it, what is wrong is named and placed."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.json_body import MOST_BYTES, MOST_DEPTH, read_json
from parks.problems import Code, Unusable


def errors_of(body: bytes) -> dict[str, Code]:
    with pytest.raises(Unusable) as raised:
        read_json(body)
    return {pointer: found[0].code for pointer, found in raised.value.errors.items()}  # type: ignore[misc]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False)
    # Characters that JSON escapes or that other readers trip over, often.
    | st.text(
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]) | st.sampled_from(':"\\{}[]/é')
    ),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), inner, max_size=5
        )
    ),
    max_leaves=30,
)


@given(value=JSON, ascii_only=st.booleans(), indent=st.sampled_from([None, 2]))
def test_it_reads_what_is_right_as_the_standard_library_does(
    value: Any, ascii_only: bool, indent: int | None
) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert repr(read_json(body)) == repr(json.loads(body))


@given(
    body=st.binary(max_size=40) | st.text('{}[]:,"\\0123456789eE+-.untrfalsNI ', max_size=40).map(str.encode)
)
def test_nothing_but_a_documented_refusal_comes_out(body: bytes) -> None:
    try:
        value = read_json(body)
    except Unusable as refusal:
        assert refusal.status_code == 400
        assert refusal.errors
    else:
        assert repr(value) == repr(json.loads(body))


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        (b"", "", "malformed_json"),
        (b"{", "", "malformed_json"),
        (b'{"a": 1,}', "", "malformed_json"),
        (b"{'a': 1}", "", "malformed_json"),
        (b"\xef\xbb\xbf{}", "", "malformed_json"),
        (b'{"a": 01}', "", "malformed_json"),
        (b'{"a": "\n"}', "", "malformed_json"),
        (b'{"a": 1} x', "", "malformed_json"),
        (b'{"a": "\xff"}', "", "invalid_utf8"),
        (b'{"a": "\xed\xa0\x80"}', "", "invalid_utf8"),
        (b'{"a": NaN}', "/a", "impossible_number"),
        (b'{"a": [-Infinity]}', "/a/0", "impossible_number"),
        (b'{"a": 1e999}', "/a", "impossible_number"),
        (b'{"a": -1e400}', "/a", "impossible_number"),
        (b'{"a": ' + b"9" * 31 + b"}", "/a", "impossible_number"),
        (b'{"a": -' + b"9" * 5000 + b"}", "/a", "impossible_number"),
        (b'{"a": 1, "a": 2}', "/a", "duplicate_key"),
        (b'{"a": 1, "\\u0061": 2}', "/a", "duplicate_key"),
        (b'{"x:y": {"b/c": 1, "b/c": 1}}', "/x:y/b~1c", "duplicate_key"),
        (b'{"a": "x\\u0000y"}', "/a", "nul_character"),
        (b'{"a\\u0000": 1}', "/a�", "nul_character"),
        (b'{"a": "\\ud800"}', "/a", "lone_surrogate"),
        (b'{"\\udfff": 1}', "/?", "lone_surrogate"),
        (b"[" * 33 + b"]" * 33, "/0" * 32, "too_deep"),
        (b"[" * 100_000, "", "too_deep"),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "", "too_deep"),
    ],
)
def test_each_thing_wrong_has_its_place_and_code(body: bytes, pointer: str, code: str) -> None:
    assert errors_of(body) == {pointer: code}


def test_a_malformed_body_says_line_and_column() -> None:
    code = errors_of(b'{\n  "a": 1\n  "b": 2\n}')[""]
    assert code.values == {"line": 3, "column": 3}


def test_all_errors_are_found_at_once() -> None:
    body = b'{"a": NaN, "b": {"c": 1, "c": 2}, "d": "\\u0000", "e": [1e999, "\\ud800"]}'
    assert errors_of(body) == {
        "/a": "impossible_number",
        "/b/c": "duplicate_key",
        "/d": "nul_character",
        "/e/0": "impossible_number",
        "/e/1": "lone_surrogate",
    }


def test_the_limits_themselves_are_allowed() -> None:
    assert read_json(b"[" * MOST_DEPTH + b"]" * MOST_DEPTH)
    assert read_json(b"9" * 30) == 10**30 - 1
    assert read_json(b"-" + b"9" * 30) == 1 - 10**30
    assert read_json(b"1e308") == 1e308
    assert read_json(b'"\\ud83c\\udf31 \\\\u0000"') == "🌱 \\u0000"
    assert read_json(b"[" + b" " * (MOST_BYTES - 2) + b"]") == []


def test_a_body_over_256_kb_is_refused() -> None:
    with pytest.raises(Unusable) as raised:
        read_json(b" " * (MOST_BYTES + 1))
    assert (raised.value.status_code, raised.value.problem) == (413, "body-too-large")


def test_the_longest_torture_takes_no_longer_than_a_second() -> None:
    body = b'{"a":1,' + b'"a":1,' * 43_000 + b'"b":1}'
    assert len(body) <= MOST_BYTES
    began = time.process_time()
    errors_of(body)
    assert time.process_time() - began < 1
