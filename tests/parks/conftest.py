"""What the tests of the catalogue share."""

from tests.catalogue import catalogue, loaded_catalogue

__all__ = ["catalogue", "loaded_catalogue"]
