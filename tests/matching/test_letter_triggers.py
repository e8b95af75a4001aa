"""What the database refuses of a letter that was sent, whatever writes: it stays as it went out."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from investors.services import register_project
from matching.keeping import match_project
from matching.letter_triggers import REFUSAL, REPLIES, expected
from matching.models import Reply
from matching.replies import make_reply, mark_sent, revoke_reply
from tests.matching.test_triggers import copy_with, execute, on_postgresql, on_sqlite, stored, truncate

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def draft(officer: User) -> Reply:
    run = match_project(project=register_project(facts={"lines": [{"code": "1410"}]}), user=officer)
    return make_reply(run=run, language="vi", site_codes=[run.answer["sites"][0]["site"]], user=officer)


@pytest.fixture
def sent(draft: Reply, officer: User) -> Reply:
    return mark_sent(reply=draft, channel="zalo", user=officer)


def test_every_trigger_is_there(db: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [REPLIES]
            )
        else:
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid"
                " WHERE NOT tgisinternal AND relname = %s",
                [REPLIES],
            )
        assert {row[0] for row in cursor.fetchall()} == set(expected(connection.vendor))


OTHERWISE: dict[str, Any] = {
    "text": "khác", "site_codes": "[]", "language": "en", "channel": "email", "sent_at": None, "token": "khac",
    "expires_on": "2099-01-01", "enquiry_id": None, "made_at": "2020-01-01 00:00:00+00:00",
}  # fmt: skip


def test_a_sent_letter_refuses_every_change(sent: Reply) -> None:
    before = stored(Reply)
    for column, value in OTHERWISE.items():
        if getattr(sent, column) == value:
            continue
        with pytest.raises(DatabaseError, match=REFUSAL):
            execute(f"UPDATE {REPLIES} SET {column} = %s", value)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        sent.delete()
    assert stored(Reply) == before


def test_its_link_is_taken_back_once(sent: Reply, officer: User) -> None:
    revoke_reply(reply=sent, user=officer)
    revoked = Reply.objects.get().revoked_at
    for value in (None, timezone.now()):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
            Reply.objects.update(revoked_at=value)
    assert Reply.objects.get().revoked_at == revoked is not None


def test_a_letter_that_was_not_sent_changes_and_goes(draft: Reply) -> None:
    Reply.objects.update(text="khác")
    assert Reply.objects.get().text == "khác"
    Reply.objects.all().delete()
    assert not Reply.objects.exists()


@on_sqlite
@pytest.mark.parametrize("own", [{}, {"id": None}], ids=["same row", "same link"])
def test_a_sent_letter_is_not_replaced(sent: Reply, own: dict[str, Any]) -> None:
    before = stored(Reply)
    target, values = copy_with(sent, text="khác", **own)
    with pytest.raises(DatabaseError, match=REFUSAL):
        execute(f"REPLACE INTO {target}", *values)
    assert stored(Reply) == before


@on_sqlite
def test_another_letter_does_not_take_its_place(sent: Reply, officer: User) -> None:
    other = make_reply(run=sent.run, language="vi", site_codes=sent.site_codes, user=officer)
    before = stored(Reply)
    with pytest.raises(DatabaseError, match=REFUSAL):
        execute(f"UPDATE OR REPLACE {REPLIES} SET token = %s WHERE id = %s", sent.token, other.pk)
    assert stored(Reply) == before


@on_postgresql
def test_letters_are_not_truncated_while_one_was_sent(sent: Reply) -> None:
    with pytest.raises(DatabaseError, match=REFUSAL):
        truncate(REPLIES)
