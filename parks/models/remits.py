"""Which sites a person or a group may change."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q

from parks.models.places import PlanningArea
from parks.models.sites import Site


class Remit(models.Model):
    """One kind of site, in one planning area or all, that a person or a group may change.

    Those of a person, where there are any, stand in place of those of the person's groups. Who has neither
    changes no site (see `parks.remits`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="remits",
        verbose_name="người",
    )
    group = models.ForeignKey(
        Group, models.CASCADE, null=True, blank=True, related_name="remits", verbose_name="nhóm"
    )
    kind = models.CharField(
        "loại", max_length=8, choices=Site.Kind, blank=True, help_text="Bỏ trống nghĩa là mọi loại."
    )
    planning_area = models.ForeignKey(
        PlanningArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="vùng quy hoạch",
        help_text="Bỏ trống nghĩa là mọi vùng.",
    )

    class Meta:
        verbose_name = "phạm vi phụ trách"
        verbose_name_plural = "phạm vi phụ trách"
        ordering = ("group", "user", "kind", "planning_area")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, group__isnull=True)
                | Q(user__isnull=True, group__isnull=False),
                name="remit_of_person_or_group",
                violation_error_message="Ghi một người hoặc một nhóm, không cả hai.",
            ),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display() or "mọi loại"
        return f"{self.user or self.group}: {kind}, {self.planning_area or 'mọi vùng'}"
