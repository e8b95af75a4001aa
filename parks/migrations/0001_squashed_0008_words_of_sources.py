"""The catalogue and land as migrations 0001 to 0008 make them, made at once; the row and the triggers they add."""

import uuid
from decimal import Decimal
from typing import Any

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import parks.codes
import parks.dates
import parks.models.files
from parks import land_triggers, triggers
from parks.create_models import CreateModels


def finish(apps: Any, schema_editor: Any) -> None:
    """Write the single row of the catalogue's version, and install the triggers."""
    apps.get_model("parks", "CatalogueVersion").objects.create(id=1)
    triggers.install(apps, schema_editor)
    land_triggers.install(apps, schema_editor)


def take_triggers_away(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers with their functions, before their tables go."""
    land_triggers.remove(apps, schema_editor)
    triggers.remove(apps, schema_editor)


class Migration(migrations.Migration):
    replaces = [
        ("parks", "0001_initial"),
        ("parks", "0002_catalogue_version_and_triggers"),
        ("parks", "0003_evidence_is_not_replaced"),
        ("parks", "0004_land_remits_files"),
        ("parks", "0005_land_triggers"),
        ("parks", "0006_handovers_of_the_day"),
        ("parks", "0007_changes"),
        ("parks", "0008_words_of_sources"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            state_operations=[
                migrations.CreateModel(
                    name="CatalogueVersion",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        (
                            "number",
                            models.PositiveBigIntegerField(default=1, verbose_name="phiên bản dữ liệu"),
                        ),
                        (
                            "fixtures_digest",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="dấu của dữ liệu gốc đã nạp"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phiên bản dữ liệu",
                        "verbose_name_plural": "phiên bản dữ liệu",
                        "ordering": ("id",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("id", 1)), name="catalogue_version_one_row"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="lúc")),
                        ("kind", models.CharField(max_length=16, verbose_name="loại bản ghi")),
                        (
                            "act",
                            models.CharField(
                                choices=[("created", "thêm"), ("updated", "sửa"), ("deleted", "xóa")],
                                max_length=8,
                                verbose_name="việc",
                            ),
                        ),
                        ("code", models.CharField(max_length=100, verbose_name="mã")),
                        ("site", models.CharField(blank=True, max_length=40, verbose_name="khu, cụm")),
                        (
                            "planning_area",
                            models.CharField(blank=True, max_length=20, verbose_name="vùng quy hoạch"),
                        ),
                    ],
                    options={
                        "verbose_name": "thay đổi dữ liệu công khai",
                        "verbose_name_plural": "thay đổi dữ liệu công khai",
                        "ordering": ("id",),
                    },
                ),
                migrations.CreateModel(
                    name="AdminUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(8),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="vĩ độ",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(102),
                                    django.core.validators.MaxValueValidator(110),
                                ],
                                verbose_name="kinh độ",
                            ),
                        ),
                        (
                            "edition",
                            models.CharField(
                                choices=[("2023", "năm 2023"), ("2025", "từ 01/7/2025")],
                                max_length=4,
                                verbose_name="danh mục",
                            ),
                        ),
                        ("code", models.CharField(max_length=5, verbose_name="mã")),
                        ("name_vi", models.CharField(max_length=100, verbose_name="tên")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("province", "tỉnh"),
                                    ("district", "huyện, thành phố"),
                                    ("commune", "xã, phường"),
                                ],
                                max_length=10,
                                verbose_name="cấp",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="parks.adminunit",
                                verbose_name="thuộc",
                            ),
                        ),
                        ("point_basis", models.TextField(blank=True, verbose_name="căn cứ tọa độ")),
                        (
                            "licence",
                            models.CharField(blank=True, max_length=200, verbose_name="giấy phép sử dụng"),
                        ),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=200, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "đơn vị hành chính",
                        "verbose_name_plural": "đơn vị hành chính",
                        "ordering": ("edition", "search_text", "code"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                                    _connector="OR",
                                ),
                                name="parks_adminunit_whole_point",
                            ),
                            models.UniqueConstraint(
                                fields=("edition", "code"), name="admin_unit_edition_code"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="predecessors",
                                to="parks.adminunit",
                                verbose_name="đơn vị mới",
                            ),
                        ),
                        ("code", models.CharField(max_length=5, verbose_name="mã đơn vị cũ")),
                        ("name_vi", models.CharField(max_length=100, verbose_name="tên đơn vị cũ")),
                        (
                            "district_code",
                            models.CharField(blank=True, max_length=3, verbose_name="mã huyện cũ"),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("all", "toàn bộ"),
                                    ("part", "một phần"),
                                    ("unchanged", "giữ nguyên"),
                                ],
                                max_length=10,
                                verbose_name="phần nhập",
                            ),
                        ),
                        (
                            "unit_2023",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="parks.adminunit",
                                verbose_name="đơn vị năm 2023",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "quan hệ đơn vị cũ - mới",
                        "verbose_name_plural": "quan hệ đơn vị cũ - mới",
                        "ordering": ("successor", "code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("successor", "code"), name="succession_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Node",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(8),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="vĩ độ",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(102),
                                    django.core.validators.MaxValueValidator(110),
                                ],
                                verbose_name="kinh độ",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="mã")),
                        ("name_vi", models.CharField(max_length=150, verbose_name="tên")),
                        (
                            "name_en",
                            models.CharField(blank=True, max_length=150, verbose_name="tên tiếng Anh"),
                        ),
                        ("kind", models.CharField(max_length=30, verbose_name="loại")),
                        ("point_basis", models.TextField(blank=True, verbose_name="căn cứ tọa độ")),
                        ("confidence", models.CharField(max_length=10, verbose_name="độ tin cậy")),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=300, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "đầu mối hạ tầng",
                        "verbose_name_plural": "đầu mối hạ tầng",
                        "ordering": ("kind", "code"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                                    _connector="OR",
                                ),
                                name="parks_node_whole_point",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanningArea",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True, verbose_name="mã")),
                        ("name_vi", models.CharField(max_length=100, verbose_name="tên")),
                        ("name_en", models.CharField(max_length=100, verbose_name="tên tiếng Anh")),
                        (
                            "profile",
                            models.CharField(
                                choices=[
                                    ("S-EL", "phía nam, điện tử"),
                                    ("S-ME", "phía nam, cơ khí"),
                                    ("CITY", "thành phố"),
                                    ("MTN", "miền núi"),
                                ],
                                max_length=4,
                                verbose_name="nhóm tiêu chí",
                            ),
                        ),
                        (
                            "mountain",
                            models.BooleanField(
                                help_text="Nghị định 32/2024: cụm từ 5 ha", verbose_name="huyện miền núi"
                            ),
                        ),
                        (
                            "founding_scope",
                            models.BooleanField(default=True, verbose_name="thuộc phạm vi ban đầu"),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.adminunit",
                                verbose_name="huyện năm 2023",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.node",
                                verbose_name="trung tâm",
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=200, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "vùng quy hoạch",
                        "verbose_name_plural": "vùng quy hoạch",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=80, unique=True, verbose_name="mã nguồn")),
                        ("title", models.CharField(max_length=300, verbose_name="tên tài liệu")),
                        ("url", models.URLField(blank=True, max_length=600, verbose_name="địa chỉ")),
                        (
                            "published",
                            models.CharField(blank=True, max_length=10, verbose_name="ngày công bố"),
                        ),
                        (
                            "licence",
                            models.CharField(blank=True, max_length=200, verbose_name="giấy phép sử dụng"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                        (
                            "search_text",
                            models.CharField(
                                default="", editable=False, max_length=1200, verbose_name="chuỗi tìm kiếm"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nguồn tài liệu",
                        "verbose_name_plural": "nguồn tài liệu",
                        "ordering": ("code",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSite",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(8),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="vĩ độ",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(102),
                                    django.core.validators.MaxValueValidator(110),
                                ],
                                verbose_name="kinh độ",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="mã")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("park", "khu công nghiệp"),
                                    ("cluster", "cụm công nghiệp"),
                                    ("it_zone", "khu công nghệ thông tin tập trung"),
                                ],
                                max_length=8,
                                verbose_name="loại",
                            ),
                        ),
                        ("name_vi", models.CharField(max_length=150, verbose_name="tên")),
                        (
                            "name_en",
                            models.CharField(blank=True, max_length=150, verbose_name="tên tiếng Anh"),
                        ),
                        (
                            "identity",
                            models.CharField(
                                choices=[
                                    ("sure", "chắc chắn"),
                                    ("probable", "nhiều khả năng"),
                                    ("unconfirmed", "chưa xác nhận"),
                                ],
                                max_length=12,
                                verbose_name="mức xác nhận",
                            ),
                        ),
                        (
                            "counted_mid_2023",
                            models.BooleanField(default=False, verbose_name="thuộc 7 khu và 35 cụm (6/2023)"),
                        ),
                        ("craft_village", models.BooleanField(default=False, verbose_name="cụm làng nghề")),
                        (
                            "tenants_complete",
                            models.BooleanField(
                                default=False, verbose_name="danh sách nhà đầu tư thứ cấp đã đủ"
                            ),
                        ),
                        ("point_basis", models.TextField(blank=True, verbose_name="căn cứ tọa độ")),
                        ("point_source", models.TextField(blank=True, verbose_name="nguồn tọa độ")),
                        (
                            "point_error_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="sai số (km)",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "planning_area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.planningarea",
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "identity_source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn xác nhận",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical khu, cụm công nghiệp",
                        "verbose_name_plural": "historical khu, cụm công nghiệp",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Site",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(8),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="vĩ độ",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(102),
                                    django.core.validators.MaxValueValidator(110),
                                ],
                                verbose_name="kinh độ",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="mã")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("park", "khu công nghiệp"),
                                    ("cluster", "cụm công nghiệp"),
                                    ("it_zone", "khu công nghệ thông tin tập trung"),
                                ],
                                max_length=8,
                                verbose_name="loại",
                            ),
                        ),
                        ("name_vi", models.CharField(max_length=150, verbose_name="tên")),
                        (
                            "name_en",
                            models.CharField(blank=True, max_length=150, verbose_name="tên tiếng Anh"),
                        ),
                        (
                            "planning_area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="parks.planningarea",
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "identity",
                            models.CharField(
                                choices=[
                                    ("sure", "chắc chắn"),
                                    ("probable", "nhiều khả năng"),
                                    ("unconfirmed", "chưa xác nhận"),
                                ],
                                max_length=12,
                                verbose_name="mức xác nhận",
                            ),
                        ),
                        (
                            "identity_source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn xác nhận",
                            ),
                        ),
                        (
                            "counted_mid_2023",
                            models.BooleanField(default=False, verbose_name="thuộc 7 khu và 35 cụm (6/2023)"),
                        ),
                        ("craft_village", models.BooleanField(default=False, verbose_name="cụm làng nghề")),
                        (
                            "tenants_complete",
                            models.BooleanField(
                                default=False, verbose_name="danh sách nhà đầu tư thứ cấp đã đủ"
                            ),
                        ),
                        ("point_basis", models.TextField(blank=True, verbose_name="căn cứ tọa độ")),
                        ("point_source", models.TextField(blank=True, verbose_name="nguồn tọa độ")),
                        (
                            "point_error_km",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="sai số (km)",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=300, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "khu, cụm công nghiệp",
                        "verbose_name_plural": "khu, cụm công nghiệp",
                        "ordering": ("code",),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(("latitude__isnull", False), ("longitude__isnull", False)),
                                    _connector="OR",
                                ),
                                name="parks_site_whole_point",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("latitude__isnull", True),
                                    ("point_error_km__isnull", False),
                                    _connector="OR",
                                ),
                                name="site_point_has_error",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="parks.adminunit",
                                verbose_name="đơn vị hành chính",
                            ),
                        ),
                        ("grade", models.CharField(max_length=12, verbose_name="độ tin cậy")),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "địa bàn",
                        "verbose_name_plural": "địa bàn",
                        "ordering": ("site", "unit"),
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "unit"), name="site_unit_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOrientation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("wanted", "ưu tiên"),
                                    ("linked", "liên quan, hỗ trợ"),
                                    ("limited", "hạn chế"),
                                    ("approved", "được duyệt"),
                                    ("refused", "không tiếp nhận"),
                                ],
                                max_length=8,
                                verbose_name="định hướng",
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="lời của nguồn")),
                        (
                            "edition",
                            models.CharField(
                                choices=[("2018", "2018"), ("2025", "2025")],
                                max_length=4,
                                verbose_name="danh mục VSIC",
                            ),
                        ),
                        ("prefix", models.CharField(max_length=5, verbose_name="mã ngành (đầu mã)")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "planning_area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.planningarea",
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical định hướng ngành nghề",
                        "verbose_name_plural": "historical định hướng ngành nghề",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Orientation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="orientation",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "planning_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="orientation",
                                to="parks.planningarea",
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "stance",
                            models.CharField(
                                choices=[
                                    ("wanted", "ưu tiên"),
                                    ("linked", "liên quan, hỗ trợ"),
                                    ("limited", "hạn chế"),
                                    ("approved", "được duyệt"),
                                    ("refused", "không tiếp nhận"),
                                ],
                                max_length=8,
                                verbose_name="định hướng",
                            ),
                        ),
                        ("words", models.CharField(max_length=300, verbose_name="lời của nguồn")),
                        (
                            "edition",
                            models.CharField(
                                choices=[("2018", "2018"), ("2025", "2025")],
                                max_length=4,
                                verbose_name="danh mục VSIC",
                            ),
                        ),
                        ("prefix", models.CharField(max_length=5, verbose_name="mã ngành (đầu mã)")),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(
                                default="", editable=False, max_length=400, verbose_name="chuỗi tìm kiếm"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "định hướng ngành nghề",
                        "verbose_name_plural": "định hướng ngành nghề",
                        "ordering": ("planning_area", "site", "stance", "prefix", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("planning_area__isnull", True), ("site__isnull", False)),
                                    models.Q(("planning_area__isnull", False), ("site__isnull", True)),
                                    _connector="OR",
                                ),
                                name="orientation_site_or_area",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("site__isnull", False)),
                                fields=("site", "stance", "edition", "prefix", "source"),
                                name="orientation_site_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("planning_area__isnull", False)),
                                fields=("planning_area", "stance", "edition", "prefix", "source"),
                                name="orientation_area_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTenant",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, verbose_name="mã")),
                        ("name", models.CharField(max_length=200, verbose_name="doanh nghiệp")),
                        ("product", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm")),
                        ("vsic_code", models.CharField(blank=True, max_length=5, verbose_name="mã ngành")),
                        (
                            "since",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="từ",
                            ),
                        ),
                        ("grade", models.CharField(max_length=12, verbose_name="độ tin cậy")),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical nhà đầu tư thứ cấp",
                        "verbose_name_plural": "historical nhà đầu tư thứ cấp",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Tenant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, unique=True, verbose_name="mã")),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tenants",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="doanh nghiệp")),
                        ("product", models.CharField(blank=True, max_length=300, verbose_name="sản phẩm")),
                        ("vsic_code", models.CharField(blank=True, max_length=5, verbose_name="mã ngành")),
                        (
                            "since",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="từ",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        ("grade", models.CharField(max_length=12, verbose_name="độ tin cậy")),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "search_text",
                            models.CharField(
                                default="", editable=False, max_length=700, verbose_name="chuỗi tìm kiếm"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nhà đầu tư thứ cấp",
                        "verbose_name_plural": "nhà đầu tư thứ cấp",
                        "ordering": ("site", "name", "code"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalFact",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        ("quantity", models.CharField(max_length=40, verbose_name="đại lượng")),
                        ("value", models.CharField(max_length=600, verbose_name="giá trị")),
                        (
                            "number",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="số"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="đơn vị")),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "đúng"),
                                    ("about", "khoảng"),
                                    ("at_least", "ít nhất"),
                                    ("at_most", "nhiều nhất"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="mức chính xác",
                            ),
                        ),
                        (
                            "pinned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="chọn dùng lúc"),
                        ),
                        (
                            "pin_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do chọn dùng"),
                        ),
                        (
                            "unusable_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do không dùng"),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "pinned_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người chọn",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical số liệu",
                        "verbose_name_plural": "historical số liệu",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Fact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, unique=True, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facts",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        ("quantity", models.CharField(max_length=40, verbose_name="đại lượng")),
                        ("value", models.CharField(max_length=600, verbose_name="giá trị")),
                        (
                            "number",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="số"
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=40, verbose_name="đơn vị")),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "đúng"),
                                    ("about", "khoảng"),
                                    ("at_least", "ít nhất"),
                                    ("at_most", "nhiều nhất"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="mức chính xác",
                            ),
                        ),
                        (
                            "pinned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="chọn dùng lúc"),
                        ),
                        (
                            "pinned_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người chọn",
                            ),
                        ),
                        (
                            "pin_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do chọn dùng"),
                        ),
                        (
                            "unusable_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do không dùng"),
                        ),
                    ],
                    options={
                        "verbose_name": "số liệu",
                        "verbose_name_plural": "số liệu",
                        "ordering": ("site", "quantity", "-counts_from", "code"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["site", "quantity"], name="fact_site_quantity")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retracted_at__isnull", True),
                                    models.Q(("retraction_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="parks_fact_retraction_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pinned_at__isnull", True),
                                    models.Q(("pin_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="fact_pin_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity__endswith", "_ha"), _negated=True),
                                    ("number__isnull", True),
                                    ("number__gte", 0),
                                    _connector="OR",
                                ),
                                name="fact_area_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity", "occupancy_pct"), _negated=True),
                                    ("number__isnull", True),
                                    models.Q(("number__gte", 0), ("number__lte", 100)),
                                    _connector="OR",
                                ),
                                name="fact_occupancy_is_percent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStatus",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "trong quy hoạch"),
                                    ("established", "đã thành lập"),
                                    ("under_construction", "đang xây dựng hạ tầng"),
                                    ("operating", "đang hoạt động"),
                                    ("withdrawn", "đã đưa ra khỏi quy hoạch"),
                                ],
                                max_length=20,
                                verbose_name="giai đoạn",
                            ),
                        ),
                        (
                            "developer",
                            models.CharField(
                                choices=[
                                    ("yes", "đã có chủ đầu tư hạ tầng"),
                                    ("no", "chưa có chủ đầu tư hạ tầng"),
                                    ("unknown", "chưa rõ"),
                                ],
                                default="unknown",
                                max_length=8,
                                verbose_name="chủ đầu tư hạ tầng",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="lời của nguồn")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical trạng thái",
                        "verbose_name_plural": "historical trạng thái",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Status",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, unique=True, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statuses",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "trong quy hoạch"),
                                    ("established", "đã thành lập"),
                                    ("under_construction", "đang xây dựng hạ tầng"),
                                    ("operating", "đang hoạt động"),
                                    ("withdrawn", "đã đưa ra khỏi quy hoạch"),
                                ],
                                max_length=20,
                                verbose_name="giai đoạn",
                            ),
                        ),
                        (
                            "developer",
                            models.CharField(
                                choices=[
                                    ("yes", "đã có chủ đầu tư hạ tầng"),
                                    ("no", "chưa có chủ đầu tư hạ tầng"),
                                    ("unknown", "chưa rõ"),
                                ],
                                default="unknown",
                                max_length=8,
                                verbose_name="chủ đầu tư hạ tầng",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=300, verbose_name="lời của nguồn")),
                    ],
                    options={
                        "verbose_name": "trạng thái",
                        "verbose_name_plural": "trạng thái",
                        "ordering": ("site", "-counts_from", "code"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retracted_at__isnull", True),
                                    models.Q(("retraction_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="parks_status_retraction_has_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=120,
                                storage=parks.models.files.private_storage,
                                upload_to=parks.models.files.stored_name,
                                verbose_name="tệp",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="tên tệp")),
                        ("media_type", models.CharField(max_length=100, verbose_name="loại tệp")),
                        ("size", models.PositiveIntegerField(verbose_name="cỡ (byte)")),
                        ("sha256", models.CharField(max_length=64, verbose_name="dấu SHA-256")),
                        (
                            "uploaded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="tải lên lúc"
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người tải lên",
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="gỡ lúc")),
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người gỡ",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tệp của nguồn",
                        "verbose_name_plural": "tệp của nguồn",
                        "ordering": ("source", "uploaded_at", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlot",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Ký hiệu như trên bản vẽ, ví dụ CN-05.",
                                max_length=60,
                                verbose_name="lô đất",
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích (ha)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("free", "còn trống"),
                                    ("leased", "đã cho thuê"),
                                    ("reserved", "dành cho mục đích khác"),
                                ],
                                max_length=8,
                                verbose_name="tình trạng",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical lô đất",
                        "verbose_name_plural": "historical lô đất",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Plot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=100, unique=True, verbose_name="mã")),
                        (
                            "as_of",
                            models.CharField(
                                blank=True,
                                max_length=10,
                                validators=[parks.dates.validate_partial_date],
                                verbose_name="thời điểm",
                            ),
                        ),
                        (
                            "counts_from",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="tính từ ngày"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="parks.source",
                                verbose_name="nguồn",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("verified", "cán bộ đã xem văn bản"),
                                    ("sourced", "có nguồn"),
                                    ("sourced_weak", "nguồn yếu"),
                                    ("doubtful", "còn nghi ngờ"),
                                    ("estimated", "ước tính"),
                                ],
                                max_length=12,
                                verbose_name="độ tin cậy",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ghi nhận lúc"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "retracted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rút lại lúc"),
                        ),
                        (
                            "retracted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người rút lại",
                            ),
                        ),
                        (
                            "retraction_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do rút lại"),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plots",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Ký hiệu như trên bản vẽ, ví dụ CN-05.",
                                max_length=60,
                                verbose_name="lô đất",
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích (ha)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("free", "còn trống"),
                                    ("leased", "đã cho thuê"),
                                    ("reserved", "dành cho mục đích khác"),
                                ],
                                max_length=8,
                                verbose_name="tình trạng",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lô đất",
                        "verbose_name_plural": "lô đất",
                        "ordering": ("site", "name", "-counts_from", "code"),
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("retracted_at__isnull", True),
                                    models.Q(("retraction_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="parks_plot_retraction_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area_ha__gt", 0)), name="plot_has_area"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LandStock",
                    fields=[
                        (
                            "site",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="stock",
                                serialize=False,
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "free_ha",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                verbose_name="đất trống nhiều nhất (ha)",
                            ),
                        ),
                        (
                            "sure_ha",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=10,
                                verbose_name="đất trống chắc chắn (ha)",
                            ),
                        ),
                        ("facts_on", models.DateField(null=True, verbose_name="số liệu tính đến ngày")),
                        (
                            "counted_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="tính lúc"),
                        ),
                    ],
                    options={
                        "verbose_name": "quỹ đất",
                        "verbose_name_plural": "quỹ đất",
                        "ordering": ("site",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("free_ha__isnull", True), ("free_ha__gte", 0), _connector="OR"
                                ),
                                name="stock_not_negative",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHold",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "code",
                            models.SlugField(
                                default=parks.codes.new_hold_code,
                                editable=False,
                                max_length=20,
                                verbose_name="mã giữ đất",
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích giữ (ha)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "đang chờ lượt"),
                                    ("active", "đang giữ"),
                                    ("released", "đã trả lại"),
                                    ("used", "đã giao, cho thuê"),
                                ],
                                max_length=8,
                                verbose_name="tình trạng",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                default=90,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="giữ trong (ngày)",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="đề nghị lúc"
                            ),
                        ),
                        ("held_from", models.DateField(blank=True, null=True, verbose_name="giữ từ ngày")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="giữ đến hết ngày")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="kết thúc ngày")),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do kết thúc"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "plot",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.plot",
                                verbose_name="lô đất",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đề nghị",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người kết thúc",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical giữ đất",
                        "verbose_name_plural": "historical giữ đất",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "code",
                            models.SlugField(
                                default=parks.codes.new_hold_code,
                                editable=False,
                                max_length=20,
                                unique=True,
                                verbose_name="mã giữ đất",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="parks.site",
                                verbose_name="khu, cụm",
                            ),
                        ),
                        (
                            "plot",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="parks.plot",
                                verbose_name="lô đất",
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích giữ (ha)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "đang chờ lượt"),
                                    ("active", "đang giữ"),
                                    ("released", "đã trả lại"),
                                    ("used", "đã giao, cho thuê"),
                                ],
                                max_length=8,
                                verbose_name="tình trạng",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                default=90,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="giữ trong (ngày)",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="đề nghị lúc"
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người đề nghị",
                            ),
                        ),
                        ("held_from", models.DateField(blank=True, null=True, verbose_name="giữ từ ngày")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="giữ đến hết ngày")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="kết thúc ngày")),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người kết thúc",
                            ),
                        ),
                        (
                            "end_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do kết thúc"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                    ],
                    options={
                        "verbose_name": "giữ đất",
                        "verbose_name_plural": "giữ đất",
                        "ordering": ("-asked_at", "code"),
                        "indexes": [
                            models.Index(fields=["site", "state", "until"], name="hold_site_state_until")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("area_ha__gt", 0)), name="hold_has_area"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", 1), ("days__lte", 365)),
                                name="hold_days_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "active"), _negated=True),
                                    models.Q(
                                        ("held_from__isnull", False), ("until__gte", models.F("held_from"))
                                    ),
                                    _connector="OR",
                                ),
                                name="hold_active_has_term",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "queued"), _negated=True),
                                    models.Q(("held_from__isnull", True), ("until__isnull", True)),
                                    _connector="OR",
                                ),
                                name="hold_queued_has_no_term",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("released", "used")), _negated=True),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hold_ended_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remits",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remits",
                                to="auth.group",
                                verbose_name="nhóm",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("park", "khu công nghiệp"),
                                    ("cluster", "cụm công nghiệp"),
                                    ("it_zone", "khu công nghệ thông tin tập trung"),
                                ],
                                help_text="Bỏ trống nghĩa là mọi loại.",
                                max_length=8,
                                verbose_name="loại",
                            ),
                        ),
                        (
                            "planning_area",
                            models.ForeignKey(
                                blank=True,
                                help_text="Bỏ trống nghĩa là mọi vùng.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.planningarea",
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phạm vi phụ trách",
                        "verbose_name_plural": "phạm vi phụ trách",
                        "ordering": ("group", "user", "kind", "planning_area"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group__isnull", True), ("user__isnull", False)),
                                    models.Q(("group__isnull", False), ("user__isnull", True)),
                                    _connector="OR",
                                ),
                                name="remit_of_person_or_group",
                                violation_error_message="Ghi một người hoặc một nhóm, không cả hai.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sector",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "edition",
                            models.CharField(
                                choices=[("2018", "2018"), ("2025", "2025")],
                                max_length=4,
                                verbose_name="danh mục",
                            ),
                        ),
                        ("code", models.CharField(max_length=5, verbose_name="mã ngành")),
                        ("level", models.PositiveSmallIntegerField(verbose_name="cấp")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="parks.sector",
                                verbose_name="thuộc",
                            ),
                        ),
                        ("name_vi", models.CharField(max_length=300, verbose_name="tên ngành")),
                        (
                            "name_en",
                            models.CharField(blank=True, max_length=300, verbose_name="tên tiếng Anh"),
                        ),
                        ("isic4", models.CharField(blank=True, max_length=20, verbose_name="mã ISIC")),
                        (
                            "intensity",
                            models.CharField(
                                choices=[
                                    ("high", "cao"),
                                    ("medium_high", "trung bình - cao"),
                                    ("medium_low", "trung bình - thấp"),
                                    ("low", "thấp"),
                                    ("na", "không phân loại"),
                                ],
                                max_length=12,
                                verbose_name="mức độ công nghệ",
                            ),
                        ),
                        ("annex_ii", models.TextField(blank=True, verbose_name="Phụ lục II (gây ô nhiễm)")),
                        (
                            "annex_ii_standing",
                            models.CharField(
                                choices=[
                                    ("read", "đã đọc văn bản"),
                                    ("known", "chỉ nhớ, phải kiểm tra"),
                                    ("none", "không có dòng nào"),
                                ],
                                max_length=5,
                                verbose_name="độ chắc chắn Phụ lục II",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                        ("origin", models.CharField(max_length=200, verbose_name="căn cứ")),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=700, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "ngành kinh tế",
                        "verbose_name_plural": "ngành kinh tế (VSIC)",
                        "ordering": ("edition", "code"),
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "code"), name="sector_edition_code")
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(finish, take_triggers_away),
    ]
