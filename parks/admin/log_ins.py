"""Who came in and who tried to, as django-axes keeps it, on lists like all others of the desk."""

from axes.admin import AccessAttemptAdmin, AccessFailureLogAdmin, AccessLogAdmin
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin

from parks.admin.base import Page

for model in (AccessAttempt, AccessFailureLog, AccessLog):
    admin.site.unregister(model)


class LogInPage(Page):
    """Filters by date beside the list; a row of dates above it would take years that no date has."""

    date_hierarchy = None


@admin.register(AccessAttempt)
class AttemptPage(LogInPage, AccessAttemptAdmin):
    """Tries that failed lately, and who is locked out."""


@admin.register(AccessFailureLog)
class FailurePage(LogInPage, AccessFailureLogAdmin):
    """Every try that failed."""


@admin.register(AccessLog)
class LogInsPage(LogInPage, AccessLogAdmin):
    """Every time that somebody came in and left."""
