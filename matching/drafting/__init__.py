"""Drafting rulesets: the document as fields to be filled in, its mistakes and its changes in words, the steps of a draft."""
