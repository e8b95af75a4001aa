"""Runs beside which officers choose, and documents to go with the choice."""

from typing import Any

from django.contrib.auth.models import User

from investors.models import Investor, Project, ProjectFile
from investors.services import register_project
from matching.keeping import match_project
from matching.models import MatchRun
from parks.models import Site

LENSES = {"name": "Thấu kính", "lines": [{"code": "2670"}], "land": {"area_ha": 3}}
# Barred by policy at every site; at planned ones by figures too, at planned clusters by law besides.
STEEL = {
    "name": "Luyện thép",
    "lines": [{"code": "2410", "annual_output": 500000, "output_unit": "t"}],
    "process_flags": ["smelting", "imported_scrap"],
    "environment": {"group": "I"},
}
POLICY_ALONE, FIGURES_TOO, LAW_TOO = "KCN-SONG-CONG-2", "CCN-CAO-NGAN-1", "CCN-KIM-SON"


def run_of(facts: dict[str, Any], user: User, investor: Investor | None = None) -> MatchRun:
    """Return a kept run of a new project."""
    return match_project(project=register_project(facts=facts, investor=investor, user=user), user=user)


def site(code: str) -> Site:
    """Return a site."""
    return Site.objects.get(code=code)


def ranked(run: MatchRun, place: int) -> Site:
    """Return the site at a place of a ranking, counted from 0."""
    return site(run.answer["sites"][place]["site"])


def paper_of(project: Project, user: User) -> ProjectFile:
    """Return a paper of a case."""
    return ProjectFile.objects.create(
        project=project, paper="letter", file="projectfile/x.pdf", name="công văn.pdf",
        media_type="application/pdf", size=9, sha256="0" * 64, uploaded_by=user,
    )  # fmt: skip
