"""A project as the API's `project` object, and back: columns are named group_key, so one rule serves all."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from investors.models import Project, ProjectLine

GROUPS = ("finance", "land", "jobs", "technology", "environment", "utilities", "preferences")


def project_facts(project: Project) -> dict[str, Any]:
    """Return the `project` object of the API. Absent means not known; [] and 0 are kept, for they mean none."""
    facts: dict[str, Any] = {"name": project.name, "lines": [_line(line) for line in project.lines.all()]}
    if project.process_flags is not None:
        facts["process_flags"] = list(project.process_flags)
    if project.investor is not None:
        facts["investor"] = _known(
            nationality=project.investor.nationality or None,
            foreign_share_pct=_plain(project.investor.foreign_share_pct),
        )
    if project.capital_amount is not None:
        facts["capital"] = {"amount": exact(project.capital_amount), "currency": project.capital_currency}
    for group in GROUPS:
        known = _known(
            **{key: _plain(getattr(project, column)) for column, key in group_columns(project, group)}
        )
        if known:
            facts[group] = known
    return facts


def columns_of(facts: Mapping[str, Any], project: type[Project] | Project) -> dict[str, Any]:
    """Return the values of a project's own columns that a `project` object states; the rest are null."""
    capital = facts.get("capital") or {}
    columns: dict[str, Any] = {
        "process_flags": facts.get("process_flags"),
        "capital_amount": _whole(capital.get("amount")),
        "capital_currency": capital.get("currency"),
    }
    for group in GROUPS:
        stated = facts.get(group) or {}
        columns |= {column: stored(stated.get(key)) for column, key in group_columns(project, group)}
    return columns


def group_columns(project: type[Project] | Project, group: str) -> tuple[tuple[str, str], ...]:
    """Return (column, key in the API) for every column of one group."""
    return _columns_by_group(project._meta.model)[group]


@lru_cache
def _columns_by_group(model: type[Project]) -> dict[str, tuple[tuple[str, str], ...]]:
    names = [field.name for field in model._meta.concrete_fields]
    return {
        group: tuple((name, name.removeprefix(f"{group}_")) for name in names if name.startswith(f"{group}_"))
        for group in GROUPS
    }


def exact(number: Decimal) -> str:
    """Return a decimal as a text without an exponent and without trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _line(line: ProjectLine) -> dict[str, Any]:
    stated = {
        "product": line.product or None,
        "annual_output": _plain(line.annual_output),
        "output_unit": line.output_unit,
        "share_pct": _plain(line.share_pct),
    }
    return {"vsic": line.sector.edition, "code": line.sector.code, **_known(**stated)}


def _known(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def stored(value: Any) -> Any:
    """Return a stated value as a column takes it: 1.2 is meant, not the float next to it."""
    return Decimal(str(value)) if isinstance(value, float) else value


def _whole(amount: Any) -> Decimal | None:
    """Return an amount without the noughts behind its point, which a column of whole numbers refuses."""
    if amount is None:
        return None
    exact = Decimal(str(amount))
    return exact.to_integral_value() if exact == exact.to_integral_value() else exact


def _plain(value: Any) -> Any:
    """Return a column's value as JSON holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
