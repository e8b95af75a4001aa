"""Brings the database up to date before the service starts: one process, quick when there is nothing to do."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

ADMINISTRATOR = "admin"


class Command(BaseCommand):
    """Migrates, loads the data and the rulesets, writes the roles, and creates the first administrator."""

    help = "Migrates the database, loads fixtures and rulesets, writes the roles, creates the administrator on first run."
    requires_system_checks: list[str] = []  # the server checks when it starts; twice would cost half a second

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step that is not done yet."""
        self._migrate()
        call_command("load_fixtures", verbosity=0)
        call_command("load_rulesets", verbosity=0)
        call_command("make_roles", verbosity=0)
        password = create_administrator()
        if password:
            self.stdout.write(
                f"\n  Administrator created. Name: {ADMINISTRATOR}   Password: {password}\n"
                "  This password is shown only now and kept nowhere. To set another:"
                f" .venv/bin/python manage.py changepassword {ADMINISTRATOR}\n"
            )

    def _migrate(self) -> None:
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database that DATABASE_URL names cannot be reached: {error}") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database (first start, or a new version) ...")
            call_command("migrate", interactive=False, verbosity=0)
        else:
            executor.check_replacements()  # as `migrate` does: the squashed ones are applied too, and noted


def create_administrator() -> str | None:
    """Create the first administrator and return the password made for it; None when there is one already."""
    users = get_user_model()._default_manager
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(15)
    users.create_superuser(ADMINISTRATOR, password=password)
    return password
