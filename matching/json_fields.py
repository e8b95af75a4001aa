"""The column in which runs keep JSON: that of Django, read and written with the quicker codec."""

import hashlib
import json
from typing import Any

import msgspec
from django.db import models
from django.db.models.expressions import Col

# Sorted, because PostgreSQL keeps the keys of a JSON value in an order of its own.
encoded = msgspec.json.Encoder(order="sorted").encode


def sha256(text: bytes) -> str:
    """Return the SHA-256 of what is encoded, 64 hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


class SortedEncoder(json.JSONEncoder):
    """Writes what the chain of runs takes the digest of: SQLite then holds those very bytes."""

    def encode(self, o: Any) -> str:
        """Return the value, or the parts of it that are encoded already, as JSON."""
        return encoded(o).decode()


class QuickJSONField(models.JSONField):
    """A JSON column. A run's answer has 400 kB; Python's own codec takes several times as long for it."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Return what the database takes; the value may be encoded already (`msgspec.Raw`)."""
        if isinstance(value, msgspec.Raw) and connection.vendor == "sqlite":
            return bytes(value).decode()
        return connection.ops.adapt_json_value(value, SortedEncoder)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return what the database holds; parts that a query takes out of it are read as Django reads them."""
        if isinstance(value, str) and isinstance(expression, Col):
            return msgspec.json.decode(value)
        return super().from_db_value(value, expression, connection)

    def deconstruct(self) -> Any:
        """Be a JSON column like any other to migrations: the column is the same."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
