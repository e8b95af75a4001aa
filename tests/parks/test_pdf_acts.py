"""PDFs that do more than show pages are told from those that do not."""

import random
import zlib

import pytest

from parks.pdf_acts import act_of
from tests.attachments import PDF


def with_object(text: bytes) -> bytes:
    return PDF.replace(b"trailer", b"2 0 obj<<" + text + b">>endobj\ntrailer")


def packed(text: bytes) -> bytes:
    data = zlib.compress(text)
    head = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\r\n" % len(data)
    return PDF.replace(b"trailer", b"2 0 obj<<" + head + data + b"\nendstream endobj\ntrailer")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"/S/JavaScript/JS(app.alert(1))", "JavaScript"),
        (b"/S /J#61vaScript /JS 5 0 R", "JavaScript"),
        (b"/Type/Action/S/Launch/F(cmd.exe)", "mở chương trình khác"),
        (b"/Type/EmbeddedFile/Length 5", "tệp khác nhúng"),
        (b"/Names<</EmbeddedFiles 5 0 R>>", "tệp khác nhúng"),
    ],
)
def test_an_act_is_seen_in_the_open_and_in_packed_objects(text: bytes, said: str) -> None:
    assert said in act_of(with_object(text))
    assert said in act_of(packed(b"5 0 <<" + text + b">>"))


def test_pages_links_and_pictures_are_no_act() -> None:
    noise = random.Random(1).randbytes(500_000)
    assert (
        act_of(PDF)
        == act_of(with_object(b"/URI(https://vi.example/JavaScripts)"))
        == act_of(PDF + noise)
        == ""
    )
    assert act_of(packed(b"5 0 <</Type/Page/LaunchDate 1>>")) == ""


def test_what_cannot_be_unpacked_is_left() -> None:
    assert act_of(PDF.replace(b"trailer", b"<</Type/ObjStm>>stream\nxx endstream trailer")) == ""
