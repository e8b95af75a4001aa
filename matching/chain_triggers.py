"""The database trigger that moves the end of the chain of runs, for SQLite and PostgreSQL.

A run that follows the last one becomes the last one, in the statement that writes it: so one statement keeps a run whose
findings are kept already. A run that does not follow moves nothing, and whoever walks the chain finds it. Created and
dropped with the triggers of the runs (`matching.triggers`).
"""

RUNS, CHAIN = "matching_matchrun", "matching_runchain"
FUNCTIONS = ("matching_move_end",)
EXPECTED = [(f"{RUNS}_insert_moves_end", RUNS)]
_MOVE = (
    f"UPDATE {CHAIN} SET number = NEW.number, digest = NEW.digest "
    "WHERE id = 1 AND number = NEW.number - 1 AND digest = NEW.previous;"
)
_TRIGGER = f"CREATE TRIGGER {RUNS}_insert_moves_end AFTER INSERT ON {RUNS} FOR EACH ROW"


def statements(vendor: str) -> list[str]:
    """Return what creates the trigger."""
    if vendor == "sqlite":
        return [f"{_TRIGGER} BEGIN {_MOVE} END"]
    return [
        "CREATE FUNCTION matching_move_end() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {_MOVE} RETURN NULL; END $$",
        f"{_TRIGGER} EXECUTE FUNCTION matching_move_end()",
    ]
