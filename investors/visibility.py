"""Who may see what is confidential: the name of an investor, and what passed on its cases.

A permission says what kind of record somebody may look at. Of a confidential investor, the name, the log, offers,
enquiries, papers and histories are for the case team alone, whatever the role: the owner and the members of the case,
whoever entered the investor, and superusers. What came in by itself and nobody has taken on yet is seen by those who
receive such enquiries (`RECEIVE`), until a case is handed to one of them.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from investors.models import CaseMember, Enquiry, Investor, Project, Tracking

HIDDEN_NAME = "(giữ kín tên)"
UNKNOWN_NAME = "chưa biết"
RECEIVE = "investors.receive_tracking"

Person = AbstractBaseUser | AnonymousUser


def may_see(user: Person, project: Project) -> bool:
    """Tell whether a person may see who the investor of a project is and what passed on the case."""
    investor = project.investor
    if investor is None or not investor.confidential or _sees_all(user):
        return True
    if user.pk is None:
        return False
    return (
        user.pk in (project.owner_id, investor.created_by_id)
        or _memberships(user).filter(project=project.pk).exists()
        or (project.owner_id is None and _unclaimed(user).filter(project=project.pk).exists())
    )


def may_see_investor(user: Person, investor: Investor) -> bool:
    """Tell whether a person may see an investor's row."""
    if investor.merged_into_id is None and not investor.confidential:
        return True
    return visible_investors(user).filter(pk=investor.pk).exists()


def investor_name(user: Person, project: Project) -> str:
    """Return the investor's name as this person may read it."""
    if project.investor is None:
        return UNKNOWN_NAME
    return project.investor.name if may_see(user, project) else HIDDEN_NAME


def seen(user: Person, path: str = "") -> Q:
    """Return the condition of `may_see` for queries; `path` leads from their model to the project."""
    if _sees_all(user):
        return ~Q(pk__in=())
    open_to_all = Q(**{f"{path}investor__isnull": True}) | Q(**{f"{path}investor__confidential": False})
    if user.pk is None:
        return open_to_all
    return (
        open_to_all
        | Q(**{f"{path}owner": user.pk})
        | Q(**{f"{path}investor__created_by": user.pk})
        | Q(**{f"{path}pk__in": _memberships(user).values("project")})
        | _of_nobody(user, f"{path}pk__in", "project")
    )


def own_projects(user: Person) -> QuerySet[Project]:
    """Return the projects that a person owns or is on the case of."""
    if user.pk is None:
        return Project.objects.none()
    # A union leads through the two indexes; an "or" makes SQLite read every case.
    owned = Project.objects.order_by().filter(owner=user.pk).values("pk")
    return Project.objects.filter(pk__in=owned.union(_memberships(user).order_by().values("project")))


def on_case(user: Person, path: str) -> Q:
    """Return the condition to belong to an own case, for queries; `path` leads from their model to the project."""
    return Q(**{f"{path}owner": user.pk}) | Q(**{f"{path}pk__in": _memberships(user).values("project")})


def visible_investors(user: Person) -> QuerySet[Investor]:
    """Return the investors whose names a person may see; a merged one is seen with the one it was merged into."""
    investors = Investor.objects.all()
    if _sees_all(user):
        return investors
    merged = Q(merged_into__isnull=False) & _seen_investor(user, "merged_into__")
    return investors.filter((Q(merged_into__isnull=True) & _seen_investor(user)) | merged)


def _seen_investor(user: Person, path: str = "") -> Q:
    """Return the condition under which a person sees an investor that is not merged."""
    seen_by_all = Q(**{f"{path}confidential": False})
    if user.pk is None:
        return seen_by_all
    own = own_projects(user).filter(investor__isnull=False).values("investor")
    unclaimed = _of_nobody(user, f"{path}pk__in", "project__investor")
    return seen_by_all | Q(**{f"{path}created_by": user.pk}) | Q(**{f"{path}pk__in": own}) | unclaimed


def visible_enquiries(user: Person) -> QuerySet[Enquiry]:
    """Return the enquiries that a person may read: not those of somebody else's confidential investor."""
    enquiries = Enquiry.objects.all()
    if _sees_all(user):
        return enquiries
    of_an_open_investor = Q(investor__isnull=True) | Q(investor__in=visible_investors(user).values("pk"))
    of_an_open_case = Q(project__isnull=True) | seen(user, "project__")
    allowed = of_an_open_investor & of_an_open_case
    if user.pk is not None:
        allowed |= Q(owner=user.pk) | Q(created_by=user.pk)
    return enquiries.filter(allowed)


def _sees_all(user: Person) -> bool:
    return bool(getattr(user, "is_superuser", False) and getattr(user, "is_active", False))


def _memberships(user: Person) -> QuerySet[CaseMember]:
    return CaseMember.objects.filter(user=user.pk)


def _of_nobody(user: Person, lookup: str, column: str) -> Q:
    """Return the condition to belong to a case that nobody has taken on, for those who receive them."""
    return Q(**{lookup: _unclaimed(user).values(column)})


def _unclaimed(user: Person) -> QuerySet[Tracking]:
    """Return the cases that came in by themselves and are nobody's, for those who receive them."""
    rows = Tracking.objects.order_by().filter(project__owner=None, project__investor__created_by=None)
    return rows.filter(project__isnull=False) if user.has_perm(RECEIVE) else rows.none()
