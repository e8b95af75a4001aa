"""What the tests of the officers' pages on matching share."""

from tests.officers import administrator, onlooker, stranger

__all__ = ["administrator", "onlooker", "stranger"]
