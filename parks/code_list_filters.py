"""What the code lists can be asked for."""

from django.db.models import Q, QuerySet

from parks.filters import CheckedFilterSet, codes, text
from parks.models import AdminUnit, PlanningArea, Sector, Site, Source
from parks.places import units_named
from parks.query_fields import wrong


class SectorFilter(CheckedFilterSet):
    """What the list of sectors can be asked for."""

    edition = codes(("2018", "2025"), "Edition of the classification.", "by_edition")
    level = codes(
        ("1", "2", "3", "4", "5"), "1 section, 2 division, 3 group, 4 class, 5 subclass.", "by_level"
    )
    intensity = codes(Sector.Intensity.values, "Technology intensity.", "by_intensity")
    search = text("Words in the name or code, with or without diacritics.", "words")

    class Meta:
        model = Sector
        fields: tuple[str, ...] = ()

    def by_edition(self, queryset: QuerySet[Sector], name: str, value: list[str]) -> QuerySet[Sector]:
        """Keep rows of these editions."""
        return queryset.filter(edition__in=value)

    def by_level(self, queryset: QuerySet[Sector], name: str, value: list[str]) -> QuerySet[Sector]:
        """Keep rows of these levels."""
        return queryset.filter(level__in=value)

    def by_intensity(self, queryset: QuerySet[Sector], name: str, value: list[str]) -> QuerySet[Sector]:
        """Keep rows of these intensities."""
        return queryset.filter(intensity__in=value)


class CommuneFilter(CheckedFilterSet):
    """What the list of administrative units can be asked for."""

    edition = codes(AdminUnit.Edition.values, "Edition of the national list.", "by_edition")
    level = codes(AdminUnit.Level.values, "Level of the unit.", "by_level")
    parent = text("Edition and code of the unit above, such as `2023:173`.", "by_parent")
    search = text("Words in the name or code, with or without diacritics.", "words")

    class Meta:
        model = AdminUnit
        fields: tuple[str, ...] = ()

    def by_edition(self, queryset: QuerySet[AdminUnit], name: str, value: list[str]) -> QuerySet[AdminUnit]:
        """Keep units of these editions."""
        return queryset.filter(edition__in=value)

    def by_level(self, queryset: QuerySet[AdminUnit], name: str, value: list[str]) -> QuerySet[AdminUnit]:
        """Keep units of these levels."""
        return queryset.filter(level__in=value)

    def by_parent(self, queryset: QuerySet[AdminUnit], name: str, value: str) -> QuerySet[AdminUnit]:
        """Keep the units inside another one."""
        parents = [unit.pk for unit in units_named(value)]
        if not parents:
            self.form.add_error(name, wrong("unknown_commune", value=value))
        return queryset.filter(parent__in=parents)


class PlanningAreaFilter(CheckedFilterSet):
    """What the list of planning areas can be asked for."""

    profile = codes(PlanningArea.Profile.values, "Zone profile.", "by_profile")
    search = text("Words in the name or code, with or without diacritics.", "words")

    class Meta:
        model = PlanningArea
        fields: tuple[str, ...] = ()

    def by_profile(
        self, queryset: QuerySet[PlanningArea], name: str, value: list[str]
    ) -> QuerySet[PlanningArea]:
        """Keep areas of these profiles."""
        return queryset.filter(profile__in=value)


class SourceFilter(CheckedFilterSet):
    """What the list of sources can be asked for."""

    site = text("Code of a site: the sources that its facts and statuses name.", "by_site")

    class Meta:
        model = Source
        fields: tuple[str, ...] = ()

    def by_site(self, queryset: QuerySet[Source], name: str, value: str) -> QuerySet[Source]:
        """Keep sources named by a fact or status of the site."""
        if not Site.objects.filter(code=value).exists():
            self.form.add_error(name, wrong("unknown_site", value=value))
        return queryset.filter(Q(facts__site__code=value) | Q(statuss__site__code=value)).distinct()
