"""What is known of a confidential investor comes out at no door but for the team of the case, whatever the role."""

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from investors.enquiry_services import register_enquiry
from investors.log_services import log_conversation, offer_site
from investors.models import CaseMember, Investor, Project, ProjectHold
from investors.services import register_project, store_investor, store_project
from investors.tracking_services import track
from matching.keeping import match_project
from matching.models import MatchRun
from matching.overriding import override_choice
from matching.recomputing import whole_answer
from matching.replies import make_reply
from parks.dates import today
from parks.models import Hold, Site
from tests.officers import role

pytestmark = pytest.mark.usefixtures("rules")
NAME, PHONE, NOTE = "Bí Mật Một", "0912345678", "gặp kín ở khách sạn"
STEP = "hẹn gặp ở chùa Hang"
SECRETS = (NAME, PHONE, NOTE, STEP, "bi mat mot", "Người Giấu")
NATIONALITY = ("Hàn Quốc", "quốc tịch:")
# Who → whether on the team of the case.
PEOPLE = {"chu": True, "ban": True, "khac": False, "khu": False, "xem": False, "duyet": False, "luat": False}
# Doors that have to tell the team.
TOLD = (
    "home",
    "projects",
    "project",
    "old version",
    "investors",
    "investor",
    "proposal",
    "talk",
    "offer",
    "run",
    "choices beside the ranking",
    "choice",
    "old choice",
)
ROLES = {
    "chu": "officer",
    "ban": "officer",
    "khac": "officer",
    "khu": "officer_parks",
    "xem": "reader",
    "duyet": "approver",
    "luat": "policy_officer",
}


@pytest.fixture
def browsers(rules: None) -> dict[str, Client]:
    return {name: role(ROLES[name], name) for name in PEOPLE}


@pytest.fixture
def run(browsers: dict[str, Client]) -> MatchRun:
    """Return a run of a confidential case that "chu" owns and that "ban" is on, after some edits."""
    owner, member = User.objects.get(username="chu"), User.objects.get(username="ban")
    investor = store_investor(
        investor=Investor(
            name=NAME,
            nationality="KR",
            foreign_share_pct=100,
            contact_name="Người Giấu",
            contact_phone=PHONE,
            confidential=True,
            created_by=owner,
        ),
        user=owner,
    )
    facts = {"name": "Thấu kính", "lines": [{"code": "2670"}], "land": {"area_ha": 3}}
    project = register_project(facts=facts, investor=investor, note=NOTE, user=owner)
    project.jobs_total = 300
    store_project(project=project, user=owner)
    CaseMember.objects.create(project=project, user=member)
    site = Site.objects.get(code="KCN-SONG-CONG-2")
    log_conversation(
        project=project, user=owner, channel="phone", summary=f"{NAME}, {NOTE}", with_whom="Người Giấu",
        next_step=STEP, deadline=today(),
    )  # fmt: skip
    enquiry = register_enquiry(
        user=owner,
        text=NOTE,
        sender_name="Người Giấu",
        sender_phone=PHONE,
        investor=investor,
        project=project,
    )
    token = track(enquiry=enquiry, project=project, confidential=True)[1]
    offer_site(project=project, site=site, user=owner, channel="phone", note=NOTE)
    ProjectHold.objects.create(
        hold=Hold.objects.create(site=site, area_ha=1, state="queued", asked_by=owner), project=project
    )
    made = match_project(project=project, user=owner)
    best = [made.answer["sites"][0]["site"]]
    make_reply(run=made, language="vi", site_codes=best, user=owner, enquiry=enquiry)
    second = Site.objects.get(code=made.answer["sites"][1]["site"])
    override_choice(run=made, site=second, reason=NOTE, user=owner)
    made.token = token  # type: ignore[attr-defined]
    return made


def doors(run: MatchRun) -> dict[str, str]:
    """Return the addresses that tell anything of a case."""
    project = run.project
    assert project is not None and project.investor is not None

    def page(name: str, *args: object) -> str:
        return reverse(f"admin:{name}", args=args)

    reply = run.replies.get()
    assert reply.enquiry is not None
    return {
        "home": "/admin/",
        "enquiries": page("investors_enquiry_changelist"),
        "enquiry": page("investors_enquiry_change", reply.enquiry.pk),
        "history of the enquiry": page("investors_enquiry_history", reply.enquiry.pk),
        "old enquiry": f"{page('investors_enquiry_history', reply.enquiry.pk)}{reply.enquiry.history.last().pk}/",
        "erasing the enquiry": page("investors_enquiry_erase", reply.enquiry.pk),
        "private page of the enquiry": f"/e/{run.token}",  # type: ignore[attr-defined]
        "private address of the enquiry": f"/api/enquiries/{run.token}",  # type: ignore[attr-defined]
        "project of the enquiry": f"{page('investors_project_add')}?enquiry={reply.enquiry.pk}",
        "letters": page("matching_reply_changelist"),
        "letter": page("matching_reply_change", reply.pk),
        "history of the letter": page("matching_reply_history", reply.pk),
        "old letter": f"{page('matching_reply_history', reply.pk)}{reply.history.last().pk}/",
        "projects": page("investors_project_changelist"),
        "project": page("investors_project_change", project.pk),
        "history": page("investors_project_history", project.pk),
        "old version": f"{page('investors_project_history', project.pk)}{project.history.last().pk}/",
        "investors": page("investors_investor_changelist"),
        "investor": page("investors_investor_change", project.investor.pk),
        "history of the investor": page("investors_investor_history", project.investor.pk),
        "old investor": f"{page('investors_investor_history', project.investor.pk)}{project.investor.history.last().pk}/",
        "projects as a table": page("investors_project_export_csv"),
        "projects as a workbook": page("investors_project_export_excel"),
        "investors as a table": page("investors_investor_export_csv"),
        "offers as a table": page("investors_offer_export_csv"),
        "holds as a table": page("parks_hold_export_csv"),
        "investors that may be one": reverse("investor_duplicates"),
        "runs": page("matching_matchrun_changelist"),
        "run": page("matching_matchrun_change", run.pk),
        "choices beside the ranking": page("matching_override_changelist"),
        "choice": page("matching_override_change", run.overrides.get().pk),
        "history of the choice": page("matching_override_history", run.overrides.get().pk),
        "old choice": f"{page('matching_override_history', run.overrides.get().pk)}"
        f"{run.overrides.get().history.last().pk}/",
        "choosing": page("matching_matchrun_override", run.pk),
        "withdrawing a choice": page("matching_override_withdraw", run.overrides.get().pk),
        "run by the API": f"/api/match/runs/{run.pk}",
        "proposal": reverse("dossier_proposal", args=[run.pk, "docx"]),
        "report as Excel": reverse("report_file", args=["xlsx"]),
        "talks": page("investors_conversation_changelist"),
        "talk": page("investors_conversation_change", project.conversations.get().pk),
        "history of the talk": page("investors_conversation_history", project.conversations.get().pk),
        "offers": page("investors_offer_changelist"),
        "offer": page("investors_offer_change", project.offers.get().pk),
        "history of the offer": page("investors_offer_history", project.offers.get().pk),
        "holds": page("parks_hold_changelist"),
        "hold": page("parks_hold_change", project.holds.get().pk),
        "history of the hold": page("parks_hold_history", project.holds.get().pk),
        "site": page("parks_site_change", project.offers.get().site_id),
    }


def read(client: Client, address: str) -> str:
    """Return what a door gives to read, whatever its form; one that only leads to another door gives nothing itself."""
    response = client.get(address)
    if response.status_code == 302:
        assert re.fullmatch(r"/admin/|/admin/investors/enquiry/\d+/change/", response.headers["Location"]), (
            address
        )
        return ""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in parts.namelist())
    return body.decode(errors="replace")


@pytest.mark.usefixtures("remembered_people")
def test_the_secrets_are_told_to_the_team_and_to_nobody_else(
    browsers: dict[str, Client], run: MatchRun
) -> None:
    ways = doors(run)
    for name, on_the_team in PEOPLE.items():
        # Who is on the team without owning the case is asked where it has to be told, and at the visitor's doors.
        asked = [door for door in ways if name != "ban" or door in TOLD or door.startswith("private")]
        texts = {door: read(browsers[name], ways[door]) for door in asked}
        told = {(door, secret) for door, text in texts.items() for secret in SECRETS if secret in text}
        assert not any(door.startswith("private") for door, _ in told)
        if on_the_team:
            assert {("home", secret) for secret in (NAME, NOTE, STEP, "Người Giấu")} <= told, name
            for door in TOLD:
                assert any((door, secret) in told for secret in (NAME, NOTE)), (name, door)
            assert all(said in texts["run"] for said in NATIONALITY), name
        else:
            assert told == set(), name
            for door, text in texts.items():
                assert not any(said in text for said in (*NATIONALITY, '"nationality"')), (name, door)
    run.refresh_from_db()
    assert "nationality" in str(whole_answer(run))


@pytest.mark.parametrize("name", ["khac", "xem", "duyet"])
def test_nothing_is_guessed_by_asking(browsers: dict[str, Client], run: MatchRun, name: str) -> None:
    """Return the same for a right guess as for a wrong one, in searches, filters and look-ups."""
    projects, investors = "/admin/investors/project/", "/admin/investors/investor/"
    runs = "/admin/matching/matchrun/"
    guesses = [
        (projects, "q", "bi mat"),
        (projects, "q", "345678"),
        (projects, "note__icontains", "khách sạn"),
        (projects, "note__startswith", "gặp"),
        (projects, "investor__name__startswith", "Bí"),
        (projects, "investor__nationality", "KR"),
        (projects, "investor", str(run.project.investor.pk)),  # type: ignore[union-attr]
        (investors, "q", "bi mat"),
        (investors, "q", PHONE),
        (investors, "name__startswith", "Bí"),
        (runs, "q", "bi mat"),
        ("/admin/investors/enquiry/", "q", "nguoi giau"),
        ("/admin/investors/enquiry/", "q", PHONE),
        ("/admin/investors/enquiry/", "text__contains", "khách"),
        ("/admin/investors/enquiry/", "project__investor__name__startswith", "Bí"),
        ("/admin/matching/override/", "reason__contains", "khách"),
        ("/admin/matching/override/", "q", "thau kinh"),
        ("/admin/matching/reply/", "q", "nguoi giau"),
        ("/admin/matching/reply/", "text__contains", "Người"),
        ("/admin/matching/reply/", "enquiry__sender_name__startswith", "Người"),
        (runs, "project__investor__name__startswith", "Bí"),
        (runs, "project__note__contains", "khách"),
        (runs, "project__investor", str(run.project.investor.pk)),  # type: ignore[union-attr]
    ]
    for address, key, value in guesses:
        response = browsers[name].get(address, {key: value}, follow=True)
        found = getattr(response.context.get("cl"), "result_count", 0) if response.context else 0
        refused = response.status_code in (400, 403) or bool(response.redirect_chain)
        assert refused or found == 0, (key, value, found)
    choices = {"app_label": "investors", "model_name": "project", "field_name": "investor", "term": "bi mat"}
    found = browsers[name].get("/admin/autocomplete/", choices)
    assert found.status_code == 403 or found.json()["results"] == []


def test_opening_a_case_opens_it_and_closing_it_closes_it(browsers: dict[str, Client], run: MatchRun) -> None:
    investor = Investor.objects.get()
    investor.confidential = False
    store_investor(investor=investor)
    assert NAME in read(browsers["xem"], doors(run)["project"])
    assert NAME in read(browsers["khac"], doors(run)["old version"])
    investor.confidential = True
    store_investor(investor=investor)
    assert NAME not in read(browsers["khac"], doors(run)["old version"])
    assert Project.objects.get().investor == investor
