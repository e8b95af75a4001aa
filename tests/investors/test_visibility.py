"""A confidential investor is seen by the case team alone, whatever a person's permissions are."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from investors import visibility
from investors.models import CaseMember, Enquiry, Investor, Project
from investors.services import store_investor, store_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    """Return who is who: three of the team, somebody else, and a superuser."""
    found = {
        name: User.objects.create_user(name, is_staff=True)
        for name in ("owner", "member", "creator", "colleague")
    }
    return found | {"root": User.objects.create_superuser("root")}


@pytest.fixture
def case(people: dict[str, User]) -> Project:
    """Return a case of a confidential investor."""
    investor = store_investor(
        investor=Investor(name="Bí Mật Một", confidential=True, created_by=people["creator"])
    )
    project = store_project(project=Project(name="Thấu kính", investor=investor, owner=people["owner"]))
    CaseMember.objects.create(project=project, user=people["member"])
    Enquiry.objects.create(project=project, text="xin 5 ha", search_text="x")
    return project


SEES = {"owner": True, "member": True, "creator": True, "root": True, "colleague": False}


@pytest.mark.parametrize(("name", "sees"), SEES.items())
def test_every_question_has_the_same_answer(
    people: dict[str, User], case: Project, name: str, sees: bool
) -> None:
    user = people[name]
    assert visibility.may_see(user, case) is sees
    assert visibility.may_see_investor(user, case.investor) is sees
    assert visibility.investor_name(user, case) == ("Bí Mật Một" if sees else "(giữ kín tên)")
    assert Project.objects.filter(visibility.seen(user)).exists() is sees
    assert Enquiry.objects.filter(visibility.seen(user, "project__")).exists() is sees
    assert visibility.visible_enquiries(user).exists() is sees
    # Whoever entered an investor sees it; being on the case is what makes the investor of a project visible.
    assert visibility.visible_investors(user).exists() is sees
    assert visibility.own_projects(user).exists() is (name in ("owner", "member"))


def test_an_investor_that_is_not_confidential_is_open_to_all(people: dict[str, User], case: Project) -> None:
    Investor.objects.update(confidential=False)
    case = Project.objects.get()
    for user in (*people.values(), AnonymousUser()):
        assert visibility.may_see(user, case)
        assert visibility.investor_name(user, case) == "Bí Mật Một"
        assert Project.objects.filter(visibility.seen(user)).exists()
        assert visibility.visible_investors(user).exists() and visibility.visible_enquiries(user).exists()


def test_nobody_who_is_not_logged_in_sees_a_confidential_investor(case: Project) -> None:
    visitor = AnonymousUser()
    assert not visibility.may_see(visitor, case)
    assert not Project.objects.filter(visibility.seen(visitor)).exists()
    assert not visibility.visible_investors(visitor).exists()
    assert not visibility.visible_enquiries(visitor).exists()
    assert not visibility.own_projects(visitor).exists()


def test_a_project_of_which_no_investor_is_known_hides_nothing(people: dict[str, User]) -> None:
    project = store_project(project=Project(name="Chưa rõ"))
    assert visibility.may_see(people["colleague"], project)
    assert visibility.investor_name(people["colleague"], project) == "chưa biết"
    assert Project.objects.filter(visibility.seen(people["colleague"])).count() == 1


def test_the_officer_of_an_enquiry_reads_it(people: dict[str, User], case: Project) -> None:
    Enquiry.objects.update(owner=people["colleague"])
    assert visibility.visible_enquiries(people["colleague"]).exists()
    assert not visibility.may_see(people["colleague"], case)
