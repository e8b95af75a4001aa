"""docs/enquiries.md shows what is really answered, and how long the person is really kept."""

import json
import re

import pytest
from django.conf import settings

from investors.retention import KEEPING
from tests.matching.test_handing_over import send
from tests.matching.test_readme import _differences

PAGE = (settings.BASE_DIR / "docs" / "enquiries.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("rules")
def test_the_example_is_answered_as_shown() -> None:
    question = json.loads((settings.BASE_DIR / "docs/examples/enquiry.json").read_text(encoding="utf-8"))
    answer = send(question, **{"accept-language": "en"})
    shown = re.search(r"<!-- enquiry-excerpt -->\s*```json\n(.*?)```", PAGE, re.DOTALL)
    assert shown and answer.status_code == 201, answer.content.decode()
    assert _differences(json.loads(shown[1]), answer.json(), "") == []


def test_the_times_are_those_of_the_table() -> None:
    rows = [
        f"| `{key}` | {one.days or 'as long as it lasts'} | {one.reason['en']} |"
        for key, one in KEEPING.items()
    ]
    assert "| when | days | why |\n|---|---|---|\n" + "\n".join(rows) + "\n" in PAGE
