"""The part on land: each site's figures with date and grade, and totals that say what they leave out."""

from collections.abc import Callable
from decimal import Decimal

from matching.reports.figures import Report
from matching.reports.land import KindLand, Occupancy, SiteLand, Stated, Total
from matching.reports.tables import Figure, Section, Table, figures, numbers, words
from parks.admin import show
from parks.models import Site, Status
from parks.models.facts import Grade

SHEETS = {"park": "Đất khu công nghiệp", "cluster": "Đất cụm công nghiệp", "it_zone": "Đất khu CNTT"}
HECTARES: tuple[tuple[str, Callable[[SiteLand], Stated | None]], ...] = (
    ("Quy hoạch (ha)", lambda site: site.planned),
    ("Cho thuê được (ha)", lambda site: site.leasable),
    ("Đã cho thuê (ha)", lambda site: site.leased),
    ("Lấp đầy (%)", lambda site: site.occupancy),
)


def land_section(report: Report) -> Section:
    """Return the part on land."""
    return Section(
        "land",
        f"Quỹ đất và lấp đầy đến ngày {report.land_on:%d/%m/%Y}",
        (
            "Tổng chỉ cộng số đã biết, và nói còn bao nhiêu nơi chưa biết; số từ nguồn yếu nêu riêng.",
            "Lấp đầy bình quân tính theo diện tích quy hoạch của những nơi biết cả hai số: không phải tỷ lệ của toàn tỉnh.",
            "Không gồm khu, cụm đã đưa ra khỏi quy hoạch.",
        ),
        (_totals(report), *(_sites(kind) for kind in report.land)),
    )


def _totals(report: Report) -> Table:
    rows = tuple(
        (
            _name(kind.kind),
            len(kind.sites),
            _total(kind.planned),
            _total(kind.leasable),
            _total(kind.leased),
            _mean(kind.occupancy),
            Figure(kind.held_ha, f"{kind.waiting} đề nghị chờ lượt" if kind.waiting else ""),
            kind.left_least,
            _left_most(kind),
        )
        for kind in report.land
    )
    heads = (words("Loại"), numbers("Số nơi"), figures("Quy hoạch (ha)"), figures("Cho thuê được (ha)"))
    more = (figures("Đã cho thuê (ha)"), figures("Lấp đầy bình quân (%)"), figures("Đang giữ (ha)"))
    left = (numbers("Còn lại, ít nhất (ha)"), figures("Còn lại, nhiều nhất (ha)"))
    return Table("Tổng hợp đất", "Tổng hợp", (*heads, *more, *left), rows)


def _sites(kind: KindLand) -> Table:
    columns = (
        words("Khu, cụm", wide=True),
        words("Giai đoạn"),
        *(figures(heading) for heading, _ in HECTARES),
        figures("Đang giữ (ha)"),
        numbers("Trống, ít nhất (ha)"),
        numbers("Trống, nhiều nhất (ha)"),
        numbers("Còn lại sau giữ, nhiều nhất (ha)"),
    )
    rows = tuple(
        (
            site.name,
            str(Status.Stage(site.stage).label) if site.stage else "chưa rõ",
            *(stated_figure(read(site)) for _, read in HECTARES),
            Figure(site.held_ha, f"chờ {site.waiting}" if site.waiting else ""),
            site.free_least,
            site.free_most,
            site.left_most,
        )
        for site in kind.sites
    )
    return Table(SHEETS[kind.kind], f"{_name(kind.kind)}: {len(kind.sites)} nơi", columns, rows)


def stated_figure(figure: Stated | None) -> Figure:
    """Return a figure with its date, its grade where that is weak, and whether it is old."""
    if figure is None:
        return Figure(None)
    said = [show.when(figure.as_of)]
    said += [str(Grade(figure.grade).label)] if figure.weak else []
    said += ["đã cũ"] if figure.stale else []
    return Figure(figure.value, ", ".join(said), show.QUALIFIERS[figure.qualifier].strip(), figure.weak)


def _total(total: Total) -> Figure:
    said = [f"{total.known} nơi"] if total.known else []
    if total.weak:
        said.append(f"trong đó {total.weak} nơi nguồn yếu, {show.number(total.weak_ha)} ha")
    if total.unknown:
        said.append(f"{total.unknown} nơi chưa biết")
    hectares: Decimal | None = total.hectares if total.known else None
    return Figure(hectares, "; ".join(said), "ít nhất" if total.at_least else "", bool(total.weak))


def _mean(occupancy: Occupancy) -> Figure:
    said = [f"{occupancy.weighed} nơi biết cả diện tích"] if occupancy.weighed else []
    if occupancy.weak:
        said.append(f"{occupancy.weak} trên {occupancy.known} số là nguồn yếu")
    if occupancy.unknown:
        said.append(f"{occupancy.unknown} nơi chưa biết")
    return Figure(occupancy.mean_pct, "; ".join(said), "", bool(occupancy.weak))


def _left_most(kind: KindLand) -> Figure:
    if kind.left_unbounded == len(kind.sites):
        return Figure(None)
    said = f"và {kind.left_unbounded} nơi không biết giới hạn" if kind.left_unbounded else ""
    return Figure(kind.left_most, said)


def _name(kind: str) -> str:
    label = str(Site.Kind(kind).label)
    return label[:1].upper() + label[1:]
