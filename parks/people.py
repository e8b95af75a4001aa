"""What people are called: the family name first, and by the log-in name only who has given no other."""

from django.contrib.auth.models import User


def full_name(user: User) -> str:
    """Return the name as Vietnamese write it, empty where none is given."""
    return " ".join(part for part in (user.last_name, user.first_name) if part)


def called(user: User) -> str:
    """Return what colleagues and investors read."""
    return full_name(user) or user.get_username()


def name_people() -> None:
    """Let every page, list and letter that names a person do it so: Django shows the log-in name."""
    User.add_to_class("get_full_name", full_name)  # type: ignore[attr-defined]
    User.add_to_class("__str__", called)  # type: ignore[attr-defined]
