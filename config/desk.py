"""The site of the officers' pages: that of the theme, sparing of what no page shows."""

from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from unfold.sites import UnfoldAdminSite


class Desk(UnfoldAdminSite):
    """The officers' pages."""

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Return all kinds of records, found when somebody asks: every page is given them, and its sidebar is another."""
        find = super().get_app_list
        return SimpleLazyObject(lambda: find(request, app_label))


class DeskConfig(AdminConfig):
    """The admin with that site."""

    default_site = "config.desk.Desk"
