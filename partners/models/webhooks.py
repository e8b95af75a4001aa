"""Webhooks of partners, the messages for them, and the log of each attempt to deliver one."""

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from parks.models.versions import Versioned
from partners.models.partners import Partner, PartnerKey


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Webhooks, by whether anything is sent to them."""

    def open(self) -> "WebhookQuerySet":
        """Return those that are sent to: neither disabled nor deleted, of a partner who may have them."""
        return self.filter(
            disabled_at=None, deleted_at=None, partner__closed_at=None, partner__scopes__contains="webhooks"
        )


class Webhook(Versioned):
    """An address of a partner that is told of changes. Its row is never deleted: the log stands on it."""

    class Why(models.TextChoices):
        """Why nothing is sent any more."""

        GONE = "gone", "nơi nhận trả lời 410 (không nhận nữa)"
        FAILING = "failing", "gửi không được trong nhiều ngày"
        SECRET = "secret", "không mở được khóa ký (khóa của dịch vụ đã thay)"
        PARTNER = "partner", "đối tác tắt"
        OFFICE = "office", "cán bộ quản trị tắt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="webhooks", verbose_name="cổng đối tác")
    name = models.CharField("tên", max_length=60)
    url = models.CharField("địa chỉ nhận", max_length=500)
    # Names of events with blanks between them; empty: every event, those that come later included.
    types = models.TextField("loại sự kiện", blank=True)
    # Sealed (`partners.webhooks.signing`). During a rotation the one before still signs too.
    secret = models.BinaryField()
    secret_before = models.BinaryField(null=True)
    secret_before_until = models.DateTimeField("khóa ký trước dùng đến", null=True, blank=True)
    # The number of the last change that was looked at for it (`parks.models.Change`).
    position = models.BigIntegerField()
    made_at = models.DateTimeField("đăng ký lúc", default=timezone.now)
    made_with = models.ForeignKey(
        PartnerKey, models.PROTECT, null=True, related_name="+", verbose_name="đăng ký bằng khóa"
    )
    disabled_at = models.DateTimeField("tắt lúc", null=True, blank=True)
    disabled_why = models.CharField("lý do tắt", max_length=8, choices=Why, blank=True)
    deleted_at = models.DateTimeField("xóa lúc", null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhook"
        ordering = ("-made_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(disabled_at__isnull=True, disabled_why="")
                | Q(disabled_at__isnull=False) & ~Q(disabled_why=""),
                name="webhook_disabled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def wants(self, type_: str) -> bool:
        """Say whether it is told of events of a type."""
        return not self.types or type_ in self.types.split()

    def secrets_at(self, moment: datetime.datetime) -> list[bytes]:
        """Return the sealed secrets that sign at a moment, the new one first."""
        both = self.secret_before_until is not None and moment < self.secret_before_until
        return [bytes(self.secret), *([bytes(self.secret_before)] if both else [])]


class Notice(models.Model):
    """What one partner alone is to be told. Written by triggers with what it tells of; it goes when messages are made of it."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+", verbose_name="cổng đối tác")
    type = models.CharField("loại sự kiện", max_length=40)
    code = models.CharField("mã", max_length=20)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "việc sẽ báo cho cổng đối tác"
        verbose_name_plural = "việc sẽ báo cho cổng đối tác"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.type} {self.code}"


class Delivery(models.Model):
    """A message for a webhook, and how far it has come. What is to be sent never changes."""

    class State(models.TextChoices):
        WAITING = "waiting", "chờ gửi"
        DELIVERED = "delivered", "đã nhận"
        FAILED = "failed", "không gửi được"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name="webhook")
    # `webhook-id`: the same in every attempt, so that who has it already can tell.
    message = models.UUIDField("mã thông báo", default=uuid.uuid4, unique=True)
    change = models.BigIntegerField("số thay đổi", null=True)
    type = models.CharField("loại sự kiện", max_length=40)
    body = models.TextField("nội dung")
    made_at = models.DateTimeField("tạo lúc", default=timezone.now)
    state = models.CharField("tình trạng", max_length=9, choices=State, default=State.WAITING)
    # When it may be attempted next. Who attempts it moves this beyond the longest attempt: nobody else takes it
    # meanwhile, and if that worker dies, another does afterwards.
    due_at = models.DateTimeField("gửi lúc", default=timezone.now)
    attempted = models.PositiveSmallIntegerField("số lần gửi", default=0)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thông báo webhook"
        verbose_name_plural = "thông báo webhook"
        ordering = ("-id",)
        indexes = [
            models.Index(fields=("webhook", "due_at"), condition=Q(state="waiting"), name="delivery_waiting"),
            models.Index(fields=("webhook", "-id"), name="delivery_of_webhook"),
            models.Index(fields=("ended_at",), name="delivery_ended"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("webhook", "change"), name="delivery_once_for_a_change"),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | ~Q(state="waiting") & Q(ended_at__isnull=False),
                name="delivery_waits_or_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.message}"


class Attempt(models.Model):
    """One attempt to deliver a message: what was answered, or why nothing was."""

    class Error(models.TextChoices):
        STATUS = "status", "mã trả lời không phải 2xx"
        REDIRECT = "redirect", "nơi nhận chuyển hướng; không đi theo"
        TIMEOUT = "timeout", "quá 15 giây"
        NO_ADDRESS = "dns", "không tìm thấy tên máy chủ"
        PRIVATE = "private", "tên máy chủ dẫn vào mạng nội bộ"
        TLS = "tls", "chứng thư TLS không hợp lệ"
        CONNECTION = "connection", "không kết nối được"
        SCOPE = "scope", "chưa gửi: cổng không còn quyền này"

    delivery = models.ForeignKey(
        Delivery, models.CASCADE, related_name="attempts", verbose_name="thông báo webhook"
    )
    at = models.DateTimeField("lúc")
    milliseconds = models.PositiveIntegerField("mất (ms)")
    status = models.PositiveSmallIntegerField("mã trả lời", null=True)
    error = models.CharField("lỗi", max_length=10, choices=Error, blank=True)

    class Meta:
        verbose_name = "lần gửi"
        verbose_name_plural = "lần gửi"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.status or self.error}"
