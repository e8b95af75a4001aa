"""Holds of land with the cases that they are for. Cases stand above the catalogue, so they extend its page from here."""

from django.contrib import admin

from investors.exchange.holds import CaseHoldSheet
from parks.admin.holds import HoldAdmin
from parks.models import Hold

admin.site.unregister(Hold)


@admin.register(Hold)
class CaseHoldAdmin(HoldAdmin):
    """Land that is promised until a day; the table that is put out names the cases too."""

    table_class = CaseHoldSheet
