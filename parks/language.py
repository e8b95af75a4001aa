"""The language of the API's sentences. Codes are the same in all; Vietnamese is what a caller gets by default."""

from functools import lru_cache
from typing import Literal, get_args

from django.http import HttpRequest

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "vi"


def language_of(request: HttpRequest) -> Language:
    """Return the language that the caller asked for by Accept-Language, else Vietnamese."""
    return choose_language(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:300])


@lru_cache(maxsize=256)
def choose_language(header: str) -> Language:
    """Return the language of the highest q-value that we have; the first one named wins among equals."""
    best: Language = DEFAULT
    best_quality = 0.0
    refused = set()
    for entry in header.lower().split(","):
        tag, _, parameters = entry.strip().partition(";")
        quality = _quality(parameters)
        primary = tag.strip().partition("-")[0]
        if quality == 0:
            refused.add(primary)
        for language in LANGUAGES:
            if primary == language and quality > best_quality:
                best, best_quality = language, quality
    if best_quality == 0 and best in refused:
        # "vi;q=0" without a word on the other: the one that was not refused.
        return next((language for language in LANGUAGES if language not in refused), best)
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
