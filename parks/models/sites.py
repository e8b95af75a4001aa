"""Parks and clusters, where they lie, who is there and which lines are wanted."""

from django.db import models
from simple_history.models import HistoricalRecords

from parks.dates import validate_partial_date
from parks.models.keys import CodeManager
from parks.models.places import AdminUnit, PlacedModel, PlanningArea
from parks.models.sources import Source
from parks.models.versions import Versioned


class Site(PlacedModel, Versioned):
    """An industrial park, an industrial cluster or the IT zone."""

    class Kind(models.TextChoices):
        PARK = "park", "khu công nghiệp"
        CLUSTER = "cluster", "cụm công nghiệp"
        IT_ZONE = "it_zone", "khu công nghệ thông tin tập trung"

    class Identity(models.TextChoices):
        SURE = "sure", "chắc chắn"
        PROBABLE = "probable", "nhiều khả năng"
        UNCONFIRMED = "unconfirmed", "chưa xác nhận"

    code = models.SlugField("mã", max_length=40, unique=True)
    kind = models.CharField("loại", max_length=8, choices=Kind)
    name_vi = models.CharField("tên", max_length=150)
    name_en = models.CharField("tên tiếng Anh", max_length=150, blank=True)
    planning_area = models.ForeignKey(
        PlanningArea, models.PROTECT, related_name="sites", verbose_name="vùng quy hoạch"
    )
    identity = models.CharField("mức xác nhận", max_length=12, choices=Identity)
    identity_source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nguồn xác nhận"
    )
    counted_mid_2023 = models.BooleanField("thuộc 7 khu và 35 cụm (6/2023)", default=False)
    craft_village = models.BooleanField("cụm làng nghề", default=False)
    tenants_complete = models.BooleanField("danh sách nhà đầu tư thứ cấp đã đủ", default=False)
    point_basis = models.TextField("căn cứ tọa độ", blank=True)
    point_source = models.TextField("nguồn tọa độ", blank=True)
    point_error_km = models.DecimalField("sai số (km)", max_digits=4, decimal_places=1, null=True, blank=True)
    note = models.TextField("ghi chú nội bộ", blank=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=300, editable=False)

    objects = CodeManager()
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta(PlacedModel.Meta):
        verbose_name = "khu, cụm công nghiệp"
        verbose_name_plural = "khu, cụm công nghiệp"
        ordering = ("code",)
        constraints = [
            *PlacedModel.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(point_error_km__isnull=False),
                name="site_point_has_error",
            ),
        ]

    def __str__(self) -> str:
        return self.name_vi

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class SiteUnit(models.Model):
    """A commune or ward, old or new, that a site lies in as far as a source says."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="units", verbose_name="khu, cụm")
    unit = models.ForeignKey(
        AdminUnit, models.PROTECT, related_name="sites", verbose_name="đơn vị hành chính"
    )
    grade = models.CharField("độ tin cậy", max_length=12)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="nguồn")

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        ordering = ("site", "unit")
        constraints = [models.UniqueConstraint(fields=("site", "unit"), name="site_unit_once")]

    def __str__(self) -> str:
        return f"{self.site.code}: {self.unit}"


class Orientation(models.Model):
    """A line that is wanted, linked, limited, approved or refused, at a site or in its planning area.

    The source's words are kept beside the VSIC prefix assigned to them.
    """

    class Stance(models.TextChoices):
        WANTED = "wanted", "ưu tiên"
        LINKED = "linked", "liên quan, hỗ trợ"
        LIMITED = "limited", "hạn chế"
        APPROVED = "approved", "được duyệt"
        REFUSED = "refused", "không tiếp nhận"

    site = models.ForeignKey(
        Site, models.CASCADE, null=True, blank=True, related_name="orientation", verbose_name="khu, cụm"
    )
    planning_area = models.ForeignKey(
        PlanningArea,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="orientation",
        verbose_name="vùng quy hoạch",
    )
    stance = models.CharField("định hướng", max_length=8, choices=Stance)
    words = models.CharField("lời của nguồn", max_length=300)
    edition = models.CharField("danh mục VSIC", max_length=4, choices=[("2018", "2018"), ("2025", "2025")])
    prefix = models.CharField("mã ngành (đầu mã)", max_length=5)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="nguồn")
    as_of = models.CharField("thời điểm", max_length=10, blank=True, validators=[validate_partial_date])
    search_text = models.CharField("chuỗi tìm kiếm", max_length=400, editable=False, default="")

    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "định hướng ngành nghề"
        verbose_name_plural = "định hướng ngành nghề"
        ordering = ("planning_area", "site", "stance", "prefix", "id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(site__isnull=False, planning_area__isnull=True)
                | models.Q(site__isnull=True, planning_area__isnull=False),
                name="orientation_site_or_area",
            ),
            models.UniqueConstraint(
                fields=("site", "stance", "edition", "prefix", "source"),
                condition=models.Q(site__isnull=False),
                name="orientation_site_once",
            ),
            models.UniqueConstraint(
                fields=("planning_area", "stance", "edition", "prefix", "source"),
                condition=models.Q(planning_area__isnull=False),
                name="orientation_area_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site or self.planning_area}: {self.prefix} ({self.get_stance_display()})"


class Tenant(models.Model):
    """A firm known to be at a site, with the division it works in where a source says so."""

    code = models.SlugField("mã", max_length=60, unique=True)
    site = models.ForeignKey(Site, models.CASCADE, related_name="tenants", verbose_name="khu, cụm")
    name = models.CharField("doanh nghiệp", max_length=200)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    vsic_code = models.CharField("mã ngành", max_length=5, blank=True)
    since = models.CharField("từ", max_length=10, blank=True, validators=[validate_partial_date])
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name="nguồn")
    grade = models.CharField("độ tin cậy", max_length=12)
    note = models.TextField("ghi chú nội bộ", blank=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=700, editable=False, default="")

    objects = CodeManager()
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "nhà đầu tư thứ cấp"
        verbose_name_plural = "nhà đầu tư thứ cấp"
        ordering = ("site", "name", "code")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)
