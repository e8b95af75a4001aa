"""Which investor was merged into which, and which two were found not to be the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from investors.models.investors import Investor


class InvestorMerge(models.Model):
    """One investor merged into another, with what it takes to undo it.

    `Investor.merged_into` says where a merged one leads to today.
    """

    merged = models.ForeignKey(Investor, models.PROTECT, related_name="merges", verbose_name="được gộp")
    kept = models.ForeignKey(Investor, models.PROTECT, related_name="+", verbose_name="giữ lại")
    made_at = models.DateTimeField("gộp lúc", default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người gộp"
    )
    # Column of the kept investor → [what it said before, what it took over].
    taken = models.JSONField("giá trị lấy sang", default=dict)
    # "projects", "enquiries", "investors" → keys of the rows that pointed to the merged one.
    moved = models.JSONField("bản ghi chuyển sang", default=dict)
    undone_at = models.DateTimeField("tách ra lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người tách ra"
    )

    class Meta:
        verbose_name = "lần gộp nhà đầu tư"
        verbose_name_plural = "lần gộp nhà đầu tư"
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("merged",), condition=Q(undone_at__isnull=True), name="investor_merged_once"
            ),
            models.CheckConstraint(condition=~Q(merged=F("kept")), name="investor_merge_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class DistinctInvestors(models.Model):
    """Two investors that look like one and are not, as an officer found: nobody is asked again."""

    first = models.ForeignKey(Investor, models.CASCADE, related_name="+", verbose_name="nhà đầu tư")
    second = models.ForeignKey(Investor, models.CASCADE, related_name="+", verbose_name="nhà đầu tư kia")
    found_at = models.DateTimeField("lúc", default=timezone.now)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="cán bộ"
    )

    class Meta:
        verbose_name = "hai nhà đầu tư khác nhau"
        verbose_name_plural = "cặp nhà đầu tư khác nhau"
        ordering = ("first", "second")
        constraints = [
            models.UniqueConstraint(fields=("first", "second"), name="distinct_investors_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="distinct_investors_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
