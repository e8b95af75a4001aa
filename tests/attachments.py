"""Small real files of each kind that may be attached, and the folder that they go to in tests."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from investors.models import ProjectFile
from parks.models import SourceFile
from parks.models.files import private_storage

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(20) + b"\xff\xd9"
EXE = b"MZ" + bytes(200)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of attached files, an empty one for each test."""
    settings.FILES_FOLDER = tmp_path / "files"
    for model in (SourceFile, ProjectFile):  # a column takes its store once, when it is declared
        monkeypatch.setattr(model._meta.get_field("file"), "storage", private_storage())
    return tmp_path / "files"


def docx() -> bytes:
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def damaged(base: bytes) -> bytes:
    """Return an archive whose list of parts can no longer be unpacked."""
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        part = archive.getinfo("[Content_Types].xml")
    begin = part.header_offset + 30 + len(part.filename)
    return base[:begin] + b"\xff" * 8 + base[begin + 8 :]


def packed(base: bytes = b"", **parts: bytes) -> bytes:
    """Return an archive: the parts of another one, with these parts besides."""
    stream = io.BytesIO(base)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def upload(name: str = "Đề xuất.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(
        name, data, content_type="text/html"
    )  # what the browser says counts for nothing


def kept(folder: Path) -> list[Path]:
    """Return the files on disk."""
    return [path for path in folder.rglob("*") if path.is_file()]
