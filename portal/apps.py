"""The application portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Names the application in the admin."""

    name = "portal"
    verbose_name = "Trang dành cho nhà đầu tư"
    default_auto_field = "django.db.models.BigAutoField"
