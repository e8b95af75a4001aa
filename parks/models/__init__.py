"""Places, sectors, sites and the facts about them: the catalogue that everything else reads; land and holds."""

from parks.models.catalogue import CatalogueVersion
from parks.models.changes import Change
from parks.models.facts import Fact, Status
from parks.models.files import SourceFile
from parks.models.holds import Hold, LandStock, Plot
from parks.models.places import AdminUnit, Node, PlanningArea, Succession
from parks.models.remits import Remit
from parks.models.sectors import Sector
from parks.models.sites import Orientation, Site, SiteUnit, Tenant
from parks.models.sources import Source

__all__ = [
    "AdminUnit",
    "CatalogueVersion",
    "Change",
    "Fact",
    "Hold",
    "LandStock",
    "Node",
    "Orientation",
    "PlanningArea",
    "Plot",
    "Remit",
    "Sector",
    "Site",
    "SiteUnit",
    "Source",
    "SourceFile",
    "Status",
    "Succession",
    "Tenant",
]
