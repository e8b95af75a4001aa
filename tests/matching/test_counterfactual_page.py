"""The panel of what would change a result, on the page of a run."""

from django.contrib.auth.models import User

from matching.run_counterfactuals import counterfactual_panel
from matching.services import keep, match
from tests.matching.conftest import Api, example


def kept(officer: User, body):
    return keep(matched=match(project=body["project"]), user=officer, limit=10, include=())


def test_the_page_tells_both_sides_when_it_is_asked(supervisor: Api, officer: User) -> None:
    run = kept(officer, example(land={"area_ha": 80, "min_area_ha": 60}))
    page = supervisor.client.get(f"/admin/matching/matchrun/{run.pk}/change/", {"target": "barred"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "Điều gì làm thay đổi kết quả" in text and "Diện tích tối thiểu" in text


def test_it_is_computed_unasked_only_where_no_site_is_ranked(officer: User) -> None:
    assert not counterfactual_panel(kept(officer, example()), "").asked
    refused = counterfactual_panel(kept(officer, example(technology__lists=["prohibited"])), "KCN\x00")
    assert refused.asked and refused.found and all(one.investor for one in refused.found if not one.site)
