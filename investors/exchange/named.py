"""What rows of a sheet of projects name: places, sectors, officers and investors, each read once for a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError

from investors.fields import NODE_KINDS
from investors.keys import name_key
from investors.models import Investor
from investors.visibility import visible_investors
from parks.exchange.tables import in_parts
from parks.models import Node, PlanningArea, Sector
from parks.text import search_key

NO_INVESTOR = "Không có nhà đầu tư này trong số anh/chị được xem: ghi mã, hoặc thêm nhà đầu tư trước."


class Places:
    """The names of planning areas and of nodes, by code."""

    @cached_property
    def areas(self) -> dict[str, str]:
        """Return the planning areas."""
        return dict(PlanningArea.objects.values_list("code", "name_vi"))

    @cached_property
    def nodes(self) -> dict[str, str]:
        """Return the nodes that a distance can be measured to; of the same name, only the codes tell them apart."""
        rows = Node.objects.filter(kind__in=NODE_KINDS, latitude__isnull=False).order_by("code")
        names: dict[str, list[str]] = defaultdict(list)
        found = dict(rows.values_list("code", "name_vi"))
        for code, name in found.items():
            names[search_key(name)].append(code)
        return {code: name if len(names[search_key(name)]) == 1 else code for code, name in found.items()}


class Sectors:
    """The classes of both editions."""

    @cached_property
    def _all(self) -> dict[tuple[str, str], Sector]:
        rows = Sector.objects.only("edition", "code", "name_vi")
        return {(sector.edition, sector.code): sector for sector in rows}

    def find(self, edition: str, cell: str) -> Sector:
        """Return the sector of a cell such as "2670 Sản xuất …". Raises ValidationError where code and name differ."""
        code, _, name = cell.strip().partition(" ")
        sector = self._all.get((edition, code))
        if sector is None:
            raise ValidationError(f"Không có ngành mã {code} trong VSIC {edition}.")
        if name.strip() and search_key(name) != search_key(sector.name_vi):
            raise ValidationError(f"Mã {code} là “{sector.name_vi}”: mã và tên không khớp.")
        return sector


class Officers:
    """Who can be given a case, by the name of the log-in or by the whole name where one alone has it."""

    @cached_property
    def _all(self) -> dict[str, list[User]]:
        found: dict[str, list[User]] = defaultdict(list)
        for user in User.objects.filter(is_staff=True, is_active=True):
            for name in {search_key(user.username), search_key(user.last_name, user.first_name)} - {""}:
                found[name].append(user)
        return found

    def find(self, cell: str) -> User | None:
        """Return the officer of a cell; nobody for an empty one."""
        if not cell:
            return None
        found = self._all.get(search_key(cell), [])
        if len(found) != 1:
            raise ValidationError("Không có cán bộ này." if not found else "Có nhiều cán bộ tên này.")
        return found[0]


class Investors:
    """The investors that a person may see and that rows name."""

    def __init__(self, user: User | None, codes: Iterable[str], names: Iterable[str]) -> None:
        rows: Any = Investor.objects.all() if user is None else visible_investors(user or AnonymousUser())
        rows = rows.filter(merged_into__isnull=True)
        self._by_code: dict[str, Investor] = {}
        self._by_name: dict[str, set[Investor]] = defaultdict(set)
        for part in in_parts({code for code in codes if code}):
            self._by_code |= {row.code: row for row in rows.filter(code__in=part)}
        for part in in_parts({name_key(name) for name in names if name}):
            for row in rows.filter(name_key__in=part):
                self._by_name[row.name_key].add(row)

    def find(self, code: str, name: str) -> Investor | None:
        """Return the investor of a code, or else of a name that one alone has; none for empty cells."""
        if code:
            if code not in self._by_code:
                raise ValidationError({"investor": NO_INVESTOR})
            return self._by_code[code]
        if not name:
            return None
        found = self._by_name.get(name_key(name), set())
        if not found:
            raise ValidationError({"investor_name": NO_INVESTOR})
        if len(found) > 1:
            raise ValidationError({"investor_name": "Có nhiều nhà đầu tư tên này: ghi mã nhà đầu tư."})
        return next(iter(found))
