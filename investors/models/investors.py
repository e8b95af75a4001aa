"""Who proposes projects."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from investors.codes import new_investor_code
from investors.columns import between, percent
from investors.countries import COUNTRIES
from parks.models.keys import CodeManager
from parks.models.versions import Versioned


class Investor(Versioned):
    """A firm or person that proposes projects."""

    code = models.SlugField("mã", max_length=20, unique=True, default=new_investor_code, editable=False)
    name = models.CharField("tên nhà đầu tư", max_length=200)
    nationality = models.CharField(
        "quốc tịch",
        max_length=2,
        blank=True,
        choices=list(COUNTRIES.items()),
        help_text="Chỉ dùng để xét điều kiện tiếp cận thị trường, không ảnh hưởng điểm.",
    )
    foreign_share_pct = percent("tỷ lệ vốn nước ngoài (%)")
    tax_code = models.CharField(
        "mã số thuế",
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{10}(-?\d{3})?$", "Mã số thuế có 10 hoặc 13 chữ số.")],
    )
    contact_name = models.CharField("người liên hệ", max_length=120, blank=True)
    contact_email = models.EmailField("thư điện tử", blank=True)
    contact_phone = models.CharField("điện thoại", max_length=40, blank=True)
    confidential = models.BooleanField(
        "giữ kín tên", default=True, help_text="Tên và trao đổi chỉ hiện với tổ phụ trách hồ sơ."
    )
    note = models.TextField("ghi chú nội bộ", blank=True)
    created_at = models.DateTimeField("ghi nhận lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người ghi nhận",
    )
    # A merged investor stays, with all it said; whoever looks for it finds the one it was merged into.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="đã gộp vào",
    )
    # What duplicates have in common: the bare name without the form of the firm, the digits of the telephone, those of
    # the tax code that name the firm and not its branch.
    name_key = models.CharField("khóa tên", max_length=200, editable=False, default="", db_index=True)
    phone_key = models.CharField("khóa điện thoại", max_length=20, editable=False, default="", db_index=True)
    tax_key = models.CharField("khóa mã số thuế", max_length=10, editable=False, default="", db_index=True)
    search_text = models.CharField("chuỗi tìm kiếm", max_length=2000, editable=False)

    objects = CodeManager()
    history = HistoricalRecords(excluded_fields=["search_text", "name_key", "phone_key", "tax_key"])

    class Meta:
        verbose_name = "nhà đầu tư"
        verbose_name_plural = "nhà đầu tư"
        ordering = ("name", "code")
        constraints = [
            between("investor", "foreign_share_pct", 0, 100),
            # Of open investors alone: a refusal would tell that there is a confidential one.
            models.UniqueConstraint(
                fields=("tax_code",),
                condition=~Q(tax_code="") & Q(confidential=False, merged_into__isnull=True),
                name="investor_tax_code_once",
                violation_error_message="Đã có nhà đầu tư với mã số thuế này.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="investor_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)
