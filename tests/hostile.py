"""What schemathesis needs to know of the API, in tests and in `make fuzz`: its formats, rows that exist, one more check."""

import json
import os
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response
from schemathesis.generation.meta import TestPhase

# Refusals for what a schema cannot say of a well-formed request, by the code of the error.
MEANINGS = {
    *(
        "unknown_commune",
        "unknown_planning_area",
        "unknown_site",
        "unknown_sector",
        "unknown_ruleset",
        "unknown_node",
    ),
    *("site_not_on_offer", "not_a_place", "place_without_point", "unusable_cursor", "unusable_since"),
    *(
        "not_an_address",
        "not_https",
        "address_not_public",
        "not_an_email",
        "not_a_phone",
        "person_in_project",
        "not_kept",
        "unknown_run",
    ),
    *(
        "needs",
        "email_or_phone",
        "project_or_run",
        "more_than",
        "shares_above_whole",
        "date_out_of_range",
    ),  # one member by another
    "required",  # by another: what the schema requires is always sent
    *("too_many_digits", "too_many_decimals"),
    *("nul_character", "lone_surrogate"),  # no text in any database
}
IDS: dict[str, str] = json.loads(os.environ.get("FUZZ_IDS", "{}"))  # by name of the path parameter


@schemathesis.serializer("application/x-ndjson")
def _as_lines(ctx: Any, value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


@schemathesis.deserializer("application/x-ndjson")
def _first_line(ctx: Any, response: Response) -> Any:
    return json.loads(response.content.partition(b"\n")[0])


@schemathesis.hook
def before_call(ctx: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """Send half of the requests to rows that exist, and let no key revoke itself."""
    if case.meta is not None and case.meta.phase.name == TestPhase.STATEFUL:
        return  # those follow rows that they have made
    for name, held in IDS.items():
        own_key = name == "key_id" and case.method in ("DELETE", "PATCH")
        if name in case.path_parameters and (own_key or len(str(case.path_parameters[name])) % 2 == 0):
            case.path_parameters[name] = held


@schemathesis.check
def refused_for_its_meaning(ctx: CheckContext, response: Response, case: Case) -> None:
    """Hold every refusal of a request that keeps to the schema to a reason that no schema can state."""
    if response.status_code != 400 or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    problem = json.loads(response.content)
    strange = [one for one in problem.get("errors", [problem]) if one.get("code") not in MEANINGS]
    if strange:
        raise AssertionError(f"A request that keeps to the schema is refused: {strange}")
