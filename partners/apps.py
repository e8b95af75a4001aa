"""The application partners."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Names the application in the admin, and tells the OpenAPI document of the keys."""

    name = "partners"
    verbose_name = "Cổng đối tác"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what describes the keys in the OpenAPI document."""
        from partners import document  # noqa: F401
