"""The order of what changes cost an investor, as numbers to be filled in, and what is otherwise in another order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from matching.drafting import labels
from matching.drafting.fields import MOST_ROWS, Group, Leaf, Posted, text_in
from matching.drafting.values import ABSENT, value_of
from matching.engine.vocabulary import CHANGEABLE

# Between a fact and what was typed in place of its number: so it is kept, and is a mistake (`messages`).
UNREAD = " = "


@dataclass
class Order(Group):
    """Facts with the numbers of their places, from the first to the last; a fact without a number is left out."""

    def read(self, posted: Posted) -> Any:
        """Return the facts in the order of the numbers typed. Of two with one number the one that was moved there stands there."""
        typed = {key: text_in(posted, leaf.name) for key, leaf in self.leaves.items()}
        texts = {key: self.leaves[key].text if text is None else text for key, text in typed.items()}
        if all(text == self.leaves[key].text for key, text in texts.items()):
            return self.stored
        numbers = {key: value_of(int, text) for key, text in texts.items() if text}
        placed = [key for key, number in numbers.items() if isinstance(number, int)]
        placed.sort(key=lambda key: (numbers[key], self._moved(key, numbers[key])))
        unread = [f"{key}{UNREAD}{text}" for key, text in numbers.items() if key not in placed]
        unshown = self.stored[MOST_ROWS:] if isinstance(self.stored, list) else []
        return [*placed, *unread, *unshown]

    def _moved(self, key: str, number: int) -> int:
        before = value_of(int, self.leaves[key].text)
        return (number > before) - (number < before) if isinstance(before, int) else -1


def order_of(stored: Any) -> Order:
    """Return the order of a document as fields; the one that holds without it where there is none."""
    named = CHANGEABLE if stored is ABSENT else stored if isinstance(stored, list) else ()
    leaves: dict[str, Leaf] = {}
    for place, one in enumerate(named[:MOST_ROWS]):
        key, unread, typed = str(one).partition(UNREAD)
        leaves.setdefault(key, _leaf(key, place, typed if unread else place + 1))
    for key in CHANGEABLE:
        leaves.setdefault(key, _leaf(key, len(named), ABSENT))
    return Order("counterfactuals", labels.PARTS["counterfactuals"]["order"], stored, leaves)


def _leaf(key: str, place: int, stored: Any) -> Leaf:
    where = f"counterfactuals.order.{place}"
    return Leaf(f"counterfactuals.order.{key}", where, labels.changeable(key), int, stored)


def order_changes(old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    """Say what an order has more and less than another, and what of the rest was moved: as little as tells it."""
    before, after = ([str(one) for one in each] for each in (old, new))
    for said, more in (
        ("Có thể đề nghị thêm", [one for one in after if one not in before]),
        ("Không còn đề nghị", [one for one in before if one not in after]),
    ):
        if more:
            yield f"{said}: {'; '.join(map(labels.changeable, more))}"
    held, put = [one for one in before if one in after], [one for one in after if one in before]
    for tag, _, _, start, end in SequenceMatcher(None, held, put, autojunk=False).get_opcodes():
        for one in put[start:end] if tag in ("insert", "replace") else ():
            places = (each.index(one) + 1 for each in (before, after))
            yield f"Thứ tự của “{labels.changeable(one)}”: {' → '.join(map(str, places))}"
