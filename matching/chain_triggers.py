"""The database triggers of the end of the chain of runs, for SQLite and PostgreSQL.

A run is written only where it follows the last one, and becomes the last one, in the statement that writes it: so one
statement keeps a run. Created and dropped with the triggers of the runs (`matching.triggers`).
"""

from collections.abc import Iterator

RUNS, CHAIN = "matching_matchrun", "matching_runchain"
REFUSAL = "a run follows the last one of the chain"
FUNCTIONS = ("matching_follow_end", "matching_move_end")
EXPECTED = [(f"{RUNS}_insert_follows_end", RUNS), (f"{RUNS}_insert_moves_end", RUNS)]
_FOLLOWED = "id = 1 AND number = NEW.number - 1 AND digest = NEW.previous"
_ASTRAY = f"NOT EXISTS (SELECT 1 FROM {CHAIN} WHERE {_FOLLOWED})"
_MOVE = f"UPDATE {CHAIN} SET number = NEW.number, digest = NEW.digest WHERE {_FOLLOWED};"
_FOLLOWS = f"CREATE TRIGGER {RUNS}_insert_follows_end BEFORE INSERT ON {RUNS} FOR EACH ROW"
_MOVES = f"CREATE TRIGGER {RUNS}_insert_moves_end AFTER INSERT ON {RUNS} FOR EACH ROW"


def statements(vendor: str) -> Iterator[str]:
    """Yield what creates the triggers."""
    if vendor == "sqlite":
        yield f"{_FOLLOWS} WHEN {_ASTRAY} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        yield f"{_MOVES} BEGIN {_MOVE} END"
        return
    refuse = f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{REFUSAL}';"
    for name, trigger, body in (
        ("follow", _FOLLOWS, f"IF {_ASTRAY} THEN {refuse} END IF; RETURN NEW;"),
        ("move", _MOVES, f"{_MOVE} RETURN NULL;"),
    ):
        yield (
            f"CREATE FUNCTION matching_{name}_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        )
        yield f"{trigger} EXECUTE FUNCTION matching_{name}_end()"
