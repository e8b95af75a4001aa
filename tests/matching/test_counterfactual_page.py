"""The panel of what would change a result, on the page of a run."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from matching.keeping import keep
from matching.run_counterfactuals import counterfactual_panel
from matching.services import match
from tests.matching.conftest import EXAMPLE, Api, example


def kept(officer: User, body):
    return keep(matched=match(project=body["project"]), user=officer, limit=10, include=())


def test_the_page_tells_both_sides_when_it_is_asked(supervisor: Api, officer: User) -> None:
    run = kept(officer, example(land={"area_ha": 80, "min_area_ha": 60}))
    page = supervisor.client.get(f"/admin/matching/matchrun/{run.pk}/change/", {"target": "barred"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Điều gì làm thay đổi kết quả" in text and "Diện tích tối thiểu" in text
    assert "thay đổi ít hơn thì chưa đủ" in text and "Chưa xem hết" not in text


def test_the_page_says_where_not_every_change_could_be_looked_at(officer: User, monkeypatch) -> None:
    run = kept(officer, example(technology__lists=["prohibited"]))
    assert counterfactual_panel(run, "barred").cut_short == ""
    monkeypatch.setattr("matching.engine.smallest.MOST_BOXES", 3)
    assert counterfactual_panel(run, "barred").cut_short.startswith("Chưa xem hết")


def test_it_is_computed_unasked_only_where_no_site_is_ranked(officer: User) -> None:
    assert not counterfactual_panel(kept(officer, example()), "").asked
    refused = counterfactual_panel(kept(officer, example(technology__lists=["prohibited"])), "KCN\x00")
    assert refused.asked and refused.found and all(one.investor for one in refused.found if not one.site)


def test_the_worked_example_is_what_the_service_answers(api: Api) -> None:
    body = {**EXAMPLE, "include": ["counterfactuals"], "target": "KCN-SONG-CONG-1"}
    body["project"] = {**EXAMPLE["project"], "land": {"area_ha": 80, "min_area_ha": 60}}
    told = [f"- {one['sentence']}" for one in api.match(body, "en")["counterfactuals"]]
    body["project"] = EXAMPLE["project"]
    first = [
        f"- {one['sentence']}" for one in api.match(body, "en")["counterfactuals"] if one["effect"] == "first"
    ]
    expected = "\n".join([*told[:3], *first])
    page = (Path(settings.BASE_DIR) / "docs" / "counterfactuals.md").read_text(encoding="utf-8")
    assert first and expected in page, f"write into docs/counterfactuals.md:\n{expected}"
