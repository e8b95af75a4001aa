"""How officers and investors reach each other."""

from django.db import models


class Channel(models.TextChoices):
    """The way that a message went."""

    EMAIL = "email", "thư điện tử"
    ZALO = "zalo", "Zalo"
    PHONE = "phone", "điện thoại"
    MEETING = "meeting", "gặp trực tiếp"
    LETTER = "letter", "công văn"
    WEB = "web", "cổng thông tin"
    OTHER = "other", "cách khác"
