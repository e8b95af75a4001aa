"""How a row of a sheet names sites, sources and quantities."""

from functools import cached_property

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from parks.models import Site, Source
from parks.quantities import QUANTITIES
from parks.remits import OUTSIDE, sites_within
from parks.text import search_key


class Named:
    """Everything that rows name, read once for a whole sheet."""

    def __init__(self, user: User | None) -> None:
        self.user = user

    @cached_property
    def _sites(self) -> dict[str, Site]:
        return {search_key(site.code): site for site in Site.objects.select_related("planning_area")}

    @cached_property
    def _within(self) -> set[int]:
        return set(sites_within(self.user).values_list("pk", flat=True)) if self.user else set()

    @cached_property
    def _sources(self) -> dict[str, Source]:
        sources = list(Source.objects.all())
        return {search_key(source.title): source for source in sources} | {
            search_key(source.code): source for source in sources
        }

    @cached_property
    def _quantities(self) -> dict[str, str]:
        return {
            search_key(name): each.key for each in QUANTITIES.values() for name in (each.label_vi, each.key)
        }

    def site(self, cell: str) -> Site:
        """Return the site of a code, whoever may change it."""
        site = self._sites.get(search_key(cell))
        if site is None:
            raise ValidationError({"site": "Không có khu, cụm mã này."})
        return site

    def own_site(self, cell: str) -> Site:
        """Return the site of a code; refuse one outside the person's remit."""
        site = self.site(cell)
        if self.user is not None and site.pk not in self._within:
            raise ValidationError({"site": OUTSIDE})
        return site

    def source(self, cell: str) -> Source:
        """Return the source of a code or a title."""
        source = self._sources.get(search_key(cell))
        if source is None:
            said = "Không có nguồn này: thêm nguồn trước, rồi ghi mã nguồn." if cell else "Ghi mã nguồn."
            raise ValidationError({"source": said})
        return source

    def quantity(self, cell: str) -> str:
        """Return the key of a quantity."""
        key = self._quantities.get(search_key(cell))
        if key is None:
            raise ValidationError({"quantity": "Không có đại lượng này." if cell else "Ghi đại lượng."})
        return key
