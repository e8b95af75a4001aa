"""The compiled Vietnamese words are those of the text that people read and correct."""

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES"


def test_the_compiled_file_is_that_of_the_text() -> None:
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    with (FOLDER / "django.mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    written = re.findall(r'^msgid (".+")\nmsgstr (".+")$', text, flags=re.M)
    assert len(written) > 100
    for original, translated in written:
        assert compiled.gettext(ast.literal_eval(original)) == ast.literal_eval(translated), (
            "run: msgfmt -o locale/vi/LC_MESSAGES/django.mo locale/vi/LC_MESSAGES/django.po"
        )
