"""Plots: dated rows with a source, like facts. The newest row of a plot counts."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from parks.admin import show
from parks.admin.counting import plots_counting
from parks.admin.evidence import EvidenceAdmin
from parks.admin.forms import PlotForm
from parks.admin.places import place_filter
from parks.models import Plot
from parks.services import record_plot
from parks.text import search_key


@admin.register(Plot)
class PlotAdmin(EvidenceAdmin):
    """One plot of a site, as a source describes it."""

    list_display = ("name", "site", "area", "plot_state", "when", "grade", "source", "state")
    list_display_links = ("name",)
    list_filter = ("state", "grade", place_filter("site"))
    search_fields = ("site__search_text", "code")
    fields = (
        ("site", "name"),
        ("area", "plot_state"),
        ("when", "grade"),
        "source",
        "note",
        ("recorded_at", "recorded_by"),
        ("retracted_at", "retracted_by"),
        "retraction_reason",
        "code",
    )

    form_to_record = PlotForm
    record = staticmethod(record_plot)
    counting = staticmethod(plots_counting)
    retraction_warning = "Lô rút lại không còn được dùng, nhưng vẫn còn trong lịch sử cùng lý do."

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Plot], search_term: str
    ) -> tuple[QuerySet[Plot], bool]:
        """Find each word in the site or in the name of the plot; names are few, so they are read."""
        names = [
            (name, search_key(name))
            for name in Plot.objects.order_by().values_list("name", flat=True).distinct()
        ]
        for word in search_key(search_term).split():
            named = [name for name, key in names if word in key]
            place = Q(site__search_text__contains=word) | Q(code__icontains=word)
            queryset = queryset.filter(place | Q(name__in=named))
        return queryset, False

    @admin.display(description="Diện tích", ordering="area_ha")
    def area(self, plot: Plot) -> str:
        return f"{show.number(plot.area_ha)} ha"

    @admin.display(description="Tình trạng lô", ordering="state")
    def plot_state(self, plot: Plot) -> str:
        return plot.get_state_display()

    def about(self, plot: Plot) -> tuple[tuple[str, str], ...]:
        """Return what identifies a plot to its reader."""
        return (
            ("Khu, cụm", str(plot.site)),
            (f"Lô {plot.name}", f"{show.number(plot.area_ha)} ha, {plot.get_state_display()}"),
            ("Thời điểm", show.when(plot.as_of)),
            ("Nguồn", str(plot.source)),
        )
