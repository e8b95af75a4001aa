"""The desk's pages of webhooks: what was sent and why not, sent again, switched off and on."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from parks.changes import KINDS
from partners.admin import event_words
from partners.models import Attempt, Delivery, Webhook
from partners.webhooks import services
from partners.webhooks.events import EVENTS
from partners.webhooks.services import send_ping
from tests.officers import administrator
from tests.partners.portal import Portal

__all__ = ["administrator"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def webhook(db: None) -> Webhook:
    portal = Portal("Cổng tỉnh bạn", scopes="webhooks")
    made = portal.ask(
        "POST",
        "/api/webhooks",
        {"name": "máy chủ chính", "url": "https://cong.example.vn/x", "types": ["fact.created"]},
    )
    return Webhook.objects.get(pk=made.json()["id"])


def failed(webhook: Webhook) -> Delivery:
    delivery = send_ping(webhook=webhook)
    Attempt.objects.create(
        delivery=delivery, at=timezone.now(), milliseconds=15000, error=Attempt.Error.TIMEOUT
    )
    delivery.state, delivery.ended_at, delivery.attempted = "failed", timezone.now(), 10
    delivery.save()
    return delivery


def test_a_message_is_read_with_its_attempts_and_sent_again(administrator: Client, webhook: Webhook) -> None:
    delivery = failed(webhook)
    page = f"/admin/partners/delivery/{delivery.pk}/"
    text = administrator.get(page + "change/").content.decode()
    for said in ("gửi thử", "không gửi được", "quá 15 giây", "15.000 ms", "Cổng tỉnh bạn", "Gửi lại"):
        assert said in text, said
    listed = administrator.get("/admin/partners/delivery/?state__exact=failed").content.decode()
    assert "gửi thử" in listed and "máy chủ chính" in listed
    assert "giữ nguyên" in administrator.get(page + "replay/").content.decode()
    assert administrator.post(page + "replay/").status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempted) == ("waiting", 0)
    assert LogEntry.objects.get().change_message == "Gửi lại"


def test_several_messages_are_sent_again_but_none_of_a_webhook_that_is_off(
    administrator: Client, webhook: Webhook
) -> None:
    rows = [failed(webhook), failed(webhook)]
    chosen = {"action": "replay_chosen", "_selected_action": [row.pk for row in rows]}
    said = administrator.post("/admin/partners/delivery/", chosen, follow=True).content.decode()
    assert "Sẽ gửi lại 2 thông báo." in said
    assert {*Delivery.objects.values_list("state", flat=True)} == {"waiting"}
    services.switch_off(webhook=webhook, why=Webhook.Why.GONE)
    said = administrator.post("/admin/partners/delivery/", chosen, follow=True).content.decode()
    assert "2 thông báo của webhook đang tắt" in said
    refused = administrator.post(f"/admin/partners/delivery/{rows[0].pk}/replay/").content.decode()
    assert "Webhook này đang tắt" in refused


def test_the_office_switches_a_webhook_off_and_on_and_reads_why_it_is_off(
    administrator: Client, webhook: Webhook
) -> None:
    page = f"/admin/partners/webhook/{webhook.pk}/"
    failed(webhook)
    text = administrator.get(page + "change/").content.decode()
    assert "số liệu: thêm" in text and "đang gửi" in text and "gửi thử" in text
    assert "whsec" not in text and bytes(webhook.secret).decode() not in text
    assert administrator.get(page + "switch-on/").status_code == 403
    assert administrator.post(page + "switch-off/").status_code == 302
    webhook.refresh_from_db()
    assert webhook.disabled_why == "office"
    listed = administrator.get("/admin/partners/webhook/?standing=off").content.decode()
    assert "tắt: cán bộ quản trị tắt" in listed
    assert administrator.post(page + "switch-on/").status_code == 302
    webhook.refresh_from_db()
    assert webhook.disabled_at is None and webhook.version == 3
    Webhook.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=1))
    assert administrator.get(page + "switch-off/").status_code == 403
    assert "đối tác đã xóa" in administrator.get("/admin/partners/webhook/?standing=deleted").content.decode()


def test_every_event_has_words() -> None:
    assert {*event_words.KINDS} == {*KINDS}
    words = [event_words.event_in_words(type_) for type_ in EVENTS]
    assert len({*words}) == len(EVENTS) and all(": " in one for one in words)
    assert event_words.event_in_words("ping") == "gửi thử"
