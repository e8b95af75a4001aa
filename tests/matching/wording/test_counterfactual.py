"""What would have to be otherwise, in words."""

import pytest

from matching.wording import counterfactual

CHANGES = [
    {"field": "process_flags", "from": ["tanning"], "to": []},
    {"field": "preferences.kinds", "from": ["cluster"], "to": ["cluster", "park"]},
    {"field": "land.area_ha", "from": 80, "to": 60.5},
]
SAID = {
    "en": "if process steps went from “tanning” to none, wanted kinds of site went from “industrial cluster” to “industrial cluster” "
    "and “industrial park” and area needed (ha) went from 80 to 60.5.",
    "vi": "nếu công đoạn đặc thù đổi từ “thuộc da” thành không có.",
}


@pytest.mark.parametrize(
    ("effect", "begins"), [("not_barred", "X would no longer be barred"), ("first", "X would come first")]
)
def test_a_change_reads_well_whether_its_label_is_one_thing_or_many(effect: str, begins: str) -> None:
    assert counterfactual("en", {"effect": effect, "changes": CHANGES}, "X") == f"{begins} {SAID['en']}"
    assert counterfactual("vi", {"effect": effect, "changes": CHANGES[:1]}, "X").endswith(SAID["vi"])
