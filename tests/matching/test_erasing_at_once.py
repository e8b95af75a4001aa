"""Who is erased while others write of them: once, and no word is left, whoever comes first.

A module of its own: on PostgreSQL its rows are really written.
"""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client

from investors.enquiry_services import record_answer, register_enquiry, store_enquiry
from investors.log_services import log_conversation
from investors.merge_services import merge_investors
from investors.models import Enquiry, Investor, Project
from investors.services import store_investor, store_project
from investors.tracking_services import track
from matching import appending, replies
from matching.erasing import erase_person
from matching.models import MatchRun, Reply, RulesetVersion
from parks.dates import today
from parks.versions import ChangedMeanwhile
from tests.at_once import at_once, by_another, shared_database
from tests.matching.test_concurrent_requests import empty_what_refuses_it
from tests.matching.test_erasing import PERSON, found_anywhere

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
SAID = f"gọi bà {PERSON.name}, {PERSON.phone}"
NOWHERE = {"sites": [], "project": {"name": "Kho", "missing": []}, "summary": "Chưa có nơi nào."}


@dataclass
class Case:
    """What an officer has open of somebody's case, and the private address of the enquiry."""

    user: User
    enquiry: Enquiry
    project: Project
    investor: Investor
    reply: Reply
    token: str

    def erase(self) -> int:
        """Have the person erased, as they ask for it."""
        address = f"/api/enquiries/{self.token}/erase"
        return Client().post(address, headers={"if-match": "*"}).status_code

    def erase_at_the_office(self) -> None:
        erase_person(enquiry=self.enquiry, because="office", user=self.user)

    def edit(self) -> None:
        self.enquiry.text = f"{PERSON.message} {SAID}"
        store_enquiry(enquiry=self.enquiry, user=self.user)

    def answer(self) -> None:
        record_answer(enquiry=self.enquiry, user=self.user)

    def write_a_letter(self) -> None:
        replies.make_reply(
            run=self.reply.run, language="vi", site_codes=(), user=self.user, enquiry=self.enquiry
        )

    def send_the_letter(self) -> None:
        replies.mark_sent(reply=self.reply, channel="email", user=self.user, text=SAID)

    def note(self) -> None:
        self.project.note = SAID
        store_project(project=self.project, user=self.user)

    def merge(self) -> None:
        kept = Investor.objects.get(name="Hãng mẹ")
        merge_investors(kept=kept, merged=self.investor, taken=["contact_name"], user=self.user)

    def log_a_talk(self) -> None:
        log_conversation(project=self.project, user=self.user, channel="phone", summary=SAID)


def opened() -> Case:
    user = User.objects.get()
    contact = {"contact_name": PERSON.name, "contact_phone": PERSON.phone, "contact_email": PERSON.email}
    investor = store_investor(investor=Investor(name="Hãng con", **contact))
    project = store_project(project=Project(name="Kho", investor=investor, owner=user))
    enquiry = register_enquiry(
        user=None, text=PERSON.message, sender_name=PERSON.name, sender_phone=PERSON.phone, sender_email=PERSON.email,
        investor=investor, project=project,
    )  # fmt: skip
    _, token = track(enquiry=enquiry, project=project)
    run = MatchRun(
        project=project, created_by=user, on=today(), ruleset=RulesetVersion.objects.get(), engine_version="1", data_version="1",
        inputs={}, answer={},
    )  # fmt: skip
    appending.append([run])
    reply = replies.make_reply(run=run, language="vi", site_codes=(), user=user, enquiry=enquiry)
    return Case(user, enquiry, project, investor, reply, token)


def overtaking(first: Callable[[], Any], second: Callable[[], Any], halfway: bool = False) -> list[Any]:
    """Begin the second before the first is committed, `halfway`: has its first lock alone; return what came of both."""
    reached, ended, locks = threading.Event(), threading.Event(), itertools.count(1)

    def let_the_other_begin() -> None:
        reached.set()
        until = time.monotonic() + 10
        while not (ended.is_set() or _somebody_waits()) and time.monotonic() < until:
            time.sleep(0.002)

    def count(execute: Any, sql: str, *args: Any) -> Any:
        locking = sql.startswith(("INSERT", "UPDATE")) or sql.endswith("FOR UPDATE")
        if halfway and locking and next(locks) == 2:
            let_the_other_begin()
        return execute(sql, *args)

    def one() -> Any:
        try:
            with transaction.atomic(), connection.execute_wrapper(count):
                done = first()
                if not halfway:
                    let_the_other_begin()
        finally:
            reached.set()
        return done

    def other() -> Any:
        reached.wait(20)
        try:
            return second()
        finally:
            ended.set()

    return at_once(one, other)


def _somebody_waits() -> bool:
    """Say whether the other has met a lock; on SQLite it does, for there is one writer."""
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.fixture
def office(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(replies, "render_run", lambda **_: NOWHERE)
    User.objects.create_superuser("lan")
    RulesetVersion.objects.create(version="thử", effective_from=today(), document="{}", digest="x")
    store_investor(investor=Investor(name="Hãng mẹ"))
    with shared_database(tmp_path):
        yield
    if connection.vendor == "postgresql":
        empty_what_refuses_it()


def test_who_is_erased_while_somebody_writes_is_erased_once_and_everywhere(office: None) -> None:
    cases = iter(by_another(lambda: [opened() for _ in range(13)]))
    case = next(cases)
    assert at_once(case.erase, case.erase, case.erase) == [200] * 3
    [noted] = by_another(lambda: [*Enquiry.history.filter(erased_at__isnull=False)])
    row = by_another(lambda: Enquiry.objects.get(pk=case.enquiry.pk))
    assert (noted.erased_at, noted.version) == (row.erased_at, row.version)
    for act in (Case.write_a_letter, Case.note, Case.log_a_talk):
        case = next(cases)
        assert overtaking(partial(act, case), case.erase) == [None, 200], act
    for act in (Case.send_the_letter, Case.merge):
        case = next(cases)
        assert overtaking(partial(act, case), case.erase, halfway=True) == [None, 200], act
    # What officers write down afterwards is no longer known to be of that person; what they had open is.
    for act in (Case.erase_at_the_office, Case.edit, Case.send_the_letter, Case.note, Case.merge):
        case = next(cases)
        erased, late = overtaking(case.erase, partial(act, case))
        assert (erased, type(late)) == (200, ChangedMeanwhile), act
    for act in (Case.write_a_letter, Case.answer):
        case = next(cases)
        assert overtaking(case.erase, partial(act, case), halfway=True) == [200, None], act
    assert next(cases, None) is None
    assert by_another(found_anywhere) == set()
