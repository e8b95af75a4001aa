"""The application investors."""

from django.apps import AppConfig


class InvestorsConfig(AppConfig):
    """Names the application in the admin."""

    name = "investors"
    verbose_name = "Nhà đầu tư và dự án"
    default_auto_field = "django.db.models.BigAutoField"
