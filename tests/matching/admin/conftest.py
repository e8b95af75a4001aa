"""What the tests of the officers' pages on matching share."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from investors.enquiry_services import register_enquiry
from investors.log_services import log_conversation, offer_site
from investors.models import Investor
from investors.services import register_project, store_investor
from matching.keeping import match_project
from matching.overriding import override_choice
from matching.replies import make_reply
from parks.admin.base import Page
from parks.admin.sites import SiteAdmin
from parks.hold_services import place_hold
from parks.models import Remit, Site, Source
from parks.services import record_plot
from partners.models import Delivery, Partner, Webhook
from partners.services import issue_key
from tests.officers import administrator, onlooker, stranger

__all__ = ["administrator", "onlooker", "stranger"]


@pytest.fixture
def rows(
    rules: None, administrator: Client, django_user_model: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leave one row of everything that the catalogue has none of; a few rows of a list tell as much as all."""
    for page in (Page, SiteAdmin):
        monkeypatch.setattr(page, "list_per_page", 5)
    investor = store_investor(investor=Investor(name="Hàn Việt", nationality="KR", confidential=False))
    project = register_project(facts={"name": "Thấu kính", "lines": [{"code": "2670"}]}, investor=investor)
    run = match_project(project=project, user=django_user_model.objects.get(username="lan"))
    log_conversation(
        project=project,
        user=django_user_model.objects.get(username="lan"),
        channel="phone",
        summary="Hỏi giá điện",
    )
    officer = django_user_model.objects.get(username="lan")
    enquiry = register_enquiry(user=officer, text="Cần 3 ha", sender_name="Kim", project=project)
    first = run.answer["sites"][0]["site"]
    make_reply(run=run, language="vi", site_codes=[first], user=officer, enquiry=enquiry)
    second = Site.objects.get(code=run.answer["sites"][1]["site"])
    override_choice(run=run, site=second, reason="đã khảo sát", user=officer)
    Remit.objects.create(user=officer, kind="park")
    partner = Partner.objects.create(name="Cổng của tỉnh", contact="a@example.vn", scopes="read match")
    until = timezone.now() + timedelta(days=9)
    issue_key(partner=partner, name="máy chủ", scopes=["read"], expires_at=until, user=officer)
    webhook = Webhook.objects.create(
        partner=partner, name="máy chủ", url="https://cong.example.vn/x", secret=b"x", position=0
    )
    Delivery.objects.create(webhook=webhook, type="fact.created", body="{}")
    site = Site.objects.get(code="KCN-SONG-CONG-1")
    offer_site(project=project, site=site, user=officer, channel="zalo")
    place_hold(site=site, area_ha=Decimal(2), days=30, user=officer)
    record_plot(
        site=site,
        name="CN-05",
        area_ha=Decimal("3.5"),
        state="free",
        source=Source.objects.first(),
        grade="sourced",
        user=officer,
        as_of="2026",
    )
