"""The catalogue and the rulesets as a server keeps them in memory, valid while the version is unchanged.

A request asks one tiny question, the catalogue's version; triggers raise it on every change, whatever made it.
"""

import datetime
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from matching.documents import read_published
from matching.engine import Matcher, Rows, Ruleset, SiteTable
from matching.gather import site_table
from matching.models import RulesetVersion
from parks.conditional import catalogue_number
from parks.models import Sector, Site
from parks.snapshot import Snapshot as Catalogue
from parks.snapshot import snapshot as catalogue_of

Value = TypeVar("Value")
# Dates that anonymous callers ask about are theirs to choose: keep few, so that memory stays bounded. What was judged
# on a date and put into words takes up to ten megabytes (`matching.engine.rows`).
DATES_KEPT = 8
ANSWERS_KEPT = 128  # some tens of kilobytes each, beside what others share
MOST_ASKED = 10_000  # questions of which is known that they were asked before


class Kept(Generic[Value]):
    """The few values last asked for, by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.RLock()  # what is made may ask for another kept thing

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made once."""
        found = self._values.get(key)
        if found is not None:
            with suppress(KeyError):  # dropped by another thread a moment ago
                self._values.move_to_end(key)
            return found
        with self._lock:
            found = self._values.get(key)
            if found is None:
                found = self._values[key] = make()
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
        return found


@dataclass(frozen=True)
class PublishedRuleset:
    """A published ruleset with its row's key and its parsed rules."""

    pk: int
    ruleset: Ruleset
    document: Mapping[str, Any]


class Snapshot:
    """Everything a match needs, read at one version of the catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        sectors: Mapping[tuple[str, str], Sector],
        rulesets: tuple[PublishedRuleset, ...],
    ) -> None:
        self.number = catalogue.number
        self.catalogue = catalogue
        self.sectors = sectors  # by edition and code
        self.rulesets = rulesets  # earliest first
        self._sites: Kept[SiteTable] = Kept(DATES_KEPT)
        self._rows: Kept[Rows] = Kept(DATES_KEPT)
        self._small: Kept[Any] = Kept(DATES_KEPT * 4)
        self._answers: Kept[Any] = Kept(ANSWERS_KEPT)
        self._asked: set[int] = set()

    @cached_property
    def planning_areas(self) -> tuple[str, ...]:
        """The codes of planning areas that have sites."""
        return tuple(sorted({site.planning_area.code for site in self.site_rows.values()}))

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The codes of the nodes."""
        return tuple(sorted(node.code for node in self.catalogue.nodes))

    @cached_property
    def site_rows(self) -> Mapping[str, Site]:
        """The sites' rows by code."""
        return {code: record.site for code, record in self.catalogue.records.items()}

    def sites(self, on: datetime.date) -> SiteTable:
        """Return the sites as they were on a date."""
        return self._sites.get(on, lambda: site_table(self.catalogue, on))

    def rows(self, published: PublishedRuleset, on: datetime.date) -> Rows:
        """Return a ruleset made ready for the sites of a date, with what it judged so far."""
        key = (published.pk, on)
        return self._rows.get(key, lambda: Rows(Matcher(published.ruleset, self.sites(on))))

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return something small that others keep for as long as this snapshot is valid."""
        return self._small.get(key, make)

    def answered(self, question: Hashable, make: Callable[[], Any]) -> Any:
        """Return what is made of the answer to a question, for the runs that are asked the same.

        It is kept from the second time on, for most questions come but once.
        """
        name = hash(question)
        if name in self._asked:
            return self._answers.get(question, make)
        if len(self._asked) >= MOST_ASKED:
            self._asked.clear()
        self._asked.add(name)
        return make()

    def data_version(self, on: datetime.date) -> str:
        """Return the version of the data with a digest of the sites as of a date."""
        return str(self.kept(("data_version", on), lambda: self._data_version(on)))

    def _data_version(self, on: datetime.date) -> str:
        digest = hashlib.sha256(msgspec.json.encode(site_inputs(self.sites(on)))).hexdigest()
        return f"{self.number}.{digest[:12]}"

    def in_force(self, on: datetime.date) -> tuple[PublishedRuleset, bool] | None:
        """Return the ruleset in force on a date, or the earliest with False; None where none is published."""
        if not self.rulesets:
            return None
        started = [one for one in self.rulesets if one.ruleset.effective_from <= on]
        return (started[-1], True) if started else (self.rulesets[0], False)

    def named(self, version: str) -> PublishedRuleset | None:
        """Return the published ruleset of a version."""
        return next((one for one in self.rulesets if one.ruleset.version == version), None)


def site_inputs(sites: SiteTable) -> list[Any]:
    """Return the sites' facts as plain values in a fixed order, as they are kept with a run."""
    return [_ordered(msgspec.to_builtins(site)) for site in sites.sites]


def _ordered(value: Any) -> Any:
    """Sort what came from sets and mappings, whose order means nothing."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return sorted(value)
    return [_ordered(one) for one in value] if isinstance(value, list) else value


_current: Snapshot | None = None
_loading = threading.Lock()


def current() -> Snapshot:
    """Return the snapshot of the catalogue's present version: one query when nothing has changed."""
    global _current
    number = catalogue_number()
    snapshot = _current
    if snapshot is not None and snapshot.number == number:
        return snapshot
    with _loading:
        if _current is None or _current.number != number:
            _current = _load(number)
        return _current


def forget() -> None:
    """Drop what is held, for tests, whose rolled-back versions come round again."""
    global _current
    _current = None


def _load(number: int) -> Snapshot:
    # The version was read first: rows that change meanwhile make the snapshot look old, never too new.
    catalogue = catalogue_of(number)
    published = RulesetVersion.objects.filter(status=RulesetVersion.Status.PUBLISHED)
    rulesets = tuple(
        PublishedRuleset(row.pk, *read_published(row.document))
        for row in published.order_by("effective_from")
    )
    sectors = {(sector.edition, sector.code): sector for sector in Sector.objects.all()}
    return Snapshot(catalogue, sectors, rulesets)
