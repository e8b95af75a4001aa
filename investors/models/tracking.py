"""What an investor who handed a project over is told by a private address, and what was agreed to."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from investors.models.enquiries import Enquiry
from investors.models.projects import Project
from parks.models.versions import Versioned
from partners.models import Partner


class Tracking(Versioned):
    """The private address of one enquiry, and the consent that came with it. Of the address only a digest is kept.

    What was agreed to, when, and by which address never changes (trigger, `investors.triggers`).
    """

    enquiry = models.OneToOneField(
        Enquiry, models.PROTECT, primary_key=True, related_name="tracking", verbose_name="yêu cầu"
    )
    digest = models.CharField("dấu của địa chỉ theo dõi", max_length=64, unique=True, editable=False)
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enquiries",
        verbose_name="gửi qua cổng đối tác",
    )
    # The project that came with the enquiry: its stage may be told. Another one that officers link may not.
    project = models.OneToOneField(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracking",
        verbose_name="dự án gửi kèm",
    )
    site_codes = models.JSONField("khu, cụm quan tâm", default=list, blank=True)
    confidential = models.BooleanField("đề nghị giữ kín", default=False)
    consent_version = models.CharField("bản nội dung đồng ý", max_length=20)
    consented_at = models.DateTimeField("đồng ý lúc", default=timezone.now)
    withdrawn_at = models.DateTimeField("người gửi rút lúc", null=True, blank=True)

    class Meta:
        verbose_name = "theo dõi yêu cầu"
        verbose_name_plural = "theo dõi yêu cầu"
        ordering = ("enquiry",)
        permissions = [("receive_tracking", "Tiếp nhận yêu cầu cần giữ kín chưa có cán bộ")]
        indexes = [models.Index(fields=("partner", "-enquiry"), name="tracking_of_partner")]
        constraints = [
            models.CheckConstraint(condition=~Q(consent_version=""), name="tracking_has_consent"),
            models.CheckConstraint(condition=~Q(digest=""), name="tracking_has_digest"),
        ]

    def __str__(self) -> str:
        return self.enquiry.code
