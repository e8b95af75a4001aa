"""Nested errors become a flat list with places; every sentence exists in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from django.conf import settings
from django.utils import translation
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from config.input_errors import MOST_LISTED, listed, sentence
from config.input_sentences import FRAMEWORK, NEAREST, SENTENCES, VALUES
from parks.language import LANGUAGES
from parks.problems import Code, refused


class Inner(serializers.Serializer):
    code = serializers.CharField(max_length=4)
    area = serializers.FloatField(min_value=0, required=False)
    day = serializers.DateField(required=False)


class Outer(serializers.Serializer):
    lines = Inner(many=True, allow_empty=False)
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=["a"]), required=False)
    by_node = serializers.DictField(child=serializers.IntegerField(), required=False)
    limit = serializers.IntegerField(required=False, max_value=5)
    agreed = serializers.BooleanField(required=False)

    def validate_limit(self, value: int) -> int:
        if value == 3:
            raise ValidationError([refused("more_than", other="x", most=1)])
        return value


def entries(data: object, language: str = "en") -> dict[str, str]:
    with translation.override(language):
        serializer = Outer(data=data)
        assert not serializer.is_valid()
        found, _ = listed(ValidationError(serializer.errors).detail, "pointer", language)  # type: ignore[arg-type]
    return {entry["pointer"]: entry["code"] for entry in found}


def test_every_error_has_its_pointer() -> None:
    assert entries(
        {
            "lines": [{"code": "26"}, {"code": "26700", "area": -1, "day": "x"}, 7, {"area": "many"}],
            "kinds": ["a", "b"],
            "by_node": {"a/b~c": "x"},
            "limit": 6,
            "agreed": "perhaps",
        }
    ) == {
        "/lines/1/code": "too_long",
        "/lines/1/area": "too_low",
        "/lines/1/day": "not_a_date",
        "/lines/2": "not_an_object",
        "/lines/3/code": "required",
        "/lines/3/area": "not_a_number",
        "/kinds/1": "not_a_choice",
        "/by_node/a~1b~0c": "not_an_integer",
        "/limit": "too_high",
        "/agreed": "not_a_boolean",
    }


def test_errors_of_the_whole_point_at_the_whole() -> None:
    assert entries([]) == {"": "not_an_object"}
    assert entries({"lines": []}) == {"/lines": "empty_list"}
    assert entries({"lines": {}}) == {"/lines": "not_a_list"}
    assert entries({"lines": None}) == {"/lines": "null"}


def test_our_codes_travel_through_the_framework_with_their_values() -> None:
    serializer = Outer(data={"lines": [{"code": "1"}], "limit": 3})
    assert not serializer.is_valid()
    found, summary = listed(serializer.errors, "pointer", "en")
    assert found == [{"pointer": "/limit", "code": "more_than", "detail": "Must not be more than x (1)."}]
    assert summary == "1 to correct, listed in errors."


def test_allowed_values_and_the_nearest_are_named() -> None:
    errors = {"a": [refused("not_a_choice", allowed=("park", "cluster"), value="prk", nearest="park")]}
    found, _ = listed(errors, "parameter", "vi")
    assert found[0]["parameter"] == "a"
    assert found[0]["allowed"] == ["park", "cluster"]
    assert found[0]["detail"].endswith("Có phải ý bạn là “park”?")


def test_a_flood_of_errors_is_counted_whole_and_listed_in_part() -> None:
    errors = {str(number): [refused("required")] for number in range(MOST_LISTED + 5)}
    found, summary = listed(errors, "pointer", "en")
    assert len(found) == MOST_LISTED
    assert (
        summary == f"{MOST_LISTED + 5} to correct, listed in errors. Only the first {MOST_LISTED} are listed."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("message", "code"), FRAMEWORK)
def test_the_frameworks_own_messages_come_out_in_the_language_asked_for(
    message: str, code: str, language: str
) -> None:
    names = set(re.findall(r"\{(\w+)", message))
    with translation.override("vi"):
        # Whatever language the framework spoke when it raised, the caller's is what counts.
        raised = translation.gettext(message).format(**dict.fromkeys(names, 7))
    found, _ = listed([ErrorDetail(raised, "invalid")], "pointer", language)  # type: ignore[arg-type]
    assert found[0]["code"] == code
    wanted = {VALUES.get(name, name): 7 for name in names}
    assert found[0]["detail"] == sentence(Code(code, **wanted), language)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_exists_in_every_language_with_the_same_values(code: str) -> None:
    values = {}
    for language in LANGUAGES:
        text = SENTENCES[code][language]
        assert text.endswith(".")
        values[language] = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert values["vi"] == values["en"]
    assert SENTENCES[code]["vi"] != SENTENCES[code]["en"]
    assert NEAREST["vi"] != NEAREST["en"]


RAISERS = {"refused", "refusal", "wrong"}


def _raised() -> Iterator[tuple[str, str, set[str]]]:
    """Yield every error that the code raises: where, its code and the names of its values."""
    for app in ("parks", "partners", "investors", "matching", "portal", "config"):
        for file in Path(settings.BASE_DIR, app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "id", "") in RAISERS
                    and node.args
                    and isinstance(node.args[0], ast.Constant)
                ):
                    names = {keyword.arg for keyword in node.keywords if keyword.arg} - {"allowed"}
                    yield f"{file}:{node.lineno}", str(node.args[0].value), names


def test_every_error_that_is_raised_has_its_sentence_and_its_values() -> None:
    raised = list(_raised())
    assert len(raised) > 30
    for where, code, names in raised:
        assert code in SENTENCES, f"{where}: {code} has no sentence"
        needed = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]["en"]) if name}
        assert needed <= names, f"{where}: {code} needs {needed - names}"
