"""What the tests of drafts share: two policy officers, an approver, and a draft of the first one."""

import datetime
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User

from matching.drafting.services import copy_to_draft
from matching.models import RulesetDraft, RulesetVersion
from portal.management.commands.make_roles import make_roles
from portal.roles import ROLES
from tests.matching.conftest import forget_snapshots

DAY = datetime.date(2030, 1, 1)


def person(name: str, key: str) -> User:
    """Return a new member of staff in one ready role."""
    make_roles()
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=next(each.name for each in ROLES if each.key == key)))
    return user


@pytest.fixture
def drafter(rules: None) -> User:
    """Return a policy officer."""
    return person("soan", "policy_officer")


@pytest.fixture
def approver(rules: None) -> User:
    """Return somebody who may publish."""
    return person("duyet", "approver")


@pytest.fixture
def draft(drafter: User) -> Iterator[RulesetDraft]:
    """Return a draft that is a copy of the version in force."""
    published = RulesetVersion.objects.get(version="2026.1")
    yield copy_to_draft(ruleset=published, version="2030.1", effective_from=DAY, user=drafter)
    forget_snapshots()
