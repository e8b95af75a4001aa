"""Rows, or a validated request, become the engine's values. No query is made here."""

from matching.gather.projects import Gathered, project_facts
from matching.gather.sites import site_table

__all__ = ["Gathered", "project_facts", "site_table"]
