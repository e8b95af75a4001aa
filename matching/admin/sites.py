"""What matching adds to the page of a site: its sheet to take away."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from parks.admin.panels import Panel
from parks.admin.sites import SiteAdmin
from parks.models import Site

admin.site.unregister(Site)


def _context(request: HttpRequest, site: Site) -> dict[str, Any]:
    """Return nothing more than the site: whoever sees it may take its sheet."""
    return {}


@admin.register(Site)
class SheetSiteAdmin(SiteAdmin):
    """A site whose sheet is taken as Word or PDF."""

    top_panels = (Panel("admin/matching/sheet_links.html", _context), *SiteAdmin.top_panels)
