"""What was changed of the public data: one row a change, in the order in which the changes became visible."""

from django.db import models


class Change(models.Model):
    """One change of a row of the catalogue. Written by triggers alone (`parks.change_triggers`), never changed."""

    class Act(models.TextChoices):
        CREATED = "created", "thêm"
        UPDATED = "updated", "sửa"
        DELETED = "deleted", "xóa"

    at = models.DateTimeField("lúc")
    kind = models.CharField("loại bản ghi", max_length=16)
    act = models.CharField("việc", max_length=8, choices=Act)
    code = models.CharField("mã", max_length=100)
    # Whose page tells it: empty for what belongs to no site, or no planning area.
    site = models.CharField("khu, cụm", max_length=40, blank=True)
    planning_area = models.CharField("vùng quy hoạch", max_length=20, blank=True)

    class Meta:
        verbose_name = "thay đổi dữ liệu công khai"
        verbose_name_plural = "thay đổi dữ liệu công khai"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.type} {self.code}"

    @property
    def type(self) -> str:
        """Return the name of the event."""
        return f"{self.kind}.{self.act}"
