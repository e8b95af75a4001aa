"""Finds the words of one person in a text, however they are written: the name, the telephone, the address, the message."""

import re
from dataclasses import dataclass

from investors.keys import phone_key
from parks.text import search_key

SHORTEST_LINE = 20  # of a message: shorter lines are words that anybody writes


@dataclass(frozen=True)
class PersonWords:
    """What a person said of themselves, to be looked for in what others wrote."""

    name: str = ""
    phone: str = ""
    email: str = ""
    message: str = ""

    def __bool__(self) -> bool:
        return bool(self.name.strip() or self.email.strip() or phone_key(self.phone) or self._lines)

    def occur_in(self, text: str) -> bool:
        """Say whether a text has any of them, with or without diacritics, blanks and points."""
        folded = search_key(text)
        name, email = search_key(self.name), search_key(self.email)
        digits = phone_key(self.phone)
        return bool(
            (name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded))
            or (email and email in folded)
            or (digits and digits in re.sub(r"\D", "", text))
            or any(line in folded for line in self._lines)
        )

    @property
    def _lines(self) -> list[str]:
        lines = (search_key(line) for line in self.message.splitlines())
        return [line for line in lines if len(line) >= SHORTEST_LINE]
