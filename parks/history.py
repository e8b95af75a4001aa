"""Every fact ever recorded about a site, by quantity, with the one that counts on a day and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parks.evidence import choose, is_stale
from parks.language import Language
from parks.models import Fact
from parks.quantities import QUANTITIES
from parks.snapshot import SiteRecord

BECAUSE: Mapping[str, Mapping[Language, str]] = {
    "pinned": {"vi": "Cán bộ đã chọn dùng số liệu này.", "en": "An officer chose this fact."},
    "only": {"vi": "Chỉ có một số liệu.", "en": "It is the only fact."},
    "doubtful_only": {
        "vi": "Chỉ có số liệu còn nghi ngờ: nêu ra nhưng không dùng để tính.",
        "en": "There are only doubtful facts: it is shown, and nothing is calculated from it.",
    },
    "dated": {"vi": "Có thời điểm, các số liệu khác thì không.", "en": "It is dated and the others are not."},
    "newest": {"vi": "Mới nhất tính đến ngày hỏi.", "en": "It is the newest by the day asked about."},
    "better_grade": {"vi": "Độ tin cậy cao hơn.", "en": "Its grade is better."},
    "later_recorded": {"vi": "Được ghi nhận sau.", "en": "It was recorded later."},
    "by_code": {
        "vi": "Các nguồn ngang nhau và nói khác nhau; lấy theo thứ tự mã.",
        "en": "The sources are equally good and disagree; taken in the order of their codes.",
    },
    "none": {
        "vi": "Không có số liệu nào dùng được vào ngày này.",
        "en": "No fact can be used on this day.",
    },
}


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """One fact with how it stands on a day."""

    fact: Fact
    current: bool
    stale: bool

    def __getattr__(self, name: str) -> Any:
        """Let the fact speak for the rest."""
        return getattr(self.fact, name)


@dataclass(frozen=True, slots=True)
class QuantityHistory:
    """The facts about one quantity."""

    quantity: str
    current: str | None
    reason: str | None
    because: str
    facts: list[RecordedFact]


def fact_history(record: SiteRecord, on: datetime.date, language: Language) -> list[QuantityHistory]:
    """Return all facts of a site, in the order of the table of quantities."""
    order = {quantity: place for place, quantity in enumerate(QUANTITIES)}
    quantities = sorted(record.facts, key=lambda quantity: (order.get(quantity, len(order)), quantity))
    return [_history(quantity, record.facts[quantity], on, language) for quantity in quantities]


def _history(
    quantity: str, facts: tuple[Fact, ...], on: datetime.date, language: Language
) -> QuantityHistory:
    chosen = choose(facts, on)
    current = chosen.fact if chosen else None
    newest_first = sorted(
        facts, key=lambda fact: (fact.counts_from or datetime.date.min, fact.code), reverse=True
    )
    return QuantityHistory(
        quantity=quantity,
        current=current.code if current else None,
        reason=chosen.reason if chosen else None,
        because=BECAUSE[chosen.reason if chosen else "none"][language],
        facts=[RecordedFact(fact, fact is current, is_stale(fact, on)) for fact in newest_first],
    )
