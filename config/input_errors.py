"""Turns the framework's nested validation errors into the flat list of a problem document: place, code, sentence."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from rest_framework.exceptions import ErrorDetail
from rest_framework.settings import api_settings

from config.input_sentences import FRAMEWORK, NEAREST, SENTENCES, SHORTENED, SUMMARY, VALUES
from config.json_body import escaped
from parks.language import LANGUAGES, Language
from parks.problems import MOST_NEAREST, Code, nearest

# A body of 256 kB can hold a hundred thousand mistakes; the answer stays of a size that can be read.
MOST_LISTED = 1000
_PLACEHOLDER = re.compile(r"\\\{(\w+)(?::\w)?\\\}")


def listed(errors: Any, place: str, language: Language) -> tuple[list[dict[str, Any]], str]:
    """Return every error with its place, and one sentence that counts them.

    `place` is "pointer" for a body and "parameter" for the names of an address.
    """
    return _listed(
        ((path if place == "pointer" else path[1:], error) for path, error in _leaves(errors, "")),
        place,
        language,
    )


def listed_by_pointer(
    errors: Mapping[str, list[ErrorDetail]], language: Language
) -> tuple[list[dict[str, Any]], str]:
    """Return the same for errors whose pointers are known already."""
    return _listed(((path, error) for path, found in errors.items() for error in found), "pointer", language)


def _listed(
    errors: Iterable[tuple[str, ErrorDetail]], place: str, language: Language
) -> tuple[list[dict[str, Any]], str]:
    entries = []
    count = 0
    for path, error in errors:
        count += 1
        if count <= MOST_LISTED:
            entries.append({place: path, **_entry(error, language, count <= MOST_NEAREST)})
    summary = SUMMARY[language].format(count=count)
    if count > MOST_LISTED:
        summary += SHORTENED[language].format(shown=MOST_LISTED)
    return entries, summary


def _leaves(errors: Any, path: str) -> Iterator[tuple[str, ErrorDetail]]:
    if isinstance(errors, Mapping):
        for key, value in errors.items():
            here = key == api_settings.NON_FIELD_ERRORS_KEY
            yield from _leaves(value, path if here else f"{path}/{escaped(str(key))}")
    elif isinstance(errors, list | tuple):
        for index, value in enumerate(errors):
            nested = isinstance(value, Mapping | list | tuple)
            yield from _leaves(value, f"{path}/{index}" if nested else path)
    elif isinstance(errors, ErrorDetail):
        yield path, errors
    else:
        yield path, ErrorDetail(str(errors), code="invalid")


def _entry(error: ErrorDetail, language: Language, suggest: bool) -> dict[str, Any]:
    code = error.code if isinstance(error.code, Code) else _recognised(str(error))
    if code is None or code not in SENTENCES:
        entry: dict[str, Any] = {"code": str(error.code), "detail": str(error)}
        allowed = getattr(error.code, "allowed", None)
    else:
        entry = {"code": str(code), "detail": sentence(code, language, suggest)}
        allowed = code.allowed
    if allowed is not None:
        entry["allowed"] = list(allowed)
    return entry


def sentence(code: Code, language: Language, suggest: bool = True) -> str:
    """Return what is said about an error, with the nearest of the allowed values where a slip is likely."""
    text = SENTENCES[code][language].format(**code.values)
    near = code.values.get("nearest") or (_nearest(code) if suggest else None)
    return text + NEAREST[language].format(nearest=near) if near else text


def _nearest(code: Code) -> str | None:
    # Looked for only now: of a hundred thousand errors only the first are worth the search.
    mistaken = code.values.get("name", code.values.get("value"))
    texts = [allowed for allowed in code.allowed or () if isinstance(allowed, str)]
    return nearest(mistaken, texts) if isinstance(mistaken, str) else None


def _recognised(message: str) -> Code | None:
    """Return our code for a message of the framework, in whichever language it speaks, with its values."""
    for pattern, code in _patterns():
        found = pattern.fullmatch(message)
        if found:
            return Code(code, **{VALUES.get(name, name): value for name, value in found.groupdict().items()})
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            for message, code in FRAMEWORK:
                text = _PLACEHOLDER.sub(r"(?P<\1>.*)", re.escape(gettext(message)))
                found[text] = code
    return tuple((re.compile(text, re.DOTALL), code) for text, code in found.items())
