"""The application parks."""

from django.apps import AppConfig


class ParksConfig(AppConfig):
    """Names the application in the admin."""

    name = "parks"
    verbose_name = "Khu, cụm công nghiệp"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have people called by their names."""
        from parks.people import name_people

        name_people()
