"""A match with a key, counted and kept, against an anonymous one of the same server process."""

from collections.abc import Mapping
from statistics import fmean

from bench import children
from bench.measured import Measured, at_least, ratios
from bench.over_http import CONNECTIONS
from bench.server import SERVE, first_answer, started

SECTION = "POST /api/match with a key, kept (4 kept connections, one worker)"
KINDS = (("same", "the same question"), ("new", "a new question each time"))
WANTED = at_least(0.6)
TURNS = (
    False,
    True,
    True,
    False,
)  # kept or not: so a machine that grows slower or quicker meanwhile favours neither


def measure(environ: Mapping[str, str], rounds: int, seconds: float) -> list[Measured]:
    """Serve, and ask in turn without a key and with one: more often and shorter, for the ratio is near its goal."""
    key = children.run("bench.kept_speed:new_key", core=children.FIRST_CORE, environ=environ)
    found: dict[tuple[str, bool], list[float]] = {}
    with started(SERVE, environ, lambda: children.pin(children.FIRST_CORE)) as port:
        first_answer(port)
        for number in range(2 * rounds + 1):  # the first is the warm-up
            for kind, _ in KINDS:
                turns: dict[bool, list[float]] = {False: [], True: []}
                for turn, kept in enumerate(TURNS, number * len(TURNS)):
                    turns[kept].append(_rate(port, kind, turn, seconds / 2, key if kept else ""))
                for kept, rates in turns.items():
                    if number:
                        found.setdefault((kind, kept), []).append(fmean(rates))
    lines = []
    for kind, said in KINDS:
        anonymous, kept_ones = found[kind, False], found[kind, True]
        lines.append(
            Measured(
                SECTION, f"{said}: kept ÷ anonymous, requests/s", ratios(kept_ones, anonymous), "", WANTED
            )
        )
        lines.append(Measured(SECTION, f"{said}: kept", tuple(kept_ones), "requests/s"))
        lines.append(Measured(SECTION, f"{said}: anonymous", tuple(anonymous), "requests/s"))
    return lines


def _rate(port: int, kind: str, seed: int, seconds: float, key: str) -> float:
    asked = {"port": port, "path": "/api/match", "kind": kind, "seed": seed, "seconds": seconds}
    found = children.run(
        "bench.load:turn", core=children.LAST_CORE, **asked, connections=CONNECTIONS, key=key
    )
    if found["bad"]:
        raise RuntimeError(f"{found['bad']:.0f} bad answers")
    return float(found["rate"])


def new_key() -> str:
    """Make a portal with a limit that is never reached; return a key of it."""
    import django

    django.setup()
    from django.utils import timezone

    from partners.models import Partner
    from partners.services import issue_key, latest_expiry

    partner = Partner.objects.create(
        name="bench", contact="bench@example.vn", scopes="match runs", requests_per_minute=1_000_000
    )
    until = latest_expiry(partner, timezone.now())
    _, key = issue_key(partner=partner, name="bench", scopes=("match", "runs"), expires_at=until)
    return key
