"""Investors and cases as migrations 0001 to 0014 make them, made at once; the triggers they add."""

import uuid
from decimal import Decimal
from typing import Any

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import investors.codes
import parks.models.files
from investors import merge_triggers, notice_triggers, triggers
from parks.create_models import CreateModels


def finish(apps: Any, schema_editor: Any) -> None:
    """Install the triggers."""
    for one in (triggers, merge_triggers, notice_triggers):
        one.install(apps, schema_editor)


def take_triggers_away(apps: Any, schema_editor: Any) -> None:
    """Drop the triggers with their functions, before their tables go."""
    for one in (notice_triggers, merge_triggers, triggers):
        one.remove(apps, schema_editor)


class Migration(migrations.Migration):
    replaces = [
        ("investors", "0001_initial"),
        ("investors", "0002_cases"),
        ("investors", "0003_keep_stages"),
        ("investors", "0004_case_triggers"),
        ("investors", "0005_index_projects"),
        ("investors", "0006_merges_and_handovers"),
        ("investors", "0007_renew_keys"),
        ("investors", "0008_stage_totals"),
        ("investors", "0009_search_talks"),
        ("investors", "0010_index_stage_changes"),
        ("investors", "0011_name_lists"),
        ("investors", "0012_tracking"),
        ("investors", "0013_enquiries_of_partners"),
        ("investors", "0014_notices"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateModels(
            state_operations=[
                migrations.CreateModel(
                    name="HistoricalInvestor",
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
                                default=investors.codes.new_investor_code,
                                editable=False,
                                max_length=20,
                                verbose_name="mã",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên nhà đầu tư")),
                        (
                            "nationality",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("VN", "Việt Nam"),
                                    ("KR", "Hàn Quốc"),
                                    ("JP", "Nhật Bản"),
                                    ("CN", "Trung Quốc"),
                                    ("TW", "Đài Loan"),
                                    ("HK", "Hồng Kông"),
                                    ("SG", "Singapore"),
                                    ("US", "Hoa Kỳ"),
                                    ("DE", "Đức"),
                                    ("SA", "Ả Rập Xê-út"),
                                    ("AF", "Afghanistan"),
                                    ("EG", "Ai Cập"),
                                    ("AL", "Albania"),
                                    ("DZ", "Algeria"),
                                    ("IN", "Ấn Độ"),
                                    ("AD", "Andorra"),
                                    ("AO", "Angola"),
                                    ("AI", "Anguilla"),
                                    ("AG", "Antigua và Barbuda"),
                                    ("AT", "Áo"),
                                    ("AR", "Argentina"),
                                    ("AM", "Armenia"),
                                    ("AW", "Aruba"),
                                    ("AU", "Australia"),
                                    ("AZ", "Azerbaijan"),
                                    ("PL", "Ba Lan"),
                                    ("MK", "Bắc Macedonia"),
                                    ("BS", "Bahamas"),
                                    ("BH", "Bahrain"),
                                    ("BD", "Bangladesh"),
                                    ("BB", "Barbados"),
                                    ("BY", "Belarus"),
                                    ("BZ", "Belize"),
                                    ("BJ", "Benin"),
                                    ("BM", "Bermuda"),
                                    ("BT", "Bhutan"),
                                    ("BE", "Bỉ"),
                                    ("PT", "Bồ Đào Nha"),
                                    ("BO", "Bolivia"),
                                    ("BA", "Bosnia và Herzegovina"),
                                    ("BW", "Botswana"),
                                    ("BR", "Brazil"),
                                    ("BN", "Brunei"),
                                    ("BG", "Bulgaria"),
                                    ("BF", "Burkina Faso"),
                                    ("BI", "Burundi"),
                                    ("BQ", "Ca-ri-bê Hà Lan"),
                                    ("AE", "Các Tiểu Vương quốc Ả Rập Thống nhất"),
                                    ("CM", "Cameroon"),
                                    ("KH", "Campuchia"),
                                    ("CA", "Canada"),
                                    ("CV", "Cape Verde"),
                                    ("TD", "Chad"),
                                    ("CL", "Chile"),
                                    ("CO", "Colombia"),
                                    ("KM", "Comoros"),
                                    ("DO", "Cộng hòa Dominica"),
                                    ("CF", "Cộng hòa Trung Phi"),
                                    ("CG", "Congo - Brazzaville"),
                                    ("CD", "Congo - Kinshasa"),
                                    ("CR", "Costa Rica"),
                                    ("CI", "Côte d’Ivoire"),
                                    ("HR", "Croatia"),
                                    ("CU", "Cuba"),
                                    ("CW", "Curaçao"),
                                    ("DK", "Đan Mạch"),
                                    ("CX", "Đảo Giáng Sinh"),
                                    ("IM", "Đảo Man"),
                                    ("NF", "Đảo Norfolk"),
                                    ("DJ", "Djibouti"),
                                    ("DM", "Dominica"),
                                    ("EC", "Ecuador"),
                                    ("SV", "El Salvador"),
                                    ("ER", "Eritrea"),
                                    ("EE", "Estonia"),
                                    ("SZ", "Eswatini"),
                                    ("ET", "Ethiopia"),
                                    ("FJ", "Fiji"),
                                    ("GA", "Gabon"),
                                    ("GM", "Gambia"),
                                    ("GE", "Georgia"),
                                    ("GH", "Ghana"),
                                    ("GI", "Gibraltar"),
                                    ("GL", "Greenland"),
                                    ("GD", "Grenada"),
                                    ("GP", "Guadeloupe"),
                                    ("GU", "Guam"),
                                    ("GT", "Guatemala"),
                                    ("GG", "Guernsey"),
                                    ("GF", "Guiana thuộc Pháp"),
                                    ("GN", "Guinea"),
                                    ("GQ", "Guinea Xích Đạo"),
                                    ("GW", "Guinea-Bissau"),
                                    ("GY", "Guyana"),
                                    ("NL", "Hà Lan"),
                                    ("HT", "Haiti"),
                                    ("HN", "Honduras"),
                                    ("HU", "Hungary"),
                                    ("GR", "Hy Lạp"),
                                    ("IS", "Iceland"),
                                    ("ID", "Indonesia"),
                                    ("IR", "Iran"),
                                    ("IQ", "Iraq"),
                                    ("IE", "Ireland"),
                                    ("IL", "Israel"),
                                    ("IT", "Italy"),
                                    ("JM", "Jamaica"),
                                    ("JE", "Jersey"),
                                    ("JO", "Jordan"),
                                    ("KZ", "Kazakhstan"),
                                    ("KE", "Kenya"),
                                    ("KI", "Kiribati"),
                                    ("KW", "Kuwait"),
                                    ("KG", "Kyrgyzstan"),
                                    ("IO", "Lãnh thổ Ấn Độ Dương thuộc Anh"),
                                    ("PS", "Lãnh thổ Palestine"),
                                    ("LA", "Lào"),
                                    ("LV", "Latvia"),
                                    ("LS", "Lesotho"),
                                    ("LB", "Li-băng"),
                                    ("LR", "Liberia"),
                                    ("LY", "Libya"),
                                    ("LI", "Liechtenstein"),
                                    ("LT", "Litva"),
                                    ("LU", "Luxembourg"),
                                    ("MO", "Ma Cao"),
                                    ("MA", "Ma-rốc"),
                                    ("MG", "Madagascar"),
                                    ("MW", "Malawi"),
                                    ("MY", "Malaysia"),
                                    ("MV", "Maldives"),
                                    ("ML", "Mali"),
                                    ("MT", "Malta"),
                                    ("MQ", "Martinique"),
                                    ("MR", "Mauritania"),
                                    ("MU", "Mauritius"),
                                    ("YT", "Mayotte"),
                                    ("MX", "Mexico"),
                                    ("FM", "Micronesia"),
                                    ("MD", "Moldova"),
                                    ("MC", "Monaco"),
                                    ("MN", "Mông Cổ"),
                                    ("ME", "Montenegro"),
                                    ("MS", "Montserrat"),
                                    ("MZ", "Mozambique"),
                                    ("MM", "Myanmar (Miến Điện)"),
                                    ("NO", "Na Uy"),
                                    ("GS", "Nam Georgia & Quần đảo Nam Sandwich"),
                                    ("ZA", "Nam Phi"),
                                    ("SS", "Nam Sudan"),
                                    ("NA", "Namibia"),
                                    ("NR", "Nauru"),
                                    ("NP", "Nepal"),
                                    ("NC", "New Caledonia"),
                                    ("NZ", "New Zealand"),
                                    ("RU", "Nga"),
                                    ("NI", "Nicaragua"),
                                    ("NE", "Niger"),
                                    ("NG", "Nigeria"),
                                    ("NU", "Niue"),
                                    ("OM", "Oman"),
                                    ("PK", "Pakistan"),
                                    ("PW", "Palau"),
                                    ("PA", "Panama"),
                                    ("PG", "Papua New Guinea"),
                                    ("PY", "Paraguay"),
                                    ("PE", "Peru"),
                                    ("FI", "Phần Lan"),
                                    ("FR", "Pháp"),
                                    ("PH", "Philippines"),
                                    ("PF", "Polynesia thuộc Pháp"),
                                    ("PR", "Puerto Rico"),
                                    ("QA", "Qatar"),
                                    ("AX", "Quần đảo Åland"),
                                    ("MP", "Quần đảo Bắc Mariana"),
                                    ("KY", "Quần đảo Cayman"),
                                    ("CC", "Quần đảo Cocos (Keeling)"),
                                    ("CK", "Quần đảo Cook"),
                                    ("FK", "Quần đảo Falkland"),
                                    ("FO", "Quần đảo Faroe"),
                                    ("MH", "Quần đảo Marshall"),
                                    ("PN", "Quần đảo Pitcairn"),
                                    ("SB", "Quần đảo Solomon"),
                                    ("TC", "Quần đảo Turks và Caicos"),
                                    ("VG", "Quần đảo Virgin thuộc Anh"),
                                    ("VI", "Quần đảo Virgin thuộc Hoa Kỳ"),
                                    ("RE", "Réunion"),
                                    ("RO", "Romania"),
                                    ("RW", "Rwanda"),
                                    ("PM", "Saint Pierre và Miquelon"),
                                    ("WS", "Samoa"),
                                    ("AS", "Samoa thuộc Mỹ"),
                                    ("SM", "San Marino"),
                                    ("ST", "São Tomé và Príncipe"),
                                    ("CZ", "Séc"),
                                    ("SN", "Senegal"),
                                    ("RS", "Serbia"),
                                    ("SC", "Seychelles"),
                                    ("SL", "Sierra Leone"),
                                    ("SX", "Sint Maarten"),
                                    ("CY", "Síp"),
                                    ("SK", "Slovakia"),
                                    ("SI", "Slovenia"),
                                    ("SO", "Somalia"),
                                    ("LK", "Sri Lanka"),
                                    ("BL", "St. Barthélemy"),
                                    ("SH", "St. Helena"),
                                    ("KN", "St. Kitts và Nevis"),
                                    ("LC", "St. Lucia"),
                                    ("MF", "St. Martin"),
                                    ("VC", "St. Vincent và Grenadines"),
                                    ("SD", "Sudan"),
                                    ("SR", "Suriname"),
                                    ("SJ", "Svalbard và Jan Mayen"),
                                    ("SY", "Syria"),
                                    ("TJ", "Tajikistan"),
                                    ("TZ", "Tanzania"),
                                    ("ES", "Tây Ban Nha"),
                                    ("EH", "Tây Sahara"),
                                    ("TH", "Thái Lan"),
                                    ("VA", "Thành Vatican"),
                                    ("TR", "Thổ Nhĩ Kỳ"),
                                    ("SE", "Thụy Điển"),
                                    ("CH", "Thụy Sĩ"),
                                    ("TL", "Timor-Leste"),
                                    ("TG", "Togo"),
                                    ("TK", "Tokelau"),
                                    ("TO", "Tonga"),
                                    ("KP", "Triều Tiên"),
                                    ("TT", "Trinidad và Tobago"),
                                    ("TN", "Tunisia"),
                                    ("TM", "Turkmenistan"),
                                    ("TV", "Tuvalu"),
                                    ("UG", "Uganda"),
                                    ("UA", "Ukraina"),
                                    ("UY", "Uruguay"),
                                    ("UZ", "Uzbekistan"),
                                    ("VU", "Vanuatu"),
                                    ("VE", "Venezuela"),
                                    ("GB", "Vương quốc Anh"),
                                    ("WF", "Wallis và Futuna"),
                                    ("YE", "Yemen"),
                                    ("ZM", "Zambia"),
                                    ("ZW", "Zimbabwe"),
                                ],
                                help_text="Chỉ dùng để xét điều kiện tiếp cận thị trường, không ảnh hưởng điểm.",
                                max_length=2,
                                verbose_name="quốc tịch",
                            ),
                        ),
                        (
                            "foreign_share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ vốn nước ngoài (%)",
                            ),
                        ),
                        (
                            "tax_code",
                            models.CharField(
                                blank=True,
                                max_length=14,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{10}(-?\\d{3})?$", "Mã số thuế có 10 hoặc 13 chữ số."
                                    )
                                ],
                                verbose_name="mã số thuế",
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(blank=True, max_length=120, verbose_name="người liên hệ"),
                        ),
                        (
                            "contact_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
                        ),
                        (
                            "contact_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="điện thoại"),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=True,
                                help_text="Tên và trao đổi chỉ hiện với tổ phụ trách hồ sơ.",
                                verbose_name="giữ kín tên",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "created_at",
                            models.DateTimeField(blank=True, editable=False, verbose_name="ghi nhận lúc"),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="đã gộp vào",
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
                        "verbose_name": "historical nhà đầu tư",
                        "verbose_name_plural": "historical nhà đầu tư",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Investor",
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
                                default=investors.codes.new_investor_code,
                                editable=False,
                                max_length=20,
                                unique=True,
                                verbose_name="mã",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên nhà đầu tư")),
                        (
                            "nationality",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("VN", "Việt Nam"),
                                    ("KR", "Hàn Quốc"),
                                    ("JP", "Nhật Bản"),
                                    ("CN", "Trung Quốc"),
                                    ("TW", "Đài Loan"),
                                    ("HK", "Hồng Kông"),
                                    ("SG", "Singapore"),
                                    ("US", "Hoa Kỳ"),
                                    ("DE", "Đức"),
                                    ("SA", "Ả Rập Xê-út"),
                                    ("AF", "Afghanistan"),
                                    ("EG", "Ai Cập"),
                                    ("AL", "Albania"),
                                    ("DZ", "Algeria"),
                                    ("IN", "Ấn Độ"),
                                    ("AD", "Andorra"),
                                    ("AO", "Angola"),
                                    ("AI", "Anguilla"),
                                    ("AG", "Antigua và Barbuda"),
                                    ("AT", "Áo"),
                                    ("AR", "Argentina"),
                                    ("AM", "Armenia"),
                                    ("AW", "Aruba"),
                                    ("AU", "Australia"),
                                    ("AZ", "Azerbaijan"),
                                    ("PL", "Ba Lan"),
                                    ("MK", "Bắc Macedonia"),
                                    ("BS", "Bahamas"),
                                    ("BH", "Bahrain"),
                                    ("BD", "Bangladesh"),
                                    ("BB", "Barbados"),
                                    ("BY", "Belarus"),
                                    ("BZ", "Belize"),
                                    ("BJ", "Benin"),
                                    ("BM", "Bermuda"),
                                    ("BT", "Bhutan"),
                                    ("BE", "Bỉ"),
                                    ("PT", "Bồ Đào Nha"),
                                    ("BO", "Bolivia"),
                                    ("BA", "Bosnia và Herzegovina"),
                                    ("BW", "Botswana"),
                                    ("BR", "Brazil"),
                                    ("BN", "Brunei"),
                                    ("BG", "Bulgaria"),
                                    ("BF", "Burkina Faso"),
                                    ("BI", "Burundi"),
                                    ("BQ", "Ca-ri-bê Hà Lan"),
                                    ("AE", "Các Tiểu Vương quốc Ả Rập Thống nhất"),
                                    ("CM", "Cameroon"),
                                    ("KH", "Campuchia"),
                                    ("CA", "Canada"),
                                    ("CV", "Cape Verde"),
                                    ("TD", "Chad"),
                                    ("CL", "Chile"),
                                    ("CO", "Colombia"),
                                    ("KM", "Comoros"),
                                    ("DO", "Cộng hòa Dominica"),
                                    ("CF", "Cộng hòa Trung Phi"),
                                    ("CG", "Congo - Brazzaville"),
                                    ("CD", "Congo - Kinshasa"),
                                    ("CR", "Costa Rica"),
                                    ("CI", "Côte d’Ivoire"),
                                    ("HR", "Croatia"),
                                    ("CU", "Cuba"),
                                    ("CW", "Curaçao"),
                                    ("DK", "Đan Mạch"),
                                    ("CX", "Đảo Giáng Sinh"),
                                    ("IM", "Đảo Man"),
                                    ("NF", "Đảo Norfolk"),
                                    ("DJ", "Djibouti"),
                                    ("DM", "Dominica"),
                                    ("EC", "Ecuador"),
                                    ("SV", "El Salvador"),
                                    ("ER", "Eritrea"),
                                    ("EE", "Estonia"),
                                    ("SZ", "Eswatini"),
                                    ("ET", "Ethiopia"),
                                    ("FJ", "Fiji"),
                                    ("GA", "Gabon"),
                                    ("GM", "Gambia"),
                                    ("GE", "Georgia"),
                                    ("GH", "Ghana"),
                                    ("GI", "Gibraltar"),
                                    ("GL", "Greenland"),
                                    ("GD", "Grenada"),
                                    ("GP", "Guadeloupe"),
                                    ("GU", "Guam"),
                                    ("GT", "Guatemala"),
                                    ("GG", "Guernsey"),
                                    ("GF", "Guiana thuộc Pháp"),
                                    ("GN", "Guinea"),
                                    ("GQ", "Guinea Xích Đạo"),
                                    ("GW", "Guinea-Bissau"),
                                    ("GY", "Guyana"),
                                    ("NL", "Hà Lan"),
                                    ("HT", "Haiti"),
                                    ("HN", "Honduras"),
                                    ("HU", "Hungary"),
                                    ("GR", "Hy Lạp"),
                                    ("IS", "Iceland"),
                                    ("ID", "Indonesia"),
                                    ("IR", "Iran"),
                                    ("IQ", "Iraq"),
                                    ("IE", "Ireland"),
                                    ("IL", "Israel"),
                                    ("IT", "Italy"),
                                    ("JM", "Jamaica"),
                                    ("JE", "Jersey"),
                                    ("JO", "Jordan"),
                                    ("KZ", "Kazakhstan"),
                                    ("KE", "Kenya"),
                                    ("KI", "Kiribati"),
                                    ("KW", "Kuwait"),
                                    ("KG", "Kyrgyzstan"),
                                    ("IO", "Lãnh thổ Ấn Độ Dương thuộc Anh"),
                                    ("PS", "Lãnh thổ Palestine"),
                                    ("LA", "Lào"),
                                    ("LV", "Latvia"),
                                    ("LS", "Lesotho"),
                                    ("LB", "Li-băng"),
                                    ("LR", "Liberia"),
                                    ("LY", "Libya"),
                                    ("LI", "Liechtenstein"),
                                    ("LT", "Litva"),
                                    ("LU", "Luxembourg"),
                                    ("MO", "Ma Cao"),
                                    ("MA", "Ma-rốc"),
                                    ("MG", "Madagascar"),
                                    ("MW", "Malawi"),
                                    ("MY", "Malaysia"),
                                    ("MV", "Maldives"),
                                    ("ML", "Mali"),
                                    ("MT", "Malta"),
                                    ("MQ", "Martinique"),
                                    ("MR", "Mauritania"),
                                    ("MU", "Mauritius"),
                                    ("YT", "Mayotte"),
                                    ("MX", "Mexico"),
                                    ("FM", "Micronesia"),
                                    ("MD", "Moldova"),
                                    ("MC", "Monaco"),
                                    ("MN", "Mông Cổ"),
                                    ("ME", "Montenegro"),
                                    ("MS", "Montserrat"),
                                    ("MZ", "Mozambique"),
                                    ("MM", "Myanmar (Miến Điện)"),
                                    ("NO", "Na Uy"),
                                    ("GS", "Nam Georgia & Quần đảo Nam Sandwich"),
                                    ("ZA", "Nam Phi"),
                                    ("SS", "Nam Sudan"),
                                    ("NA", "Namibia"),
                                    ("NR", "Nauru"),
                                    ("NP", "Nepal"),
                                    ("NC", "New Caledonia"),
                                    ("NZ", "New Zealand"),
                                    ("RU", "Nga"),
                                    ("NI", "Nicaragua"),
                                    ("NE", "Niger"),
                                    ("NG", "Nigeria"),
                                    ("NU", "Niue"),
                                    ("OM", "Oman"),
                                    ("PK", "Pakistan"),
                                    ("PW", "Palau"),
                                    ("PA", "Panama"),
                                    ("PG", "Papua New Guinea"),
                                    ("PY", "Paraguay"),
                                    ("PE", "Peru"),
                                    ("FI", "Phần Lan"),
                                    ("FR", "Pháp"),
                                    ("PH", "Philippines"),
                                    ("PF", "Polynesia thuộc Pháp"),
                                    ("PR", "Puerto Rico"),
                                    ("QA", "Qatar"),
                                    ("AX", "Quần đảo Åland"),
                                    ("MP", "Quần đảo Bắc Mariana"),
                                    ("KY", "Quần đảo Cayman"),
                                    ("CC", "Quần đảo Cocos (Keeling)"),
                                    ("CK", "Quần đảo Cook"),
                                    ("FK", "Quần đảo Falkland"),
                                    ("FO", "Quần đảo Faroe"),
                                    ("MH", "Quần đảo Marshall"),
                                    ("PN", "Quần đảo Pitcairn"),
                                    ("SB", "Quần đảo Solomon"),
                                    ("TC", "Quần đảo Turks và Caicos"),
                                    ("VG", "Quần đảo Virgin thuộc Anh"),
                                    ("VI", "Quần đảo Virgin thuộc Hoa Kỳ"),
                                    ("RE", "Réunion"),
                                    ("RO", "Romania"),
                                    ("RW", "Rwanda"),
                                    ("PM", "Saint Pierre và Miquelon"),
                                    ("WS", "Samoa"),
                                    ("AS", "Samoa thuộc Mỹ"),
                                    ("SM", "San Marino"),
                                    ("ST", "São Tomé và Príncipe"),
                                    ("CZ", "Séc"),
                                    ("SN", "Senegal"),
                                    ("RS", "Serbia"),
                                    ("SC", "Seychelles"),
                                    ("SL", "Sierra Leone"),
                                    ("SX", "Sint Maarten"),
                                    ("CY", "Síp"),
                                    ("SK", "Slovakia"),
                                    ("SI", "Slovenia"),
                                    ("SO", "Somalia"),
                                    ("LK", "Sri Lanka"),
                                    ("BL", "St. Barthélemy"),
                                    ("SH", "St. Helena"),
                                    ("KN", "St. Kitts và Nevis"),
                                    ("LC", "St. Lucia"),
                                    ("MF", "St. Martin"),
                                    ("VC", "St. Vincent và Grenadines"),
                                    ("SD", "Sudan"),
                                    ("SR", "Suriname"),
                                    ("SJ", "Svalbard và Jan Mayen"),
                                    ("SY", "Syria"),
                                    ("TJ", "Tajikistan"),
                                    ("TZ", "Tanzania"),
                                    ("ES", "Tây Ban Nha"),
                                    ("EH", "Tây Sahara"),
                                    ("TH", "Thái Lan"),
                                    ("VA", "Thành Vatican"),
                                    ("TR", "Thổ Nhĩ Kỳ"),
                                    ("SE", "Thụy Điển"),
                                    ("CH", "Thụy Sĩ"),
                                    ("TL", "Timor-Leste"),
                                    ("TG", "Togo"),
                                    ("TK", "Tokelau"),
                                    ("TO", "Tonga"),
                                    ("KP", "Triều Tiên"),
                                    ("TT", "Trinidad và Tobago"),
                                    ("TN", "Tunisia"),
                                    ("TM", "Turkmenistan"),
                                    ("TV", "Tuvalu"),
                                    ("UG", "Uganda"),
                                    ("UA", "Ukraina"),
                                    ("UY", "Uruguay"),
                                    ("UZ", "Uzbekistan"),
                                    ("VU", "Vanuatu"),
                                    ("VE", "Venezuela"),
                                    ("GB", "Vương quốc Anh"),
                                    ("WF", "Wallis và Futuna"),
                                    ("YE", "Yemen"),
                                    ("ZM", "Zambia"),
                                    ("ZW", "Zimbabwe"),
                                ],
                                help_text="Chỉ dùng để xét điều kiện tiếp cận thị trường, không ảnh hưởng điểm.",
                                max_length=2,
                                verbose_name="quốc tịch",
                            ),
                        ),
                        (
                            "foreign_share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ vốn nước ngoài (%)",
                            ),
                        ),
                        (
                            "tax_code",
                            models.CharField(
                                blank=True,
                                max_length=14,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{10}(-?\\d{3})?$", "Mã số thuế có 10 hoặc 13 chữ số."
                                    )
                                ],
                                verbose_name="mã số thuế",
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(blank=True, max_length=120, verbose_name="người liên hệ"),
                        ),
                        (
                            "contact_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
                        ),
                        (
                            "contact_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="điện thoại"),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=True,
                                help_text="Tên và trao đổi chỉ hiện với tổ phụ trách hồ sơ.",
                                verbose_name="giữ kín tên",
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi nhận lúc")),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="investors.investor",
                                verbose_name="đã gộp vào",
                            ),
                        ),
                        (
                            "name_key",
                            models.CharField(
                                db_index=True,
                                default="",
                                editable=False,
                                max_length=200,
                                verbose_name="khóa tên",
                            ),
                        ),
                        (
                            "phone_key",
                            models.CharField(
                                db_index=True,
                                default="",
                                editable=False,
                                max_length=20,
                                verbose_name="khóa điện thoại",
                            ),
                        ),
                        (
                            "tax_key",
                            models.CharField(
                                db_index=True,
                                default="",
                                editable=False,
                                max_length=10,
                                verbose_name="khóa mã số thuế",
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "nhà đầu tư",
                        "verbose_name_plural": "nhà đầu tư",
                        "ordering": ("name", "code"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("foreign_share_pct__isnull", True),
                                    models.Q(("foreign_share_pct__gte", 0), ("foreign_share_pct__lte", 100)),
                                    _connector="OR",
                                ),
                                name="investor_foreign_share_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    models.Q(("tax_code", ""), _negated=True),
                                    ("confidential", False),
                                    ("merged_into__isnull", True),
                                ),
                                fields=("tax_code",),
                                name="investor_tax_code_once",
                                violation_error_message="Đã có nhà đầu tư với mã số thuế này.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="investor_not_merged_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalProject",
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
                                default=investors.codes.new_project_code,
                                editable=False,
                                max_length=20,
                                verbose_name="mã hồ sơ",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên dự án")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("enquiry", "tiếp nhận"),
                                    ("screening", "sàng lọc"),
                                    ("site_offered", "đã giới thiệu địa điểm"),
                                    ("land_held", "đã giữ đất"),
                                    ("application", "đã nộp hồ sơ"),
                                    ("licensed", "đã cấp phép"),
                                    ("building", "đang xây dựng"),
                                    ("operating", "đã hoạt động"),
                                    ("refused", "từ chối"),
                                    ("withdrawn", "nhà đầu tư rút"),
                                ],
                                db_index=True,
                                default="enquiry",
                                editable=False,
                                max_length=12,
                                verbose_name="giai đoạn",
                            ),
                        ),
                        (
                            "stage_since",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="ở giai đoạn từ",
                            ),
                        ),
                        (
                            "last_contact_at",
                            models.DateTimeField(
                                db_index=True,
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="trao đổi gần nhất",
                            ),
                        ),
                        (
                            "process_flags",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "dyeing_washing",
                                            "tanning",
                                            "plating_or_chemical_cleaning",
                                            "smelting",
                                            "pulp_or_recycled_paper",
                                            "inorganic_chemical",
                                            "battery_cell",
                                            "imported_scrap",
                                            "hazardous_waste_service",
                                            "glass_furnace",
                                        )
                                    )
                                ],
                                verbose_name="công đoạn đặc thù",
                            ),
                        ),
                        (
                            "capital_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=0,
                                help_text="Tổng vốn, viết đủ số, ví dụ 80.000.000.",
                                max_digits=15,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="vốn đầu tư",
                            ),
                        ),
                        (
                            "capital_currency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("VND", "đồng (VND)"),
                                    ("USD", "đô la Mỹ (USD)"),
                                    ("EUR", "euro (EUR)"),
                                    ("JPY", "yên Nhật (JPY)"),
                                    ("KRW", "won Hàn Quốc (KRW)"),
                                    ("CNY", "nhân dân tệ (CNY)"),
                                ],
                                max_length=3,
                                null=True,
                                verbose_name="loại tiền",
                            ),
                        ),
                        (
                            "finance_export_share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ xuất khẩu (%)",
                            ),
                        ),
                        (
                            "finance_equity_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ vốn góp (%)",
                            ),
                        ),
                        (
                            "finance_disbursed_36_months_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="giải ngân trong 36 tháng (%)",
                            ),
                        ),
                        (
                            "finance_term_years",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(99)],
                                verbose_name="thời hạn hoạt động (năm)",
                            ),
                        ),
                        (
                            "finance_revenue_billion_vnd",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Dùng để xét quy mô doanh nghiệp.",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="doanh thu năm (tỷ đồng)",
                            ),
                        ),
                        (
                            "land_area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diện tích cần (ha)",
                            ),
                        ),
                        (
                            "land_min_area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Ít hơn mức này thì không làm được dự án.",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diện tích tối thiểu (ha)",
                            ),
                        ),
                        (
                            "land_needed_from",
                            models.DateField(blank=True, null=True, verbose_name="cần đất từ ngày"),
                        ),
                        (
                            "jobs_total",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2000000)],
                                verbose_name="tổng số lao động (người)",
                            ),
                        ),
                        (
                            "jobs_local",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2000000)],
                                verbose_name="trong đó lao động địa phương (người)",
                            ),
                        ),
                        (
                            "technology_equipment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "mới"),
                                    ("used", "đã qua sử dụng"),
                                    ("mixed", "một phần đã qua sử dụng"),
                                ],
                                max_length=5,
                                null=True,
                                verbose_name="thiết bị",
                            ),
                        ),
                        (
                            "technology_equipment_age_years",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tuổi thiết bị (năm)",
                            ),
                        ),
                        (
                            "technology_residual_capacity_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="công suất còn lại so với thiết kế (%)",
                            ),
                        ),
                        (
                            "technology_consumption_vs_design_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="tiêu hao so với thiết kế (%)",
                            ),
                        ),
                        (
                            "technology_oecd_users",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="số cơ sở thuộc OECD đang dùng",
                            ),
                        ),
                        (
                            "technology_lists",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "strategic",
                                            "d38_product",
                                            "d38_technology",
                                            "supporting_product",
                                            "encouraged",
                                            "restricted",
                                            "prohibited",
                                        )
                                    )
                                ],
                                verbose_name="danh mục công nghệ, sản phẩm",
                            ),
                        ),
                        (
                            "technology_rd_spend_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="chi nghiên cứu và phát triển (% doanh thu)",
                            ),
                        ),
                        (
                            "technology_rd_staff_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="lao động nghiên cứu và phát triển (%)",
                            ),
                        ),
                        (
                            "technology_hightech_revenue_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="doanh thu từ sản phẩm công nghệ cao (%)",
                            ),
                        ),
                        (
                            "technology_local_input_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ nội địa hóa (%)",
                            ),
                        ),
                        (
                            "technology_certificates",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        ("high_tech_enterprise", "supporting_industry", "eco_enterprise")
                                    )
                                ],
                                verbose_name="giấy chứng nhận",
                            ),
                        ),
                        (
                            "environment_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("I", "nhóm I"),
                                    ("II", "nhóm II"),
                                    ("III", "nhóm III"),
                                    ("IV", "nhóm IV"),
                                ],
                                help_text="Để trống nếu chưa rõ: hệ thống suy ra từ ngành nghề, công đoạn, công suất và yếu tố nhạy cảm.",
                                max_length=3,
                                null=True,
                                verbose_name="nhóm môi trường",
                            ),
                        ),
                        (
                            "environment_wastewater_m3_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="nước thải (m³/ngày)",
                            ),
                        ),
                        (
                            "environment_wastewater_treatment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("central", "đấu nối trạm xử lý tập trung"),
                                    ("own", "tự xử lý"),
                                    ("none", "không xử lý"),
                                ],
                                max_length=7,
                                null=True,
                                verbose_name="xử lý nước thải",
                            ),
                        ),
                        (
                            "environment_hazardous_waste_t_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="chất thải nguy hại (tấn/năm)",
                            ),
                        ),
                        (
                            "environment_energy_toe_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="tiêu thụ năng lượng (TOE/năm)",
                            ),
                        ),
                        (
                            "environment_energy_vs_norm_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="năng lượng so với định mức (%)",
                            ),
                        ),
                        (
                            "environment_sensitive_factors",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "dense_residential",
                                            "domestic_water_source",
                                            "nature_reserve",
                                            "forest",
                                            "heritage",
                                            "two_crop_rice",
                                            "wetland",
                                            "resettlement",
                                        )
                                    )
                                ],
                                verbose_name="yếu tố nhạy cảm",
                            ),
                        ),
                        (
                            "environment_practices",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[investors.codes.ListOf(("iso14001", "recp", "symbiosis", "bat"))],
                                verbose_name="thực hành môi trường",
                            ),
                        ),
                        (
                            "utilities_power_mw",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="công suất điện (MW)",
                            ),
                        ),
                        (
                            "utilities_water_m3_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="nước cấp (m³/ngày)",
                            ),
                        ),
                        (
                            "preferences_kinds",
                            models.JSONField(
                                blank=True,
                                help_text="Không chọn mục nào nghĩa là không giới hạn.",
                                null=True,
                                validators=[investors.codes.ListOf(("park", "cluster", "it_zone"))],
                                verbose_name="loại địa điểm",
                            ),
                        ),
                        (
                            "preferences_planning_areas",
                            models.JSONField(
                                blank=True,
                                help_text="Không chọn mục nào nghĩa là không giới hạn.",
                                null=True,
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "preferences_max_km",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[investors.codes.validate_distances],
                                verbose_name="khoảng cách tối đa (km)",
                            ),
                        ),
                        (
                            "licence_number",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="số giấy chứng nhận đăng ký đầu tư"
                            ),
                        ),
                        ("licensed_on", models.DateField(blank=True, null=True, verbose_name="cấp ngày")),
                        (
                            "building_from",
                            models.DateField(blank=True, null=True, verbose_name="khởi công ngày"),
                        ),
                        (
                            "operating_from",
                            models.DateField(blank=True, null=True, verbose_name="hoạt động từ ngày"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        (
                            "created_at",
                            models.DateTimeField(blank=True, editable=False, verbose_name="ghi nhận lúc"),
                        ),
                        (
                            "investor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="nhà đầu tư",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ phụ trách",
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
                        "verbose_name": "historical dự án",
                        "verbose_name_plural": "historical dự án",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Project",
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
                                default=investors.codes.new_project_code,
                                editable=False,
                                max_length=20,
                                unique=True,
                                verbose_name="mã hồ sơ",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="tên dự án")),
                        (
                            "investor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="investors.investor",
                                verbose_name="nhà đầu tư",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("enquiry", "tiếp nhận"),
                                    ("screening", "sàng lọc"),
                                    ("site_offered", "đã giới thiệu địa điểm"),
                                    ("land_held", "đã giữ đất"),
                                    ("application", "đã nộp hồ sơ"),
                                    ("licensed", "đã cấp phép"),
                                    ("building", "đang xây dựng"),
                                    ("operating", "đã hoạt động"),
                                    ("refused", "từ chối"),
                                    ("withdrawn", "nhà đầu tư rút"),
                                ],
                                db_index=True,
                                default="enquiry",
                                editable=False,
                                max_length=12,
                                verbose_name="giai đoạn",
                            ),
                        ),
                        (
                            "stage_since",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="ở giai đoạn từ",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ phụ trách",
                            ),
                        ),
                        (
                            "last_contact_at",
                            models.DateTimeField(
                                db_index=True,
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="trao đổi gần nhất",
                            ),
                        ),
                        (
                            "process_flags",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "dyeing_washing",
                                            "tanning",
                                            "plating_or_chemical_cleaning",
                                            "smelting",
                                            "pulp_or_recycled_paper",
                                            "inorganic_chemical",
                                            "battery_cell",
                                            "imported_scrap",
                                            "hazardous_waste_service",
                                            "glass_furnace",
                                        )
                                    )
                                ],
                                verbose_name="công đoạn đặc thù",
                            ),
                        ),
                        (
                            "capital_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=0,
                                help_text="Tổng vốn, viết đủ số, ví dụ 80.000.000.",
                                max_digits=15,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="vốn đầu tư",
                            ),
                        ),
                        (
                            "capital_currency",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("VND", "đồng (VND)"),
                                    ("USD", "đô la Mỹ (USD)"),
                                    ("EUR", "euro (EUR)"),
                                    ("JPY", "yên Nhật (JPY)"),
                                    ("KRW", "won Hàn Quốc (KRW)"),
                                    ("CNY", "nhân dân tệ (CNY)"),
                                ],
                                max_length=3,
                                null=True,
                                verbose_name="loại tiền",
                            ),
                        ),
                        (
                            "finance_export_share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ xuất khẩu (%)",
                            ),
                        ),
                        (
                            "finance_equity_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ vốn góp (%)",
                            ),
                        ),
                        (
                            "finance_disbursed_36_months_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="giải ngân trong 36 tháng (%)",
                            ),
                        ),
                        (
                            "finance_term_years",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(99)],
                                verbose_name="thời hạn hoạt động (năm)",
                            ),
                        ),
                        (
                            "finance_revenue_billion_vnd",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Dùng để xét quy mô doanh nghiệp.",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="doanh thu năm (tỷ đồng)",
                            ),
                        ),
                        (
                            "land_area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diện tích cần (ha)",
                            ),
                        ),
                        (
                            "land_min_area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Ít hơn mức này thì không làm được dự án.",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diện tích tối thiểu (ha)",
                            ),
                        ),
                        (
                            "land_needed_from",
                            models.DateField(blank=True, null=True, verbose_name="cần đất từ ngày"),
                        ),
                        (
                            "jobs_total",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2000000)],
                                verbose_name="tổng số lao động (người)",
                            ),
                        ),
                        (
                            "jobs_local",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(2000000)],
                                verbose_name="trong đó lao động địa phương (người)",
                            ),
                        ),
                        (
                            "technology_equipment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "mới"),
                                    ("used", "đã qua sử dụng"),
                                    ("mixed", "một phần đã qua sử dụng"),
                                ],
                                max_length=5,
                                null=True,
                                verbose_name="thiết bị",
                            ),
                        ),
                        (
                            "technology_equipment_age_years",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tuổi thiết bị (năm)",
                            ),
                        ),
                        (
                            "technology_residual_capacity_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="công suất còn lại so với thiết kế (%)",
                            ),
                        ),
                        (
                            "technology_consumption_vs_design_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="tiêu hao so với thiết kế (%)",
                            ),
                        ),
                        (
                            "technology_oecd_users",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="số cơ sở thuộc OECD đang dùng",
                            ),
                        ),
                        (
                            "technology_lists",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "strategic",
                                            "d38_product",
                                            "d38_technology",
                                            "supporting_product",
                                            "encouraged",
                                            "restricted",
                                            "prohibited",
                                        )
                                    )
                                ],
                                verbose_name="danh mục công nghệ, sản phẩm",
                            ),
                        ),
                        (
                            "technology_rd_spend_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="chi nghiên cứu và phát triển (% doanh thu)",
                            ),
                        ),
                        (
                            "technology_rd_staff_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="lao động nghiên cứu và phát triển (%)",
                            ),
                        ),
                        (
                            "technology_hightech_revenue_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="doanh thu từ sản phẩm công nghệ cao (%)",
                            ),
                        ),
                        (
                            "technology_local_input_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ lệ nội địa hóa (%)",
                            ),
                        ),
                        (
                            "technology_certificates",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        ("high_tech_enterprise", "supporting_industry", "eco_enterprise")
                                    )
                                ],
                                verbose_name="giấy chứng nhận",
                            ),
                        ),
                        (
                            "environment_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("I", "nhóm I"),
                                    ("II", "nhóm II"),
                                    ("III", "nhóm III"),
                                    ("IV", "nhóm IV"),
                                ],
                                help_text="Để trống nếu chưa rõ: hệ thống suy ra từ ngành nghề, công đoạn, công suất và yếu tố nhạy cảm.",
                                max_length=3,
                                null=True,
                                verbose_name="nhóm môi trường",
                            ),
                        ),
                        (
                            "environment_wastewater_m3_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="nước thải (m³/ngày)",
                            ),
                        ),
                        (
                            "environment_wastewater_treatment",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("central", "đấu nối trạm xử lý tập trung"),
                                    ("own", "tự xử lý"),
                                    ("none", "không xử lý"),
                                ],
                                max_length=7,
                                null=True,
                                verbose_name="xử lý nước thải",
                            ),
                        ),
                        (
                            "environment_hazardous_waste_t_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="chất thải nguy hại (tấn/năm)",
                            ),
                        ),
                        (
                            "environment_energy_toe_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="tiêu thụ năng lượng (TOE/năm)",
                            ),
                        ),
                        (
                            "environment_energy_vs_norm_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1000),
                                ],
                                verbose_name="năng lượng so với định mức (%)",
                            ),
                        ),
                        (
                            "environment_sensitive_factors",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[
                                    investors.codes.ListOf(
                                        (
                                            "dense_residential",
                                            "domestic_water_source",
                                            "nature_reserve",
                                            "forest",
                                            "heritage",
                                            "two_crop_rice",
                                            "wetland",
                                            "resettlement",
                                        )
                                    )
                                ],
                                verbose_name="yếu tố nhạy cảm",
                            ),
                        ),
                        (
                            "environment_practices",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[investors.codes.ListOf(("iso14001", "recp", "symbiosis", "bat"))],
                                verbose_name="thực hành môi trường",
                            ),
                        ),
                        (
                            "utilities_power_mw",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="công suất điện (MW)",
                            ),
                        ),
                        (
                            "utilities_water_m3_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="nước cấp (m³/ngày)",
                            ),
                        ),
                        (
                            "preferences_kinds",
                            models.JSONField(
                                blank=True,
                                help_text="Không chọn mục nào nghĩa là không giới hạn.",
                                null=True,
                                validators=[investors.codes.ListOf(("park", "cluster", "it_zone"))],
                                verbose_name="loại địa điểm",
                            ),
                        ),
                        (
                            "preferences_planning_areas",
                            models.JSONField(
                                blank=True,
                                help_text="Không chọn mục nào nghĩa là không giới hạn.",
                                null=True,
                                verbose_name="vùng quy hoạch",
                            ),
                        ),
                        (
                            "preferences_max_km",
                            models.JSONField(
                                blank=True,
                                null=True,
                                validators=[investors.codes.validate_distances],
                                verbose_name="khoảng cách tối đa (km)",
                            ),
                        ),
                        (
                            "licence_number",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="số giấy chứng nhận đăng ký đầu tư"
                            ),
                        ),
                        ("licensed_on", models.DateField(blank=True, null=True, verbose_name="cấp ngày")),
                        (
                            "building_from",
                            models.DateField(blank=True, null=True, verbose_name="khởi công ngày"),
                        ),
                        (
                            "operating_from",
                            models.DateField(blank=True, null=True, verbose_name="hoạt động từ ngày"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú nội bộ")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="ghi nhận lúc")),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "dự án",
                        "verbose_name_plural": "dự án",
                        "ordering": ("-created_at", "code"),
                        "indexes": [
                            models.Index(fields=["-created_at", "code"], name="project_newest"),
                            models.Index(fields=["owner", "stage"], name="project_owner_stage"),
                            models.Index(
                                fields=["stage", "capital_currency", "capital_amount"],
                                name="project_stage_capital",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("capital_amount__isnull", True), ("capital_currency__isnull", True)
                                    ),
                                    models.Q(
                                        ("capital_amount__isnull", False), ("capital_currency__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="project_capital_whole",
                                violation_error_message="Ghi cả số vốn và loại tiền, hoặc để trống cả hai.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("land_min_area_ha__isnull", True),
                                    ("land_area_ha__isnull", True),
                                    ("land_min_area_ha__lte", models.F("land_area_ha")),
                                    _connector="OR",
                                ),
                                name="project_land_min_area_ha_not_above",
                                violation_error_message="Diện tích tối thiểu không được lớn hơn diện tích cần.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("jobs_local__isnull", True),
                                    ("jobs_total__isnull", True),
                                    ("jobs_local__lte", models.F("jobs_total")),
                                    _connector="OR",
                                ),
                                name="project_jobs_local_not_above",
                                violation_error_message="Lao động địa phương không được nhiều hơn tổng số lao động.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("capital_amount__isnull", True),
                                    ("capital_amount__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_capital_amount_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finance_export_share_pct__isnull", True),
                                    models.Q(
                                        ("finance_export_share_pct__gte", 0),
                                        ("finance_export_share_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_finance_export_share_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finance_equity_pct__isnull", True),
                                    models.Q(
                                        ("finance_equity_pct__gte", 0), ("finance_equity_pct__lte", 100)
                                    ),
                                    _connector="OR",
                                ),
                                name="project_finance_equity_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finance_disbursed_36_months_pct__isnull", True),
                                    models.Q(
                                        ("finance_disbursed_36_months_pct__gte", 0),
                                        ("finance_disbursed_36_months_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_finance_disbursed_36_months_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_residual_capacity_pct__isnull", True),
                                    models.Q(
                                        ("technology_residual_capacity_pct__gte", 0),
                                        ("technology_residual_capacity_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_technology_residual_capacity_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_rd_spend_pct__isnull", True),
                                    models.Q(
                                        ("technology_rd_spend_pct__gte", 0),
                                        ("technology_rd_spend_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_technology_rd_spend_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_rd_staff_pct__isnull", True),
                                    models.Q(
                                        ("technology_rd_staff_pct__gte", 0),
                                        ("technology_rd_staff_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_technology_rd_staff_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_hightech_revenue_pct__isnull", True),
                                    models.Q(
                                        ("technology_hightech_revenue_pct__gte", 0),
                                        ("technology_hightech_revenue_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_technology_hightech_revenue_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_local_input_pct__isnull", True),
                                    models.Q(
                                        ("technology_local_input_pct__gte", 0),
                                        ("technology_local_input_pct__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="project_technology_local_input_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finance_revenue_billion_vnd__isnull", True),
                                    ("finance_revenue_billion_vnd__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_finance_revenue_billion_vnd_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("land_area_ha__isnull", True), ("land_area_ha__gte", 0), _connector="OR"
                                ),
                                name="project_land_area_ha_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("land_min_area_ha__isnull", True),
                                    ("land_min_area_ha__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_land_min_area_ha_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_equipment_age_years__isnull", True),
                                    ("technology_equipment_age_years__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_technology_equipment_age_years_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("technology_consumption_vs_design_pct__isnull", True),
                                    ("technology_consumption_vs_design_pct__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_technology_consumption_vs_design_pct_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("environment_wastewater_m3_day__isnull", True),
                                    ("environment_wastewater_m3_day__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_environment_wastewater_m3_day_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("environment_hazardous_waste_t_year__isnull", True),
                                    ("environment_hazardous_waste_t_year__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_environment_hazardous_waste_t_year_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("environment_energy_toe_year__isnull", True),
                                    ("environment_energy_toe_year__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_environment_energy_toe_year_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("environment_energy_vs_norm_pct__isnull", True),
                                    ("environment_energy_vs_norm_pct__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_environment_energy_vs_norm_pct_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("utilities_power_mw__isnull", True),
                                    ("utilities_power_mw__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_utilities_power_mw_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("utilities_water_m3_day__isnull", True),
                                    ("utilities_water_m3_day__gte", 0),
                                    _connector="OR",
                                ),
                                name="project_utilities_water_m3_day_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalProjectLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="thứ tự")),
                        ("product", models.CharField(blank=True, max_length=200, verbose_name="sản phẩm")),
                        (
                            "annual_output",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=18,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="sản lượng năm",
                            ),
                        ),
                        (
                            "output_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("t", "tấn"),
                                    ("m2", "m²"),
                                    ("unit", "sản phẩm"),
                                    ("kwh", "kWh"),
                                    ("mw", "MW"),
                                    ("m3", "m³"),
                                    ("litre", "lít"),
                                    ("other", "khác"),
                                ],
                                max_length=5,
                                null=True,
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Tỷ trọng doanh thu; bỏ trống nếu chưa biết.",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ trọng (%)",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Gõ mã hoặc tên ngành, có dấu hay không.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="parks.sector",
                                verbose_name="ngành",
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
                        "verbose_name": "historical sản phẩm, ngành nghề",
                        "verbose_name_plural": "historical ngành nghề",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ProjectLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="thứ tự")),
                        (
                            "sector",
                            models.ForeignKey(
                                help_text="Gõ mã hoặc tên ngành, có dấu hay không.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="parks.sector",
                                verbose_name="ngành",
                            ),
                        ),
                        ("product", models.CharField(blank=True, max_length=200, verbose_name="sản phẩm")),
                        (
                            "annual_output",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=18,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="sản lượng năm",
                            ),
                        ),
                        (
                            "output_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("t", "tấn"),
                                    ("m2", "m²"),
                                    ("unit", "sản phẩm"),
                                    ("kwh", "kWh"),
                                    ("mw", "MW"),
                                    ("m3", "m³"),
                                    ("litre", "lít"),
                                    ("other", "khác"),
                                ],
                                max_length=5,
                                null=True,
                                verbose_name="đơn vị",
                            ),
                        ),
                        (
                            "share_pct",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Tỷ trọng doanh thu; bỏ trống nếu chưa biết.",
                                max_digits=6,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="tỷ trọng (%)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sản phẩm, ngành nghề",
                        "verbose_name_plural": "ngành nghề",
                        "ordering": ("project", "position", "id"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share_pct__isnull", True),
                                    models.Q(("share_pct__gte", 0), ("share_pct__lte", 100)),
                                    _connector="OR",
                                ),
                                name="line_share_pct_range",
                                violation_error_message="Giá trị phải từ 0 đến 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("annual_output__isnull", True),
                                    ("annual_output__gte", 0),
                                    _connector="OR",
                                ),
                                name="line_annual_output_range",
                                violation_error_message="Giá trị phải từ 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("annual_output__isnull", True),
                                    ("output_unit__isnull", False),
                                    _connector="OR",
                                ),
                                name="line_output_has_unit",
                                violation_error_message="Sản lượng phải có đơn vị.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCaseMember",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="thêm lúc"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thêm",
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
                        "verbose_name": "historical thành viên tổ hồ sơ",
                        "verbose_name_plural": "historical tổ hồ sơ",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CaseMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="thêm lúc"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người thêm",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "thành viên tổ hồ sơ",
                        "verbose_name_plural": "tổ hồ sơ",
                        "ordering": ("project", "user"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "user"),
                                name="case_member_once",
                                violation_error_message="Cán bộ này đã ở trong tổ hồ sơ.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StageChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stage_changes",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "from_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("enquiry", "tiếp nhận"),
                                    ("screening", "sàng lọc"),
                                    ("site_offered", "đã giới thiệu địa điểm"),
                                    ("land_held", "đã giữ đất"),
                                    ("application", "đã nộp hồ sơ"),
                                    ("licensed", "đã cấp phép"),
                                    ("building", "đang xây dựng"),
                                    ("operating", "đã hoạt động"),
                                    ("refused", "từ chối"),
                                    ("withdrawn", "nhà đầu tư rút"),
                                ],
                                max_length=12,
                                verbose_name="từ giai đoạn",
                            ),
                        ),
                        (
                            "to_stage",
                            models.CharField(
                                choices=[
                                    ("enquiry", "tiếp nhận"),
                                    ("screening", "sàng lọc"),
                                    ("site_offered", "đã giới thiệu địa điểm"),
                                    ("land_held", "đã giữ đất"),
                                    ("application", "đã nộp hồ sơ"),
                                    ("licensed", "đã cấp phép"),
                                    ("building", "đang xây dựng"),
                                    ("operating", "đã hoạt động"),
                                    ("refused", "từ chối"),
                                    ("withdrawn", "nhà đầu tư rút"),
                                ],
                                max_length=12,
                                verbose_name="sang giai đoạn",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                        (
                            "changed_at",
                            models.DateTimeField(
                                db_index=True, default=django.utils.timezone.now, verbose_name="lúc"
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người chuyển",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "chuyển giai đoạn",
                        "verbose_name_plural": "lần chuyển giai đoạn",
                        "ordering": ("project", "changed_at", "id"),
                        "indexes": [models.Index(fields=["project", "changed_at"], name="stage_change_when")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("to_stage__in", ("refused", "withdrawn")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stage_change_end_says_why",
                                violation_error_message="Từ chối hoặc rút phải ghi lý do.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_stage", models.F("to_stage")), _negated=True),
                                name="stage_change_goes_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalConversation",
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="qua",
                            ),
                        ),
                        (
                            "next_step",
                            models.CharField(blank=True, max_length=300, verbose_name="việc tiếp theo"),
                        ),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xong lúc"
                            ),
                        ),
                        ("with_whom", models.CharField(blank=True, max_length=120, verbose_name="với ai")),
                        ("summary", models.TextField(verbose_name="nội dung")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
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
                        "verbose_name": "historical trao đổi",
                        "verbose_name_plural": "historical trao đổi",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Conversation",
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="qua",
                            ),
                        ),
                        (
                            "next_step",
                            models.CharField(blank=True, max_length=300, verbose_name="việc tiếp theo"),
                        ),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xong lúc"
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(
                                default="", editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conversations",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        ("with_whom", models.CharField(blank=True, max_length=120, verbose_name="với ai")),
                        ("summary", models.TextField(verbose_name="nội dung")),
                    ],
                    options={
                        "verbose_name": "trao đổi",
                        "verbose_name_plural": "trao đổi",
                        "ordering": ("-at", "-id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["deadline"],
                                name="conversation_deadline",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deadline__isnull", True),
                                    models.Q(("next_step", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="conversation_deadline_of_step",
                                violation_error_message="Có hạn thì ghi việc tiếp theo.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOffer",
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="qua",
                            ),
                        ),
                        (
                            "next_step",
                            models.CharField(blank=True, max_length=300, verbose_name="việc tiếp theo"),
                        ),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xong lúc"
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích (ha)",
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                choices=[
                                    ("waiting", "chờ trả lời"),
                                    ("accepted", "đồng ý"),
                                    ("declined", "không chọn"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="trả lời",
                            ),
                        ),
                        (
                            "responded_on",
                            models.DateField(blank=True, null=True, verbose_name="trả lời ngày"),
                        ),
                        (
                            "response_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
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
                        "verbose_name": "historical giới thiệu địa điểm",
                        "verbose_name_plural": "historical lần giới thiệu địa điểm",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Offer",
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                max_length=7,
                                verbose_name="qua",
                            ),
                        ),
                        (
                            "next_step",
                            models.CharField(blank=True, max_length=300, verbose_name="việc tiếp theo"),
                        ),
                        ("deadline", models.DateField(blank=True, null=True, verbose_name="hạn")),
                        (
                            "done_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xong lúc"
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(
                                default="", editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
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
                                related_name="offers",
                                to="parks.plot",
                                verbose_name="lô đất",
                            ),
                        ),
                        (
                            "area_ha",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="diện tích (ha)",
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                choices=[
                                    ("waiting", "chờ trả lời"),
                                    ("accepted", "đồng ý"),
                                    ("declined", "không chọn"),
                                ],
                                default="waiting",
                                max_length=8,
                                verbose_name="trả lời",
                            ),
                        ),
                        (
                            "responded_on",
                            models.DateField(blank=True, null=True, verbose_name="trả lời ngày"),
                        ),
                        (
                            "response_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="lý do"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="ghi chú")),
                    ],
                    options={
                        "verbose_name": "giới thiệu địa điểm",
                        "verbose_name_plural": "lần giới thiệu địa điểm",
                        "ordering": ("-at", "-id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["deadline"],
                                name="offer_deadline",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deadline__isnull", True),
                                    models.Q(("next_step", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="offer_deadline_of_step",
                                violation_error_message="Có hạn thì ghi việc tiếp theo.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area_ha__isnull", True), ("area_ha__gt", 0), _connector="OR"
                                ),
                                name="offer_area_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("response", "declined"), _negated=True),
                                    models.Q(("response_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="offer_declined_says_why",
                                violation_error_message="Không chọn thì ghi lý do.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectHold",
                    fields=[
                        (
                            "hold",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="for_project",
                                serialize=False,
                                to="parks.hold",
                                verbose_name="giữ đất",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "giữ đất cho dự án",
                        "verbose_name_plural": "giữ đất cho dự án",
                        "ordering": ("hold",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalEnquiry",
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
                                default=investors.codes.new_enquiry_code,
                                editable=False,
                                max_length=20,
                                verbose_name="mã yêu cầu",
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="nhận lúc"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                default="email",
                                max_length=7,
                                verbose_name="nhận qua",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "tiếng Việt"), ("en", "tiếng Anh")],
                                default="vi",
                                max_length=2,
                                verbose_name="trả lời bằng",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                help_text="Dán nguyên văn tin nhắn hoặc thư.",
                                verbose_name="nội dung",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(blank=True, max_length=120, verbose_name="người hỏi"),
                        ),
                        (
                            "sender_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="điện thoại"),
                        ),
                        (
                            "sender_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
                        ),
                        (
                            "first_answered_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="trả lời lần đầu lúc"
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="khép lại lúc"
                            ),
                        ),
                        (
                            "close_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="lý do khép lại"
                            ),
                        ),
                        (
                            "erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xóa dữ liệu cá nhân lúc"
                            ),
                        ),
                        (
                            "erased_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("asked", "người gửi yêu cầu"),
                                    ("office", "cơ quan quyết định"),
                                    ("expired", "hết thời hạn lưu"),
                                ],
                                editable=False,
                                max_length=9,
                                verbose_name="lý do xóa",
                            ),
                        ),
                        (
                            "investor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="nhà đầu tư",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ trả lời",
                            ),
                        ),
                        (
                            "first_answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người trả lời lần đầu",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "erased_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người xóa",
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
                        "verbose_name": "historical yêu cầu",
                        "verbose_name_plural": "historical yêu cầu của nhà đầu tư",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Enquiry",
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
                                default=investors.codes.new_enquiry_code,
                                editable=False,
                                max_length=20,
                                unique=True,
                                verbose_name="mã yêu cầu",
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="nhận lúc"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "thư điện tử"),
                                    ("zalo", "Zalo"),
                                    ("phone", "điện thoại"),
                                    ("meeting", "gặp trực tiếp"),
                                    ("letter", "công văn"),
                                    ("web", "cổng thông tin"),
                                    ("other", "cách khác"),
                                ],
                                default="email",
                                max_length=7,
                                verbose_name="nhận qua",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "tiếng Việt"), ("en", "tiếng Anh")],
                                default="vi",
                                max_length=2,
                                verbose_name="trả lời bằng",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                help_text="Dán nguyên văn tin nhắn hoặc thư.",
                                verbose_name="nội dung",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(blank=True, max_length=120, verbose_name="người hỏi"),
                        ),
                        (
                            "sender_phone",
                            models.CharField(blank=True, max_length=40, verbose_name="điện thoại"),
                        ),
                        (
                            "sender_email",
                            models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử"),
                        ),
                        (
                            "investor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiries",
                                to="investors.investor",
                                verbose_name="nhà đầu tư",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiries",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ trả lời",
                            ),
                        ),
                        (
                            "first_answered_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="trả lời lần đầu lúc"
                            ),
                        ),
                        (
                            "first_answered_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người trả lời lần đầu",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="khép lại lúc"
                            ),
                        ),
                        (
                            "close_reason",
                            models.CharField(
                                blank=True, editable=False, max_length=300, verbose_name="lý do khép lại"
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi nhận",
                            ),
                        ),
                        (
                            "erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="xóa dữ liệu cá nhân lúc"
                            ),
                        ),
                        (
                            "erased_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người xóa",
                            ),
                        ),
                        (
                            "erased_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("asked", "người gửi yêu cầu"),
                                    ("office", "cơ quan quyết định"),
                                    ("expired", "hết thời hạn lưu"),
                                ],
                                editable=False,
                                max_length=9,
                                verbose_name="lý do xóa",
                            ),
                        ),
                        (
                            "phone_key",
                            models.CharField(
                                db_index=True,
                                default="",
                                editable=False,
                                max_length=20,
                                verbose_name="khóa điện thoại",
                            ),
                        ),
                        (
                            "search_text",
                            models.CharField(editable=False, max_length=2000, verbose_name="chuỗi tìm kiếm"),
                        ),
                    ],
                    options={
                        "verbose_name": "yêu cầu",
                        "verbose_name_plural": "yêu cầu của nhà đầu tư",
                        "ordering": ("-received_at", "code"),
                        "indexes": [
                            models.Index(fields=["-received_at", "code"], name="enquiry_newest"),
                            models.Index(
                                condition=models.Q(
                                    ("closed_at__isnull", True), ("first_answered_at__isnull", True)
                                ),
                                fields=["received_at"],
                                name="enquiry_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("erased_at__isnull", True)),
                                fields=["received_at"],
                                name="enquiry_not_erased",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_answered_at__isnull", True),
                                    ("first_answered_at__gte", models.F("received_at")),
                                    _connector="OR",
                                ),
                                name="enquiry_answered_after_received",
                                violation_error_message="Trả lời không thể trước khi nhận.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    models.Q(("close_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_closed_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("erased_at__isnull", True),
                                        ("erased_because", ""),
                                        ("erased_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("erased_at__isnull", False),
                                        ("phone_key", ""),
                                        ("sender_email", ""),
                                        ("sender_name", ""),
                                        ("sender_phone", ""),
                                        ("text", ""),
                                        models.Q(("erased_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_erased_is_empty",
                                violation_error_message="Dữ liệu cá nhân của yêu cầu này đã xóa, không ghi lại được.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectFile",
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(
                                choices=[
                                    ("proposal", "đề xuất dự án đầu tư"),
                                    ("request", "văn bản đề nghị thực hiện dự án"),
                                    ("legal_status", "giấy tờ tư cách pháp lý của nhà đầu tư"),
                                    ("finance", "tài liệu chứng minh năng lực tài chính"),
                                    ("land_need", "đề xuất nhu cầu sử dụng đất"),
                                    ("technology", "giải trình về công nghệ"),
                                    ("environment", "đánh giá sơ bộ tác động môi trường"),
                                    ("incentives", "căn cứ đề nghị ưu đãi"),
                                    ("certificate", "giấy chứng nhận, giấy phép đã có"),
                                    ("letter", "thư, công văn trao đổi"),
                                    ("other", "giấy tờ khác"),
                                ],
                                max_length=12,
                                verbose_name="giấy tờ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tệp của hồ sơ",
                        "verbose_name_plural": "tệp của hồ sơ",
                        "ordering": ("project", "paper", "uploaded_at", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="CaseHandover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="handovers",
                                to="investors.project",
                                verbose_name="dự án",
                            ),
                        ),
                        (
                            "from_owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người giao",
                            ),
                        ),
                        (
                            "to_owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người nhận",
                            ),
                        ),
                        ("note", models.TextField(verbose_name="nội dung bàn giao")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người ghi",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bàn giao hồ sơ",
                        "verbose_name_plural": "lần bàn giao hồ sơ",
                        "ordering": ("-at", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="InvestorMerge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "merged",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="investors.investor",
                                verbose_name="được gộp",
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="giữ lại",
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="gộp lúc"),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người gộp",
                            ),
                        ),
                        ("taken", models.JSONField(default=dict, verbose_name="giá trị lấy sang")),
                        ("moved", models.JSONField(default=dict, verbose_name="bản ghi chuyển sang")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="tách ra lúc"),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="người tách ra",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lần gộp nhà đầu tư",
                        "verbose_name_plural": "lần gộp nhà đầu tư",
                        "ordering": ("-made_at", "-id"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("merged",),
                                name="investor_merged_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("merged", models.F("kept")), _negated=True),
                                name="investor_merge_of_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DistinctInvestors",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="nhà đầu tư",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="investors.investor",
                                verbose_name="nhà đầu tư kia",
                            ),
                        ),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="lúc"),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="cán bộ",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hai nhà đầu tư khác nhau",
                        "verbose_name_plural": "cặp nhà đầu tư khác nhau",
                        "ordering": ("first", "second"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("first", "second"), name="distinct_investors_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))),
                                name="distinct_investors_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tracking",
                    fields=[
                        (
                            "version",
                            models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                        ),
                        (
                            "enquiry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="tracking",
                                serialize=False,
                                to="investors.enquiry",
                                verbose_name="yêu cầu",
                            ),
                        ),
                        (
                            "digest",
                            models.CharField(
                                editable=False,
                                max_length=64,
                                unique=True,
                                verbose_name="dấu của địa chỉ theo dõi",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiries",
                                to="partners.partner",
                                verbose_name="gửi qua cổng đối tác",
                            ),
                        ),
                        (
                            "project",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tracking",
                                to="investors.project",
                                verbose_name="dự án gửi kèm",
                            ),
                        ),
                        (
                            "site_codes",
                            models.JSONField(blank=True, default=list, verbose_name="khu, cụm quan tâm"),
                        ),
                        ("confidential", models.BooleanField(default=False, verbose_name="đề nghị giữ kín")),
                        (
                            "consent_version",
                            models.CharField(max_length=20, verbose_name="bản nội dung đồng ý"),
                        ),
                        (
                            "consented_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="đồng ý lúc"
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="người gửi rút lúc"),
                        ),
                    ],
                    options={
                        "verbose_name": "theo dõi yêu cầu",
                        "verbose_name_plural": "theo dõi yêu cầu",
                        "ordering": ("enquiry",),
                        "permissions": [("receive_tracking", "Tiếp nhận yêu cầu cần giữ kín chưa có cán bộ")],
                        "indexes": [models.Index(fields=["partner", "-enquiry"], name="tracking_of_partner")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("consent_version", ""), _negated=True),
                                name="tracking_has_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest", ""), _negated=True), name="tracking_has_digest"
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(finish, take_triggers_away),
    ]
