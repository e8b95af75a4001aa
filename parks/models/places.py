"""Administrative units of two editions, the planning areas that law and plan still speak in, and nodes."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from parks.models.keys import CodeManager, EditionCodeManager

LATITUDE = [MinValueValidator(8), MaxValueValidator(24)]
LONGITUDE = [MinValueValidator(102), MaxValueValidator(110)]


class PlacedModel(models.Model):
    """A row that may have a point; half a point is refused."""

    latitude = models.FloatField("vĩ độ", null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField("kinh độ", null=True, blank=True, validators=LONGITUDE)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="%(app_label)s_%(class)s_whole_point",
            )
        ]


class AdminUnit(PlacedModel):
    """A province, district or commune of one edition of the national list."""

    class Level(models.TextChoices):
        PROVINCE = "province", "tỉnh"
        DISTRICT = "district", "huyện, thành phố"
        COMMUNE = "commune", "xã, phường"

    class Edition(models.TextChoices):
        E2023 = "2023", "năm 2023"
        E2025 = "2025", "từ 01/7/2025"

    edition = models.CharField("danh mục", max_length=4, choices=Edition)
    code = models.CharField("mã", max_length=5)
    name_vi = models.CharField("tên", max_length=100)
    level = models.CharField("cấp", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    point_basis = models.TextField("căn cứ tọa độ", blank=True)
    licence = models.CharField("giấy phép sử dụng", max_length=200, blank=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=200, editable=False)

    objects = EditionCodeManager()

    class Meta(PlacedModel.Meta):
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        ordering = ("edition", "search_text", "code")
        constraints = [
            *PlacedModel.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "code"), name="admin_unit_edition_code"),
        ]

    def __str__(self) -> str:
        return f"{self.name_vi} ({self.edition})"

    def natural_key(self) -> tuple[str, str]:
        return (self.edition, self.code)


class Succession(models.Model):
    """One unit that a unit of 2025 was made from, named by the edition of January 2025.

    Five communes of 2023 had gone by then; where a predecessor is a unit of 2023, `unit_2023` links to it.
    """

    class Part(models.TextChoices):
        ALL = "all", "toàn bộ"
        PART = "part", "một phần"
        UNCHANGED = "unchanged", "giữ nguyên"

    successor = models.ForeignKey(
        AdminUnit, models.CASCADE, related_name="predecessors", verbose_name="đơn vị mới"
    )
    code = models.CharField("mã đơn vị cũ", max_length=5)
    name_vi = models.CharField("tên đơn vị cũ", max_length=100)
    district_code = models.CharField("mã huyện cũ", max_length=3, blank=True)
    part = models.CharField("phần nhập", max_length=10, choices=Part)
    unit_2023 = models.ForeignKey(
        AdminUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name="đơn vị năm 2023",
    )

    class Meta:
        verbose_name = "quan hệ đơn vị cũ - mới"
        verbose_name_plural = "quan hệ đơn vị cũ - mới"
        ordering = ("successor", "code")
        constraints = [models.UniqueConstraint(fields=("successor", "code"), name="succession_once")]

    def __str__(self) -> str:
        return f"{self.name_vi} → {self.successor.name_vi}"


class Node(PlacedModel):
    """An airport, port, gate, station, interchange, substation or university."""

    # Substations carry the grid's own codes, which have a dot ("SUB-E6.13").
    code = models.CharField("mã", max_length=20, unique=True)
    name_vi = models.CharField("tên", max_length=150)
    name_en = models.CharField("tên tiếng Anh", max_length=150, blank=True)
    kind = models.CharField("loại", max_length=30)
    point_basis = models.TextField("căn cứ tọa độ", blank=True)
    confidence = models.CharField("độ tin cậy", max_length=10)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=300, editable=False)

    objects = CodeManager()

    class Meta(PlacedModel.Meta):
        verbose_name = "đầu mối hạ tầng"
        verbose_name_plural = "đầu mối hạ tầng"
        ordering = ("kind", "code")

    def __str__(self) -> str:
        return self.name_vi

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class PlanningArea(models.Model):
    """A district of 2023: the level at which the provincial plan and the criteria speak."""

    class Profile(models.TextChoices):
        SOUTH_ELECTRONICS = "S-EL", "phía nam, điện tử"
        SOUTH_MECHANICAL = "S-ME", "phía nam, cơ khí"
        CITY = "CITY", "thành phố"
        MOUNTAIN = "MTN", "miền núi"

    code = models.SlugField("mã", max_length=20, unique=True)
    name_vi = models.CharField("tên", max_length=100)
    name_en = models.CharField("tên tiếng Anh", max_length=100)
    profile = models.CharField("nhóm tiêu chí", max_length=4, choices=Profile)
    mountain = models.BooleanField("huyện miền núi", help_text="Nghị định 32/2024: cụm từ 5 ha")
    founding_scope = models.BooleanField("thuộc phạm vi ban đầu", default=True)
    district = models.ForeignKey(
        AdminUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="huyện năm 2023"
    )
    seat = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="trung tâm"
    )
    search_text = models.CharField("chuỗi tìm kiếm", max_length=200, editable=False)

    objects = CodeManager()

    class Meta:
        verbose_name = "vùng quy hoạch"
        verbose_name_plural = "vùng quy hoạch"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_vi

    def natural_key(self) -> tuple[str]:
        return (self.code,)
