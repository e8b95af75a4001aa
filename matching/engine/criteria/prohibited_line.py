"""A requirement of law: no prohibited line of business (gate G01 of RULES 10.1)."""

import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass

from matching.engine.criteria.base import MET, UNKNOWN, UNMET, Case, Cases, Explained, ProjectRequirement
from matching.engine.environment import GroupReading
from matching.engine.facts import ProjectFacts
from matching.engine.lines import Line
from matching.engine.tables import ProjectTable


@dataclass(frozen=True)
class ProhibitedLine:
    """A prohibited line: VSIC prefixes that may hold it, and the words of a product that settle it."""

    name_vi: str
    name_en: str
    codes: frozenset[str]
    words: tuple[str, ...]


class Prohibited(ProjectRequirement):
    """G01: no line on the list of prohibited lines."""

    key = "prohibited_line"
    group = "legal"
    looks_at = ("lines",)
    project_fields = ("lines.0.product",)
    cases = Cases(
        met=Case(MET, "prohibited_line.none"),
        product_unknown=Case(UNKNOWN, "prohibited_line.product_not_stated", "project"),
        listed=Case(UNMET, "prohibited_line.listed"),
    )

    @dataclass(frozen=True)
    class Params:
        """The list."""

        lines: tuple[ProhibitedLine, ...]

    params: Params

    def told(self, project: ProjectFacts, reading: GroupReading) -> Hashable:
        return tuple([(line.code, line.product) for line in project.lines])

    def case_of(self, project: ProjectFacts, reading: GroupReading) -> str:
        hits = [self._hit(line) for line in project.lines]
        if any(hit == "listed" for hit in hits):
            return "listed"
        return "product_unknown" if "product_unknown" in hits else "met"

    def explain(self, case: int, projects: ProjectTable, row: int, site: int) -> Explained:
        lines = projects.projects[row].lines
        hit = next((line for line in lines if self._hit(line)), lines[0])
        named = next((one for one in self.params.lines if self._touches(one, hit)), None)
        observed = {
            "code": hit.code,
            "product": hit.product or None,
            "line_vi": named.name_vi if named else None,
            "line_en": named.name_en if named else None,
        }
        return Explained(self.cases.case(case).reason, observed)

    def _hit(self, line: Line) -> str | None:
        for listed in self.params.lines:
            if self._touches(listed, line):
                if not line.product:
                    return "product_unknown"
                if any(word in _plain(line.product) for word in map(_plain, listed.words)):
                    return "listed"
        return None

    @staticmethod
    def _touches(listed: ProhibitedLine, line: Line) -> bool:
        return line.falls_under(listed.codes)


def _plain(text: str) -> str:
    """Return lower-case text without diacritics, between spaces, so that whole words are found."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").casefold())
    bare = "".join(one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return f" {' '.join(bare.split())} "
