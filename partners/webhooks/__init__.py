"""Tells partners of changes: messages signed by the rules of Standard Webhooks, delivered at least once."""
