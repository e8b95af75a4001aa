"""What an officer may choose beside a ranking, what never, and that the ranking and the choice stay as they were."""

import datetime
import json
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from investors.models import Investor, ProjectFile
from matching.engine.criteria import REQUIREMENTS
from matching.models import MatchRun, Override
from matching.override_triggers import NOT_ALLOWED, OF_POLICY, OVERRIDE_REFUSAL, OVERRIDES, SETTLED
from matching.overriding import (
    choices_of,
    override_choice,
    override_in_force,
    visible_overrides,
    withdraw_override,
)
from matching.replaying import replay
from parks.models import Source, SourceFile
from tests.matching.overridden import (
    FIGURES_TOO,
    LAW_TOO,
    LENSES,
    POLICY_ALONE,
    STEEL,
    paper_of,
    ranked,
    run_of,
    site,
)
from tests.matching.test_triggers import copy_with, execute, stored, truncate

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def run(officer: User) -> MatchRun:
    return run_of(LENSES, officer)


@pytest.fixture
def steel(officer: User) -> MatchRun:
    return run_of(STEEL, officer)


@pytest.fixture
def override(run: MatchRun, officer: User) -> Override:
    return override_choice(run=run, site=ranked(run, 2), reason="đã khảo sát", user=officer)


def refused(**asked: Any) -> dict[str, list[str]]:
    """Return the messages by field of a choice that must be refused, and that nothing was kept."""
    asked.setdefault("reason", "đã khảo sát")
    with pytest.raises(ValidationError) as found:
        override_choice(**asked)
    assert not Override.objects.exists()
    return found.value.message_dict


def test_a_lower_ranked_site_takes_a_reason_alone(override: Override, run: MatchRun, officer: User) -> None:
    assert (override.project, override.made_by) == (run.project, officer)
    assert (override.first, override.site) == (ranked(run, 0), ranked(run, 2))
    assert (override.rule_class, override.rank) == ("lower", run.answer["sites"][2]["rank"])
    assert (override.barred_by, override.reason) == ([], "đã khảo sát")
    assert override.history.get().history_user == officer


def test_the_score_is_never_altered(run: MatchRun, officer: User) -> None:
    before = MatchRun.objects.values().get(pk=run.pk)
    override_choice(run=run, site=ranked(run, 1), reason="đã khảo sát", user=officer)
    kept = MatchRun.objects.get(pk=run.pk)
    assert MatchRun.objects.values().get(pk=run.pk) == before
    assert replay(kept, officer).same


def test_a_bar_of_policy_takes_a_document(steel: MatchRun, officer: User) -> None:
    errors = refused(run=steel, site=site(POLICY_ALONE), user=officer)
    assert list(errors) == ["project_file"] and "phải kèm văn bản" in errors["project_file"][0]
    assert "ô nhiễm" in errors["project_file"][0]
    paper = paper_of(steel.project, officer)
    made = override_choice(run=steel, site=site(POLICY_ALONE), reason="x", user=officer, project_file=paper)
    assert (made.rule_class, made.rank, made.first) == ("policy", None, None)
    assert made.barred_by == ["high_pollution_risk"] and made.project_file == paper


def test_a_file_of_a_source_is_a_document_too(steel: MatchRun, officer: User) -> None:
    scan = SourceFile.objects.create(
        source=Source.objects.order_by("code")[0], file="sourcefile/x.pdf", name="qd.pdf",
        media_type="application/pdf", size=9, sha256="0" * 64, uploaded_by=officer,
    )  # fmt: skip
    made = override_choice(run=steel, site=site(POLICY_ALONE), reason="x", user=officer, source_file=scan)
    assert made.source_file == scan


@pytest.mark.parametrize("code", [FIGURES_TOO, LAW_TOO])
def test_what_law_or_figures_bar_is_never_chosen(steel: MatchRun, officer: User, code: str) -> None:
    errors = refused(run=steel, site=site(code), user=officer, project_file=paper_of(steel.project, officer))
    assert "không bỏ qua được" in errors["site"][0] and "ô nhiễm" not in errors["site"][0]
    assert code not in [one.code for one in choices_of(steel)]


def test_the_page_of_the_documentation_quotes_what_is_said(steel: MatchRun, officer: User) -> None:
    page = " ".join((settings.BASE_DIR / "docs" / "overrides.md").read_text(encoding="utf-8").split())
    for code, field in ((POLICY_ALONE, "project_file"), (FIGURES_TOO, "site"), (LAW_TOO, "site")):
        (said,) = refused(run=steel, site=site(code), user=officer)[field]
        assert said in page, said


def test_a_prohibited_line_can_be_put_nowhere(officer: User) -> None:
    everywhere = run_of({"name": "Pháo", "lines": [{"code": "2029", "product": "pháo nổ"}]}, officer)
    legally = [one for one in everywhere.answer["barred"] if "prohibited_line" in one["because"]]
    assert not everywhere.answer["sites"] and len(legally) == everywhere.answer["counts"]["assessed"]
    assert choices_of(everywhere) == ()


def test_the_first_is_no_other_choice_and_a_site_outside_the_run_none_at_all(
    run: MatchRun, officer: User
) -> None:
    assert "đang đứng đầu" in refused(run=run, site=ranked(run, 0), user=officer)["site"][0]
    gone = ranked(run, 3)
    run.answer["sites"] = [one for one in run.answer["sites"] if one["site"] != gone.code]
    assert "không nằm trong kết quả" in refused(run=run, site=gone, user=officer)["site"][0]


def test_a_reason_is_asked_for_and_so_is_a_document_that_counts(
    run: MatchRun, steel: MatchRun, officer: User
) -> None:
    assert "reason" in refused(run=run, site=ranked(run, 1), user=officer, reason=" \n")
    of_another = paper_of(run.project, officer)
    asked = {"run": steel, "site": site(POLICY_ALONE), "user": officer}
    assert "hồ sơ khác" in refused(**asked, project_file=of_another)["project_file"][0]
    gone = paper_of(steel.project, officer)
    gone.removed_at = timezone.now()
    assert "đã được gỡ" in refused(**asked, project_file=gone)["project_file"][0]


def test_of_several_the_newest_that_is_not_withdrawn_counts(run: MatchRun, officer: User) -> None:
    earlier, later = (
        override_choice(run=run, site=ranked(run, place), reason="x", user=officer) for place in (1, 2)
    )
    assert override_in_force(run.project) == later
    withdrawn = withdraw_override(override=later, reason="nhầm", user=officer)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_reason) == (officer, "nhầm")
    assert override_in_force(run.project) == earlier
    with pytest.raises(ValidationError, match="đã được rút"):
        withdraw_override(override=later, reason="nữa", user=officer)
    with pytest.raises(ValidationError, match="lý do"):
        withdraw_override(override=earlier, reason=" ", user=officer)
    withdraw_override(override=earlier, reason="thôi", user=officer)
    assert override_in_force(run.project) is None


def test_a_confidential_case_is_its_teams_alone(officer: User) -> None:
    investor = Investor.objects.create(name="Kín", confidential=True, created_by=officer, search_text="")
    run = run_of(LENSES, officer, investor)
    other = User.objects.create_user("khac", is_staff=True)
    with pytest.raises(PermissionDenied):
        override_choice(run=run, site=ranked(run, 1), reason="x", user=other)
    made = override_choice(run=run, site=ranked(run, 1), reason="x", user=officer)
    with pytest.raises(PermissionDenied):
        withdraw_override(override=made, reason="x", user=other)
    assert list(visible_overrides(officer)) == [made] and not visible_overrides(other).exists()


# --- What the database itself refuses


def test_every_column_is_settled_but_those_of_the_withdrawal() -> None:
    columns = {each.column for each in Override._meta.concrete_fields}
    assert columns - set(SETTLED) == {"withdrawn_at", "withdrawn_by_id", "withdrawn_reason"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "khác"),
        ("rank", 9),
        ("rule_class", "policy"),
        ("made_at", "2020-01-01"),
        ("barred_by", '["x"]'),
    ],
)
def test_a_choice_refuses_every_change(override: Override, column: str, value: Any) -> None:
    before = stored(Override)
    with pytest.raises(DatabaseError):
        execute(f"UPDATE {OVERRIDES} SET {column} = %s", value)
    # Nor under cover of a withdrawal.
    with pytest.raises(DatabaseError, match=OVERRIDE_REFUSAL), transaction.atomic():
        Override.objects.update(
            withdrawn_at=timezone.now(), withdrawn_by=override.made_by, withdrawn_reason="x",
            site=override.first, first=override.site,
        )  # fmt: skip
    assert stored(Override) == before


def test_a_choice_is_not_removed(override: Override) -> None:
    for remove in (override.delete, lambda: execute(f"DELETE FROM {OVERRIDES}"), override.run.delete):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            remove()
    assert Override.objects.count() == 1


def test_a_withdrawal_is_final(override: Override, officer: User) -> None:
    withdraw_override(override=override, reason="nhầm", user=officer)
    before = stored(Override)
    for statement in (
        "withdrawn_reason = 'khác'",
        "withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_reason = ''",
    ):
        with pytest.raises(DatabaseError, match=OVERRIDE_REFUSAL):
            execute(f"UPDATE {OVERRIDES} SET {statement}")
    assert stored(Override) == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite knows REPLACE")
def test_a_choice_is_not_replaced(override: Override) -> None:
    before = stored(Override)
    target, values = copy_with(override, reason="khác")
    with pytest.raises(DatabaseError, match=OVERRIDE_REFUSAL):
        execute(f"REPLACE INTO {target}", *values)
    assert stored(Override) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL knows TRUNCATE")
def test_choices_are_not_truncated(override: Override) -> None:
    with pytest.raises(DatabaseError, match=OVERRIDE_REFUSAL):
        truncate(OVERRIDES)
    assert Override.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"rule_class": "legal", "barred_by": '["prohibited_line"]'}, "override_lower_or_policy"),
        ({"rule_class": "policy", "rank": None, "barred_by": "[]"}, "override_lower_or_policy"),
        ({"rule_class": "policy", "rank": None, "barred_by": '["x"]'}, "override_of_policy_has_document"),
        ({"reason": ""}, "override_has_reason"),
        ({"withdrawn_reason": "x"}, "override_withdrawn_says_who_and_why"),
        (
            {"withdrawn_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
            "override_withdrawn_says_who_and_why",
        ),
    ],
)
def test_a_row_that_says_too_little_is_no_row(override: Override, changes: dict[str, Any], name: str) -> None:
    target, values = copy_with(override, id=None, **changes)
    with pytest.raises(IntegrityError, match=name):
        execute(f"INSERT INTO {target}", *values)


def test_another_choice_is_written_beside_it(override: Override) -> None:
    target, values = copy_with(override, id=None)
    execute(f"INSERT INTO {target}", *values)
    assert Override.objects.count() == 2


def test_the_trigger_names_the_rules_that_are_policy_today() -> None:
    """An engine with another rule of policy needs a migration with `triggers.install`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{OVERRIDES}_insert_allowed"])
        else:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'matching_require_choice'")
        (body,) = cursor.fetchone()
    policy = {key for key, criterion in REQUIREMENTS.items() if criterion.group == "policy"}
    assert {key for key in REQUIREMENTS if f"'{key}'" in body} == policy != set()


def refuses(row: Override, **changes: Any) -> None:
    """Hold that no second row like this one is written with some columns changed."""
    for verb in ("INSERT", "REPLACE") if connection.vendor == "sqlite" else ("INSERT",):
        target, values = copy_with(row, id=None, **changes)
        with pytest.raises(DatabaseError, match=NOT_ALLOWED):
            execute(f"{verb} INTO {target}", *values)
    assert Override.objects.count() == 1


def test_no_row_says_of_a_ranked_site_what_its_run_does_not(
    override: Override, steel: MatchRun, officer: User
) -> None:
    run = override.run
    other, planned = ranked(run, 3), run.answer["barred"][0]
    bars = json.dumps(planned["because"])
    paper = paper_of(run.project, officer).pk
    for changes in (
        {"rank": override.rank + 1},
        {"site_id": other.pk},
        {"first_id": other.pk},
        {"first_id": None},
        {"project_id": steel.project_id},
        {"run_id": steel.pk.hex},
        {"site_id": site(planned["site"]).pk},
        # Barred by figures or by law, whichever of its bars the row admits.
        {"site_id": site(planned["site"]).pk, "rule_class": "policy", "rank": None, "barred_by": bars, "project_file_id": paper.hex},
    ):  # fmt: skip
        refuses(override, **changes)


def test_no_row_says_of_a_barred_site_what_its_run_does_not(steel: MatchRun, officer: User) -> None:
    paper = paper_of(steel.project, officer)
    made = override_choice(run=steel, site=site(POLICY_ALONE), reason="x", user=officer, project_file=paper)
    target, values = copy_with(made, id=None)
    assert "high_pollution_risk" in OF_POLICY and "prohibited_line" not in OF_POLICY
    other = run_of(LENSES, officer)
    gone = paper_of(steel.project, officer)
    ProjectFile.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    for changes in (
        *({"site_id": site(code).pk} for code in (FIGURES_TOO, LAW_TOO)),  # less than what bars it
        *({"site_id": site(code).pk, "barred_by": json.dumps(bars_of(steel, code))} for code in (FIGURES_TOO, LAW_TOO)),
        {"barred_by": '["high_pollution_risk", "prohibited_line"]'},
        {"barred_by": '["prohibited_line"]'},
        {"rule_class": "lower", "rank": 1, "barred_by": "[]"},
        {"project_file_id": paper_of(other.project, officer).pk.hex},
        {"project_file_id": gone.pk.hex},
    ):  # fmt: skip
        refuses(made, **changes)
    execute(f"INSERT INTO {target}", *values)
    assert Override.objects.count() == 2


def bars_of(run: MatchRun, code: str) -> list[str]:
    return next(one["because"] for one in run.answer["barred"] if one["site"] == code)
