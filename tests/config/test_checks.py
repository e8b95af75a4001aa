"""Django's own checks."""

from django.core.management import call_command


def test_the_checks_find_nothing_and_ask_no_table_so_that_an_empty_database_can_be_migrated():
    # Without the django_db mark any query fails this test.
    call_command("check", "--fail-level", "WARNING")
