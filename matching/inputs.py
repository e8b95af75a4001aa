"""Reads a match request: its shape by the serializer, its codes by the catalogue, all errors at once."""

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import APIException, ValidationError
from rest_framework.settings import api_settings

from matching.serializers import MatchRequest
from matching.services import NoRuleset, NotOnOffer
from matching.snapshot import Snapshot
from matching.strict_fields import MOST_LOOKED_INTO, Strict
from parks.problems import MOST_NEAREST, Unusable, nearest, refused

DEFAULT_LIMIT = 10
DEFAULT_INCLUDE = ("barred",)
# One instance for all requests: no field uses a context, and making one costs more than using it.
_SHAPE = MatchRequest()
# In manufacturing every class is listed; elsewhere a listed group or division stands for its classes.
_FIRST_LISTED, _LAST_LISTED = "10", "33"


def read(data: Any, snapshot: Snapshot, shape: Strict = _SHAPE) -> dict[str, Any]:
    """Return the validated request of a shape that has a `project`. Raises ValidationError with every error at its place in the input."""
    errors: dict[str, Any] = {}
    found: dict[str, Any] = {}
    try:
        found = shape.run_validation(data)
    except ValidationError as error:
        errors = error.detail if isinstance(error.detail, dict) else {"non_field_errors": error.detail}
    if isinstance(data, Mapping):
        _merge(errors, _codes(data, snapshot))
    if errors:
        raise ValidationError(errors)
    return found


def limit_of(asked: Mapping[str, Any]) -> int:
    """Return how many sites a validated request wants."""
    return asked.get("limit") or DEFAULT_LIMIT


def include_of(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a validated request wants beside the sites."""
    include = asked.get("include")
    return DEFAULT_INCLUDE if include is None else tuple(include)


def unanswerable(error: NotOnOffer | NoRuleset, asked: Mapping[str, Any]) -> APIException:
    """Return the refusal of a request that was well-formed and could not be matched."""
    if isinstance(error, NotOnOffer):
        return ValidationError(
            {"target": [refused("site_not_on_offer", value=asked["target"], allowed=error.allowed)]}
        )
    return Unusable("not-ready", 503)  # a named one was looked up by `read`: there is none at all


def sector_code(snapshot: Snapshot, vsic: str, code: str) -> str | None:
    """Return the listed code that stands for a code: itself, or outside manufacturing its nearest parent."""
    for size in range(len(code), 1, -1):
        prefix = code[:size]
        if (vsic, prefix) in snapshot.sectors or ("2018", prefix) in snapshot.sectors:
            manufacturing = _FIRST_LISTED <= code[:2] <= _LAST_LISTED
            return prefix if prefix == code or not manufacturing else None
    return None


def _codes(data: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    """Return the errors of codes that the catalogue does not know; what has a wrong type is left alone."""
    errors: dict[str, Any] = {}
    version = data.get("ruleset")
    if isinstance(version, str) and snapshot.named(version) is None:
        known = [one.ruleset.version for one in snapshot.rulesets]
        errors["ruleset"] = [refused("unknown_ruleset", value=version[:20], allowed=known)]
    target = data.get("target")
    if isinstance(target, str) and target not in snapshot.site_rows:
        near = nearest(target, snapshot.site_rows)
        errors["target"] = [refused("unknown_site", value=target[:40], **({"nearest": near} if near else {}))]
    project = data.get("project")
    if not isinstance(project, Mapping):
        return errors
    here: dict[str, Any] = {}
    lines = project.get("lines")
    if isinstance(lines, list):
        bad: dict[int, Any] = {}
        for number, line in enumerate(lines[:MOST_LOOKED_INTO]):
            error = _line(line, snapshot, suggest=len(bad) < MOST_NEAREST)
            if error:
                bad[number] = {"code": [error]}
        if bad:
            here["lines"] = bad
    wishes = project.get("preferences")
    if isinstance(wishes, Mapping) and (bad_wishes := _wishes(wishes, snapshot)):
        here["preferences"] = bad_wishes
    if here:
        errors["project"] = here
    return errors


def _line(line: Any, snapshot: Snapshot, *, suggest: bool) -> Any:
    if not isinstance(line, Mapping):
        return None
    code, vsic = line.get("code"), line.get("vsic") or "2018"
    if not isinstance(code, str) or not isinstance(vsic, str) or not 2 <= len(code) <= 5:
        return None
    if code.isdigit() and sector_code(snapshot, vsic, code) is not None:
        return None
    known = [one for edition, one in snapshot.sectors if edition == "2018"]
    near = nearest(code, known) if suggest else None
    return refused("unknown_sector", value=code, **({"nearest": near} if near else {}))


def _wishes(wishes: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    errors: dict[str, Any] = {}
    areas, distances = wishes.get("planning_areas"), wishes.get("max_km")
    if isinstance(areas, list):
        bad = {
            number: [refused("unknown_planning_area", value=area[:40], allowed=snapshot.planning_areas)]
            for number, area in enumerate(areas[:MOST_LOOKED_INTO])
            if isinstance(area, str) and area not in snapshot.planning_areas
        }
        if bad:
            errors["planning_areas"] = bad
    if isinstance(distances, Mapping):
        wrong = {
            str(node): [refused("unknown_node", value=str(node)[:40], allowed=snapshot.nodes)]
            for node in distances
            if node not in snapshot.nodes
        }
        if wrong:
            errors["max_km"] = wrong
    return errors


def _merge(into: dict[Any, Any], more: Mapping[Any, Any]) -> None:
    """Add errors to errors. Those of a list by position, and those of a whole, become mappings, so that all fit."""
    for key, value in more.items():
        present = into.get(key)
        if present is None:
            into[key] = value
        elif isinstance(present, list) and isinstance(value, list):
            into[key] = [*present, *value]
        else:
            _merge(into.setdefault(key, {}) if isinstance(present, Mapping) else _by_place(into, key), value)


def _by_place(into: dict[Any, Any], key: Any) -> dict[Any, Any]:
    """Turn a list of errors into a mapping, in its place, and return it."""
    present = into[key]
    nested = any(isinstance(one, Mapping | list) for one in present)
    whole = {api_settings.NON_FIELD_ERRORS_KEY: present}
    into[key] = {place: one for place, one in enumerate(present) if one} if nested else whole
    found: dict[Any, Any] = into[key]
    return found
