"""Whom the tests sit down as: one person of each ready role, and four rows of everything that officers write."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from portal.roles import ROLES
from tests.desk import furnish

PASSWORD = "only-for-this-test"


def log_in_of(role: str) -> str:
    """Return the log-in name of the person of a role; it has no underscore, for such are keys that no page shows."""
    return role.replace("_", "-")


def employ() -> None:
    """Furnish the desk; the first officer of it, who has cases, is the one of every site."""
    secret = make_password(PASSWORD)
    furnish(4)
    for role in ROLES:
        name = log_in_of(role.key)
        first = {"username": "can-bo-0"} if role.key == "officer" else {"username": name}
        person, _ = User.objects.update_or_create(
            **first,
            defaults={
                "username": name,
                "password": secret,
                "is_staff": True,
                "last_name": "Trần",
                "first_name": role.name,
            },
        )
        person.groups.set(Group.objects.filter(name=role.name))
