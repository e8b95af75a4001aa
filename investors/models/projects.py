"""The projects that investors propose: what the investor said, and nothing that the engine says."""

from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from investors import labels
from investors.codes import new_project_code, validate_distances
from investors.columns import between, count, list_of, not_above, number, one_of, percent
from investors.facts import project_facts
from investors.models.investors import Investor
from matching.engine import vocabulary
from parks.models import Sector
from parks.models.keys import CodeManager
from parks.models.versions import Versioned


class Project(Versioned):
    """A proposed investment. Columns are named as the API's `project` object names its groups and keys."""

    class Stage(models.TextChoices):
        """How far the case has come. What each stage requires is the table `investors.stages`."""

        ENQUIRY = "enquiry", "tiếp nhận"
        SCREENING = "screening", "sàng lọc"
        SITE_OFFERED = "site_offered", "đã giới thiệu địa điểm"
        LAND_HELD = "land_held", "đã giữ đất"
        APPLICATION = "application", "đã nộp hồ sơ"
        LICENSED = "licensed", "đã cấp phép"
        BUILDING = "building", "đang xây dựng"
        OPERATING = "operating", "đã hoạt động"
        REFUSED = "refused", "từ chối"
        WITHDRAWN = "withdrawn", "nhà đầu tư rút"

    code = models.SlugField("mã hồ sơ", max_length=20, unique=True, default=new_project_code, editable=False)
    name = models.CharField("tên dự án", max_length=200)
    investor = models.ForeignKey(
        Investor, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="nhà đầu tư"
    )
    # Both columns are written by `investors.stage_services.change_stage` alone, with a StageChange.
    stage = models.CharField(
        "giai đoạn", max_length=12, choices=Stage, default=Stage.ENQUIRY, editable=False, db_index=True
    )
    stage_since = models.DateTimeField("ở giai đoạn từ", default=timezone.now, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="cán bộ phụ trách",
    )
    # When the investor last heard from us or we from them: what is old here is a silent case.
    last_contact_at = models.DateTimeField(
        "trao đổi gần nhất", default=timezone.now, editable=False, db_index=True
    )
    process_flags = list_of("công đoạn đặc thù", vocabulary.PROCESS_FLAGS)

    # Whole units: 15 digits are what SQLite keeps exactly, and no capital is stated in cents.
    capital_amount = models.DecimalField(
        "vốn đầu tư",
        max_digits=15,
        decimal_places=0,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Tổng vốn, viết đủ số, ví dụ 80.000.000.",
    )
    capital_currency = one_of("loại tiền", vocabulary.CURRENCIES, labels.CURRENCIES)

    finance_export_share_pct = percent("tỷ lệ xuất khẩu (%)")
    finance_equity_pct = percent("tỷ lệ vốn góp (%)")
    finance_disbursed_36_months_pct = percent("giải ngân trong 36 tháng (%)")
    finance_term_years = count("thời hạn hoạt động (năm)", at_most=99)
    finance_revenue_billion_vnd = number(
        "doanh thu năm (tỷ đồng)", help_text="Dùng để xét quy mô doanh nghiệp."
    )

    land_area_ha = number("diện tích cần (ha)")
    land_min_area_ha = number(
        "diện tích tối thiểu (ha)", help_text="Ít hơn mức này thì không làm được dự án."
    )
    land_needed_from = models.DateField("cần đất từ ngày", null=True, blank=True)

    jobs_total = count("tổng số lao động (người)")
    jobs_local = count("trong đó lao động địa phương (người)")

    technology_equipment = one_of("thiết bị", vocabulary.EQUIPMENT, labels.EQUIPMENT)
    technology_equipment_age_years = number("tuổi thiết bị (năm)", digits=5, at_most=100)
    technology_residual_capacity_pct = percent("công suất còn lại so với thiết kế (%)")
    technology_consumption_vs_design_pct = percent("tiêu hao so với thiết kế (%)", at_most=1000)
    technology_oecd_users = count("số cơ sở thuộc OECD đang dùng", at_most=10_000)
    technology_lists = list_of("danh mục công nghệ, sản phẩm", vocabulary.TECHNOLOGY_LISTS)
    technology_rd_spend_pct = percent(
        "chi nghiên cứu và phát triển (% giá trị gia tăng)",
        help_text="So với doanh thu thuần trừ giá trị đầu vào (Quyết định 10/2021/QĐ-TTg).",
    )
    technology_rd_staff_pct = percent("lao động nghiên cứu và phát triển (%)")
    technology_hightech_revenue_pct = percent("doanh thu từ sản phẩm công nghệ cao (%)")
    technology_local_input_pct = percent("tỷ lệ nội địa hóa (%)")
    technology_certificates = list_of("giấy chứng nhận", vocabulary.CERTIFICATES)

    environment_group = one_of(
        "nhóm môi trường",
        vocabulary.GROUPS,
        labels.GROUPS,
        help_text="Để trống nếu chưa rõ: hệ thống suy ra từ ngành nghề, công đoạn, công suất và yếu tố nhạy cảm.",
    )
    environment_wastewater_m3_day = number("nước thải (m³/ngày)")
    environment_wastewater_treatment = one_of("xử lý nước thải", vocabulary.TREATMENTS, labels.TREATMENTS)
    environment_hazardous_waste_t_year = number("chất thải nguy hại (tấn/năm)", digits=14, places=3)
    environment_energy_toe_year = number("tiêu thụ năng lượng (TOE/năm)")
    environment_energy_vs_norm_pct = percent("năng lượng so với định mức (%)", at_most=1000)
    environment_sensitive_factors = list_of("yếu tố nhạy cảm", vocabulary.SENSITIVE_FACTORS)
    environment_practices = list_of("thực hành môi trường", vocabulary.PRACTICES)

    utilities_power_mw = number("công suất điện (MW)")
    utilities_water_m3_day = number("nước cấp (m³/ngày)")

    preferences_kinds = list_of(
        "loại địa điểm", vocabulary.SITE_KINDS, help_text="Không chọn mục nào nghĩa là không giới hạn."
    )
    preferences_planning_areas = models.JSONField(
        "vùng quy hoạch", null=True, blank=True, help_text="Không chọn mục nào nghĩa là không giới hạn."
    )
    preferences_max_km = models.JSONField(
        "khoảng cách tối đa (km)", null=True, blank=True, validators=[validate_distances]
    )

    # What the later stages require (`investors.stages`).
    licence_number = models.CharField("số giấy chứng nhận đăng ký đầu tư", max_length=60, blank=True)
    licensed_on = models.DateField("cấp ngày", null=True, blank=True)
    building_from = models.DateField("khởi công ngày", null=True, blank=True)
    operating_from = models.DateField("hoạt động từ ngày", null=True, blank=True)

    note = models.TextField("ghi chú nội bộ", blank=True)
    created_at = models.DateTimeField("ghi nhận lúc", auto_now_add=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=2000, editable=False)

    objects = CodeManager()
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = "dự án"
        verbose_name_plural = "dự án"
        ordering = ("-created_at", "code")
        indexes = [
            models.Index(fields=("-created_at", "code"), name="project_newest"),
            models.Index(fields=("owner", "stage"), name="project_owner_stage"),
            # What is counted of all cases at once is read from here alone.
            models.Index(
                fields=("stage", "capital_currency", "capital_amount"), name="project_stage_capital"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(capital_amount__isnull=True, capital_currency__isnull=True)
                | Q(capital_amount__isnull=False, capital_currency__isnull=False),
                name="project_capital_whole",
                violation_error_message="Ghi cả số vốn và loại tiền, hoặc để trống cả hai.",
            ),
            not_above(
                "project",
                "land_min_area_ha",
                "land_area_ha",
                "Diện tích tối thiểu không được lớn hơn diện tích cần.",
            ),
            not_above(
                "project",
                "jobs_local",
                "jobs_total",
                "Lao động địa phương không được nhiều hơn tổng số lao động.",
            ),
            between("project", "capital_amount", 0),
            *(
                between("project", column, 0, 100)
                for column in (
                    "finance_export_share_pct",
                    "finance_equity_pct",
                    "finance_disbursed_36_months_pct",
                    "technology_residual_capacity_pct",
                    "technology_rd_spend_pct",
                    "technology_rd_staff_pct",
                    "technology_hightech_revenue_pct",
                    "technology_local_input_pct",
                )
            ),
            *(
                between("project", column, 0)
                for column in (
                    "finance_revenue_billion_vnd",
                    "land_area_ha",
                    "land_min_area_ha",
                    "technology_equipment_age_years",
                    "technology_consumption_vs_design_pct",
                    "environment_wastewater_m3_day",
                    "environment_hazardous_waste_t_year",
                    "environment_energy_toe_year",
                    "environment_energy_vs_norm_pct",
                    "utilities_power_mw",
                    "utilities_water_m3_day",
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def facts(self) -> dict[str, Any]:
        """Return the `project` object of the API; what is not known is absent."""
        return project_facts(self)


class ProjectLine(models.Model):
    """One thing that a project makes, by VSIC code."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="lines", verbose_name="dự án")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    sector = models.ForeignKey(
        Sector,
        models.PROTECT,
        related_name="+",
        verbose_name="ngành",
        help_text="Gõ mã hoặc tên ngành, có dấu hay không.",
    )
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    annual_output = number("sản lượng năm", digits=18, places=3)
    output_unit = one_of("đơn vị", vocabulary.OUTPUT_UNITS, labels.OUTPUT_UNITS)
    share_pct = percent("tỷ trọng (%)", help_text="Tỷ trọng doanh thu; bỏ trống nếu chưa biết.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "sản phẩm, ngành nghề"
        verbose_name_plural = "ngành nghề"
        ordering = ("project", "position", "id")
        constraints = [
            between("line", "share_pct", 0, 100),
            between("line", "annual_output", 0),
            models.CheckConstraint(
                condition=Q(annual_output__isnull=True) | Q(output_unit__isnull=False),
                name="line_output_has_unit",
                violation_error_message="Sản lượng phải có đơn vị.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector.code} {self.product}".strip()
