"""Two investors are made one without losing anything, and split again; the database takes no chain and no circle."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from investors import merge_triggers
from investors.enquiry_services import register_enquiry
from investors.merge_services import merge_investors, split_investor
from investors.models import Enquiry, Investor, Project
from investors.services import store_investor, store_project
from investors.visibility import may_see, may_see_investor, visible_investors
from parks.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
# Everything that refers to an investor: what is new here is to be moved by a merge, or not, on purpose.
POINTING = {
    "investors.Project",
    "investors.Enquiry",
    "investors.Investor",
    "investors.InvestorMerge",
    "investors.DistinctInvestors",
}


@pytest.fixture
def people() -> dict[str, User]:
    found = {name: User.objects.create_user(name, is_staff=True) for name in ("an", "ba", "chi")}
    return found | {"root": User.objects.create_superuser("root")}


def investor(name: str, by: User | None = None, confidential: bool = False, **columns: object) -> Investor:
    return store_investor(
        investor=Investor(name=name, confidential=confidential, created_by=by, **columns), user=by
    )


def again(row: Investor) -> Investor:
    return Investor.objects.get(pk=row.pk)


def test_everything_that_pointed_to_the_one_points_to_the_other(people: dict[str, User]) -> None:
    an = people["an"]
    kept = investor("Sao Việt", contact_phone="0912345678", note="gặp tháng 3")
    merged = investor("Công ty TNHH Sao Việt", tax_code="4600123456", note="do sở giới thiệu")
    project = store_project(project=Project(name="Kho", investor=merged, owner=an))
    enquiry = register_enquiry(user=an, text="xin 5 ha", investor=merged)
    merge_investors(kept=kept, merged=merged, taken=("name", "tax_code"), user=an)
    kept, merged = again(kept), again(merged)
    assert (kept.name, kept.tax_code, kept.note) == ("Công ty TNHH Sao Việt", "4600123456", "gặp tháng 3")
    assert kept.tax_key == "4600123456" and kept.merged_into is None
    assert (merged.merged_into, merged.note, merged.tax_code) == (kept, "do sở giới thiệu", "4600123456")
    assert Project.objects.get().investor == kept == Enquiry.objects.get().investor
    # Each history says who moved what, and when.
    assert [row.investor_id for row in project.history.all()] == [kept.pk, merged.pk]
    assert enquiry.history.first().history_user == an and kept.history.count() == 2 == merged.history.count()
    assert Investor.objects.filter(search_text__contains="4600123456", merged_into=None).get() == kept


def test_nothing_that_refers_to_an_investor_is_forgotten() -> None:
    referring = {
        relation.related_model._meta.label
        for relation in Investor._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert {label for label in referring if "Historical" not in label} == POINTING


def test_a_merge_is_undone_where_nobody_has_changed_it_since(people: dict[str, User]) -> None:
    an = people["an"]
    kept, merged = investor("Sao Việt", note="cũ"), investor("Sao Viet Ltd", note="mới", nationality="KR")
    moved = [store_project(project=Project(name=name, investor=merged)) for name in ("Kho", "Xưởng")]
    earlier = investor("S.V.")
    merge_investors(kept=merged, merged=earlier, taken=(), user=an)
    merge_investors(kept=kept, merged=again(merged), taken=("note", "nationality"), user=an)
    assert again(earlier).merged_into == kept
    later = store_project(project=Project(name="Mới", investor=kept))
    kept = again(kept)
    kept.nationality = "JP"
    store_investor(investor=kept, user=an)
    with pytest.raises(ValidationError, match="ra trước"):
        split_investor(merged=again(earlier), user=an)
    split_investor(merged=again(merged), user=an)
    kept, merged = again(kept), again(merged)
    assert (kept.note, kept.nationality, merged.note, merged.merged_into) == ("cũ", "JP", "mới", None)
    assert set(merged.projects.all()) == set(moved) and list(kept.projects.all()) == [later]
    assert again(earlier).merged_into == merged
    assert "ltd" not in kept.search_text and "s.v." in merged.search_text
    with pytest.raises(ValidationError, match="không còn được gộp"):
        split_investor(merged=merged, user=an)
    merge_investors(kept=merged, merged=kept, taken=(), user=an)  # the other way round is no circle now


def test_the_second_of_two_who_merge_is_told(people: dict[str, User]) -> None:
    first, second, third = (investor(name) for name in ("A", "B", "C"))
    stale = again(second)
    merge_investors(kept=first, merged=second, taken=(), user=people["an"])
    with pytest.raises(ChangedMeanwhile):
        merge_investors(kept=third, merged=stale, taken=(), user=people["ba"])
    with pytest.raises(ValidationError, match="vừa được gộp"):
        merge_investors(kept=again(second), merged=third, taken=(), user=people["ba"])
    with pytest.raises(ValidationError, match="chính nó"):
        merge_investors(kept=third, merged=third, taken=(), user=people["ba"])
    old = again(first)
    store_investor(investor=again(first), user=people["ba"])
    with pytest.raises(ChangedMeanwhile):
        merge_investors(kept=old, merged=third, taken=(), user=people["an"])
    assert again(third).merged_into is None


def test_the_result_is_confidential_where_one_was(people: dict[str, User]) -> None:
    an, ba, chi = people["an"], people["ba"], people["chi"]
    open_one, hidden = investor("Sao Việt", chi), investor("SAO VIET", an, confidential=True)
    case = store_project(project=Project(name="Kho", investor=hidden, owner=an))
    with pytest.raises(ValidationError, match="xem được cả hai"):
        merge_investors(kept=open_one, merged=hidden, taken=(), user=ba)
    merge_investors(kept=open_one, merged=hidden, taken=(), user=an)
    assert again(open_one).confidential
    case = Project.objects.select_related("investor").get(pk=case.pk)
    for person in (ba, chi):  # not even who entered the open one
        assert not may_see(person, case) and not visible_investors(person).exists()
    assert may_see(an, case) and set(visible_investors(an)) == {open_one, hidden}
    # The open row that was merged away is hidden with the one it leads to.
    other, secret = investor("Lam", chi), investor("LAM", an, confidential=True)
    merge_investors(kept=secret, merged=other, taken=(), user=an)
    assert not may_see_investor(chi, again(other)) and may_see_investor(an, again(other))
    # Splitting opens nothing.
    split_investor(merged=again(hidden), user=an)
    assert again(open_one).confidential and not may_see(chi, Project.objects.get(pk=case.pk))


def test_of_two_who_entered_a_confidential_investor_neither_sees_more_or_less(
    people: dict[str, User],
) -> None:
    an, ba, root = people["an"], people["ba"], people["root"]
    first, second = investor("A", an, confidential=True), investor("B", ba, confidential=True)
    of_an = store_project(project=Project(name="Kho", investor=first))
    of_ba = store_project(project=Project(name="Xưởng", investor=second))
    merge_investors(kept=first, merged=second, taken=(), user=root)
    for person, own, other in ((an, of_an, of_ba), (ba, of_ba, of_an)):
        assert may_see(person, Project.objects.get(pk=own.pk))
        assert not may_see(person, Project.objects.get(pk=other.pk))
        assert may_see_investor(person, again(first))


def test_the_triggers_are_there() -> None:
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    assert {name for name, _ in merge_triggers.expected(connection.vendor)} <= there


def test_the_database_refuses_what_is_no_merge() -> None:
    a, b, c = (investor(name) for name in "ABC")
    rows = Investor.objects
    rows.filter(pk=b.pk).update(merged_into=a)
    project = store_project(project=Project(name="Kho", investor=a))
    wrong = {
        merge_triggers.INTO_MERGED: lambda: rows.filter(pk=c.pk).update(merged_into=b),
        merge_triggers.BEFORE_ITS_OWN: lambda: rows.filter(pk=a.pk).update(merged_into=c),
        merge_triggers.TWICE: lambda: rows.filter(pk=b.pk).update(merged_into=c),
        merge_triggers.POINTS_TO_MERGED: lambda: Project.objects.filter(pk=project.pk).update(investor=b),
        f" {merge_triggers.POINTS_TO_MERGED}": lambda: Project.objects.create(name="x", investor=b),
        f"  {merge_triggers.POINTS_TO_MERGED}": lambda: Enquiry.objects.create(text="x", investor=b),
        f" {merge_triggers.INTO_MERGED}": lambda: rows.create(name="D", merged_into=b),
        "investor_not_merged_into_itself": lambda: rows.filter(pk=c.pk).update(merged_into=c),
    }
    for said, write in wrong.items():
        with pytest.raises(IntegrityError, match=said.strip()), transaction.atomic():
            write()
    rows.filter(pk=b.pk).update(merged_into=None)
    rows.filter(pk=a.pk).update(merged_into=b)
