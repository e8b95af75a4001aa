"""What the tests of roles share: the catalogue, the published ruleset, and the people of the desk."""

from tests.catalogue import catalogue, loaded_catalogue
from tests.matching.conftest import loaded_rules, rules
from tests.officers import administrator, onlooker, stranger

__all__ = [
    "administrator",
    "catalogue",
    "loaded_catalogue",
    "loaded_rules",
    "onlooker",
    "rules",
    "stranger",
]
