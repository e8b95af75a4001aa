"""Every address of the service: the admin, the API and the public pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("parks.urls")),
    path("api/", include("matching.urls")),
    path("", include("portal.urls")),
]
