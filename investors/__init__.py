"""Investors and the projects they propose."""
