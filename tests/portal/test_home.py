"""The first page that a visitor sees."""

import pytest
from django.test import Client

from portal.texts import HOME


@pytest.mark.parametrize(("header", "language"), [("", "vi"), ("en-GB,en;q=0.9", "en")])
def test_it_speaks_the_callers_language(header: str, language: str) -> None:
    page = Client(headers={"accept-language": header}).get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    assert HOME[language]["title"] in text  # type: ignore[index]
    assert "Accept-Language" in page.headers["Vary"]


def test_every_language_has_every_sentence() -> None:
    assert {frozenset(texts) for texts in HOME.values()} == {frozenset(HOME["vi"])}


def test_every_door_leads_somewhere(db: None) -> None:
    text = Client().get("/").content.decode()
    doors = [part.split('"')[0] for part in text.split('<a href="')[1:]]
    assert len(doors) == 4
    for door in doors:
        assert Client().get(door).status_code in (200, 302), door
