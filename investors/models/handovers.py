"""From whom to whom a case went."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from investors.models.projects import Project


class CaseHandover(models.Model):
    """A case handed over to another officer, with what the next one is to know."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="handovers", verbose_name="dự án")
    from_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người giao",
    )
    to_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    note = models.TextField("nội dung bàn giao")
    at = models.DateTimeField("lúc", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi"
    )

    class Meta:
        verbose_name = "bàn giao hồ sơ"
        verbose_name_plural = "lần bàn giao hồ sơ"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.project.code}: {self.to_owner}"
