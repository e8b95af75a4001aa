"""Questions that bring out every kind of answer."""

from typing import Any

from tests.matching.conftest import GARMENTS, example

LENSES = example()
# Every optional fact null: as good as absent.
NULLS: dict[str, Any] = {
    "project": {
        **dict.fromkeys(("name", "process_flags", "investor", "capital", "finance", "land", "jobs")),
        **dict.fromkeys(("technology", "environment", "utilities", "preferences")),
        "lines": [{"vsic": None, "code": "1410", "product": None, "annual_output": None, "output_unit": None, "share_pct": None}],
    },
    "on": None,
    "ruleset": None,
    "limit": None,
    "include": None,
}  # fmt: skip
PROHIBITED_TECHNOLOGY = example(technology__lists=["prohibited"])
TOO_LARGE = example(land={"area_ha": 60}, preferences={"kinds": ["cluster"], "planning_areas": ["DINH-HOA"]})
SEVERAL_LINES = example(
    lines=[{"code": "2670", "share_pct": 70}, {"code": "2220", "share_pct": 20}, {"code": "6201", "share_pct": 10}]
)  # fmt: skip
# Law and policy: everything conditional, doubtful or bad at once.
HEAVY = example(
    lines=[{"code": "2410", "annual_output": 500000, "output_unit": "t"}],
    process_flags=["smelting", "imported_scrap"],
    technology={"equipment": "used", "lists": ["restricted"]},
    environment={"group": "IV", "sensitive_factors": ["forest"]},
    preferences={"planning_areas": ["DAI-TU", "VO-NHAI"]},
)

ALL: dict[str, dict[str, Any]] = {
    "lenses": LENSES,
    "garments": GARMENTS,
    "nulls": NULLS,
    "refused": PROHIBITED_TECHNOLOGY,
    "nowhere_now": TOO_LARGE,
    "several lines": SEVERAL_LINES,
    "heavy": HEAVY,
    "all sites": {**GARMENTS, "limit": 100},
    "one site": {**LENSES, "limit": 1},
    "without barred": {**LENSES, "include": []},
    "2010": {**GARMENTS, "on": "2010-06-30"},
    "2023": {**LENSES, "on": "2023-06-30", "limit": 100},
    "2036": {**LENSES, "on": "2036-12-31"},
}
VERDICTS = dict.fromkeys(ALL, "match") | {
    "refused": "refused",
    "heavy": "refused",
    "nowhere_now": "nowhere_now",
}
