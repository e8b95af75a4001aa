"""Proposes which of many projects takes which land. It looks at what is stored and writes nothing."""

from matching.allocating import words
from matching.allocating.request import Asked, Land, NotAsked, read_asked
from matching.allocating.service import Proposal, propose_allocation

__all__ = ["Asked", "Land", "NotAsked", "Proposal", "propose_allocation", "read_asked", "words"]
