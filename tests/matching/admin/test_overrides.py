"""An officer records another choice on a run's page; it stands beside the ranking, on the case, in the list."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from investors.models import Investor
from matching import dossiers
from matching.admin.overrides import shown_overrides
from matching.models import MatchRun, Override
from matching.overriding import override_choice, withdraw_override
from matching.reports.gather import gather_report
from matching.reports.period import week_of
from matching.reports.section_overrides import overrides_section
from parks.dates import today
from tests.matching.dossiers.test_dossiers import words_of
from tests.matching.overridden import (
    FIGURES_TOO,
    LAW_TOO,
    LENSES,
    POLICY_ALONE,
    STEEL,
    paper_of,
    ranked,
    run_of,
)
from tests.officers import role, words

pytestmark = pytest.mark.usefixtures("rules")
LIST = "/admin/matching/override/"


@pytest.fixture
def browser(rules: None) -> Client:
    return role("officer", "lan")


@pytest.fixture
def lan(browser: Client) -> User:
    return User.objects.get(username="lan")


@pytest.fixture
def run(lan: User) -> MatchRun:
    return run_of(LENSES, lan)


def page_of(run: MatchRun) -> str:
    return reverse("admin:matching_matchrun_change", args=[run.pk])


def act_of(run: MatchRun) -> str:
    return reverse("admin:matching_matchrun_override", args=[run.pk])


def test_a_choice_stands_beside_the_ranking_on_the_case_and_in_the_list(
    browser: Client, run: MatchRun
) -> None:
    chosen = ranked(run, 1)
    assert act_of(run) in browser.get(page_of(run)).content.decode()
    sent = {"site": chosen.code, "reason": "Nhà đầu tư đã khảo sát"}
    answered = browser.post(act_of(run), sent)
    assert answered.status_code == 302 and answered.headers["Location"].startswith(page_of(run))
    made = Override.objects.get()
    for page in (page_of(run), reverse("admin:investors_project_change", args=[run.project_id]), LIST):
        said = words(browser.get(page).content)
        assert chosen.name_vi in said and "Nhà đầu tư đã khảo sát" in said, page
        assert ranked(run, 0).name_vi in said and "lan" in said, page
    assert "Nhà đầu tư đã khảo sát" in words(browser.get(f"{LIST}{made.pk}/change/").content)


def test_of_the_run_of_a_choice_nothing_large_is_read_beside_others(run: MatchRun, lan: User) -> None:
    override_choice(run=run, site=ranked(run, 1), reason="Đã khảo sát", user=lan)
    with CaptureQueriesContext(connection) as asked:
        assert [one["row"].run.on for one in shown_overrides(lan, run.project)] == [run.on]
    of_runs = [one["sql"] for one in asked.captured_queries if "matching_matchrun" in one["sql"]]
    assert len(of_runs) == 1
    assert not any(f'"{column}"' in of_runs[0] for column in ("inputs", "answer", "findings"))


def test_the_ranking_of_the_page_is_the_same_with_a_choice_beside_it(
    browser: Client, run: MatchRun, lan: User
) -> None:
    def ranking() -> str:
        said = browser.get(page_of(run)).content.decode()
        return said[said.index("<h2>Xếp hạng</h2>") : said.index('<form class="tn-row"')]

    before = ranking()
    override_choice(run=run, site=ranked(run, 5), reason="x", user=lan)
    assert ranking() == before


def test_what_bars_by_law_or_figures_is_not_offered_and_not_taken(browser: Client, lan: User) -> None:
    steel = run_of(STEEL, lan)
    form = browser.get(act_of(steel)).content.decode()
    assert f'value="{POLICY_ALONE}"' in form and "cần lý do và văn bản" in form
    paper = paper_of(steel.project, lan)
    for code in (FIGURES_TOO, LAW_TOO, "NOWHERE", "KCN\x00", ""):
        assert f'value="{code}"' not in form or not code
        sent = {"site": code, "reason": "cứ chọn", "project_file": str(paper.pk)}
        answered = browser.post(act_of(steel), sent)
        assert answered.status_code == 200 and "cứ chọn" in answered.content.decode()
        assert answered.context["form"].errors["site"]
    assert not Override.objects.exists()


def test_a_bar_of_policy_asks_for_a_document_beside_its_field(browser: Client, lan: User) -> None:
    steel = run_of(STEEL, lan)
    sent = {"site": POLICY_ALONE, "reason": "tỉnh đồng ý"}
    for document in ({}, {"project_file": "x"}, {"source_file": "00000000-0000-0000-0000-000000000000"}):
        answered = browser.post(act_of(steel), {**sent, **document})
        errors = answered.context["form"].errors
        assert set(errors) & {"project_file", "source_file"} and "tỉnh đồng ý" in answered.content.decode()
    paper = paper_of(steel.project, lan)
    assert browser.post(act_of(steel), {**sent, "project_file": str(paper.pk)}).status_code == 302
    said = words(browser.get(page_of(steel)).content)
    assert "công văn.pdf" in said and "thay cho không nơi nào" in said


def test_a_choice_is_withdrawn_with_a_reason_and_stays_on_record(
    browser: Client, run: MatchRun, lan: User
) -> None:
    made = override_choice(run=run, site=ranked(run, 1), reason="x", user=lan)
    withdraw = reverse("admin:matching_override_withdraw", args=[made.pk])
    assert withdraw in browser.get(f"{LIST}{made.pk}/change/").content.decode()
    assert browser.post(withdraw, {"reason": " "}).status_code == 200
    assert browser.post(withdraw, {"reason": "nhầm khu"}).status_code == 302
    assert "nhầm khu" in words(browser.get(page_of(run)).content)
    assert browser.post(withdraw, {"reason": "nữa"}).status_code == 403
    history = words(browser.get(reverse("admin:matching_override_history", args=[made.pk])).content)
    assert "nhầm khu" in history


def test_the_list_is_filtered_by_state_class_officer_and_day(
    browser: Client, run: MatchRun, lan: User
) -> None:
    override_choice(run=run, site=ranked(run, 1), reason="x", user=lan)
    for asked, found in (
        ({"state": "kept"}, 1), ({"state": "withdrawn"}, 0), ({"whose": "mine"}, 1),
        ({"rule_class__exact": "policy"}, 0), ({"q": "thau kinh"}, 1), ({"q": "gang thep"}, 0),
        ({"made_at__gte": "2020-01-01 00:00:00+07:00"}, 1),
    ):  # fmt: skip
        assert browser.get(LIST, asked).context["cl"].result_count == found, asked


def test_a_confidential_case_is_closed_at_every_door(browser: Client, lan: User) -> None:
    investor = Investor.objects.create(name="Kín", confidential=True, created_by=lan, search_text="kin")
    run = run_of(LENSES, lan, investor)
    made = override_choice(run=run, site=ranked(run, 1), reason="lý do giữ kín", user=lan)
    other = role("officer", "khac")
    assert other.get(act_of(run)).status_code == 403
    assert other.post(act_of(run), {"site": ranked(run, 2).code, "reason": "x"}).status_code == 403
    assert act_of(run) not in other.get(page_of(run)).content.decode()
    for page in (page_of(run), reverse("admin:investors_project_change", args=[run.project_id]), LIST):
        assert "lý do giữ kín" not in other.get(page).content.decode(), page
        assert "lý do giữ kín" in browser.get(page).content.decode(), page
    for name in ("change", "history", "withdraw"):
        page = reverse(f"admin:matching_override_{name}", args=[made.pk])
        assert other.get(page, follow=False).status_code in (302, 403, 404), page
    assert other.get(LIST).context["cl"].result_count == 0
    assert (
        other.post(reverse("admin:matching_override_withdraw", args=[made.pk]), {"reason": "x"}).status_code
        == 403
    )
    assert Override.objects.get().withdrawn_at is None


def test_many_choices_ask_the_database_no_more(browser: Client, run: MatchRun, lan: User) -> None:
    counts = []
    for _ in range(2):
        override_choice(run=run, site=ranked(run, 1), reason="x", user=lan)
        browser.get(page_of(run))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(run))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_run_of_no_case_takes_no_choice(browser: Client, run: MatchRun) -> None:
    assert (
        browser.get(act_of(run).replace(str(run.pk), "00000000-0000-0000-0000-000000000000")).status_code
        == 404
    )


def test_the_proposal_says_first_and_chosen_site_with_the_reason(run: MatchRun, lan: User) -> None:
    plain = dossiers.word("to-trinh", dossiers.project_context(run=run, user=lan))
    assert "Lựa chọn khác" not in words_of(plain)
    override_choice(run=run, site=ranked(run, 1), reason="đã khảo sát", user=lan)
    context = dossiers.project_context(run=run, user=lan)
    said = words_of(dossiers.word("to-trinh", context))
    first, chosen = ranked(run, 0).name_vi, ranked(run, 1).name_vi
    assert f"{first}. Cán bộ chọn: {chosen}" in said and "Lý do: đã khảo sát" in said
    assert dossiers.pdf("to-trinh", context).startswith(b"%PDF")


def test_the_proposal_of_a_confidential_case_says_it_to_its_team_alone(lan: User) -> None:
    investor = Investor.objects.create(name="Kín", confidential=True, created_by=lan, search_text="kin")
    run = run_of(LENSES, lan, investor)
    override_choice(run=run, site=ranked(run, 1), reason="lý do giữ kín", user=lan)
    other = User.objects.create_user("khac", is_staff=True)
    told = {user: dossiers.project_context(run=run, user=user)["override"] for user in (lan, other)}
    assert told[lan]["reason"] == "lý do giữ kín" and told[other] is None


def test_the_report_counts_every_choice_and_tells_those_that_its_reader_may_know(
    run: MatchRun, lan: User
) -> None:
    investor = Investor.objects.create(name="Kín", confidential=True, created_by=lan, search_text="kin")
    hidden = run_of(LENSES, lan, investor)
    override_choice(run=run, site=ranked(run, 1), reason="đã khảo sát", user=lan)
    override_choice(run=hidden, site=ranked(hidden, 2), reason="lý do giữ kín", user=lan)
    gone = override_choice(run=run, site=ranked(run, 3), reason="nhầm", user=lan)
    withdraw_override(override=gone, reason="nhầm", user=lan)
    other = User.objects.create_user("khac", is_staff=True)
    now, said = timezone.now(), {}
    for user in (lan, other):
        report = gather_report(period=week_of(today()), user=user, now=now)
        assert (report.overrides.total, report.overrides.withdrawn) == (3, 1)
        counts, each = overrides_section(report).tables
        assert counts.rows[-1] == ("Cộng", 3)
        said[user.username] = str((counts.rows, each.rows))
        seen_lines = {(one.first, one.site, one.reason) for one in report.overrides.lines}
        assert (ranked(run, 0).name_vi, ranked(run, 1).name_vi, "đã khảo sát") in seen_lines
    assert "('lan', 3)" in said["lan"] and "lý do giữ kín" in said["lan"]
    assert "('lan', 2), ('giữ kín', 1)" in said["khac"] and "lý do giữ kín" not in said["khac"]
    assert hidden.project.code in said["lan"] and hidden.project.code not in said["khac"]
    assert gather_report(period=week_of(today()).before, user=lan, now=now).overrides.total == 0
