"""Where a figure, a word or a status was read."""

from django.db import models

from parks.models.keys import CodeManager


class Source(models.Model):
    """A document or page that somebody read; every fact names one."""

    code = models.SlugField("mã nguồn", max_length=80, unique=True)
    title = models.CharField("tên tài liệu", max_length=300)
    url = models.URLField("địa chỉ", max_length=600, blank=True)
    published = models.CharField("ngày công bố", max_length=10, blank=True)
    licence = models.CharField("giấy phép sử dụng", max_length=200, blank=True)
    note = models.TextField("ghi chú", blank=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=1200, editable=False, default="")

    objects = CodeManager()

    class Meta:
        verbose_name = "nguồn tài liệu"
        verbose_name_plural = "nguồn tài liệu"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.code,)
