"""Many write at once and some give up, while one reads with a cursor: nothing is skipped, nothing comes twice.

A module of its own: its rows are committed, for other connections to see.
"""

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from parks.changes import START, changes_after
from parks.models import CatalogueVersion, Change, Source

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
WRITERS, WRITES, ROWS = 5, 8, 40


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def read_on(cursor: str) -> tuple[list[int], str]:
    """Return the numbers of all changes after a cursor that can be seen now, and the cursor after them."""
    numbers: list[int] = []
    while True:
        found = changes_after(cursor, 50)
        numbers += [row.pk for row in found.rows]
        cursor = found.cursor
        if not found.more:
            return numbers, cursor


@pytest.fixture
def version(db: None) -> None:
    """Write the row that every database has; what empties the database after a test takes it too."""
    CatalogueVersion.objects.get_or_create(id=1)


def test_a_cursor_never_skips_or_repeats_while_many_write(version: None) -> None:
    start = threading.Barrier(WRITERS)

    def write(writer: int) -> Callable[[], None]:
        chance = random.Random(writer)

        def work() -> None:
            start.wait(20)
            for n in range(WRITES):
                with transaction.atomic():
                    Source.objects.bulk_create(
                        Source(code=f"s-{writer}-{n}-{row}", title="S") for row in range(ROWS)
                    )
                    if chance.random() < 0.3:
                        transaction.set_rollback(True)

        return work

    writers = [in_thread(write(writer)) for writer in range(WRITERS)]
    seen, cursor = [], START
    while any(thread.is_alive() for thread in writers):
        numbers, cursor = read_on(cursor)
        seen += numbers
    for thread in writers:
        thread.join(60)
    numbers, cursor = read_on(cursor)
    seen += numbers
    assert seen == [*Change.objects.order_by("id").values_list("id", flat=True)]
    assert len(seen) == Source.objects.count() and len(seen) % ROWS == 0


def test_who_comes_second_waits_until_the_first_change_can_be_seen(version: None) -> None:
    inside, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            Source.objects.create(code="first", title="S")
            inside.set()
            may_end.wait(20)

    one = in_thread(first)
    assert inside.wait(20)
    two = in_thread(lambda: Source.objects.create(code="second", title="S") and None)
    two.join(0.2)
    assert two.is_alive() and read_on(START)[0] == []
    may_end.set()
    one.join(20)
    two.join(20)
    assert [*Change.objects.order_by("id").values_list("code", flat=True)] == ["first", "second"]
