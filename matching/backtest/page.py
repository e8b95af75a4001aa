"""Writes a backtest as one page of text, for the terminal and for docs/backtest.md alike."""

from collections.abc import Callable, Sequence

from matching.backtest.rows import Unreadable
from matching.backtest.standing import Standing, summarize
from matching.backtest.trial import Backtest, Trial

_HEAD = """\
# Backtest: real projects and the site they went to
{written}
This is a check of common sense, **never a target to tune to**. It compares policy with history, and history also
followed whatever land was cleared that month. Every figure stands beside the number of rows (n) it rests on;
with so few rows, one project more or less changes them all.
"""

OWN_FILE = "fixtures/evidence/sited_projects.csv"
_WRITTEN = """
Written by `manage.py backtest --write`; a test compares this page with what the matcher says today.
"""

_HOW = """\
## How it is done

- **Rows**: `{file}`. Used are rows with a year, a sector and a site that is in the
  data, of firms that chose among Thái Nguyên's sites. All others are listed below, with every reason.
- **The project** is what its row says: line, capital in USD, land, jobs, the investor's country. All else is
  unknown, so the scores are low and the ceilings high. Some figures of the file are later than the choice
  (a headcount of 2025, say); they are taken as they stand.
- **The date** is 1 January of the row's year: the latest day that is certainly not after the choice. What was
  recorded later in the year may be a trace of the choice itself, such as the land that the firm took. The price:
  a site opened during the year is not counted. The other reading, 31 December, stands below it. A source that
  gives only a year counts from its 1 January, and an undated one always: a park whose orientation is known from
  an undated list has it in every year, one whose list is of 2023 only since then.
- **The rules** are those of ruleset {version}, in force from {effective}. The article that says which lines are
  wanted where is of June 2023: before that the matcher knows hardly any orientation, as nobody did.
- **The firm itself**, and other plants of its own, are taken out of the tenants.
- **The field**: the sites of the real site's kind that a status shows to be open on the date; beside it, all sites
  that the service would have on offer, those of unknown status too. Sites in Bắc Kạn count from 1 July 2025.
- **The place**: score first. Equal scores share a rank, so a place inside a tie is the one to expect if lots were
  drawn, and so are the hits. A barred real site is never a hit, and its reciprocal place is 0.
- **Random order** is what drawing lots among the same sites would come to, by formula.
- **Most popular** orders the same sites by how many rows of the file went there in earlier years, the firm's own left
  out; **largest** by the planned area known on the date, unknown ones last. Ties share their places as above, so with
  no earlier row the most popular is drawing lots. Neither knows of requirements.
"""

_READING = """\
*Hit@k*: share of rows whose real site is among the first k. *Mean reciprocal place*: 1 if the real site always
came first, 0.5 if always second. *Random*: the same, if lots were drawn.
"""

Pick = Callable[[Trial], Standing]


def render(
    at_start: Backtest, at_end: Backtest, unreadable: Sequence[Unreadable] = (), file: str = OWN_FILE
) -> str:
    """Return the page: the backtest at the start of each row's year, beside its averages at the end."""
    ruleset = at_start.ruleset
    rows = len(at_start.tested) + len(at_start.unused)
    return "\n".join(
        (
            _HEAD.format(written=_WRITTEN if file == OWN_FILE else ""),
            _HOW.format(version=ruleset.version, effective=ruleset.effective_from.isoformat(), file=file),
            f"## How high the real site came (n = {len(at_start.tested)} of {rows} rows)\n",
            _table(_SUMMARY, _summaries(at_start, at_end)),
            _READING,
            _verdict(at_start),
            f"## Against plain orders (of its kind, open on 1 January; n = {len(at_start.tested)})\n",
            _table(_ORDERS, _orders(at_start.tested)),
            "## Site by site (of its kind, open on 1 January)\n",
            _table(_BY_SITE, _by_site(at_start.tested)),
            "## Row by row\n",
            _table(_ROW_BY_ROW, [_line(one) for one in at_start.tested]),
            _barred(at_start),
            "The first three of its kind, score to ceiling, and where the first earns more than the real site:\n",
            *(_first(one) for one in at_start.tested),
            "",
            *_misses(at_start.tested),
            *_unreadable(unreadable),
            f"## Rows that cannot be used ({len(at_start.unused)} of {rows})\n",
            _table(
                ("row", "firm", "why"),
                [
                    (one.project.project_id, one.project.company, "; ".join(one.reasons))
                    for one in at_start.unused
                ],
            ),
        )
    )


_SUMMARY = ("sites compared", "rows", "n", "hit@1", "random", "hit@3", "random", "mean reciprocal", "random")
_ROW_BY_ROW = (
    "row",
    "firm",
    "VSIC",
    "on",
    "went to",
    "of its kind",
    "of all on offer",
    "score to ceiling",
    "remarks",
)


def _summaries(at_start: Backtest, at_end: Backtest) -> list[tuple[str, ...]]:
    licensed = [one for one in at_start.tested if not one.project.memorandum and not one.project.expansion]
    sets: tuple[tuple[str, str, Sequence[Trial], Pick], ...] = (
        ("of its kind, open on 1 January", "all", at_start.tested, lambda one: one.among_kind),
        ("all on offer on 1 January", "all", at_start.tested, lambda one: one.among_all),
        (
            "of its kind, open on 1 January",
            "no memoranda, no expansions",
            licensed,
            lambda one: one.among_kind,
        ),
        ("of its kind, open on 31 December", "all", at_end.tested, lambda one: one.among_kind),
    )
    return [_summary(field, rows, [pick(one) for one in tested]) for field, rows, tested, pick in sets]


def _summary(field: str, rows: str, standings: Sequence[Standing]) -> tuple[str, ...]:
    found = summarize(standings)
    if found is None:
        return (field, rows, "0", *["–"] * 6)
    figures = (
        found.hit_1,
        found.random_hit_1,
        found.hit_3,
        found.random_hit_3,
        found.reciprocal,
        found.random_reciprocal,
    )
    return (field, rows, str(found.n), *(f"{figure:.2f}" for figure in figures))


_ORDERS = ("order", "n", "hit@1", "hit@3", "mean reciprocal")
_BY_SITE = ("real site", "order", "n", "hit@1", "hit@3", "mean reciprocal")
ORDERS: tuple[tuple[str, Pick], ...] = (
    ("matcher", lambda one: one.among_kind),
    ("random", lambda one: Standing(one.among_kind.of, 0, one.among_kind.of, False)),
    ("most popular", lambda one: one.baselines_kind.popular),
    ("largest", lambda one: one.baselines_kind.largest),
)


def _orders(tested: Sequence[Trial]) -> list[tuple[str, ...]]:
    """Return how each order does over some rows."""
    lines = []
    for name, pick in ORDERS:
        found = summarize([pick(one) for one in tested])
        if found is not None:
            figures = (found.hit_1, found.hit_3, found.reciprocal)
            lines.append((name, str(found.n), *(f"{figure:.2f}" for figure in figures)))
    return lines


def _by_site(tested: Sequence[Trial]) -> list[tuple[str, ...]]:
    return [
        (site, *line)
        for site in sorted({one.project.site for one in tested})
        for line in _orders([one for one in tested if one.project.site == site])
    ]


def _misses(tested: Sequence[Trial]) -> list[str]:
    """Return each row whose real site did not come first alone, with what the findings say."""
    missed = [one for one in tested if one.among_kind.hit(1) < 1]
    lines = [f"## Why the real site was missed ({len(missed)} of n = {len(tested)})\n"]
    for one in missed:
        project = one.project
        lines.append(f"- {project.project_id} {project.company}, {project.site}: {_place(one.among_kind)}")
        lines += [
            f"  - {reason}" for reason in one.why or ("equal to the first in every rule that earns points",)
        ]
    return [*lines, ""]


def _unreadable(rows: Sequence[Unreadable]) -> list[str]:
    if not rows:
        return []
    lines = [f"- {one.place}: {'; '.join(one.reasons)}" for one in rows]
    return [f"## Rows that cannot be read ({len(rows)})\n", *lines, ""]


def _verdict(backtest: Backtest) -> str:
    """Say in words how the matcher does against drawing lots."""
    fields: tuple[tuple[str, Pick], ...] = (
        ("the sites of its kind that are known to be open", lambda one: one.among_kind),
        ("all sites on offer", lambda one: one.among_all),
    )
    said = []
    for field, pick in fields:
        found = summarize([pick(one) for one in backtest.tested])
        if found is None:
            return "No row can be used (n = 0).\n"
        better = found.reciprocal > found.random_reciprocal
        said.append(
            f"Among {field} the matcher does {'better' if better else 'no better'} than drawing lots: "
            f"mean reciprocal place {found.reciprocal:.2f} against {found.random_reciprocal:.2f} (n = {found.n})."
        )
    return "\n".join(said) + "\n"


def _line(one: Trial) -> tuple[str, ...]:
    project = one.project
    remarks = [
        *(["memorandum only"] if project.memorandum else []),
        *(["expansion"] if project.expansion else []),
        *([f"{project.confidence} confidence"] if project.confidence != "high" else []),
        *([f"barred by {', '.join(one.because)}"] if one.because else []),
    ]
    return (
        project.project_id,
        project.company,
        project.code,
        one.on.isoformat(),
        project.site,
        _place(one.among_kind),
        _place(one.among_all),
        _span(one.score, one.ceiling),
        "; ".join(remarks),
    )


def _place(one: Standing) -> str:
    if one.barred:
        return f"barred, of {one.of}"
    tie = f" ({one.tied} tied)" if one.tied > 1 else ""
    return f"{one.place:g} of {one.of}{tie}"


def _barred(backtest: Backtest) -> str:
    barred = [one for one in backtest.tested if one.because]
    if not barred:
        return f"No real site is barred (n = {len(backtest.tested)}).\n"
    lines = [f"- {one.project.project_id}, {one.project.site}: {', '.join(one.because)}" for one in barred]
    return "\n".join([f"Barred real sites: {len(barred)} of {len(backtest.tested)}.\n", *lines, ""])


def _first(one: Trial) -> str:
    sites = [
        f"{'**' + code + '**' if code == one.project.site else code} {_span(score, ceiling)}"
        for code, score, ceiling in one.first
    ]
    behind = ", ".join(f"{criterion} {points / 100:+.2f}" for criterion, points in one.behind)
    text = f"- {one.project.project_id} {one.project.company}: {'; '.join(sites) or 'none'}"
    return f"{text} ({behind})" if behind else text


def _span(score: int, ceiling: int) -> str:
    return f"{score / 100:.2f}–{ceiling / 100:.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns stand under each other in plain text too."""
    cells = [[_cell(text) for text in line] for line in (head, *rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return a text that stays in its cell."""
    return " ".join(text.split()).replace("|", "\\|")
