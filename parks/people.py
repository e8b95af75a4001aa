"""What people are called: the family name first, and by the log-in name only who has given no other."""

from axes.models import AccessAttempt, AccessBase, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.utils import timezone


def full_name(user: User) -> str:
    """Return the name as Vietnamese write it, empty where none is given."""
    return " ".join(part for part in (user.last_name, user.first_name) if part)


def called(user: User) -> str:
    """Return what colleagues and investors read."""
    return full_name(user) or user.get_username()


def log_in(row: AccessBase) -> str:
    """Return who came in or tried to, and when."""
    return f"{row.username}, {timezone.localtime(row.attempt_time):%H:%M:%S %d/%m/%Y}"


def name_people() -> None:
    """Let every page, list and letter that names a person do it so: Django shows the log-in name, axes speaks English."""
    User.add_to_class("get_full_name", full_name)  # type: ignore[attr-defined]
    User.add_to_class("__str__", called)  # type: ignore[attr-defined]
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.add_to_class("__str__", log_in)
