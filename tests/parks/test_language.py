"""The language of sentences, by Accept-Language."""

import pytest

from parks.language import choose_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"),
        ("*", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("EN-us", "en"),
        ("vi-VN", "vi"),
        ("vi,en", "vi"),
        ("en,vi", "en"),
        ("vi;q=0.5,en;q=0.8", "en"),
        ("ko,ja;q=0.9,en;q=0.1", "en"),
        ("ko,ja", "vi"),
        ("en;q=0", "vi"),
        ("vi;q=0", "en"),
        ("en;q=0,vi;q=0", "vi"),
        ("en;q=x", "vi"),
        ("en;q=7", "vi"),
        ("en;q=nan", "vi"),
        (" en ; q=0.3 , fr ", "en"),
        (",;,;q=,", "vi"),
        ("english", "vi"),
    ],
)
def test_the_best_language_that_we_have(header: str, language: str) -> None:
    assert choose_language(header) == language
