"""Prints which of many projects would best take which land, and how good that is at least. Writes nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.allocating import Land, NotAsked, Proposal, propose_allocation, read_asked, words
from matching.allocating.request import LAND_WORDS, SECONDS
from matching.allocating.table import as_json, explanation, projects_table
from matching.services import NoRuleset
from parks.exchange.formats import CSV


class Command(BaseCommand):
    help = "Propose which projects take which land so that the sum of scores is as large as can be. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take projects, how unknown land counts, what is fixed, and where the answer goes."""
        parser.add_argument(
            "projects", nargs="*", metavar="CODE", help="projects; without any, all open ones"
        )
        parser.add_argument("--land", default=str(Land.PESSIMISTIC), help=" or ".join(Land))
        parser.add_argument("--pin", action="append", default=[], metavar="CODE=SITE", help="must go there")
        parser.add_argument(
            "--forbid", action="append", default=[], metavar="CODE=SITE", help="must not go there"
        )
        parser.add_argument("--seconds", default=SECONDS, help="stop the solver after so long, 1 to 60")
        parser.add_argument("--csv", type=Path, metavar="FILE", help="also write the projects to a file")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the proposal; refuse with every mistake what cannot be asked."""
        try:
            asked = read_asked(
                codes=options["projects"] or None,
                land=options["land"],
                pins=options["pin"],
                forbids=options["forbid"],
                seconds=options["seconds"],
            )
            proposal = propose_allocation(asked=asked)
        except NotAsked as error:
            raise CommandError(
                "\n".join(line for lines in error.errors.values() for line in lines)
            ) from error
        except NoRuleset as error:
            raise CommandError(
                "Chưa ban hành bộ tiêu chí nào: chạy `manage.py load_rulesets` trước."
            ) from error
        if options["csv"]:
            try:
                options["csv"].write_bytes(CSV().written(projects_table(proposal)))
            except OSError as error:
                raise CommandError(f"Không ghi được {options['csv']}: {error.strerror}.") from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(proposal), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(page(proposal))


def page(proposal: Proposal) -> str:
    """Return the proposal to be read in a terminal."""
    lines = [
        *headline(proposal),
        "",
        "Dự án:",
        *(f"  {line}" for each in proposal.placed for line in _project_lines(each)),
        "",
        "Đất từng khu, cụm có dự án hoặc có giá:",
        *(f"  {_site_line(each)}" for each in proposal.lands if each.projects or words.has_price(each.price)),
    ]
    return "\n".join(lines)


def headline(proposal: Proposal) -> list[str]:
    """Return what was asked, and how good the answer is."""
    found, placed = proposal.allocation, [each for each in proposal.placed if each.site]
    said = [
        f"Phương án giả định ngày {proposal.on:%d/%m/%Y}, bộ tiêu chí {proposal.ruleset}; không ghi gì vào hồ sơ.",
        f"Cách tính đất – {LAND_WORDS[proposal.asked.land]}.",
        f"Bố trí được {len(placed)} trên {len(proposal.placed)} hồ sơ; tổng điểm {words.points(found.objective)}.",
        f"Không phương án nào vượt {words.points(found.bound)} điểm (đã chứng minh): phương án này kém nhiều nhất"
        f" {words.percent(found.gap)}%. Tính trong {proposal.solved.seconds:.1f} giây.",
    ]
    if proposal.solved.stopped:
        said.append(words.STOPPED)
    if proposal.nothing_known:
        said.append(words.NOTHING_KNOWN)
    return said


def _project_lines(placed: Any) -> list[str]:
    where = (
        f"{placed.site.code} {placed.site.name_vi}, {words.points(placed.points)} điểm, {words.OUTCOMES[placed.outcome]}"
        if placed.site
        else "chưa bố trí"
    )
    area = f"{words.hectares(placed.area)} ha" if placed.area else "không rõ diện tích"
    pinned = " (ghim)" if placed.pinned else ""
    why = explanation(placed)
    return [
        f"{placed.project.code} {placed.project.name} ({area}): {where}{pinned}",
        *([f"    {why}"] if why else []),
    ]


def _site_line(land: Any) -> str:
    there_is = (
        "không giới hạn" if land.offered.capacity is None else f"{words.hectares(land.offered.capacity)} ha"
    )
    unknown = "" if land.offered.known else " (chưa có số liệu)"
    return (
        f"{land.site.code} {land.site.name_vi}: có {there_is}{unknown}, dùng {words.hectares(land.used)} ha cho"
        f" {land.projects} hồ sơ. {words.worth(land.price)}"
    )
