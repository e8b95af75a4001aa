"""What an address fills in or filters by can be anything: it is taken, left out, or refused, and never breaks a page."""

import pytest
from django.test import Client

HOSTILE = ("abc", "1%00", "-1", "9" * 40, "1e400")
PAGES = (
    ("investors/project/add/", ("investor", "sector", "owner", "capital_amount")),
    ("investors/enquiry/add/", ("received_at", "owner", "language")),
    ("investors/project/", ("owner__exact",)),
    ("investors/offer/", ("site__exact",)),
    ("matching/matchrun/", ("ruleset__exact",)),
    ("parks/tenant/", ("site__planning_area__exact",)),
)


@pytest.mark.parametrize(("page", "names"), PAGES)
@pytest.mark.parametrize("value", HOSTILE)
def test_no_address_breaks_a_page(
    page: str, names: tuple[str, ...], value: str, administrator: Client
) -> None:
    query = "&".join(f"{name}={value}" for name in names)
    assert administrator.get(f"/admin/{page}?{query}").status_code < 500


@pytest.mark.parametrize("value", HOSTILE)
def test_an_enquiry_that_cannot_be_is_refused(value: str, administrator: Client) -> None:
    assert administrator.get(f"/admin/investors/project/add/?enquiry={value}").status_code in (400, 404)
