"""The page of an enquiry says how long its person is kept and why, and erases on one press and a tick."""

import pytest
from django.test import Client

from investors.models import Enquiry
from investors.retention import KEEPING
from investors.tracking_services import withdraw
from tests.matching.test_handing_over import handed_over
from tests.officers import administrator, onlooker, words

__all__ = ["administrator", "onlooker"]
pytestmark = pytest.mark.usefixtures("rules")


def test_it_says_what_was_agreed_to_and_erases(administrator: Client, onlooker: Client) -> None:
    handed_over(confidential=False)
    enquiry = Enquiry.objects.get()
    page = f"/admin/investors/enquiry/{enquiry.pk}/change/"
    text = words(administrator.get(page).content)
    for said in (
        KEEPING["open"].reason["vi"],
        "Nhà đầu tư tự gửi",
        "bản 2026-11",
        "Quan tâm: ",
        "Yên Bình 2",
    ):
        assert said in text, said
    erase = f"/admin/investors/enquiry/{enquiry.pk}/erase/"
    assert erase in administrator.get(page).content.decode()
    assert erase not in onlooker.get(page).content.decode() and onlooker.get(erase).status_code == 403
    withdraw(tracking=enquiry.tracking)
    assert "Người gửi đã rút lúc" in words(administrator.get(page).content)
    version = Enquiry.objects.get().version
    refused = administrator.post(erase, {"version": version})
    assert refused.status_code == 200 and Enquiry.objects.get().erased_at is None
    stale = administrator.post(erase, {"version": version - 1, "sure": "on"})
    assert "Người khác vừa sửa" in words(stale.content) and Enquiry.objects.get().erased_at is None
    administrator.post(erase, {"version": version, "sure": "on"})
    row = Enquiry.objects.get()
    assert (str(row.erased_by), row.erased_because) == ("lan", "office")
    after = administrator.get(page)
    assert "lý do: cơ quan quyết định; người xóa: lan" in words(after.content)
    assert 'name="sender_name"' not in after.content.decode() and erase not in words(after.content)
    history = administrator.get(f"/admin/investors/enquiry/{enquiry.pk}/history/").content.decode()
    assert "Kim Min-jun" not in history
    form = after.context["adminform"].form
    kept = {name: form[name].value() or "" for name in form.fields}
    saved = administrator.post(page, {**kept, "version": row.version, "channel": "phone"})
    assert saved.status_code in (200, 302) and Enquiry.objects.get().sender_name == ""
