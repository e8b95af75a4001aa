"""What officers read on pages is words, and what they press may be a key."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from parks.admin.reference import CONFIDENCE, NODE_KINDS
from parks.models import Node
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")


def test_every_page_brings_the_keys_and_no_template_of_ours_has_a_script_of_its_own(
    administrator: Client,
) -> None:
    page = administrator.get("/admin/parks/site/").content.decode()
    assert "/static/parks/desk.js" in page and "/static/parks/desk.css" in page
    assert finders.find("parks/desk.js")
    for app in ("parks", "investors", "matching", "portal"):
        for file in (settings.BASE_DIR / app / "templates").rglob("*.html"):
            assert not re.search(r"<script>|\son[a-z]+=", file.read_text(encoding="utf-8")), file.name


def test_nodes_are_told_in_words(administrator: Client) -> None:
    assert set(Node.objects.values_list("kind", flat=True)) == set(NODE_KINDS)
    assert set(Node.objects.values_list("confidence", flat=True)) == set(CONFIDENCE)
    page = words(administrator.get("/admin/parks/node/").content)
    assert "cửa khẩu" in page and "border_gate" not in page and "absent" not in page
    assert len(administrator.get("/admin/parks/node/", {"kind": "seaport"}).context["cl"].result_list) == 6


def test_a_fact_is_called_by_what_it_says(administrator: Client) -> None:
    page = administrator.get("/admin/parks/fact/", {"quantity": "area_planned_ha", "q": "kcn-song-cong-1"})
    fact = page.context["cl"].result_list[0]
    assert str(fact) == "KCN Sông Công I, Diện tích quy hoạch: 196,88 ha"
