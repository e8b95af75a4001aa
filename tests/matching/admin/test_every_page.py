"""Every page of the admin opens for those who may see it, in Vietnamese, and for nobody else."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from investors.enquiry_services import register_enquiry
from investors.log_services import log_conversation, offer_site
from investors.models import Investor, Project
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

pytestmark = pytest.mark.usefixtures("rules")
OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in ("parks", "partners", "investors", "matching")
]
# Words of English interfaces that are no Vietnamese words, in any spelling without diacritics.
ENGLISH = re.compile(
    r"\b(add|save|delete|remove|search|filters?|select|show|view|edit|changed?|history|results?|action|type|name|value"
    r"|date|status|source|code|number|yes|true|false|none|unknown|the|and|with|from|this|that|are|choose|required"
    r"|site|park|cluster|project|investor|fact|grade|score|ranking|match|run|ruleset|apply|reset|back|next|close)\b",
    re.I,
)
# Product names and codes that stand in labels as they are.
NAMES = re.compile(
    r"ISO 14001|RECP|BAT|VSIC|OECD|TOE|R&D|high_tech|low_pollution|large_scale|kind_fit|plot_fit"
)


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


def pages() -> Iterator[str]:
    yield "/admin/"
    for model in OURS:
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{address}_changelist")
        first = model._default_manager.first()
        assert first is not None, model
        yield reverse(f"{address}_change", args=[first.pk])


def test_every_page_opens_to_who_may_only_look(rows: None, onlooker: Client) -> None:
    for page in pages():
        assert onlooker.get(page).status_code == 200, page


def test_every_page_is_closed_to_strangers_and_visitors(rows: None, stranger: Client) -> None:
    for page in pages():
        assert stranger.get(page).status_code == (200 if page == "/admin/" else 403), page
        assert Client().get(page).headers["Location"].startswith("/admin/login/?next="), page


def test_histories_open(rows: None, administrator: Client) -> None:
    for model in OURS:
        if hasattr(model, "history"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_history"
            page = reverse(name, args=[model._default_manager.first().pk])
            assert administrator.get(page).status_code == 200, page


def test_the_first_page_of_a_stranger_shows_no_data(rows: None, stranger: Client) -> None:
    html = stranger.get("/admin/").content.decode()
    assert "Thấu kính" not in html and "CCN" not in html and "Nhập dự án mới" not in html


def test_the_first_page_says_what_is_open_and_leads_to_it(rows: None, administrator: Client) -> None:
    html = administrator.get("/admin/").content.decode()
    project = Project.objects.get()
    for said in (
        "Thấu kính",
        reverse("admin:investors_project_change", args=[project.pk]),
        "khu, cụm chưa xác nhận tên gọi",
        "Bộ tiêu chí 2026.1",
        "Nhập dự án mới",
    ):
        assert said in html, said


class _Labels(HTMLParser):
    """Collects the text of labels, headings, buttons and column heads; texts of sources stand elsewhere."""

    TAGS = {"label", "th", "h2", "h3", "button", "dt"}

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        # The font of icons draws a word as a picture; rows of a list have the name of a row in a head cell.
        if tag in self.TAGS and "field-" not in classes:
            self.depth += 1
        elif "material-symbols" in classes:
            self.depth -= 100

    def handle_endtag(self, tag: str) -> None:
        if self.depth < 0 and tag == "span":
            self.depth += 100
        elif tag in self.TAGS and self.depth > 0:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth > 0 and data.strip():
            self.found.append(" ".join(data.split()))


def test_every_page_opens_speaks_vietnamese_and_loads_nothing_from_elsewhere(
    rows: None, administrator: Client
) -> None:
    models = (
        "parks/fact",
        "parks/status",
        "parks/source",
        "parks/orientation",
        "investors/project",
        "investors/investor",
        "investors/enquiry",
    )
    seen = 0
    people = ("/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/add/")
    for page in (*pages(), *(f"/admin/{model}/add/" for model in models), *people):
        response = administrator.get(page)
        assert response.status_code == 200, page
        html = response.content.decode()
        seen += _labels_are_vietnamese(page, html)
        loaded = re.findall(r'<(?:script|img|iframe)[^>]+src="([^"]+)"|<link[^>]+href="([^"]+)"', html)
        own = [one or other for one, other in loaded]
        assert own and all(each.startswith("/static/") or "/jsi18n/" in each for each in own), page
    assert seen > 300


def _labels_are_vietnamese(page: str, html: str) -> int:
    reader = _Labels()
    reader.feed(html)
    for text in reader.found:
        assert not ENGLISH.search(NAMES.sub("", text)), (page, text)
    return len(reader.found)


def test_no_template_of_ours_holds_english() -> None:
    folders = [
        Path(settings.BASE_DIR) / app / "templates" for app in ("parks", "partners", "investors", "matching")
    ]
    files = [file for folder in folders for file in folder.rglob("*.html")]
    assert len(files) > 10
    for file in files:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", file.read_text(encoding="utf-8"), flags=re.S)
        shown = re.sub(r"<[^>]*>", " ", text, flags=re.S)
        spoken = " ".join(re.findall(r'(?:placeholder|aria-label|title)="([^"]*)"', text))
        for part in (shown, spoken):
            assert not ENGLISH.search(part), (file.name, ENGLISH.search(part))


def test_an_act_on_what_is_no_key_is_not_found(administrator: Client) -> None:
    acts = [
        reverse(f"admin:{action.action_name}", args=["abc"])
        for model in OURS
        for action in admin.site._registry[model]._get_base_actions_detail()
    ]
    assert len(acts) > 10
    for address in acts:
        assert administrator.get(address).status_code == administrator.post(address).status_code == 404, (
            address
        )
