"""Every page of the desk that a link leads to, each read by a role it is for: it opens, fits, and says all in Vietnamese."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import Resolver404, resolve

from tests.browser.hands import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Where each role begins, after the one before it: pages of the same name are read once.
WALKS = {
    "officer": ("/admin/",),
    "policy_officer": ("/admin/matching/rulesetversion/", "/admin/rulesets/drafts/1/"),
    "administrator": ("/admin/",),
}
# Files, and pages that are not the desk's.
LEFT_OUT = re.compile(r"export|dossier|report_file|(source|project)_file$|logout|jsi18n")
# Keys of programs, of which the log of log-ins and passwords are full.
AS_THEY_ARE = re.compile(
    r"axes_|auth_user_change$|password|matching_rulesetversion|ruleset|partners_|partner_key_revoke"
)
RAW = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|[{}]|\b(?:None|null|NaN|undefined)\b")
# What the frameworks below the desk say by themselves.
ENGLISH = re.compile(
    r"\b(?:Access|Actions?|Add|All|Any|Apply|Are you sure|Back|Can|Cancel|Change[ds]?|Choose|Clear|Close|Confirm|Copy"
    r"|Created?|Currently|Date|Deleted?|Download|Edit|Empty|Errors?|Export|False|Filters?|Groups|Hide|Home"
    r"|Import|Loading|Log|Menu|Modified|Next|No|Note:|Now|Object|Open|Optional|Page|Password|Permissions?|Please|Previous"
    r"|Reason|Record|Remove|Required|Reset|Revert|Run|Save|Search|Select(?:ed)?|Show|Sort|Submit|Time|Today|True|Type"
    r"|Unknown|Updated?|Upload|Users?|Username|Values?|View|Welcome|Yes|Yesterday|historical|object|relationships?"
    r"|results?|total|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July"
    r"|August|September|October|November|December)\b"
)
READ = """() => {
  const texts = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const holder = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (!text || holder.closest("script, style, template, noscript, .material-symbols-outlined")) continue;
    if (holder.checkVisibility({visibilityProperty: true})) texts.push(text);
  }
  const hints = [...document.querySelectorAll("[title], [placeholder], [aria-label], input[type=submit]")].flatMap(
    each => [each.title, each.placeholder, each.ariaLabel, each.type === "submit" ? each.value : ""]);
  const links = [...document.querySelectorAll("a[href]")].map(link => link.href).filter(href => typeof href === "string");
  return [document.documentElement.scrollWidth - innerWidth, texts.concat(hints.filter(text => text)), links];
}"""


def test_every_page_opens_fits_and_speaks_vietnamese(service: str, seat: Callable[[str], Any]) -> None:
    seen: set[str] = set()
    wrong: list[str] = []
    for role, beginning in WALKS.items():
        page, waiting = seat(role), list(beginning)
        seen -= {name_of(address) for address in beginning}
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if name in seen or LEFT_OUT.search(name):
                continue
            seen.add(name)
            page.goto(address)
            picture(page, f"page-{name}")
            too_wide, texts, links = page.evaluate(READ)
            if too_wide > 0:
                wrong.append(f"{address}: {too_wide} pixels too wide")
            wrong += [f"{address}: {text[:80]}" for text in texts if amiss(name, text)]
            waiting += [link.removeprefix(service) for link in links if link.startswith(f"{service}/admin/")]
    assert wrong == [], "\n".join(wrong)
    assert len(seen) > 140


def name_of(address: str) -> str:
    """Return what the address is called; what nothing answers to is left out by an empty one."""
    try:
        return resolve(re.split(r"[?#]", address)[0]).url_name or address
    except Resolver404:
        return "logout"


def amiss(name: str, text: str) -> bool:
    """Tell whether a text of a page is a key or English."""
    return bool(ENGLISH.search(text) or (RAW.search(text) and not AS_THEY_ARE.search(name)))
