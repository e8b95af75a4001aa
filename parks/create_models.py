"""An operation of migrations that makes all the models of an application, quickly."""

from typing import Any

from django.db import migrations


class CreateModels(migrations.SeparateDatabaseAndState):
    """Creates the models of the `CreateModel`s in `state_operations`, in whatever order they refer to each other.

    By themselves each of them renders every model anew that it is related to, of which there are more and more: with some
    seventy models that takes most of a migration's time. Here all are rendered together, once.
    """

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the models to a state that is rendered when it is next asked for."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Create the tables."""
        for operation in self.state_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the tables, the last one first."""
        for operation in reversed(self.state_operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what is done, as `migrate --plan` and `sqlmigrate` say it."""
        return f"Create {len(self.state_operations)} models"
