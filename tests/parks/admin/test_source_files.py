"""Files of a source are attached, taken away and removed on its page, by those who may."""

from pathlib import Path

import pytest
from django.test import Client

from parks.models import Site, Source, SourceFile
from tests.attachments import EXE, PDF, PNG, folder, upload
from tests.officers import role, words

__all__ = ["folder"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return Source.objects.create(code="q", title="Quyết định 222", search_text="quyet dinh 222")


def page_of(client: Client, source: Source) -> str:
    return words(client.get(f"/admin/parks/source/{source.pk}/change/").content)


def attach(client: Client, source: Source, *files: object) -> str:
    response = client.post(f"/admin/files/source/of/{source.pk}/attach/", {"files": files})
    return response.headers.get("Location", "") or words(response.content)


def test_a_file_is_attached_shown_taken_away_and_removed(source: Source) -> None:
    officer = role("officer")
    assert "Chưa đính kèm tệp nào." in page_of(officer, source)
    assert attach(officer, source, upload("Bản quét.pdf")).endswith(f"/{source.pk}/change/#files")
    assert "Bản quét.pdf 1 KB, officer" in page_of(officer, source)
    row = SourceFile.objects.get()
    taken = officer.get(f"/admin/files/source/{row.pk}")
    assert b"".join(taken.streaming_content) == PDF  # type: ignore[attr-defined]
    assert taken.headers["Content-Type"] == "application/pdf"
    assert taken.headers["Content-Disposition"] == "attachment; filename*=utf-8''B%E1%BA%A3n%20qu%C3%A9t.pdf"
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert taken.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-store"} <= set(taken.headers["Cache-Control"].split(", "))
    asked = words(officer.get(f"/admin/files/source/{row.pk}/remove/").content)
    assert "Quyết định 222" in asked and "Bản quét.pdf" in asked
    officer.post(f"/admin/files/source/{row.pk}/remove/")
    assert "Đã gỡ 1 tệp Bản quét.pdf" in page_of(officer, source)
    assert officer.get(f"/admin/files/source/{row.pk}").status_code == 404


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "Chọn ít nhất một tệp."),
        ([upload("x.exe")], "Tệp “x.exe”: chỉ nhận PDF, PNG, JPG, Word (.docx) hoặc Excel (.xlsx)."),
        ([upload(), upload("y.pdf", EXE)], "Tệp “y.pdf”: nội dung không phải là PDF."),
        ([upload("rỗng.pdf", b"")], "Tệp “rỗng.pdf”: tệp rỗng."),
        ([upload(f"{n}.pdf") for n in range(21)], "nhiều nhất 20 tệp"),
    ],
)
def test_a_refused_file_is_told_beside_the_field(source: Source, files: list[object], said: str) -> None:
    assert said in attach(role("officer"), source, *files)
    assert SourceFile.objects.count() == 0


def test_who_only_looks_takes_away_and_changes_nothing(source: Source) -> None:
    attach(role("officer"), source, upload("Bản quét.pdf"))
    reader, row = role("reader"), SourceFile.objects.get()
    page = page_of(reader, source)
    assert "Bản quét.pdf" in page and "Đính kèm" not in page and "gỡ" not in page
    assert reader.get(f"/admin/files/source/{row.pk}").status_code == 200
    assert reader.post(f"/admin/files/source/{row.pk}/remove/").status_code == 403
    assert reader.post(f"/admin/files/source/of/{source.pk}/attach/", {"files": upload()}).status_code == 403
    row.refresh_from_db()
    assert row.removed_at is None and SourceFile.objects.count() == 1


def test_strangers_and_visitors_get_no_file(source: Source, stranger: Client) -> None:
    attach(role("officer"), source, upload())
    row = SourceFile.objects.get()
    assert stranger.get(f"/admin/files/source/{row.pk}").status_code == 403
    assert Client().get(f"/admin/files/source/{row.pk}").status_code == 302


def test_bytes_that_are_lost_are_no_broken_page(source: Source, folder: Path) -> None:
    officer = role("officer")
    attach(officer, source, upload())
    row = SourceFile.objects.get()
    Path(row.file.path).unlink()
    assert officer.get(f"/admin/files/source/{row.pk}").status_code == 404


def test_a_site_shows_the_sources_of_its_figures_with_their_files(catalogue: None) -> None:
    officer, site = role("officer"), Site.objects.get(code="KCN-DIEM-THUY")
    cited = site.facts.first().source
    attach(officer, cited, upload("Bản quét của Điềm Thụy.pdf"))
    attach(officer, cited, upload("Bỏ.png", PNG))
    removed = SourceFile.objects.get(name="Bỏ.png")
    officer.post(f"/admin/files/source/{removed.pk}/remove/")
    html = officer.get(f"/admin/parks/site/{site.pk}/change/").content.decode()
    panel = html.split('id="sources"')[1].split("</section>")[0]
    assert "Bản quét của Điềm Thụy.pdf" in panel and "Bỏ.png" not in panel
    assert f'href="/admin/parks/source/{cited.pk}/change/#files"' in panel
    other = officer.get(f"/admin/parks/site/{Site.objects.get(code='CCN-CAO-NGAN-1').pk}/change/")
    assert "Bản quét" not in other.content.decode()
