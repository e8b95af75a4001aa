"""Files that officers attach. The bytes lie outside the web root under a drawn name; a row says what they are."""

import uuid
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone

from parks.models.sources import Source


def private_storage() -> Storage:
    """Return the store of attached files: no address leads there, only a view that asks for permission."""
    return FileSystemStorage(location=settings.FILES_FOLDER, base_url=None, file_permissions_mode=0o600)


def stored_name(row: Any, name: str) -> str:
    """Return where a file is kept: a drawn name, so that nothing of what was sent reaches the disk's names."""
    drawn = uuid.uuid4().hex
    return f"{row._meta.model_name}/{drawn[:2]}/{drawn}{PurePosixPath(name).suffix.lower()}"


class AttachedFile(models.Model):
    """One attached file. It is checked by `parks.files.checked` before a row is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField("tệp", storage=private_storage, upload_to=stored_name, max_length=120)
    name = models.CharField("tên tệp", max_length=150)
    media_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ (byte)")
    sha256 = models.CharField("dấu SHA-256", max_length=64)
    uploaded_at = models.DateTimeField("tải lên lúc", default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tải lên"
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gỡ",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class SourceFile(AttachedFile):
    """A scan or copy of a source."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="files", verbose_name="nguồn")

    class Meta:
        verbose_name = "tệp của nguồn"
        verbose_name_plural = "tệp của nguồn"
        ordering = ("source", "uploaded_at", "id")
