"""What waits for an officer: own cases, steps that are due, cases gone silent, holds about to end."""

import datetime

# An open case of which nobody has heard for longer is silent.
SILENT_AFTER = datetime.timedelta(days=14)
