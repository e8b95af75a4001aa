"""What is read out of messages, in Vietnamese and English; what could mean two things stays unread and is said."""

from decimal import Decimal
from typing import Any

import pytest

from investors.reading import Named, Reading, read_message
from investors.reading_page import number_of

SECTORS = [
    Named("1410", ("May trang phục (trừ trang phục từ da lông thú)", "Wearing apparel, except fur apparel")),
    Named("1076", ("Sản xuất chè", "Tea")),
    Named("2220", ("Sản xuất sản phẩm từ plastic", "Plastics products")),
    Named("2610", ("Sản xuất linh kiện điện tử", "Electronic components and boards")),
    Named("2670", ("Sản xuất thiết bị và dụng cụ quang học", "Optical instruments")),
    Named("2720", ("Sản xuất pin và ắc quy", "Batteries and accumulators")),
    Named("2930", ("Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô", "Parts for motor vehicles")),
    Named("3101", ("Sản xuất giường, tủ, bàn, ghế bằng gỗ", "Wooden furniture")),
]
AREAS = [
    Named("PHO-YEN", ("Phổ Yên", "Tân Phú")),
    Named("SONG-CONG", ("Sông Công",)),
    Named("PHU-BINH", ("Phú Bình", "Điềm Thụy", "Tân Thành")),
    Named("DONG-HY", ("Đồng Hỷ", "Tân Thành")),
    Named("DAI-TU", ("Đại Từ",)),
    Named("THAI-NGUYEN", ("Thành phố Thái Nguyên", "TP Thái Nguyên")),
]


def read(text: str) -> Reading:
    return read_message(text, sectors=SECTORS, areas=AREAS)


def flat(reading: Reading) -> dict[str, Any]:
    """Return all that was read on one level."""
    facts: dict[str, Any] = {}
    for group, value in reading.facts.items():
        if group == "lines":
            facts["codes"] = [line["code"] for line in value]
        else:
            facts |= value
    sender = {key: getattr(reading.sender, key) for key in ("name", "phone", "email", "nationality")}
    return facts | {key: value for key, value in sender.items() if value}


MESSAGES = {
    "Chào anh, bên em là công ty Hàn Quốc làm thấu kính, cần 8 ha ở Phổ Yên, vốn 80 triệu USD, 1.200 lao động. "
    "Em là Nguyễn Văn Minh, 0912 345 678": {
        "codes": ["2670"],
        "area_ha": Decimal(8),
        "amount": "80000000",
        "currency": "USD",
        "total": 1200,
        "planning_areas": ["PHO-YEN"],
        "name": "Nguyễn Văn Minh",
        "phone": "0912 345 678",
        "nationality": "KR",
    },
    "Dear Sir, we are a Japanese company making camera modules. We need 5 to 7 hectares in Song Cong, capital "
    "USD 45 million, 600 workers, 4.5 MW. kenji@example.co.jp": {
        "codes": ["2670"],
        "area_ha": Decimal(7),
        "min_area_ha": Decimal(5),
        "amount": "45000000",
        "currency": "USD",
        "total": 600,
        "power_mw": Decimal("4.5"),
        "planning_areas": ["SONG-CONG"],
        "email": "kenji@example.co.jp",
        "nationality": "JP",
    },
    "xưởng may mặc cần thuê 20.000 m2 đất, vốn 2.000 tỷ đồng, nước thải 300 m3/ngày": {
        "codes": ["1410"],
        "area_ha": Decimal(2),
        "amount": "2000000000000",
        "currency": "VND",
        "wastewater_m3_day": 300,
    },
    "Mã ngành 2220, khoảng 3,5 ha, tối thiểu 3 ha, 1,5 triệu đô": {
        "codes": ["2220"],
        "area_ha": Decimal("3.5"),
        "min_area_ha": Decimal(3),
        "amount": "1500000",
        "currency": "USD",
    },
    "can 10 ha o dai tu lam che, lien he: 0084912345678": {
        "area_ha": Decimal(10),
        "planning_areas": ["DAI-TU"],
        "phone": "0084912345678",
    },
    "Dự án linh kiện điện tử 500 tỷ, tuyển 350 người, nước sạch 200 m³/ngày đêm": {
        "codes": ["2610"],
        "amount": "500000000000",
        "currency": "VND",
        "total": 350,
        "water_m3_day": 200,
    },
    "Factory for auto parts: 12,000 sqm of land, $30 million, power 2,500 kW, wastewater 150 m3/day": {
        "codes": ["2930"],
        "area_ha": Decimal("1.2"),
        "amount": "30000000",
        "currency": "USD",
        "power_mw": Decimal("2.5"),
        "wastewater_m3_day": 150,
    },
    "Đất 6 ha, không phải 60 ha như thư trước. Vốn 10 triệu EUR": {"amount": "10000000", "currency": "EUR"},
    "Nhà xưởng 5.000 m2, vốn 80 triệu, cần 120 m3/ngày": {},
    "Diện tích 1.250 ha, ngành 2610": {},
    "Muốn về Tân Thành hoặc Điềm Thụy, trừ Phổ Yên. 200 công nhân": {
        "planning_areas": ["PHU-BINH"],
        "total": 200,
    },
    "Sản xuất pin lithium, không thép, 25 ha, 15 MW": {
        "codes": ["2720"],
        "area_ha": Decimal(25),
        "power_mw": Decimal(15),
    },
    "Tôi là Trần Thị Hoa. Đại tu máy móc, giá thuê 2 tỷ/ha là nhiều nhất tỉnh": {"name": "Trần Thị Hoa"},
    "VSIC 2018 2610 với 1.200,5 tỷ đồng, 4 ha tại TP Thái Nguyên": {
        "codes": ["2610"],
        "amount": "1200500000000",
        "currency": "VND",
        "area_ha": Decimal(4),
        "planning_areas": ["THAI-NGUYEN"],
    },
    "Gọi 0912345678 hoặc 0987654321. 300 lao động, sau tăng lên 500 lao động": {},
    "Hello, can you send me your brochure? Thank you.": {},
    "": {},
}


@pytest.mark.parametrize(("text", "expected"), MESSAGES.items(), ids=lambda one: str(one)[:30])
def test_messages(text: str, expected: dict[str, Any]) -> None:
    assert flat(read(text)) == expected


@pytest.mark.parametrize("text", MESSAGES)
def test_every_value_stands_on_words_of_the_message(text: str) -> None:
    for found in read(text).found:
        assert found.words in " ".join(text.split()), found
        assert found.label and found.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đất 6 ha, không phải 60 ha", "Đất: “6 ha”, “60 ha” là nhiều con số khác nhau"),
        ("Nhà xưởng 5.000 m2", "không phải đất"),
        ("vốn 80 triệu", "Vốn: “80 triệu” không nói loại tiền"),
        ("cần 120 m3/ngày", "không nói là nước cấp hay nước thải"),
        ("Diện tích 1.250 ha", "có thể đọc hai cách"),
        ("ngành 2610", "VSIC 2025"),
        ("ngành 9999", "không có trong danh mục"),
        ("về Tân Thành", "là tên của nhiều nơi"),
        ("trừ Phổ Yên", "đứng sau chữ loại trừ"),
        ("không may mặc", "có chữ “không” đứng trước"),
        ("Gọi 0912345678 hoặc 0987654321", "xin chọn một"),
        ("300 lao động, sau là 500 lao động", "là nhiều con số khác nhau"),
    ],
)
def test_what_could_mean_two_things_is_said(text: str, said: str) -> None:
    reading = read(text)
    assert any(said in one for one in reading.unclear), reading
    assert not reading.facts and not reading.sender.phone


@pytest.mark.parametrize(
    ("written", "grouped", "number"),
    [
        ("8", False, "8"),
        ("3,5", False, "3.5"),
        ("3.5", False, "3.5"),
        ("1.250", False, None),
        ("0.125", False, "0.125"),
        ("1.250", True, "1250"),
        ("1.200,5", True, "1200.5"),
        ("1,200.5", True, "1200.5"),
        ("1.2,5", True, None),
        ("80.000.000", True, "80000000"),
        ("80.00.000", True, None),
    ],
)
def test_numbers(written: str, grouped: bool, number: str | None) -> None:
    assert number_of(written, grouped=grouped) == (None if number is None else Decimal(number))
