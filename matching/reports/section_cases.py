"""The part on cases: by stage with what moved, capital by currency, and by sector, country and planning area."""

from collections.abc import Callable

from investors import labels
from investors.countries import COUNTRIES
from investors.stages import ENDED, OPEN, label
from matching.engine.vocabulary import CURRENCIES
from matching.reports.figures import Report
from matching.reports.pipeline import HIDDEN, UNKNOWN, Moves
from matching.reports.tables import Cell, Section, Table, numbers, words

KEPT_BACK = "giữ kín"
MOVES = (
    ("Đang xử lý cuối kỳ", "open_at_end"),
    ("Mới trong kỳ", "came_in"),
    ("Lượt đi tiếp", "forward"),
    ("Lượt lùi lại", "back"),
    ("Từ chối", "refused"),
    ("Nhà đầu tư rút", "withdrawn"),
    ("Mở lại", "reopened"),
)


def cases_section(report: Report) -> Section:
    """Return the part on cases."""
    return Section(
        "cases",
        "Hồ sơ dự án",
        (
            "Đầu kỳ + mới nhận + chuyển đến − chuyển đi = cuối kỳ. Mỗi lần chuyển giai đoạn là một lượt.",
            "Ngành là ngành của dòng đầu tiên trong hồ sơ. Vùng là của đất đang giữ hoặc đã giao, không có thì của địa điểm"
            " giới thiệu gần nhất mà nhà đầu tư chưa từ chối.",
            "Vốn là của hồ sơ ở từng giai đoạn cuối kỳ, theo loại tiền nhà đầu tư nêu, không quy đổi.",
        ),
        (
            _stages(report),
            _capital(report),
            _by(
                report,
                "division",
                "Theo ngành (VSIC cấp 2)",
                "Ngành",
                lambda key: division_name(report, key),
            ),
            _by(report, "country", "Theo quốc gia của nhà đầu tư", "Quốc gia", country_name),
            _by(
                report,
                "area",
                "Theo vùng quy hoạch của địa điểm",
                "Vùng quy hoạch",
                lambda key: area_name(report, key),
            ),
        ),
    )


def division_name(report: Report, key: str) -> str:
    """Return the name of a division, with its code."""
    return f"{key} {report.divisions.get(key, '')}".strip() if key else "chưa có ngành"


def country_name(key: str) -> str:
    """Return the name of a country."""
    return {HIDDEN: KEPT_BACK, UNKNOWN: "chưa biết"}.get(key) or COUNTRIES.get(key, key)


def area_name(report: Report, key: str) -> str:
    """Return the name of a planning area."""
    return {HIDDEN: KEPT_BACK, UNKNOWN: "chưa có địa điểm"}.get(key) or report.areas.get(key, key)


def stage_name(stage: str) -> str:
    """Return the name of a stage as the head of a row."""
    name = label(stage)
    return name[:1].upper() + name[1:]


def _stages(report: Report) -> Table:
    flows = report.pipeline.stages
    rows: list[tuple[Cell, ...]] = [
        (
            stage_name(one.stage),
            one.at_start,
            one.came_in,
            one.moved_in,
            one.moved_out,
            one.at_end,
        )
        for one in flows
    ]
    columns = ("Đầu kỳ", "Mới nhận", "Chuyển đến", "Chuyển đi", "Cuối kỳ")
    sums = tuple(sum(row[place] for row in rows) for place in range(1, len(columns) + 1))  # type: ignore[misc]
    return Table(
        "Giai đoạn",
        "Theo giai đoạn",
        (words("Giai đoạn", wide=True), *map(numbers, columns)),
        (*rows, ("Cộng", *sums)),
        last_is_sum=True,
    )


def _capital(report: Report) -> Table:
    flows = report.pipeline.stages
    used = [currency for currency in CURRENCIES if any(currency in one.capital for one in flows)]
    rows: list[tuple[Cell, ...]] = [
        (
            stage_name(one.stage),
            *(one.capital.get(currency, 0) for currency in used),
            one.unstated,
        )
        for one in flows
    ]
    groups = (("Cộng đang xử lý", OPEN), ("Cộng tất cả", (*OPEN, "operating", *ENDED)))
    for name, stages in groups:
        counted = [row for row, one in zip(rows, flows, strict=False) if one.stage in stages]
        rows.append((name, *(sum(row[place] for row in counted) for place in range(1, len(used) + 2))))  # type: ignore[misc]
    heads = tuple(numbers(f"Vốn, {labels.CURRENCIES[currency]}") for currency in used)
    columns = (words("Giai đoạn", wide=True), *heads, numbers("Số hồ sơ chưa nêu vốn"))
    return Table("Vốn", "Vốn đăng ký theo giai đoạn cuối kỳ", columns, tuple(rows), last_is_sum=True)


def _by(report: Report, trait: str, title: str, head: str, name: Callable[[str], str]) -> Table:
    found = report.pipeline.by[trait]
    rows = [(name(key), *_counts(moves)) for key, moves in found.items()]
    if rows:
        rows.append(("Cộng", *_counts(report.pipeline.total)))
    columns = (words(head, wide=True), *(numbers(heading) for heading, _ in MOVES))
    return Table(head, title, columns, tuple(rows), "Chưa có hồ sơ nào.", last_is_sum=True)


def _counts(moves: Moves) -> tuple[int, ...]:
    return tuple(getattr(moves, name) for _, name in MOVES)
