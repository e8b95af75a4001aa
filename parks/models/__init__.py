"""Places, sectors, sites and the facts about them: the catalogue that everything else reads."""

from parks.models.catalogue import CatalogueVersion
from parks.models.facts import Fact, Status
from parks.models.places import AdminUnit, Node, PlanningArea, Succession
from parks.models.sectors import Sector
from parks.models.sites import Orientation, Site, SiteUnit, Tenant
from parks.models.sources import Source

__all__ = [
    "AdminUnit",
    "CatalogueVersion",
    "Fact",
    "Node",
    "Orientation",
    "PlanningArea",
    "Sector",
    "Site",
    "SiteUnit",
    "Source",
    "Status",
    "Succession",
    "Tenant",
]
