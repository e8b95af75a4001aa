"""Natural keys: fixtures and documents name rows by code, never by number."""

from typing import Any

from django.db import models


class CodeManager(models.Manager):  # type: ignore[type-arg]
    """Finds a row by its code."""

    def get_by_natural_key(self, code: str) -> Any:
        return self.get(code=code)


class EditionCodeManager(models.Manager):  # type: ignore[type-arg]
    """Finds a row by edition and code: a bare code is ambiguous between editions."""

    def get_by_natural_key(self, edition: str, code: str) -> Any:
        return self.get(edition=edition, code=code)
