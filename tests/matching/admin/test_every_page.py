"""Every page of the admin opens, in Vietnamese, and loads nothing from elsewhere; its history opens too."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.matching.admin.every_page import OURS, pages

pytestmark = pytest.mark.usefixtures("rules")
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


def test_histories_open(rows: None, administrator: Client) -> None:
    for model in OURS:
        if hasattr(model, "history"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_history"
            page = reverse(name, args=[model._default_manager.first().pk])
            assert administrator.get(page).status_code == 200, page


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
