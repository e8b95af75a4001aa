"""Tests of threads empty the whole database afterwards, triggers or not, and the catalogue can be loaded again."""

import pytest
from django.core.management import call_command

from parks.models import CatalogueVersion, Fact
from tests.catalogue import FOLDER


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_emptied_takes_the_fixtures_again() -> None:
    seen = set()
    for _ in range(3):
        call_command("flush", interactive=False, verbosity=0)
        assert not Fact.objects.exists()
        CatalogueVersion.objects.all().delete()
        call_command("load_fixtures", folder=FOLDER, verbosity=0)
        assert Fact.objects.count() == 402
        seen.add(CatalogueVersion.objects.get().number)
    # A server that kept its snapshot through all this must notice, though the same was done three times.
    assert len(seen) == 3
