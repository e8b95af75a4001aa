"""What the tests of roles share: the catalogue, the published ruleset, and the people of the desk."""

from tests.officers import administrator, onlooker, remembered_people, stranger

__all__ = ["administrator", "onlooker", "remembered_people", "stranger"]
