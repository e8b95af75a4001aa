"""The desk's pages of partner portals."""

from partners.admin import partners

__all__ = ["partners"]
