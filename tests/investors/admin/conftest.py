"""What the tests of the officers' pages on projects share."""

from tests.catalogue import catalogue, loaded_catalogue
from tests.officers import administrator, onlooker, stranger

__all__ = ["administrator", "catalogue", "loaded_catalogue", "onlooker", "stranger"]
