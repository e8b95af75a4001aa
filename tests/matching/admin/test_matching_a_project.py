"""An officer presses one button and reads the ranking with every finding and its ground."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from investors.models import Project
from investors.services import register_project, store_project
from matching import records
from matching.keeping import match_project
from matching.kept_runs import robustness_of_run
from matching.models import MatchRun, RulesetVersion
from matching.run_details import KEYS, pairs
from matching.run_page import run_page
from parks.models import Sector, Site
from tests.matching.conftest import EXAMPLE
from tests.officers import with_permissions, words

GARMENTS = {"name": "May Đại Từ", "lines": [{"code": "1410", "product": "áo khoác"}]}
BLANK = {"name": "Chưa rõ gì", "lines": [{"code": "2670"}]}
# One project for each way in which the evidence of a finding differs.
VARIED = [
    GARMENTS,
    BLANK,
    EXAMPLE["project"],
    {
        "name": "Luyện thép",
        "lines": [{"code": "2410", "annual_output": 500000, "output_unit": "t"}],
        "process_flags": ["smelting", "imported_scrap"],
        "technology": {"equipment": "used", "equipment_age_years": 15, "lists": ["restricted"]},
        "environment": {"group": "I", "sensitive_factors": ["forest"], "energy_toe_year": 5000},
        "land": {"area_ha": 400},
        "preferences": {"kinds": ["park"], "planning_areas": ["SONG-CONG"], "max_km": {"AIR-HAN": 30}},
    },
]


def run_of(facts: dict, user: object) -> MatchRun:
    stated = {key: value for key, value in facts.items() if key != "investor"}
    return match_project(project=register_project(facts=stated), user=user)


def page_of(run: MatchRun) -> str:
    return reverse("admin:matching_matchrun_change", args=[run.pk])


def match_page(project: Project) -> str:
    return reverse("admin:investors_project_match", args=[project.pk])


@pytest.mark.usefixtures("rules")
class TestTheButton:
    def test_it_matches_and_leads_to_the_ranking(self, administrator: Client) -> None:
        project = register_project(facts=GARMENTS)
        form = administrator.get(reverse("admin:investors_project_change", args=[project.pk]))
        assert f'action="{match_page(project)}"' in form.content.decode()
        response = administrator.post(match_page(project))
        run = MatchRun.objects.get(project=project)
        assert response.headers["Location"] == page_of(run)
        assert "May Đại Từ" in words(administrator.get(page_of(run)).content)
        again = administrator.get(reverse("admin:investors_project_change", args=[project.pk]))
        assert page_of(run) in again.content.decode()

    def test_a_new_project_can_be_saved_and_matched_at_once(self, administrator: Client) -> None:
        sector = Sector.objects.get(edition="2018", code="1410")
        management = {"lines-TOTAL_FORMS": "1", "lines-INITIAL_FORMS": "0", "lines-MIN_NUM_FORMS": "1"}
        sent = {"name": "May", "status": "open", **management, "lines-0-sector": sector.pk, "_match": "1"}
        response = administrator.post("/admin/investors/project/add/", sent)
        assert response.headers["Location"] == page_of(MatchRun.objects.get())

    def test_a_project_without_a_line_is_not_matched_and_the_page_says_why(
        self, administrator: Client
    ) -> None:
        project = store_project(project=Project(name="Chưa rõ gì"))
        response = administrator.post(match_page(project), follow=True)
        assert "Dự án cần ít nhất một ngành nghề" in words(response.content)
        assert not MatchRun.objects.exists()

    def test_it_takes_a_permission_of_its_own(self, onlooker: Client, stranger: Client) -> None:
        project = register_project(facts=GARMENTS)
        for client in (onlooker, stranger):
            assert client.post(match_page(project)).status_code == 403
        assert Client().post(match_page(project)).headers["Location"].startswith("/admin/login/")
        shown = onlooker.get(reverse("admin:investors_project_change", args=[project.pk])).content.decode()
        assert match_page(project) not in shown
        assert not MatchRun.objects.exists()

    def test_a_reader_who_may_match_can(self) -> None:
        client = with_permissions("tu", {"view"})
        matcher = with_permissions("an", {"view", "add"}, {"project", "projectline", "matchrun"})
        project = register_project(facts=GARMENTS)
        assert client.post(match_page(project)).status_code == 403
        assert matcher.post(match_page(project)).status_code == 302

    def test_looking_at_the_address_does_nothing(self, administrator: Client) -> None:
        project = register_project(facts=GARMENTS)
        assert administrator.get(match_page(project)).status_code == 405
        assert not MatchRun.objects.exists()


@pytest.mark.usefixtures("rules")
class TestThePage:
    def test_it_shows_the_whole_answer(self, administrator: Client, django_user_model: type) -> None:
        run = run_of(EXAMPLE["project"], django_user_model.objects.get())
        response = administrator.get(page_of(run))
        page, text = response.context["page"], words(response.content)
        answer = run.answer
        assert [site.code for site in page.sites] == [site["site"] for site in answer["sites"]]
        assert len(page.barred) == len(answer["barred"]) > 0
        assert len(page.missing) == len(answer["project"]["missing"])
        findings = answer["sites"][0]["findings"]
        assert sum(len(group.findings) for group in page.sites[0].groups) == len(findings)
        for said in (
            page.summary,
            "Xếp hạng",
            "Bị loại",
            "Thông tin dự án còn thiếu",
            f"vướng: {page.barred[0].because}",
        ):
            assert " ".join(said.split()) in text, said
        # The founding article stands behind the orientation, and its standing is said.
        assert "Tạp chí Cộng sản" in text and "đã đọc văn bản" in text

    def test_it_says_how_sure_the_order_is(
        self, administrator: Client, django_user_model: type, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = run_of(EXAMPLE["project"], django_user_model.objects.get())
        response = administrator.get(page_of(run))
        panel, text = response.context["page"].robustness, words(response.content)
        assert panel.sentence in text and panel.label in text and "10.000 phép thử" in text
        assert len(panel.places) == 8
        run.answer["sites"] = run.answer["sites"][:1]  # as of a run that was asked for one site
        assert run_page(run).robustness == panel
        # Who looks again does not wait again.
        monkeypatch.setattr(records, "robustness", None)
        kept = robustness_of_run(run=run, language="vi")
        most = max(kept["first"], key=kept["first"].get)
        assert panel.places[0].name == Site.objects.get(code=most).name_vi
        assert panel.places[0].first == f"{100 * kept['first'][most]:.1f}%".replace(".", ",")
        assert [one.within_band for one in panel.switches] == [
            one["within_band"] for one in kept["switch_points"]
        ]
        run.answer["robustness"] = kept  # as of a run that was asked for it
        assert run_page(run).robustness == panel

    def test_points_shown_add_up(self, administrator: Client, django_user_model: type) -> None:
        run = run_of(EXAMPLE["project"], django_user_model.objects.get())
        for site in run_page(run).sites[:5]:
            shown = re.findall(
                r'class="tn-points">([\d,]+)', "".join(f for g in site.groups for f in g.findings)
            )
            total = sum(int(points.replace(",", "")) for points in shown)
            assert total == int(site.score.replace(",", ""))
            assert total == int(site.merit.replace(",", "")) + int(site.fit.replace(",", ""))

    @pytest.mark.parametrize("facts", VARIED, ids=lambda facts: facts["name"])
    def test_every_key_and_code_of_a_finding_has_words(
        self, facts: dict, administrator: Client, django_user_model: type
    ) -> None:
        run = run_of(facts, django_user_model.objects.get())
        for site in (*run.answer["sites"], *run.answer["barred"]):
            for finding in site["findings"]:
                for part in ("observed", "required"):
                    for label, text in pairs(finding[part]):
                        assert label in KEYS.values(), (finding["criterion"], label)
                        assert not re.search(r"\b[a-z]+_[a-z_]+\b", text), (finding["criterion"], label, text)
        text = words(administrator.get(page_of(run)).content)
        assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\{'", text)

    def test_it_takes_as_many_queries_whatever_the_answer(
        self, administrator: Client, django_user_model: type
    ) -> None:
        user = django_user_model.objects.get()
        pages = [page_of(run_of(facts, user)) for facts in VARIED[:2]]
        administrator.get(pages[0])
        counts = set()
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                administrator.get(page)
            counts.add(len(queries))
        assert len(counts) == 1 and counts.pop() <= 10

    def test_runs_are_read_and_nothing_else(
        self, administrator: Client, stranger: Client, django_user_model: type
    ) -> None:
        run = run_of(BLANK, django_user_model.objects.get(username="lan"))
        assert administrator.post(page_of(run), {"on": "2020-01-01"}).status_code in (403, 200)
        run.refresh_from_db()
        assert run.on.year >= 2026
        assert administrator.get("/admin/matching/matchrun/add/").status_code == 403
        delete = reverse("admin:matching_matchrun_delete", args=[run.pk])
        assert administrator.post(delete, {"post": "yes"}).status_code == 403
        assert stranger.get(page_of(run)).status_code == 403
        for wrong in ("abc", "00000000-0000-0000-0000-000000000000"):
            assert administrator.get(f"/admin/matching/matchrun/{wrong}/change/").status_code == 404


@pytest.mark.usefixtures("rules")
class TestRulesets:
    def test_a_ruleset_reads_as_rules_with_weights_and_grounds(self, onlooker: Client) -> None:
        row = RulesetVersion.objects.get(version="2026.1")
        response = onlooker.get(reverse("admin:matching_rulesetversion_change", args=[row.pk]))
        text = words(response.content)
        assert "Công nghệ cao 20,00 17,50 20,00 7,50" in text
        assert "không sửa được nữa" in text and "Quyết định 18/2019/QĐ-TTg" in text
        columns = zip(*(rule.weights for rule in response.context["preferences"]), strict=True)
        assert [sum(int(one.replace(",", "")) for one in column) for column in columns] == [10000] * 4

    def test_a_published_one_cannot_be_changed_or_deleted(self, administrator: Client) -> None:
        row = RulesetVersion.objects.get(version="2026.1")
        delete = reverse("admin:matching_rulesetversion_delete", args=[row.pk])
        assert administrator.post(delete, {"post": "yes"}).status_code == 403
        administrator.post(reverse("admin:matching_rulesetversion_change", args=[row.pk]), {"document": "x"})
        assert RulesetVersion.objects.get(pk=row.pk).document == row.document
        assert administrator.get("/admin/matching/rulesetversion/add/").status_code == 403
