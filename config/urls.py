"""Every address of the service: the admin, the API and the public pages."""

from django.contrib import admin
from django.urls import include, path

from config import discovery, menu_search

urlpatterns = [
    path("admin/", include("parks.office_urls")),
    path("admin/", include("partners.office_urls")),
    path("admin/", include("investors.office_urls")),
    path("admin/", include("matching.office_urls")),
    path("admin/search/", admin.site.admin_view(menu_search.search)),
    path("admin/", admin.site.urls),
    path("api/", include("matching.urls")),  # first of them, for it is asked most
    path("api/", include("parks.urls")),
    path("api/", include("partners.urls")),
    path("api/", include("config.api_urls")),
    path(".well-known/api-catalog", discovery.api_catalog, name="api-catalog"),
    path("", include("portal.urls")),
]

handler400 = "config.api.bad_request"
handler403 = "config.api.forbidden"
handler404 = "config.api.not_found"
handler500 = "config.api.server_error"
