"""The Vietnam Standard Industrial Classification, keyed by edition and code."""

from django.db import models

from parks.models.keys import EditionCodeManager


class Sector(models.Model):
    """One section, division, group or class. Code 3512 means different things in 2018 and 2025."""

    class Intensity(models.TextChoices):
        HIGH = "high", "cao"
        MEDIUM_HIGH = "medium_high", "trung bình - cao"
        MEDIUM_LOW = "medium_low", "trung bình - thấp"
        LOW = "low", "thấp"
        NONE = "na", "không phân loại"

    class Standing(models.TextChoices):
        READ = "read", "đã đọc văn bản"
        KNOWN = "known", "chỉ nhớ, phải kiểm tra"
        NONE = "none", "không có dòng nào"

    edition = models.CharField("danh mục", max_length=4, choices=[("2018", "2018"), ("2025", "2025")])
    code = models.CharField("mã ngành", max_length=5)
    level = models.PositiveSmallIntegerField("cấp")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    name_vi = models.CharField("tên ngành", max_length=300)
    name_en = models.CharField("tên tiếng Anh", max_length=300, blank=True)
    isic4 = models.CharField("mã ISIC", max_length=20, blank=True)
    intensity = models.CharField("mức độ công nghệ", max_length=12, choices=Intensity)
    annex_ii = models.TextField("Phụ lục II (gây ô nhiễm)", blank=True)
    annex_ii_standing = models.CharField("độ chắc chắn Phụ lục II", max_length=5, choices=Standing)
    note = models.TextField("ghi chú", blank=True)
    origin = models.CharField("căn cứ", max_length=200)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=700, editable=False)

    objects = EditionCodeManager()

    class Meta:
        verbose_name = "ngành kinh tế"
        verbose_name_plural = "ngành kinh tế (VSIC)"
        ordering = ("edition", "code")
        constraints = [models.UniqueConstraint(fields=("edition", "code"), name="sector_edition_code")]

    def __str__(self) -> str:
        # The edition that most officers mean goes without saying; of the other, a code alone would mislead.
        return f"{self.code} {self.name_vi}" + ("" if self.edition == "2018" else f" (VSIC {self.edition})")

    def natural_key(self) -> tuple[str, str]:
        return (self.edition, self.code)
