"""What officers read on pages is words, and what they press may be a key."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from parks.admin.reference import CONFIDENCE, NODE_KINDS
from parks.models import Node, Site
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")


def test_every_page_brings_the_keys_and_no_template_of_ours_has_a_script_of_its_own(
    administrator: Client,
) -> None:
    page = administrator.get("/admin/parks/site/").content.decode()
    assert "/static/parks/desk.js" in page and "/static/parks/desk.css" in page
    assert finders.find("parks/desk.js")
    for app in ("parks", "partners", "investors", "matching", "portal"):
        for file in (settings.BASE_DIR / app / "templates").rglob("*.html"):
            assert not re.search(r"<script>|\son[a-z]+=", file.read_text(encoding="utf-8")), file.name


def test_a_site_leads_to_what_is_to_be_recorded_in_one_press(administrator: Client) -> None:
    site = Site.objects.get(code="KCN-SONG-CONG-1")
    page = administrator.get(f"/admin/parks/site/{site.pk}/change/").content.decode()
    add = "/admin/parks/fact/add/?site=KCN-SONG-CONG-1&amp;quantity="
    assert f"{add}occupancy_pct" in page and f"{add}area_leased_ha" in page
    source = site.facts.first().source  # type: ignore[union-attr]
    attach = f"{reverse('source_file_attach', args=[source.pk])}?next="
    assert attach in page
    back = f"/admin/parks/site/{site.pk}/change/#sources"
    form = administrator.get(reverse("source_file_attach", args=[source.pk]), {"next": back})
    assert f'href="{back}"' in form.content.decode()


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
