"""The service's own settings with one more address: the prepared answer that the match is measured against."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
