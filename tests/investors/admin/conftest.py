"""What the tests of the officers' pages on projects share."""

from tests.officers import administrator, onlooker, stranger

__all__ = ["administrator", "onlooker", "stranger"]
