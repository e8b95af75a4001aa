"""Dossiers: what a project's proposal and a site's sheet say, as Word and PDF made from templates of the office."""

from matching.dossiers.project import project_context
from matching.dossiers.rendering import UnusableTemplate, pdf, word
from matching.dossiers.site import site_context

__all__ = ["UnusableTemplate", "pdf", "project_context", "site_context", "word"]
