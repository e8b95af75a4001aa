"""What a browser sends of a form as the page shows it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

# A button is sent when it is pressed; a test presses the one it is about.
NOT_SENT = {"submit", "button", "file", "image", "reset"}


class _Form(HTMLParser):
    """Collects the fields of one form."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.sent: dict[str, list[str]] = {}
        self.select = self.textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            self.inside = named.get("id") == self.form_id
        name = named.get("name") or ""
        if not self.inside:
            return
        if tag == "input" and name and named.get("type") not in NOT_SENT:
            ticked = named.get("type") not in ("checkbox", "radio") or "checked" in named
            if ticked:
                bare = "on" if named.get("type") == "checkbox" else ""
                self._add(name, named.get("value") or bare)
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in named:
            self._add(self.select, named.get("value") or "")
        elif tag == "textarea" and name:
            self.textarea = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            # A line break right after the tag is none of the text.
            text = data if self.sent[self.textarea][-1] else data.removeprefix("\r\n").removeprefix("\n")
            self.sent[self.textarea][-1] += text

    def _add(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


def as_sent(client: Client, page: str, form_id: str) -> dict[str, Any]:
    """Open a page and return what its form would send unchanged."""
    response = client.get(page)
    assert response.status_code == 200, page
    form = _Form(form_id)
    form.feed(response.content.decode())
    assert form.sent, (page, form_id)
    return form.sent
