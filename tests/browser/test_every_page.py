"""Every page of the desk that a link leads to: nothing overflows, and no key, brace or "None" is left among the words."""

import re
from typing import Any

import pytest
from django.urls import Resolver404, resolve

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Files, and pages that are not the desk's.
LEFT_OUT = re.compile(r"export|dossier|report_file|(source|project)_file$|logout|jsi18n")
# Keys of programs, of which the log of log-ins and passwords are full.
AS_THEY_ARE = re.compile(
    r"axes_|auth_user_change$|password|matching_rulesetversion|ruleset|partners_partner|partner_key_revoke"
)
RAW = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|[{}]|\b(?:None|null|NaN|undefined)\b")
LINKS = "links => links.map(link => link.href).filter(href => typeof href === 'string')"
READ = """() => {
  const texts = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || holder.closest("script, style, template, noscript, .material-symbols-outlined")) continue;
    if (holder.checkVisibility({visibilityProperty: true})) texts.push(text);
  }
  return [document.documentElement.scrollWidth - innerWidth, texts];
}"""


def test_every_page_fits_and_speaks_in_words(page: Any) -> None:
    waiting, seen, wrong = ["/admin/"], set(), []
    start = page.url.removesuffix("/admin/")
    while waiting:
        address = waiting.pop(0)
        try:
            name = resolve(re.split(r"[?#]", address)[0]).url_name or address
        except Resolver404:
            continue
        if name in seen or LEFT_OUT.search(name):
            continue
        seen.add(name)
        page.goto(address)
        too_wide, texts = page.evaluate(READ)
        if too_wide > 0:
            wrong.append(f"{address}: {too_wide} pixels too wide")
        if not AS_THEY_ARE.search(name):
            wrong += [f"{address}: {text[:80]}" for text in texts if RAW.search(text)]
        links = page.eval_on_selector_all("a[href]", LINKS)
        waiting += [link.removeprefix(start) for link in links if link.startswith(f"{start}/admin/")]
    assert wrong == [] and len(seen) > 90
