"""The application portal."""

from django.apps import AppConfig, apps


class PortalConfig(AppConfig):
    """Names the application in the admin."""

    name = "portal"
    verbose_name = "Trang dành cho nhà đầu tư"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the one application that comes without a Vietnamese name."""
        apps.get_app_config("axes").verbose_name = "Đăng nhập"
