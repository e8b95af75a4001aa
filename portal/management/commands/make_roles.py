"""Writes the ready roles as groups: their permissions exactly, their remits where they have none. Touches no people."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from parks.models import Remit
from portal.roles import ROLES, Role, page, permissions_of


class Command(BaseCommand):
    """Brings the groups to the table of `portal.roles`, and says what it changed."""

    help = "Writes the ready roles as groups with their permissions and remits."
    requires_system_checks: list[str] = []  # part of `prepare`, which must start quickly

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the page of the documentation."""
        parser.add_argument("--page", action="store_true", help="print docs/roles.md and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what differs."""
        if options["page"]:
            self.stdout.write(page(), ending="")
            return
        changed = make_roles()
        if options["verbosity"]:
            for line in changed or ["Nothing to do."]:
                self.stdout.write(line)


@transaction.atomic
def make_roles() -> list[str]:
    """Write the roles and return what was changed, a line each."""
    known = {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in Permission.objects.select_related("content_type")
    }
    groups = {each.name: each for each in Group.objects.prefetch_related("permissions", "remits")}
    lines: list[str] = []
    for role in ROLES:
        lines += _write(role, groups.get(role.name), known)
    return lines


def _write(role: Role, group: Group | None, known: dict[str, Permission]) -> list[str]:
    wanted = {known[name].pk for name in permissions_of(role)}
    lines = []
    if group is None:
        group = Group.objects.create(name=role.name)
        lines.append(f"{role.name}: made")
    held = {each.pk for each in group.permissions.all()}
    if held != wanted:
        group.permissions.set(wanted)
        lines.append(f"{role.name}: {len(wanted - held)} permissions given, {len(held - wanted)} taken away")
    if role.kinds and not group.remits.all():
        Remit.objects.bulk_create([Remit(group=group, kind=kind) for kind in role.kinds])
        lines.append(f"{role.name}: remit written")
    return lines
