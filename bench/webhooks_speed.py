"""How many messages one worker delivers to a receiver on this machine that takes 50 ms to answer, beside sending alone.

By the clock on the wall: a worker mostly waits. From the changes in the database on: messages made, claimed, signed,
sent, written down. The yardstick sends as many bodies by the same HTTP client, as many at once, and does nothing else.
"""

import asyncio
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import catalogue, children
from bench.measured import Measured, at_least, ratios
from bench.server import free_port

SECTION = "Webhooks (one worker, a receiver that takes 50 ms, SQLite)"
MESSAGES, WEBHOOKS, WANTED = 1_000, 4, 1_000.0
ANSWER_AFTER = 0.05
_ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


def measure(folder: Path, environ: Mapping[str, str], rounds: int) -> list[Measured]:
    """Measure in a copy of the prepared database."""
    own = dict(environ) | catalogue.environment(folder, "webhooks") | {"PARKS_WEBHOOKS_TO_LOOPBACK": "on"}
    shutil.copy(folder / "bench.sqlite3", folder / "webhooks.sqlite3")
    with _receiver() as port:
        found = children.run(
            "bench.webhooks_speed:rates", core=children.FIRST_CORE, environ=own, port=port, rounds=rounds
        )
    goal, unit = at_least(WANTED), "messages/min"
    against = ratios(found["one"], found["bare"])
    return [
        Measured(SECTION, "to one webhook: rate ÷ sending alone", against),
        Measured(SECTION, "to one webhook, ten at once", tuple(found["one"]), unit, goal),
        Measured(SECTION, "to four webhooks, ten at once each", tuple(found["four"]), unit, goal),
        Measured(SECTION, "sending alone, ten at once", tuple(found["bare"]), unit),
    ]


def rates(port: int, rounds: int) -> dict[str, list[float]]:
    """Return for each round the messages a minute of each kind."""
    import django

    django.setup()
    url = f"http://127.0.0.1:{port}/"
    found: dict[str, list[float]] = {"one": [], "four": [], "bare": []}
    hooks = _register(url)
    for number in range(rounds):
        found["bare"].append(_a_minute(lambda: asyncio.run(_send_alone(url))))
        for name, count in (("one", 1), ("four", WEBHOOKS)):
            found[name].append(_deliver(hooks[:count], f"{number}-{name}"))
    return found


def _deliver(hooks: list[Any], mark: str) -> float:
    from asgiref.sync import async_to_sync

    from parks.changes import last_number
    from parks.models import Source
    from partners.models import Delivery, Webhook
    from partners.webhooks.worker import work

    Webhook.objects.update(position=last_number() + MESSAGES)  # the others are told of nothing
    Webhook.objects.filter(pk__in=[hook.pk for hook in hooks]).update(position=last_number())
    Source.objects.bulk_create(
        Source(code=f"bench-{mark}-{n}", title="Bench") for n in range(MESSAGES // len(hooks))
    )
    before = Delivery.objects.filter(state="delivered").count()
    rate = _a_minute(lambda: async_to_sync(work)(once=True, stop=threading.Event()))
    delivered = Delivery.objects.filter(state="delivered").count() - before
    if delivered != MESSAGES:
        raise RuntimeError(f"{delivered} of {MESSAGES} messages were delivered")
    return rate


def _register(url: str) -> list[Any]:
    from partners.models import Partner, Webhook
    from partners.webhooks.signing import new_secret, sealed

    partner = Partner.objects.create(name="Bench", contact="bench@example.vn", scopes="webhooks")
    return [
        Webhook.objects.create(
            partner=partner, name=str(n), url=url, secret=sealed(new_secret()), position=10**9
        )
        for n in range(WEBHOOKS)
    ]


def _a_minute(work: Any) -> float:
    began = time.perf_counter()
    work()
    return MESSAGES / (time.perf_counter() - began) * 60


async def _send_alone(url: str) -> None:
    from partners.webhooks.sending import session
    from partners.webhooks.worker import FOR_EACH

    left = iter(range(MESSAGES))
    async with session() as http:

        async def send() -> None:
            for _ in left:
                async with http.post(url, data=b"x" * 300) as response:
                    if response.status != 204:
                        raise RuntimeError(f"answered {response.status}")

        await asyncio.gather(*(send() for _ in range(FOR_EACH)))


@contextmanager
def _receiver() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "bench.webhooks_speed", str(port)]
    process = subprocess.Popen(
        command,
        cwd=children.ROOT,
        stdout=subprocess.PIPE,
        preexec_fn=lambda: children.pin(children.LAST_CORE),
    )
    try:
        assert process.stdout is not None and process.stdout.readline()  # it listens
        yield port
    finally:
        process.terminate()
        process.wait()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]))
            await asyncio.sleep(ANSWER_AFTER)
            writer.write(_ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _serve(port: int) -> None:
    server = await asyncio.start_server(_answer, "127.0.0.1", port)
    print("listening", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
