"""What names a site in an answer."""

from collections.abc import Mapping
from typing import Any

import msgspec

from matching.records.encoded import encode
from parks.models import Site


class Named:
    """The sites' names, and what names a site in an answer, encoded."""

    def __init__(self, sites: Mapping[str, Site], language: str) -> None:
        self.names = {code: name_of(site, language) for code, site in sites.items()}
        self.heads = {code: msgspec.Raw(encode(head(site, language))) for code, site in sites.items()}


def head(site: Site, language: str) -> dict[str, Any]:
    """Return what names a site in an answer."""
    return {
        "code": site.code,
        "name": name_of(site, language),
        "kind": site.kind,
        "planning_area": site.planning_area.code,
        "latitude": site.latitude,
        "longitude": site.longitude,
    }


def name_of(site: Site, language: str) -> str:
    return site.name_en if language == "en" and site.name_en else site.name_vi
