"""What hands do at the desk, for every test in a browser: take up a page, look something up, keep a picture."""

import os
from typing import Any

# Set to a folder to keep a picture of each page that is visited.
PICTURES = os.environ.get("BROWSER_PICTURES", "")


def picture(page: Any, name: str) -> None:
    """Keep a picture of the page where a folder for them is named."""
    if PICTURES:
        page.wait_for_timeout(300)
        page.screenshot(path=f"{PICTURES}/{name}.png")


def choose(page: Any, field: str, typed: str, shown: str) -> None:
    """Look something up in a field that searches as one types, and take the answer."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option", has_text=shown).first.click()


def case(page: Any, name: str) -> None:
    """Open the page of a case by its name."""
    page.goto(f"/admin/investors/project/?q={name}")
    page.click(f"#result_list th a:text-is('{name}')")


def act(page: Any, name: str) -> None:
    """Press what stands at the top of a record's page."""
    page.locator(f"a:text-is('{name}')").first.click()
