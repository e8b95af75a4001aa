"""What webhooks are told of: every change of the public data, and what concerns one portal alone."""

from parks.changes import TYPES

ENQUIRY_UPDATED = "enquiry.updated"
EVENTS = (*TYPES, ENQUIRY_UPDATED)
