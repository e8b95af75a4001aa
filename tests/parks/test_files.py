"""What may be attached: a few kinds of file whose bytes are what their name says, without programs inside."""

import hashlib
import unicodedata
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from parks import file_kinds
from parks.files import MOST_BYTES, attach_all, attach_to_source, checked, remove_from_source
from parks.models import Source, SourceFile
from tests.attachments import EXE, JPG, PDF, PNG, damaged, docx, folder, kept, packed, upload, xlsx

__all__ = ["folder"]


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(ValidationError) as caught:
        checked(upload(name, data))
    return " ".join(caught.value.message_dict["files"])


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Tờ trình.pdf", PDF, "application/pdf"),
        ("ban-ve.PNG", PNG, "image/png"),
        ("ảnh.jpg", JPG, "image/jpeg"),
        ("ảnh.jpeg", JPG + b"trailer of a telephone", "image/jpeg"),
        ("Đề xuất.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("Đất.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("Quyết định 12.3.2024.pdf", PDF, "application/pdf"),
        ("Tờ trình.docx.pdf", PDF, "application/pdf"),
    ],
)
def test_each_kind_is_taken_by_its_bytes_whatever_the_browser_says(
    name: str, data: bytes, media_type: str
) -> None:
    found = checked(upload(name, data))
    assert (found.name, found.media_type, found.size) == (name, media_type, len(data))
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_a_name_with_loose_marks_is_composed() -> None:
    assert checked(upload(unicodedata.normalize("NFD", "Giấy tờ.pdf"))).name == "Giấy tờ.pdf"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("chương trình.exe", "chỉ nhận PDF"),
        ("trang.html", "chỉ nhận"),
        ("không đuôi", "chỉ nhận"),
        (".pdf", "chỉ nhận"),
        ("hồ sơ.pdf.exe", "chỉ nhận"),
        ("hồ sơ.exe.pdf", "đuôi của chương trình ở giữa"),
        ("hồ sơ.EXE .pdf", "đuôi của chương trình ở giữa"),
        ("hồ sơ\u202efdp.pdf", "ký tự ẩn"),
        ("hồ\u200bsơ.pdf", "ký tự ẩn"),
        ("hồ\x00sơ.pdf", "ký tự ẩn"),
        ("c:hồ sơ.pdf", "không được có"),
        (f"{'a' * 147}.pdf", "dài quá 150"),
    ],
)
def test_a_name_that_hides_something_is_refused(name: str, said: str) -> None:
    assert said in refusal(name, PDF)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rỗng.pdf", b"", "tệp rỗng"),
        ("a.pdf", EXE, "không phải là PDF"),
        ("a.pdf", b"<html>%PDF-1.4 %%EOF", "không phải là PDF"),
        ("a.pdf", PDF[:-8], "cắt dở"),
        ("a.pdf", PDF.replace(b"trailer", b"<</S/JavaScript>>trailer"), "PDF có chương trình (JavaScript)"),
        ("a.png", JPG, "không phải là ảnh PNG"),
        ("a.png", PNG[:-8], "cắt dở"),
        ("a.jpg", PNG, "không phải là ảnh JPG"),
        ("a.jpg", JPG[:-2], "cắt dở"),
        ("a.docx", PDF, "không phải là tệp .docx"),
        ("a.docx", xlsx(), "không phải là tệp .docx"),
        ("a.xlsx", docx(), "không phải là tệp .xlsx"),
        ("a.docx", docx()[:400], "không mở được"),
        ("a.docx", damaged(docx()), "không mở được"),
        ("a.docx", packed(a=b"x"), "không phải là tệp .docx"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "có mật khẩu"),
        ("a.docx", EXE + docx(), "không phải là tệp .docx"),
        ("a.docx", packed(docx(), **{"word/vbaProject.bin": b"x"}), "có macro"),
        ("a.xlsx", packed(xlsx(), **{"xl/VBAPROJECT.BIN": b"x"}), "có macro"),
        ("a.xlsx", packed(xlsx(), **{"xl/activeX/activeX1.bin": b"x"}), "có macro"),
        ("a.docx", packed(docx(), **{"../../etc/passwd": b"x"}), "phần lạ"),
        ("a.pdf", PDF + packed(a=b"x" * 50), "tệp nén giấu"),
        ("a.jpg", JPG + packed(a=b"x"), "tệp nén giấu"),
        ("a.jpg", b"\xff\xd8\xff\xfe" + PDF + b"\xff\xd9", "vừa là ảnh vừa là PDF"),
    ],
)
def test_bytes_that_are_something_else_are_refused(name: str, data: bytes, said: str) -> None:
    assert said in refusal(name, data)


def test_a_sheet_with_macros_is_refused_under_an_innocent_name() -> None:
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    assert "có macro" in refusal("a.xlsx", packed(**{"[Content_Types].xml": types}))


def test_what_unpacks_to_more_than_can_be_held_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kinds, "MOST_UNPACKED", 1_000_000)
    assert "quá lớn" in refusal("a.docx", packed(docx(), bomb=bytes(1_000_000)))


def test_twenty_megabytes_are_the_most() -> None:
    padded = PDF[:9] + bytes(MOST_BYTES - len(PDF)) + PDF[9:]
    assert checked(upload("a.pdf", padded)).size == MOST_BYTES
    assert "lớn quá 20 MB" in refusal("a.pdf", padded + b"\n")


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(code="q", title="Quyết định 222")


@pytest.fixture
def lan(db: None) -> User:
    return User.objects.create_user("lan")


def test_an_attached_file_lies_under_a_drawn_name(source: Source, lan: User, folder: Path) -> None:
    row = attach_to_source(source=source, upload=upload(), user=lan)
    [path] = kept(folder)
    assert path.read_bytes() == PDF and path.stat().st_mode & 0o777 == 0o600
    assert (row.name, row.uploaded_by) == ("Đề xuất.pdf", lan)
    assert "xu" not in path.stem and path.suffix == ".pdf" and path.parts[-3] == "sourcefile"


def test_one_file_is_not_attached_twice_but_again_after_it_was_removed(source: Source, lan: User) -> None:
    first = attach_to_source(source=source, upload=upload(), user=lan)
    with pytest.raises(ValidationError, match="đã đính kèm ở đây rồi"):
        attach_to_source(source=source, upload=upload("tên khác.pdf"), user=lan)
    remove_from_source(file=first, user=lan)
    attach_to_source(source=source, upload=upload(), user=lan)
    assert SourceFile.objects.count() == 2


def test_a_removed_file_keeps_its_bytes_and_says_who(source: Source, lan: User, folder: Path) -> None:
    row = attach_to_source(source=source, upload=upload(), user=lan)
    row = remove_from_source(file=row, user=lan)
    assert row.removed_by == lan and row.removed_at is not None and len(kept(folder)) == 1
    with pytest.raises(ValidationError, match="đã được gỡ trước đó"):
        remove_from_source(file=row, user=lan)


def test_of_several_files_none_is_kept_where_one_is_refused(source: Source, lan: User, folder: Path) -> None:
    files: list[SimpleUploadedFile] = [upload(), upload("b.exe"), upload("c.png", EXE)]
    with pytest.raises(ValidationError) as caught:
        attach_all(files, lambda each: attach_to_source(source=source, upload=each, user=lan))
    assert len(caught.value.message_dict["files"]) == 2
    assert SourceFile.objects.count() == 0 and kept(folder) == []
    both = [upload(), upload("c.png", PNG)]
    attach_all(both, lambda each: attach_to_source(source=source, upload=each, user=lan))
    assert SourceFile.objects.count() == 2 == len(kept(folder))


def test_nothing_is_left_on_disk_where_the_row_cannot_be_written(
    source: Source, lan: User, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(SourceFile, "save", fails)
    with pytest.raises(RuntimeError):
        attach_to_source(source=source, upload=upload(), user=lan)
    assert kept(folder) == []
