"""Partner portals, their keys, what was counted of callers, and the answers kept for a repeated request."""

import datetime
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from parks.models.versions import Versioned

MOST_KEYS = 2  # the one in use and the one that takes its place


class Partner(models.Model):
    """A portal that asks by machine: what its keys may do at most, and how often."""

    name = models.CharField("tên cổng đối tác", max_length=120, unique=True)
    contact = models.EmailField(
        "thư điện tử liên hệ", help_text="Nơi nhận tin về khóa và về thay đổi của API."
    )
    scopes = models.CharField("quyền", max_length=80)
    requests_per_minute = models.PositiveIntegerField(
        "số yêu cầu một phút cho mỗi khóa",
        default=1200,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
    )
    key_days = models.PositiveSmallIntegerField(
        "khóa có hạn nhiều nhất (ngày)",
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    opened_at = models.DateTimeField("mở lúc", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("đóng lúc", null=True, blank=True, editable=False)
    history = HistoricalRecords(
        verbose_name="bản lưu của cổng đối tác", verbose_name_plural="bản lưu của cổng đối tác"
    )

    class Meta:
        verbose_name = "cổng đối tác"
        verbose_name_plural = "cổng đối tác"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class PartnerKey(Versioned):
    """A key of a partner, of which only the SHA-256 is kept. It is never deleted: who ended it and when stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="keys", verbose_name="cổng đối tác")
    name = models.CharField("tên khóa", max_length=60)
    beginning = models.CharField("đầu khóa", max_length=11)
    digest = models.CharField("SHA-256 của khóa", max_length=64, unique=True)
    scopes = models.CharField("quyền", max_length=80)
    expires_at = models.DateTimeField("hết hạn lúc")
    made_at = models.DateTimeField("cấp lúc", default=timezone.now)
    # Whoever made or ended it: a person of the office, or a key of the partner's own.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người cấp",
    )
    made_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cấp bằng khóa"
    )
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thu hồi",
    )
    revoked_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thu hồi bằng khóa"
    )
    last_used_at = models.DateTimeField("dùng lần cuối", null=True, blank=True)
    # Which of the partner's places it takes; none once it is revoked.
    place = models.PositiveSmallIntegerField("chỗ", null=True)

    class Meta:
        verbose_name = "khóa truy cập"
        verbose_name_plural = "khóa truy cập"
        ordering = ("-made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("partner", "place"), name="partner_has_two_keys_at_most"),
            models.CheckConstraint(
                condition=Q(place__isnull=True, revoked_at__isnull=False)
                | Q(place__gte=1, place__lte=MOST_KEYS, revoked_at__isnull=True),
                name="key_holds_a_place_until_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beginning}…"

    def is_in_force(self, at: datetime.datetime) -> bool:
        """Say whether the key itself opens at a moment; its partner may be closed."""
        return self.revoked_at is None and at < self.expires_at


class Count(models.Model):
    """How many requests of a caller the server processes have taken out of one period's allowance (`partners.limits`)."""

    # A key's id, or of an address no more than a hash that the next period no longer knows.
    caller = models.CharField(max_length=40, primary_key=True)
    begins = models.BigIntegerField(db_index=True)  # the period, in seconds since 1970
    taken = models.PositiveIntegerField()
    granted = models.PositiveIntegerField()  # by the last statement: the answer that it returns

    class Meta:
        verbose_name = "số yêu cầu đã tính"
        verbose_name_plural = "số yêu cầu đã tính"
        ordering = ("caller",)

    def __str__(self) -> str:
        return f"{self.taken}"


class KeptAnswer(models.Model):
    """The answer to a request that carried an `Idempotency-Key`, kept for a day, sealed (`partners.idempotency`)."""

    caller = models.CharField(max_length=40)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    begun_at = models.DateTimeField(db_index=True)
    # Null as long as the answer is being made.
    answer = models.BinaryField(null=True)

    class Meta:
        verbose_name = "câu trả lời giữ cho lần gửi lại"
        verbose_name_plural = "câu trả lời giữ cho lần gửi lại"
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("caller", "key"), name="one_answer_for_a_key")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
