"""Rows that several officers edit: each write raises a number, so that a late one is noticed."""

from django.db import models


class Versioned(models.Model):
    """A row whose `version` rises by one with every edit (see `parks.versions`)."""

    version = models.PositiveIntegerField("lần sửa", default=1, editable=False)

    class Meta:
        abstract = True
