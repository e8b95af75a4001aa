"""What the proposal of a project says: the run's page in plain words, the land of its shortlist, what is missing.

The numbers are those of the screen because they are made by what makes the screen: `run_page` and `land_split`.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from investors import labels
from investors.facts import GROUPS
from investors.models import Investor, Project
from investors.papers import missing_papers
from investors.visibility import UNKNOWN_NAME, investor_name, may_see
from matching import wording
from matching.dossiers.land import land_table
from matching.kept_runs import render_run
from matching.models import MatchRun
from matching.overriding import override_in_force
from matching.run_details import text
from matching.run_page import STANDINGS, points, run_page
from parks.dates import HANOI, today
from parks.models import Sector, Site

SHORTLIST, REASONS, BARRED = 5, 3, 12


def project_context(*, run: MatchRun, user: AbstractBaseUser) -> dict[str, Any]:
    """Return everything the proposal prints, as plain JSON values, in words this person may read."""
    page, answer = run_page(run), render_run(run=run, language="vi")
    project = run.project
    open_case = project is None or may_see(user, project)
    shortlist = [_place(line, one) for line, one in zip(page.sites, answer["sites"], strict=True)][:SHORTLIST]
    found = [finding for one in answer["sites"][:SHORTLIST] for finding in one["findings"]]
    return {
        "made_on": _day(today()),
        "code": project.code if project else "",
        "project": answer["project"]["name"] or "Dự án chưa đặt tên",
        "investor": investor_name(user, project) if project else UNKNOWN_NAME,
        "facts": _facts(run.inputs["project"], open_case),
        "verdict": page.verdict_label,
        "summary": page.summary,
        "counts": dict(page.counts),
        "group": page.group,
        "sites": shortlist,
        "override": _override(run) if open_case else None,
        "barred": [
            {"name": line.name, "place": line.place, "because": line.because, "sentence": _first(one)}
            for line, one in zip(page.barred[:BARRED], answer["barred"] or (), strict=False)
        ],
        "barred_count": len(page.barred),
        "planned": page.planned,
        "land": land_table(_in_order([one["code"] for one in shortlist]), run.on),
        "missing_facts": [
            {"label": one.label, "could_add": one.could_add, "settles": one.settles} for one in page.missing
        ],
        "papers": _papers(run) if open_case else [],
        "papers_hidden": not open_case,
        "citations": _citations(found),
        "notes": page.notes,
        "on": _day(run.on),
        "ruleset": run.ruleset.version,
        "in_force": page.in_force,
        "engine_version": run.engine_version,
        "data_version": run.data_version,
        "officer": str(user),
    }


def _override(run: MatchRun) -> dict[str, str] | None:
    """Return what an officer chose for the project instead of the first; None where nobody did."""
    row = override_in_force(run.project) if run.project else None
    if row is None:
        return None
    bars = ", ".join(wording.label("criterion", key, "vi") for key in row.barred_by)
    files = [file.name for file in (row.project_file, row.source_file) if file is not None]
    return {
        "first": row.first.name_vi if row.first else "không nơi nào",
        "site": row.site.name_vi,
        "standing": f"vướng {bars}" if bars else f"hạng {row.rank}",
        "reason": row.reason,
        "documents": "; ".join(files) or "không kèm",
        "officer": row.made_by.get_full_name() or row.made_by.get_username(),
        "made_on": _day(row.made_at.astimezone(HANOI).date()),
        "run_on": _day(row.run.on),
    }


def _place(line: Any, one: Mapping[str, Any]) -> dict[str, Any]:
    scored = [each for each in one["findings"] if each["points"]]
    best = sorted(scored, key=lambda each: -each["points"])[:REASONS]
    open_conditions = [
        each for each in one["findings"] if each["type"] == "requirement" and each["outcome"] != "met"
    ]
    return {
        "rank": line.rank,
        "code": line.code,
        "name": line.name,
        "place": line.place,
        "outcome": line.outcome_label,
        "score": line.score,
        "ceiling": line.ceiling,
        "evidence_pct": line.evidence_pct,
        "reasons": [
            f"{_title(each)} ({points(each['points'])}/{points(each['weight'])} điểm): {each['sentence']}"
            for each in best
        ],
        "conditions": [f"{_title(each)}: {each['sentence']}" for each in open_conditions],
        "missing": line.missing,
    }


def _title(finding: Mapping[str, Any]) -> str:
    return wording.label("criterion", finding["criterion"], "vi")


def _first(barred: Mapping[str, Any]) -> str:
    """Return the sentence of the first finding that bars a site."""
    return next((one["sentence"] for one in barred["findings"] if one["outcome"] == "unmet"), "")


def _in_order(codes: list[str]) -> list[Site]:
    by_code = Site.objects.select_related("planning_area").in_bulk(codes, field_name="code")
    return [by_code[code] for code in codes if code in by_code]


def _papers(run: MatchRun) -> list[dict[str, str]]:
    if run.project is None:
        return []
    return [
        {"label": one.label, "ground": one.ground, "standing": STANDINGS[one.standing]}
        for one in missing_papers(run.project)
    ]


def _citations(findings: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return every ground once, in the order of the findings."""
    cited = {
        (each["document"], each["article"]): {
            "document": each["document"],
            "article": each["article"],
            "standing": STANDINGS[each["standing"]],
        }
        for one in findings
        for each in one["citations"]
    }
    return list(cited.values())


def _facts(facts: Mapping[str, Any], open_case: bool) -> list[dict[str, str]]:
    """Return what was stated of the project when it was matched, labelled; of a hidden investor nothing."""
    rows = [("Ngành, sản phẩm", _line(line)) for line in facts.get("lines") or ()]
    if facts.get("process_flags") is not None:
        rows.append((_label("", "process_flags"), text("process_flags", facts["process_flags"])))
    if capital := facts.get("capital"):
        rows.append(("Vốn đầu tư", f"{text('', float(capital['amount']))} {capital['currency']}"))
    for group in ("investor", *GROUPS) if open_case else GROUPS:
        rows.extend(
            (_label(group, key), _value(group, key, value))
            for key, value in (facts.get(group) or {}).items()
            if value is not None
        )
    return [{"label": label[:1].upper() + label[1:], "value": value} for label, value in rows]


def _label(group: str, key: str) -> str:
    if group == "investor":
        return str(Investor._meta.get_field(key).verbose_name)
    return str(Project._meta.get_field(f"{group}_{key}" if group else key).verbose_name)


def _value(group: str, key: str, value: Any) -> str:
    if group == "preferences" and not value:
        return "không giới hạn"
    if key == "needed_from":
        return _day(datetime.date.fromisoformat(str(value)))
    return text(key, value)


def _line(line: Mapping[str, Any]) -> str:
    edition = line.get("vsic") or "2018"
    sector = Sector.objects.filter(edition=edition, code=line["code"]).first()
    said = [str(sector) if sector else str(line["code"])]
    if line.get("product"):
        said.append(str(line["product"]))
    if line.get("annual_output") is not None:
        unit = labels.OUTPUT_UNITS.get(line.get("output_unit") or "", "")
        said.append(f"{text('', float(line['annual_output']))} {unit}/năm")
    return "; ".join(said)


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"
