"""The roles at each page of the desk: every address of every registered model, and those that no list leads to.

What is expected follows from the table of `portal.roles`; what follows from no rule stands in the tables below. A new
page is walked without anybody writing it down; one that asks for another permission than its kind fails until it is
written here.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, reverse
from unfold.sites import UnfoldAdminSite

import investors.office_urls
import matching.office_urls
import parks.office_urls
import partners.office_urls
from investors.models import CaseMember, Investor, Offer, Project, ProjectFile
from matching import dossiers, reports
from matching.admin import dossiers as dossier_pages
from matching.admin import reports as report_pages
from matching.admin import runs
from matching.models import MatchRun, Override, RulesetDraft, RulesetVersion
from parks.exchange.formats import FORMATS
from parks.exchange.tables import Table
from parks.models import Site, Source, SourceFile
from partners.models import Partner, PartnerKey
from portal.roles import ROLES, Role, permissions_of
from tests.desk import Desk, furnish
from tests.officers import log_in, role

pytestmark = [pytest.mark.usefixtures("rules"), pytest.mark.slow]
STRANGER = Role("stranger", "", "")
# Addresses of the admin by how their name ends → the act that they ask for; any other asks for `change`.
ACTS = {
    "_changelist": "view",
    "_change": "view",
    "_history": "view",
    "_simple_history": "view",
    "_add": "add",
    "_delete": "delete",
    "_import_table": "add",
    "_export_excel": "view",
    "_export_csv": "view",
}
# What follows from no rule: address → permission.
OWN_RULE = {
    "matching_matchrun_replay": "matching.view_matchrun",
    "investors_project_match": "matching.add_matchrun",
    "matching_matchrun_override": "matching.add_override",
    # A land table that is read adds figures, no site.
    "parks_site_import_table": "parks.add_fact",
}
LEAD = "owner of the case"
# Addresses that no list leads to → permission, and what the address takes.
OFFICE: dict[str, tuple[str, dict[str, Any]]] = {
    # Everybody may choose the day; it answers a press of a button alone.
    "office_day": ("parks.view_site", {}),
    "site_map": ("parks.view_site", {}),
    "worklist_disagreements": ("parks.view_fact", {}),
    "worklist_stale": ("parks.view_fact", {}),
    "worklist_unconfirmed": ("parks.view_site", {}),
    "source_file_attach": ("parks.add_sourcefile", {"source_id": Source}),
    "project_file_attach": ("investors.add_projectfile", {"project_id": Project}),
    "source_file": ("parks.view_sourcefile", {"file_id": SourceFile}),
    "source_file_remove": ("parks.change_sourcefile", {"file_id": SourceFile}),
    "project_file": ("investors.view_projectfile", {"file_id": ProjectFile}),
    "investor_duplicates": ("investors.view_investor", {}),
    "investor_merge": ("investors.change_investor", {"first_id": Investor, "second_id": Investor}),
    # For who leads the case, whatever the role: nobody here does.
    "case_member_add": (LEAD, {"project_id": Project}),
    "case_hand_over": (LEAD, {"project_id": Project}),
    "case_member_remove": (LEAD, {"member_id": CaseMember}),
    "project_file_remove": ("investors.change_projectfile", {"file_id": ProjectFile}),
    "allocation": ("investors.view_project", {}),
    "worth_asking": ("investors.view_project", {}),
    "dossier_proposal": ("matching.view_matchrun", {"run_id": None, "kind": "docx"}),
    "dossier_sheet": ("parks.view_site", {"code": "KCN-SONG-CONG-1", "kind": "docx"}),
    "ruleset_compare": ("matching.view_rulesetversion", {}),
    "ruleset_copy": ("matching.add_rulesetversion", {"ruleset_id": RulesetVersion}),
    "ruleset_export": ("matching.view_rulesetversion", {"ruleset_id": RulesetVersion}),
    "ruleset_draft": ("matching.view_rulesetversion", {"draft_id": RulesetDraft}),
    "ruleset_draft_part": ("matching.change_rulesetversion", {"draft_id": RulesetDraft, "part": "weights"}),
    "ruleset_submit": ("matching.change_rulesetversion", {"draft_id": RulesetDraft}),
    "ruleset_take_back": ("matching.change_rulesetversion", {"draft_id": RulesetDraft}),
    "ruleset_decision": ("matching.publish_rulesetversion", {"draft_id": RulesetDraft}),
    # Everybody who may see cases may see rulesets.
    "ruleset_simulation": ("investors.view_project", {"draft_id": RulesetDraft}),
    "partner_key_issue": ("partners.change_partnerkey", {"partner_id": Partner}),
    "partner_key_revoke": ("partners.change_partnerkey", {"key_id": PartnerKey}),
    "partner_close": ("partners.change_partnerkey", {"partner_id": Partner}),
    "partner_reopen": ("partners.change_partnerkey", {"partner_id": Partner}),
    "report": ("investors.view_project", {}),
    "report_file": ("investors.view_project", {"kind": "xlsx"}),
}
# Pages of records of a site: an act there needs the site within the remit. The walk's record is about a park.
OPEN_TO = ("view", "add")


@pytest.fixture
def desk(rules: None) -> Desk:
    """Return a desk with two of everything, about the first parks and investors who hide nothing."""
    return furnish(2)


@pytest.fixture
def unwritten(remembered_people: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave pages and tables unwritten, as other tests write them in full: who may open one is settled before its first word."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(UnfoldAdminSite, "each_context", lambda site, request: {})
    for page in admin.site._registry.values():
        monkeypatch.setattr(page, "list_per_page", 1)
    monkeypatch.setattr(runs, "run_page", lambda run: None)
    monkeypatch.setattr(Table, "out", lambda table, records: None)
    for table in FORMATS.values():
        monkeypatch.setattr(table, "written", lambda rows, guides: b"")
    monkeypatch.setattr(dossiers, "project_context", lambda run, user: {})
    kept: dict[str, Any] = {}  # whoever may see reports is shown the first one

    def gather_once(gather: Any = reports.gather_report, **asked: Any) -> Any:
        if "report" not in kept:
            kept["report"] = gather(**asked)
        return kept["report"]

    monkeypatch.setattr(reports, "gather_report", gather_once)
    for makers in (dossier_pages.MAKERS, report_pages.MAKERS):
        for kind, (_, media_type) in makers.items():
            monkeypatch.setitem(makers, kind, (lambda *of: b"", media_type))


@cache
def allowed(role_: Role) -> frozenset[str]:
    return permissions_of(role_) if role_ in ROLES else frozenset()


@cache
def telling(wanted: str) -> list[Role]:
    """Return the fewest roles that tell a page which asks for a permission from one which asks for any other.

    Of those who have it, some who have nothing else in common than all of them; of those who have not, some who have together
    what all of them have.
    """
    having = [each for each in (*ROLES, STRANGER) if wanted in allowed(each)]
    lacking = [each for each in (*ROLES, STRANGER) if wanted not in allowed(each)]
    return [*_fewest(having, frozenset.intersection), *_fewest(lacking, frozenset.union)]


def _fewest(roles: list[Role], join: Callable[..., frozenset[str]]) -> tuple[Role, ...]:
    sizes = range(1, len(roles) + 1)
    some = (each for size in sizes for each in combinations(roles, size))
    return next((each for each in some if join(*map(allowed, each)) == join(*map(allowed, roles))), ())


def record_of(model: type[Model], desk: Desk) -> Any:
    """Return the record whose pages are walked: about the first park, where the kind has a site."""
    rows = model._default_manager.all()
    if model is Site:
        return rows.get(pk=desk.site(0).pk)
    if any(field.name == "site" for field in model._meta.fields):
        rows = rows.filter(site__kind="park")
    if model is User:
        return desk.users[0]
    if model is Investor:
        return desk.investors[0]
    if model is MatchRun:
        return desk.runs[0]
    found = rows.order_by("pk").first()
    assert found is not None, f"add rows of {model._meta.label} to tests/desk.py"
    return found


def pages(desk: Desk) -> Iterator[tuple[str, str, str, bool]]:
    """Return each address with its name, the permission it asks for, and whether it is an act at one park."""
    for model, page in admin.site._registry.items():
        opts, record = model._meta, record_of(model, desk)
        names_site = model is Site or any(field.name == "site" for field in opts.fields)
        # Offers and choices belong to their cases: no site changes by them.
        of_a_site = names_site and model not in (Offer, Override)
        for pattern in page.get_urls():
            name = pattern.name
            if name is None:
                continue  # the old address of a change page, which only leads to the new one
            act = next(
                (act for end, act in ACTS.items() if name == f"{opts.app_label}_{opts.model_name}{end}"), None
            )
            wanted = OWN_RULE.get(name, f"{opts.app_label}.{act or 'change'}_{opts.model_name}")
            address, on_a_record = _address(name, record)
            yield name, address, wanted, of_a_site and on_a_record and act not in OPEN_TO
    for pattern in (
        *parks.office_urls.urlpatterns,
        *partners.office_urls.urlpatterns,
        *investors.office_urls.urlpatterns,
        *matching.office_urls.urlpatterns,
    ):
        name = str(pattern.name)
        assert name in OFFICE, (
            f"write {name} into OFFICE: which permission it asks for, what its address takes"
        )
        wanted, takes = OFFICE[name]
        yield name, _office_address(pattern, takes, desk), wanted, False


def _address(name: str, record: Any) -> tuple[str, bool]:
    version = record.history.first() if hasattr(record, "history") else None
    for args in ([record.pk], [], [record.pk, version.pk if version else 0]):
        try:
            return reverse(f"admin:{name}", args=args), bool(args)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def _office_address(pattern: URLPattern, takes: dict[str, Any], desk: Desk) -> str:
    given = {key: desk.runs[0].pk if key == "run_id" else _key(value) for key, value in takes.items()}
    return reverse(str(pattern.name), kwargs=given)


def _key(value: Any) -> Any:
    """Return the key of the first record where a kind of record is asked for."""
    return value._default_manager.order_by("pk")[0].pk if isinstance(value, type) else value


@pytest.mark.skipif(connection.vendor != "sqlite", reason="who may open what is not for the database to say")
@pytest.mark.usefixtures("unwritten")
def test_each_page_opens_to_those_whom_the_table_names_and_to_nobody_else(
    desk: Desk, administrator: Client
) -> None:
    browsers = {each: role(each.key) for each in ROLES}
    browsers[STRANGER] = Client()
    log_in(browsers[STRANGER], User.objects.create_user("stranger", is_staff=True))
    walked = list(pages(desk))
    wrong, seen = [], Counter[Role]()
    for name, address, wanted, at_a_park in walked:
        for each in [*browsers] if at_a_park else telling(wanted):
            may = wanted in allowed(each) and (not at_a_park or bool({"park", ""} & {*each.kinds}))
            answered = browsers[each].get(address).status_code
            seen[each] += 1
            if answered == 405:
                continue  # an address for a press of a button: asked below
            if answered == 403 and may:
                may = administrator.get(address).status_code != 403  # what nobody may
            if (answered == 403) is may or answered >= 500:
                wrong.append(
                    f"{each.key} at {name} ({address}): {answered}, {'may' if may else 'may not'}: {wanted}"
                )
    assert wrong == [], "\n".join(wrong)
    assert seen.total() > 500 and {*seen} >= {*ROLES}, seen


def _kept() -> dict[str, int]:
    ours = [
        model
        for label in ("parks", "partners", "investors", "matching", "auth")
        for model in apps.get_app_config(label).get_models()
    ]
    return {model._meta.label: model._default_manager.count() for model in ours}


@pytest.mark.usefixtures("unwritten")
@pytest.mark.parametrize("key", ["reader", "stranger"])
def test_who_only_looks_changes_nothing_by_any_address(desk: Desk, key: str) -> None:
    if key == "reader":
        client = role(key)
    else:
        client = Client()
        log_in(client, User.objects.create_user(key, is_staff=True))
    before = _kept()
    for name, address, _, _ in pages(desk):
        answered = client.post(address, {"post": "yes", "action": "delete_selected", "_selected_action": "1"})
        assert answered.status_code in (200, 302, 403, 404, 405), name
    assert _kept() == before


def test_visitors_are_sent_to_the_login(desk: Desk) -> None:
    for name, address, _, _ in pages(desk):
        answered = Client().get(address)
        assert answered.status_code == 302 and answered.headers["Location"].startswith("/admin/login/"), name


def test_the_button_that_matches_is_for_those_who_may(desk: Desk) -> None:
    page = reverse("admin:investors_project_match", args=[desk.projects[0].pk])
    for each in ROLES:
        may = "matching.add_matchrun" in allowed(each)
        assert role(each.key).post(page).status_code == (302 if may else 403), each.key
