"""Projects stored before they were searched by a column of their own are found too."""

from typing import Any

from django.db import migrations

from parks.text import search_key


def index_projects(apps: Any, schema_editor: Any) -> None:
    """Write what a project is found by, as `investors.services.index_project` does."""
    model = apps.get_model("investors", "Project")
    for project in model.objects.filter(search_text="").prefetch_related("lines__sector").iterator(500):
        made = [
            word
            for line in project.lines.all()
            for word in (line.sector.code, line.sector.name_vi, line.product)
        ]
        text = search_key(project.name, project.code, *made)[:2000]
        model.objects.filter(pk=project.pk).update(search_text=text)


class Migration(migrations.Migration):
    dependencies = [("investors", "0004_case_triggers")]

    operations = [migrations.RunPython(index_projects, migrations.RunPython.noop)]
