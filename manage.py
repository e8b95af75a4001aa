#!/usr/bin/env python
"""Runs the management commands of the service."""

import gc
import os
import sys


def main() -> None:
    """Hand the command line to Django; say a wrong setting plainly, without a stack trace."""
    if sys.argv[1:2] == ["serve"]:
        # What is made at start stays: searching it for garbage is a tenth of the start. Turned on in config/warm.py.
        gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Wrong configuration: {error}")


if __name__ == "__main__":
    main()
