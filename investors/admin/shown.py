"""What the pages of cases have in common: how people are called, what is silent."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet


def person(user: Any) -> str:
    """Return an officer's name as colleagues read it."""
    return "chưa có" if user is None else str(user)


def officers() -> QuerySet[User]:
    """Return who can be given a case."""
    return User.objects.filter(is_staff=True, is_active=True).order_by("username")
