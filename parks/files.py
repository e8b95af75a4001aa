"""Takes the files that officers attach: name, size and bytes are looked at before a row says that there is one.

The bytes of a removed file stay where they are: what somebody once relied on can be found again.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from parks.file_kinds import KINDS, WrongBytes
from parks.models import Source, SourceFile
from parks.models.files import AttachedFile

MOST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 150
ALLOWED = "PDF, PNG, JPG, Word (.docx) hoặc Excel (.xlsx)"
# A last but one ending that a computer would run or open as a page, should the last one ever be lost.
PROGRAMS = frozenset(
    [
        "apk",
        "app",
        "bat",
        "cmd",
        "com",
        "cpl",
        "dll",
        "docm",
        "dotm",
        "exe",
        "hta",
        "htm",
        "html",
        "iso",
        "jar",
        "js",
        "jse",
        "lnk",
        "mhtml",
        "msc",
        "msi",
        "php",
        "pif",
        "pptm",
        "ps1",
        "py",
        "reg",
        "scr",
        "sh",
        "svg",
        "swf",
        "url",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "xhtml",
        "xlam",
        "xlsm",
        "xltm",
    ]
)
_PATHS = re.compile(r'[\\/:*?"<>|]')
Row = TypeVar("Row", bound=AttachedFile)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: how it is called, what it is, and the sum of its bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


def checked(upload: UploadedFile) -> Checked:
    """Return what a file is. Raises ValidationError, in words for beside the field, where it may not be kept."""
    name = unicodedata.normalize("NFC", upload.name or "").strip()
    kind = KINDS[_ending(name)]
    if not upload.size:
        raise _refused(name, "tệp rỗng")
    if upload.size > MOST_BYTES:
        raise _refused(name, f"tệp lớn quá {MOST_BYTES // 1024 // 1024} MB")
    upload.seek(0)
    data = upload.read()
    upload.seek(0)
    try:
        kind.check(data)
    except WrongBytes as error:
        raise _refused(name, str(error)) from error
    return Checked(name, kind.media_type, len(data), hashlib.sha256(data).hexdigest())


@transaction.atomic
def attach_to_source(*, source: Source, upload: UploadedFile, user: User) -> SourceFile:
    """Attach a scan or copy of a source."""
    return attach(SourceFile(source=source), upload, user, SourceFile.objects.filter(source=source))


@transaction.atomic
def remove_from_source(*, file: SourceFile, user: User) -> SourceFile:
    """Take a file off a source's page."""
    return mark_removed(file, user)


def attach_all(uploads: Iterable[UploadedFile], attach_one: Callable[[UploadedFile], Row]) -> list[Row]:
    """Attach several files or, where one is refused, none; raises ValidationError with every refusal."""
    done: list[Row] = []
    refusals: list[str] = []
    try:
        with transaction.atomic():
            for upload in uploads:
                try:
                    done.append(attach_one(upload))
                except ValidationError as error:
                    refusals += error.messages
            if refusals:
                raise ValidationError({"files": list(dict.fromkeys(refusals))}, code="file")
    except BaseException:
        for row in done:
            _forget(row)
        raise
    return done


def attach(row: Row, upload: UploadedFile, user: User, beside: Any) -> Row:
    """Write the bytes and the row of a file; `beside` are the files among which it may not be a second time."""
    found = checked(upload)
    if beside.filter(sha256=found.sha256, removed_at__isnull=True).exists():
        raise _refused(found.name, "tệp này đã đính kèm ở đây rồi")
    row.name, row.media_type, row.size, row.sha256 = found.name, found.media_type, found.size, found.sha256
    row.uploaded_by = user
    row.full_clean(exclude={"file"})
    row.file.save(found.name, File(upload), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:
        _forget(row)
        raise
    return row


def mark_removed(file: Row, user: User) -> Row:
    """Note that a file is no longer part of the record, by whom and when."""
    row = type(file)._default_manager.select_for_update().get(pk=file.pk)
    if row.removed_at is not None:
        raise ValidationError("Tệp này đã được gỡ trước đó.", code="already_removed")
    row.removed_at, row.removed_by = timezone.now(), user
    row.save(update_fields=("removed_at", "removed_by"))  # nothing else of a file ever changes
    return row


def _forget(row: AttachedFile) -> None:
    """Delete bytes that no row leads to."""
    row.file.storage.delete(row.file.name)


def _ending(name: str) -> str:
    """Return the ending of a file's name; raises ValidationError for a name that is not to be kept."""
    if any(unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029" for sign in name):
        raise _refused("", "tên tệp có ký tự ẩn: xin đổi tên tệp")
    if _PATHS.search(name):
        raise _refused(name, 'tên tệp không được có \\ / : * ? " < > |')
    if len(name) > LONGEST_NAME:
        raise _refused(f"{name[:40]}…", f"tên tệp dài quá {LONGEST_NAME} ký tự")
    stem, _, ending = name.rpartition(".")
    if not stem.strip(". ") or ending.lower() not in KINDS:
        raise _refused(name, f"chỉ nhận {ALLOWED}")
    if any(part.strip().lower() in PROGRAMS for part in stem.split(".")[1:]):
        raise _refused(name, "tên tệp có đuôi của chương trình ở giữa: xin đổi tên tệp")
    return ending.lower()


def _refused(name: str, why: str) -> ValidationError:
    said = f"Tệp “{name}”: {why}." if name else f"{why[:1].upper()}{why[1:]}."
    return ValidationError({"files": [said]}, code="file")
