"""The commands behind `make run`."""

import socket

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from portal.management.commands.prepare import create_administrator
from portal.management.commands.serve import refuse_busy_port


@pytest.mark.django_db
def test_the_first_run_creates_an_administrator_with_a_password_that_works():
    password = create_administrator()
    user = get_user_model().objects.get(username="admin")
    assert user.is_superuser and user.is_staff
    assert password and len(password) >= 20 and user.check_password(password)


@pytest.mark.django_db
def test_a_second_run_creates_none_even_if_the_first_one_was_renamed():
    create_administrator()
    get_user_model().objects.update(username="lan")
    assert create_administrator() is None
    assert get_user_model().objects.count() == 1


def test_a_taken_port_is_refused_with_another_one_to_write():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken .* PORT={port + 1} make run"):
            refuse_busy_port(port)
    refuse_busy_port(port)
