"""Which figures are worth asking for: over open projects, in a fixed number of queries, from the command too."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investors.models import Project
from investors.services import register_project
from matching import snapshot
from matching.asking import figures_worth_asking
from matching.engine.gaps import gaps
from matching.models import RulesetVersion
from matching.services import NoRuleset, match

DAY = datetime.date(2026, 11, 24)
LENSES = {"name": "Thấu kính", "lines": [{"code": "2670"}], "land": {"area_ha": 8}}
GARMENTS = {"name": "May", "lines": [{"code": "1410"}], "land": {"area_ha": 3}}


def test_it_is_what_the_engine_finds_for_the_open_projects(rules):
    register_project(facts=LENSES)
    closed = register_project(facts=GARMENTS)
    Project.objects.filter(pk=closed.pk).update(stage=Project.Stage.WITHDRAWN)
    found = figures_worth_asking(on=DAY)
    asked = match(project=LENSES, on=DAY)
    assert found.projects == 1 and found.ruleset == "2026.1"
    assert found.gaps == gaps(asked.row.matcher, [asked.gathered.facts]) != []
    sites = set(snapshot.current().site_rows)
    assert {gap.site for gap in found.gaps} <= sites


def test_the_number_of_queries_does_not_grow_with_the_projects(rules):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            figures_worth_asking(on=DAY)
        return len(counted)

    register_project(facts=LENSES)
    queries()
    one = queries()
    for _ in range(4):
        register_project(facts=GARMENTS)
    assert queries() == one <= 4


def test_only_the_newest_are_taken_where_that_is_asked_for(rules):
    for facts in (LENSES, GARMENTS):
        register_project(facts=facts)
    newest = match(project=GARMENTS, on=DAY)
    assert figures_worth_asking(on=DAY, most=1).gaps == gaps(newest.row.matcher, [newest.gathered.facts])


def test_the_command_prints_the_list(rules):
    register_project(facts=LENSES)
    printed = StringIO()
    call_command("gaps", "--most", "2", stdout=printed)
    lines = printed.getvalue().splitlines()
    assert lines[0] == "1 open projects, ruleset 2026.1."
    first = figures_worth_asking(on=DAY).gaps[0]
    assert len(lines) == 4 and first.site in lines[2] and f"{first.changes:.1f} of 1" in lines[2]


def test_without_a_project_nothing_is_asked_and_without_a_ruleset_it_is_said(catalogue):
    assert not RulesetVersion.objects.exists()
    with pytest.raises(NoRuleset):
        figures_worth_asking(on=DAY)
    with pytest.raises(CommandError, match="load_rulesets"):
        call_command("gaps")
