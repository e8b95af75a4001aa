"""The worked examples of docs/robustness.md and docs/missing-figures.md are what the service finds today."""

from datetime import date
from pathlib import Path

from django.conf import settings

from matching import snapshot, wording
from matching.engine.gaps import gaps
from matching.records.sites import name_of
from matching.services import match
from tests.matching.conftest import EXAMPLE, Api

PAGE = Path(settings.BASE_DIR) / "docs" / "robustness.md"
SHOWN = 6


def block(api: Api) -> str:
    """Return the example as the page shows it."""
    answer = api.match({**EXAMPLE, "limit": 100, "include": ["robustness"]}, "en")
    found, places = answer["robustness"], {one["site"]["code"]: one for one in answer["sites"]}
    often = sorted(found["first"], key=lambda code: (-found["first"][code], -found["top_three"][code]))
    rows = [
        f"| {places[code]['site']['name']} | {places[code]['score']:.2f} to {places[code]['ceiling']:.2f} | "
        f"{found['first'][code]:.1%} | {found['top_three'][code]:.1%} | {found['weights_alone']['first'][code]:.1%} |"
        for code in dict.fromkeys([*list(found["first"])[:3], *often[: SHOWN - 3]])
    ]
    switches = [
        f"| {wording.label('criterion', one['criterion'], 'en')} | {wording.moved_weights('en', one['weights'])} | "
        f"{'yes' if one['within_band'] else 'no'} |"
        for one in found["switch_points"]
    ]
    return "\n".join(
        [
            "| site | points | first | top three | first by weights alone |",
            "|---|---|---|---|---|",
            *rows,
            "",
            f"> {found['sentence']}",
            "",
            "| rule | its weight goes | within the band |",
            "|---|---|---|",
            *switches,
        ]
    )


def test_the_worked_example_is_what_the_service_answers(api: Api) -> None:
    expected = block(api)
    assert expected in PAGE.read_text(encoding="utf-8"), f"write into docs/robustness.md:\n{expected}"


def test_the_example_of_missing_figures_is_what_is_found_today(rules: None) -> None:
    matched = match(project=EXAMPLE["project"], on=date.fromisoformat(EXAMPLE["on"]))
    sites = snapshot.current().site_rows
    lines = [
        f"| {name_of(sites[gap.site], 'en')} | {wording.label('site_figure', gap.figure, 'en')} | "
        f"{gap.changes:.2f} | {gap.tried} |"
        for gap in gaps(matched.row.matcher, [matched.gathered.facts])[:SHOWN]
    ]
    expected = "\n".join(
        [
            "| site | figure | part of its values that change the first choice | tried |",
            "|---|---|---|---|",
            *lines,
        ]
    )
    page = PAGE.with_name("missing-figures.md").read_text(encoding="utf-8")
    assert expected in page, f"write into docs/missing-figures.md:\n{expected}"
