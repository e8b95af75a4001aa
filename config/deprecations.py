"""What of the API is to go: since when it should not be used, when it ends, where that is explained (RFC 9745, RFC 8594).

One table is read by the answers' headers and by the OpenAPI document, so they cannot differ.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import http_date

NOTICE = datetime.timedelta(days=365)  # that anybody has at least
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Deprecation:
    """An operation that is to go, or one query parameter of it. `path` is written as in the OpenAPI document."""

    method: str
    path: str
    since: datetime.date
    ends: datetime.date
    link: str  # where docs/api-changelog.md says what to use instead
    parameter: str | None = None

    @property
    def sentence(self) -> str:
        """What the OpenAPI document adds to the description."""
        return f"**Deprecated** since {self.since}; ends on {self.ends}. See [{self.link}]({self.link})."


# Nothing is to go at present. A new line needs an entry in docs/api-changelog.md; a test holds it to that.
DEPRECATIONS: tuple[Deprecation, ...] = ()


def announce(request: HttpRequest, response: HttpResponseBase) -> None:
    """Say in the headers of an answer that what was asked for is to go, by the earliest end of what was used."""
    used = list(_used(request))
    if not used:
        return
    first = min(used, key=lambda one: one.ends)
    since = min(one.since for one in used)
    response.headers["Deprecation"] = f"@{int(_begins(since).timestamp())}"
    response.headers["Sunset"] = http_date(_begins(first.ends).timestamp())
    for link in dict.fromkeys(one.link for one in used):
        add_link(response, f'<{link}>; rel="deprecation"; type="text/markdown"')
    add_link(response, f'<{first.link}>; rel="sunset"; type="text/markdown"')


def add_link(response: HttpResponseBase, link: str) -> None:
    """Add a link to those that an answer has."""
    before = response.headers.get("Link")
    response.headers["Link"] = f"{before}, {link}" if before else link


def mark(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Mark what is to go in the OpenAPI document, with the headers that say so."""
    result["components"]["headers"] |= DOCUMENTED
    for one in DEPRECATIONS:
        operation = result["paths"][one.path][one.method.lower()]
        marked = operation
        if one.parameter:
            marked = next(each for each in operation["parameters"] if each["name"] == one.parameter)
        marked["deprecated"] = True
        marked["description"] = f"{marked.get('description', '')}\n\n{one.sentence}".strip()
        for answer in operation["responses"].values():
            if "$ref" in answer:  # a problem, described once for all operations
                continue
            headers = answer.setdefault("headers", {})
            headers |= {name: {"$ref": f"#/components/headers/{name}"} for name in DOCUMENTED}
    return result


DOCUMENTED: Mapping[str, Any] = {
    "Deprecation": {
        "description": "Since when what was asked for should not be used: seconds since 1970 after `@` (RFC 9745).",
        "schema": {"type": "string", "example": "@1767225600"},
    },
    "Sunset": {
        "description": "When it ends (RFC 8594).",
        "schema": {"type": "string", "example": "Fri, 01 Jan 2027 00:00:00 GMT"},
    },
}


def _used(request: HttpRequest) -> Iterator[Deprecation]:
    found = request.resolver_match
    if not DEPRECATIONS or found is None:
        return
    path = _template_of(found.route)
    method = "GET" if request.method == "HEAD" else request.method
    for one in DEPRECATIONS:
        if one.path == path and one.method == method and _asks_for(request, one.parameter):
            yield one


def _asks_for(request: HttpRequest, parameter: str | None) -> bool:
    return parameter is None or parameter in request.GET


@lru_cache(maxsize=200)
def _template_of(route: str) -> str:
    return "/" + _CONVERTER.sub(r"{\1}", route)


def _begins(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, datetime.UTC)
