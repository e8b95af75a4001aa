"""Addresses of the public catalogue under /api/."""

from django.urls import path

from parks import change_views, code_list_views, site_views, views
from parks.open_data import views as open_data

GEOJSON = {"format": "geojson"}


def _unlisted(view: type[views.PublicView]) -> type[views.PublicView]:
    """Return the view for its address with a suffix, which the OpenAPI document need not repeat."""
    return type(f"{view.__name__}Suffixed", (view,), {"schema": None})


urlpatterns = [
    path("sites", views.SiteListView.as_view(), name="site-list"),
    path("sites.geojson", _unlisted(views.SiteListView).as_view(), GEOJSON, name="site-list-geojson"),
    path("sites/<slug:code>", site_views.SiteDetailView.as_view(), name="site"),
    path(
        "sites/<slug:code>.geojson",
        _unlisted(site_views.SiteDetailView).as_view(),
        GEOJSON,
        name="site-geojson",
    ),
    path("sites/<slug:code>/facts", site_views.SiteFactsView.as_view(), name="site-facts"),
    path("parks", views.ParkListView.as_view(), name="park-list"),
    path("parks.geojson", _unlisted(views.ParkListView).as_view(), GEOJSON, name="park-list-geojson"),
    path("parks/<slug:code>", site_views.ParkDetailView.as_view(), name="park"),
    path("clusters", views.ClusterListView.as_view(), name="cluster-list"),
    path(
        "clusters.geojson", _unlisted(views.ClusterListView).as_view(), GEOJSON, name="cluster-list-geojson"
    ),
    path("clusters/<slug:code>", site_views.ClusterDetailView.as_view(), name="cluster"),
    path("sectors", code_list_views.SectorListView.as_view(), name="sector-list"),
    path("planning-areas", code_list_views.PlanningAreaListView.as_view(), name="planning-area-list"),
    path("communes", code_list_views.CommuneListView.as_view(), name="commune-list"),
    path("sources", code_list_views.SourceListView.as_view(), name="source-list"),
    path("open-data", open_data.DescriptionView.as_view(), name="open-data"),
    path("open-data/checksums", open_data.SumsView.as_view(), name="open-data-checksums"),
    path("open-data/<str:file>", open_data.FileView.as_view(), name="open-data-file"),
    path("changes", change_views.ChangesView.as_view(), name="changes"),
    path("health", code_list_views.HealthView.as_view(), name="health"),
]
