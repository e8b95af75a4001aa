"""The version of everything the engine reads."""

from django.db import models


class CatalogueVersion(models.Model):
    """One row, raised by a trigger on every change of the catalogue (migration 0002).

    A server keeps a snapshot of the sites in memory for as long as `number` is unchanged.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField("phiên bản dữ liệu", default=1)
    fixtures_digest = models.CharField("dấu của dữ liệu gốc đã nạp", max_length=64, blank=True)

    class Meta:
        verbose_name = "phiên bản dữ liệu"
        verbose_name_plural = "phiên bản dữ liệu"
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="catalogue_version_one_row")]

    def __str__(self) -> str:
        return str(self.number)
