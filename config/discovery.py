"""Where machines and people find what describes this API: the API catalogue (RFC 9727), links, pages to read."""

from pathlib import Path

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import cache_control

from config.deprecations import add_link
from config.reading import only_read
from partners.scopes import ANY

CATALOGUE = "/.well-known/api-catalog"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"
OPENAPI = "application/vnd.oai.openapi+json"
PAGES = {
    "changelog": "api-changelog.md",
    "first-call": "first-call.md",
    "sandbox": "sandbox.md",
    "versions": "api-versions.md",
}
# Every answer of the API leads to what describes it (RFC 8631).
LINKS = ", ".join(
    (
        f'</api/schema>; rel="service-desc"; type="{OPENAPI}"',
        '</api/docs>; rel="service-doc"; type="text/html"',
        '</api/health>; rel="status"; type="application/json"',
        f'<{CATALOGUE}>; rel="api-catalog"; type="application/linkset+json"',
    )
)


def link_to_descriptions(response: HttpResponseBase) -> None:
    """Add the links that every answer of the API carries."""
    add_link(response, LINKS)


@only_read
@cache_control(public=True, max_age=3600)
def api_catalog(request: HttpRequest) -> HttpResponse:
    """Name the API of this server and what describes it, as a linkset."""

    def at(path: str, kind: str, title: str) -> dict[str, str]:
        return {"href": request.build_absolute_uri(path), "type": kind, "title": title}

    entry = {
        "anchor": request.build_absolute_uri("/api"),
        "service-desc": [
            at("/api/schema", OPENAPI, "OpenAPI 3.1"),
            at("/api/schema?version=3.0", OPENAPI, "OpenAPI 3.0"),
        ],
        "service-doc": [
            at("/api/docs", "text/html", "The operations, to read and try"),
            at("/api/first-call", "text/markdown", "First call in one minute"),
            at("/api/sandbox", "text/markdown", "A sandbox with a public key"),
            at("/api/changelog", "text/markdown", "What changed in the API"),
            at("/api/versions", "text/markdown", "Versions and deprecations"),
        ],
        "service-meta": [at("/api/problems", "application/json", "The kinds of problem")],
        "status": [at("/api/health", "application/json", "Whether it is up, and the version of the data")],
    }
    linkset = {
        "linkset": [
            {"anchor": request.build_absolute_uri(CATALOGUE), "item": [{"href": entry["anchor"]}]},
            entry,
        ]
    }
    response = HttpResponse(
        msgspec.json.encode(linkset), content_type=f'application/linkset+json; profile="{PROFILE}"'
    )
    # A HEAD request is answered by the headers alone.
    response.headers["Link"] = (
        f'<{request.build_absolute_uri(CATALOGUE)}>; rel="api-catalog"; type="application/linkset+json"'
    )
    return response


@only_read
@cache_control(public=True, max_age=600)
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Serve one of the pages about the API that stand in docs/."""
    text = _text_of(PAGES[name])
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers={"Content-Language": "en"})


page.scope = ANY  # type: ignore[attr-defined]


def _text_of(name: str) -> bytes:
    return (Path(settings.BASE_DIR) / "docs" / name).read_bytes()
