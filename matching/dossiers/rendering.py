"""Word and PDF from the templates of the office. What was typed stays text in both, whatever it looks like."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import typst
from django.conf import settings
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

# What XML cannot hold, and direction marks, which would turn a line round.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


class UnusableTemplate(Exception):
    """A template is not there or cannot be filled; the message tells an officer why."""


def word(template: str, context: dict[str, Any]) -> bytes:
    """Return a Word template filled in; raises UnusableTemplate where it asks for what there is not."""
    path = _found(f"{template}.docx")
    # A template is a file that an office edits, so it may compute but reach nothing.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    written = BytesIO()
    try:
        document = DocxTemplate(path)
        document.render(printable(context), environment, autoescape=True)
        document.save(written)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UnusableTemplate(f"Mẫu {path.name} không điền được: {error}") from error
    return written.getvalue()


def pdf(template: str, context: dict[str, Any]) -> bytes:
    """Return a typst template filled in as PDF; raises UnusableTemplate where it does not compile."""
    path = _found(f"{template}.typ")
    data = json.dumps(printable(context), ensure_ascii=False)
    try:
        made = typst.compile(
            str(path), root=str(path.parent), sys_inputs={"data": data}, ignore_system_fonts=True
        )
    except (typst.TypstError, RuntimeError) as error:
        raise UnusableTemplate(f"Mẫu {path.name} không điền được: {error}") from error
    assert isinstance(made, bytes)  # one file is asked for, so no list of pages comes back
    return made


def printable(value: Any) -> Any:
    """Return the values without the characters that no document can hold."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list | tuple) else value


def _found(name: str) -> Path:
    """Return an office's own template, or else the one that came along."""
    for folder in (Path(settings.DOSSIERS_FOLDER), settings.BASE_DIR / "dossiers"):
        if (folder / name).is_file():
            return folder / name
    raise UnusableTemplate(f"Không tìm thấy mẫu {name}.")
