"""The list of sites: found by any name, old or new, with or without diacritics; as many queries for one as for all."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parks.models import Site
from tests.officers import words

pytestmark = pytest.mark.usefixtures("catalogue")
LIST = "/admin/parks/site/"


def found(client: Client, **query: str) -> set[str]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return {site.code for site in response.context["cl"].result_list}


def test_all_sites_are_on_one_page_with_their_figures(administrator: Client) -> None:
    response = administrator.get(LIST)
    assert len(response.context["cl"].result_list) == Site.objects.count() == 59
    # Planned, leasable, leased, occupancy, held, free, left, largest plot; in hectares, as the headings say.
    assert (
        "KCN Sông Công I Sông Công đang hoạt động 196,88 chưa biết chưa biết 97% (2022) 0 "
        "≤ 6,89 ≤ 6,89 ≤ 6,89"
    ) in words(response.content)


@pytest.mark.parametrize("asked", ["Điềm Thụy", "diem thuy", "DIEM THUY"])
def test_diacritics_and_case_do_not_matter(administrator: Client, asked: str) -> None:
    assert {"KCN-DIEM-THUY", "CCN-DIEM-THUY"} <= found(administrator, q=asked)


def test_old_and_new_places_find_the_same_site(administrator: Client) -> None:
    # Yên Ninh lay in xã Yên Ninh (2023), which is xã Yên Trạch since 2025, in what was huyện Phú Lương.
    for place in ("xa yen ninh", "Xã Yên Trạch", "huyện Phú Lương"):
        assert "CCN-YEN-NINH" in found(administrator, q=place), place


def test_filters_narrow_the_list(administrator: Client) -> None:
    parks = found(administrator, kind__exact="park")
    assert parks and all(code.startswith("KCN") for code in parks)
    assert len(found(administrator, counted_mid_2023__exact="1")) == 42
    assert len(found(administrator, identity__exact="unconfirmed")) == 5
    operating, unclear = found(administrator, stage="operating"), found(administrator, stage="none")
    assert "KCN-SONG-CONG-1" in operating and "CCN-CAO-NGAN-1" in unclear
    assert not operating & unclear


def test_one_site_takes_as_many_queries_as_all(administrator: Client) -> None:
    administrator.get(LIST)
    counts = []
    for query in ({}, {"q": "KCN-SONG-CONG-1"}):
        with CaptureQueriesContext(connection) as queries:
            administrator.get(LIST, query)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 11


def test_sites_are_neither_added_nor_deleted_by_hand(administrator: Client) -> None:
    site = Site.objects.first()
    assert administrator.get(f"{LIST}add/").status_code == 403
    assert administrator.post(f"{LIST}{site.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Site.objects.filter(pk=site.pk).exists()
