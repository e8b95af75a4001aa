"""A message is read with the sectors and places of the catalogue, and compared with who is known."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.models import Enquiry, Investor
from investors.reading_of_messages import fill_sender, known_investors, read_text
from investors.services import store_investor

pytestmark = pytest.mark.usefixtures("catalogue")


def wished(text: str) -> list[str]:
    found: list[str] = read_text(text).facts.get("preferences", {}).get("planning_areas", [])
    return found


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Cần đất ở Phổ Yên", ["PHO-YEN"]),
        ("Cần đất ở thành phố Sông Công, gần xã Điềm Thụy", ["SONG-CONG", "PHU-BINH"]),
        ("We need land in Song Cong", ["SONG-CONG"]),
        ("Cần đất ở Thái Nguyên", []),  # the province
        ("Cần đất ở Thành phố Thái Nguyên", ["THAI-NGUYEN"]),
    ],
)
def test_old_districts_and_communes_are_read_and_the_province_is_no_wish(text: str, areas: list[str]) -> None:
    assert sorted(wished(text)) == sorted(areas)


def test_reading_takes_three_queries() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert read_text("May mặc, 3 ha ở Đại Từ").facts["lines"][0]["code"] == "1410"
    assert len(queries) == 3


def test_what_was_typed_of_the_sender_stays() -> None:
    enquiry = Enquiry(text="Em là Nguyễn Văn Minh, 0912 345 678, minh@example.vn", sender_phone="0987654321")
    fill_sender(enquiry)
    sender = (enquiry.sender_name, enquiry.sender_phone, enquiry.sender_email)
    assert sender == ("Nguyễn Văn Minh", "0987654321", "minh@example.vn")


@pytest.mark.parametrize(
    "said",
    [
        {"phone": "0912.345.678"},
        {"text": "Công ty TNHH Hàn Việt cần 3 ha"},
        {"text": "Mã số thuế 4600123456-001"},
        {"name": "hàn việt"},
    ],
)
def test_who_is_known_is_found_by_telephone_name_and_tax_code(said: dict[str, str]) -> None:
    officer = User.objects.create_user("phong")
    known = {"contact_phone": "+84 912 345 678", "tax_code": "4600123456", "confidential": False}
    investor = store_investor(investor=Investor(name="Công ty cổ phần Hàn Việt", **known))
    store_investor(investor=Investor(name="Khác", contact_phone="0987654321", confidential=False))
    assert list(known_investors(user=officer, **said)) == [investor]
    Investor.objects.update(confidential=True)
    assert not known_investors(user=officer, **said)


def test_nobody_is_found_by_nothing() -> None:
    store_investor(investor=Investor(name="Hàn Việt", confidential=False))
    assert not known_investors(user=User(is_superuser=True, is_active=True), text="Công ty em cần đất")
