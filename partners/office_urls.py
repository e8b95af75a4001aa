"""Pages of the desk about keys that no list leads to."""

from django.contrib import admin
from django.urls import path

from partners.admin import acts

urlpatterns = [
    path(
        "partners/partner/<int:partner_id>/key/", admin.site.admin_view(acts.issue), name="partner_key_issue"
    ),
    path("partners/key/<uuid:key_id>/revoke/", admin.site.admin_view(acts.revoke), name="partner_key_revoke"),
    path("partners/partner/<int:partner_id>/close/", admin.site.admin_view(acts.close), name="partner_close"),
    path(
        "partners/partner/<int:partner_id>/reopen/", admin.site.admin_view(acts.reopen), name="partner_reopen"
    ),
]
