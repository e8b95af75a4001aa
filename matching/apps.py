"""The application matching."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Names the application in the admin."""

    name = "matching"
    verbose_name = "Chọn địa điểm"
    default_auto_field = "django.db.models.BigAutoField"
