"""The roles of the desk: which kind of record each may view, add, change or delete, and at which sites.

This table is the only place that says so: `manage.py make_roles` writes it into groups, docs/roles.md is written from
it, and the tests walk every page of the desk by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

VIEW, ADD, CHANGE, DELETE = "view", "add", "change", "delete"
LETTERS = {"V": VIEW, "A": ADD, "C": CHANGE, "D": DELETE}


@dataclass(frozen=True, slots=True)
class Role:
    """One ready group: its key in code, its name at the desk, whom it is for, and the kinds of site of its remit.

    An empty kind is every kind; no kinds at all is no remit: such a role changes no site.
    """

    key: str
    name: str
    purpose: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Some kinds of record, and what each role may do with them: letters of `LETTERS` in the order of `ROLES`."""

    name: str
    models: tuple[str, ...]
    acts: tuple[str, ...]


ROLES = (
    Role("reader", "Người xem", "looks, changes nothing"),
    Role("officer_parks", "Cán bộ khu công nghiệp", "cases, and the land of parks", ("park", "it_zone")),
    Role("officer_clusters", "Cán bộ cụm công nghiệp", "cases, and the land of clusters", ("cluster",)),
    Role("officer", "Cán bộ xúc tiến đầu tư", "cases, and the land of every site", ("",)),
    Role("policy_officer", "Cán bộ chính sách", "drafts the rules"),
    Role("approver", "Người phê duyệt", "publishes the rules"),
    Role("administrator", "Quản trị", "people, roles, remits; no cases"),
)

#                            reader, officer_parks, officer_clusters, officer, policy_officer, approver, administrator
SUBJECTS = (
    Subject(
        "sites and what is known of them",
        ("parks.site", "parks.fact", "parks.status", "parks.plot", "parks.orientation", "parks.tenant"),
        ("V", "VAC", "VAC", "VAC", "V", "V", "V"),
    ),
    Subject(
        "sources and their files",
        ("parks.source", "parks.sourcefile"),
        ("V", "VAC", "VAC", "VAC", "VAC", "V", "V"),
    ),
    Subject("holds of land", ("parks.hold",), ("V", "VAC", "VAC", "VAC", "V", "V", "V")),
    Subject(
        "code lists",
        ("parks.sector", "parks.adminunit", "parks.planningarea", "parks.node"),
        ("V", "V", "V", "V", "V", "V", "V"),
    ),
    Subject(
        "cases: enquiries, projects, talks, offers, stages, papers",
        (
            "investors.enquiry",
            "investors.project",
            "investors.conversation",
            "investors.offer",
            "investors.stagechange",
            "investors.projecthold",
            "investors.projectfile",
        ),
        ("V", "VAC", "VAC", "VAC", "V", "V", ""),
    ),
    Subject(
        "lines of a project, members of a case",
        ("investors.projectline", "investors.casemember"),
        ("V", "VACD", "VACD", "VACD", "V", "V", ""),
    ),
    Subject("investors", ("investors.investor",), ("", "VAC", "VAC", "VAC", "", "V", "")),
    Subject("runs of the matching", ("matching.matchrun",), ("V", "VA", "VA", "VA", "VA", "V", "")),
    Subject("choices beside the ranking", ("matching.override",), ("V", "VAC", "VAC", "VAC", "V", "V", "")),
    Subject("replies", ("matching.reply",), ("V", "VAC", "VAC", "VAC", "V", "V", "")),
    Subject("rulesets", ("matching.rulesetversion",), ("V", "V", "V", "V", "VAC", "V", "V")),
    Subject("people and groups", ("auth.user", "auth.group"), ("", "", "", "", "", "", "VAC")),
    Subject(
        "partner portals and their keys",
        ("partners.partner", "partners.partnerkey"),
        ("", "", "", "", "", "", "VAC"),
    ),
    Subject(
        "webhooks of partners and what was sent to them",
        ("partners.webhook", "partners.delivery"),
        ("", "", "", "", "", "", "VC"),
    ),
    Subject("remits", ("parks.remit",), ("", "", "", "", "", "", "VACD")),
    Subject(
        "log-ins",
        ("axes.accesslog", "axes.accessattempt", "axes.accessfailurelog"),
        ("", "", "", "", "", "", "V"),
    ),
)
# Acts of their own kind: role, permission.
SPECIAL = (
    ("approver", "matching.publish_rulesetversion"),
    ("officer", "investors.receive_tracking"),
)


def permissions_of(role: Role) -> frozenset[str]:
    """Return the permissions of a role, each as `app.act_model`."""
    return frozenset(_permissions(role))


def _permissions(role: Role) -> Iterator[str]:
    place = ROLES.index(role)
    for subject in SUBJECTS:
        for label in subject.models:
            app, model = label.split(".")
            for letter in subject.acts[place]:
                yield f"{app}.{LETTERS[letter]}_{model}"
    for key, permission in SPECIAL:
        if key == role.key:
            yield permission


def page() -> str:
    """Return docs/roles.md."""
    heads = [role.name for role in ROLES]
    lines = [
        "# Roles",
        "",
        "Written from `portal/roles.py` by `manage.py make_roles --page`; a test compares them. V view, A add, C change",
        "(of figures and statuses: choose, retract), D delete, – nothing. `manage.py make_roles` writes the roles as groups;",
        "`make run` does so too. Put a person into a group on the person's page; nobody needs single permissions.",
        "",
        "| role | for | remit of the group |",
        "| --- | --- | --- |",
        *(f"| {role.name} (`{role.key}`) | {role.purpose} | {_remit(role)} |" for role in ROLES),
        "",
        f"| | {' | '.join(heads)} |",
        f"| --- |{' --- |' * len(heads)}",
        *(
            f"| {subject.name} | {' | '.join(' '.join(acts) or '–' for acts in subject.acts)} |"
            for subject in SUBJECTS
        ),
        "",
        *(f"- `{permission}`: {_named(key)}." for key, permission in SPECIAL),
        "- A change of a site, its figures, statuses, plots, holds, tenants or orientation needs the site to be within the",
        "  remit, by page, act, sheet or service. A person's own remits, where there are any, stand in place of the group's:",
        "  an officer of one planning area is an officer with a remit for that area.",
        "- Sheets are taken out by who may view, and read in by who may add.",
        "- Reports are read, and taken as files, by who may view projects; what they tell of a confidential case follows its team.",
        "- The name, talks, offers, choices beside the ranking, enquiries, papers and histories of a confidential investor are for the case's owner and",
        "  members, whoever entered the investor, and superusers; for nobody else, whatever the role. One that an investor has",
        "  handed over by itself is for those with `investors.receive_tracking` until the case is handed to an officer.",
        "- Who manages accounts without being a superuser makes people and puts them into groups, and touches no superuser's",
        "  account, makes nobody one, gives no single permissions and changes not their own roles or remit.",
        "",
    ]
    return "\n".join(lines)


def _remit(role: Role) -> str:
    if not role.kinds:
        return "none"
    return ", ".join(f"`{kind}`" if kind else "every kind" for kind in role.kinds) + ", all areas"


def _named(key: str) -> str:
    return next(role.name for role in ROLES if role.key == key)
