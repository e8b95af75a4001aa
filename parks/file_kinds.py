"""Which kinds of file are taken, and whether the bytes are of the kind that the name says. Pure: reads, keeps nothing."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from parks.pdf_acts import act_of

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 10_000
# What Word and Excel wrote before 2007, and what they write now when a password is set.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAIL = 2048


class WrongBytes(Exception):
    """The bytes are not what may be kept; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its ending, its media type, and the check of its bytes."""

    ending: str
    media_type: str
    check: Callable[[bytes], None]


def _pdf(data: bytes) -> None:
    if not data.startswith(b"%PDF-"):
        raise WrongBytes("nội dung không phải là PDF")
    if b"%%EOF" not in data[-_TAIL:]:
        raise WrongBytes("tệp PDF bị cắt dở hoặc có phần lạ ở cuối")
    _refuse_hidden_archive(data)
    if act := act_of(data):
        raise WrongBytes(f"PDF có {act}: xin in lại thành PDF chỉ có trang giấy")


def _png(data: bytes) -> None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"):
        raise WrongBytes("nội dung không phải là ảnh PNG")
    if b"IEND" not in data[-_TAIL:]:
        raise WrongBytes("ảnh PNG bị cắt dở hoặc có phần lạ ở cuối")
    _refuse_other_beginning(data)
    _refuse_hidden_archive(data)


def _jpeg(data: bytes) -> None:
    if not data.startswith(b"\xff\xd8\xff"):
        raise WrongBytes("nội dung không phải là ảnh JPG")
    if b"\xff\xd9" not in data:  # telephones write more behind the end of the picture
        raise WrongBytes("ảnh JPG bị cắt dở")
    _refuse_other_beginning(data)
    _refuse_hidden_archive(data)


def _office(main: bytes, name: str) -> Callable[[bytes], None]:
    """Return the check of an Office file whose main part is of this type."""

    def check(data: bytes) -> None:
        if data.startswith(_OLD_OFFICE):
            raise WrongBytes(f"tệp ở định dạng cũ hoặc có mật khẩu: xin lưu lại thành .{name} không mật khẩu")
        if not data.startswith(b"PK\x03\x04"):
            raise WrongBytes(f"nội dung không phải là tệp .{name}")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check_parts(archive, main, name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise WrongBytes(f"không mở được như tệp .{name}") from error

    return check


def _check_parts(archive: zipfile.ZipFile, main: bytes, name: str) -> None:
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WrongBytes("tệp giải nén ra quá lớn")
    if len(set(names)) < len(names) or any(_leads_out(each) for each in names):
        raise WrongBytes("tệp có phần lạ bên trong")
    if "[content_types].xml" not in names:
        raise WrongBytes(f"nội dung không phải là tệp .{name}")
    place = names.index("[content_types].xml")
    with archive.open(parts[place]) as stream:
        types = stream.read(1024 * 1024)
    programs = any("vbaproject" in each or "/activex/" in each for each in names)
    if programs or b"macroenabled" in types.lower():
        raise WrongBytes("tệp có macro (chương trình bên trong): xin lưu lại không có macro")
    if main not in types:
        raise WrongBytes(f"nội dung không phải là tệp .{name}")


def _leads_out(part: str) -> bool:
    return part.startswith(("/", "\\")) or ".." in part.replace("\\", "/").split("/")


def _refuse_other_beginning(data: bytes) -> None:
    # Readers of PDF look for its mark anywhere in the first kilobyte.
    if b"%PDF-" in data[:1024]:
        raise WrongBytes("tệp vừa là ảnh vừa là PDF")


def _refuse_hidden_archive(data: bytes) -> None:
    # Readers of archives look for theirs at the end: a picture may be a program's archive at the same time.
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise WrongBytes("tệp có một tệp nén giấu ở cuối")


_OOXML = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.ending: kind
    for kind in (
        Kind("pdf", "application/pdf", _pdf),
        Kind("png", "image/png", _png),
        Kind("jpg", "image/jpeg", _jpeg),
        Kind("jpeg", "image/jpeg", _jpeg),
        Kind(
            "docx",
            f"{_OOXML}.wordprocessingml.document",
            _office(b"wordprocessingml.document.main+xml", "docx"),
        ),
        Kind("xlsx", f"{_OOXML}.spreadsheetml.sheet", _office(b"spreadsheetml.sheet.main+xml", "xlsx")),
    )
}
