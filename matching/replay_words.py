"""What comes out otherwise when a run is computed once more, in an officer's words: where, what, then and now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matching import wording
from matching.replaying import Difference
from parks.numbers import number

_WORDS = {
    "score": "điểm",
    "points": "điểm",
    "ceiling": "mức có thể đạt",
    "merit": "phần tỉnh muốn",
    "fit": "phần địa điểm hợp",
    "weight": "trọng số",
    "rank": "thứ hạng",
    "evidence_pct": "phần trọng số đã có số liệu (%)",
    "verdict": "kết luận",
    "outcome": "tình trạng",
    "missing": "số liệu còn thiếu (điểm có thể thêm)",
    "because": "điều kiện loại",
    "refused_by": "điều kiện từ chối",
    "unverified_by": "thông tin còn thiếu của bên nào",
    "notes": "lưu ý",
    "counts": "số khu, cụm từng loại",
    "planned_candidates": "nơi còn trong quy hoạch",
    "project": "thông tin dự án như đã đọc",
    "ruleset": "bộ tiêu chí",
    "robustness": "độ vững của thứ hạng",
    "counterfactuals": "điều làm thay đổi kết quả",
    "summary_facts": "lời tóm tắt",
    "summary": "lời tóm tắt",
}
_NOT_THERE = "không có"
_OTHERWISE = "đã khác"


@dataclass(frozen=True)
class Told:
    """One line: the site's name or "cả kết quả", the value, what it was and what it is now; empty where not to be told."""

    where: str
    what: str
    then: str
    now: str


def told(differences: Iterable[Difference], names: Mapping[str, str]) -> list[Told]:
    """Return the differences to be read, sites by their names."""
    return [
        Told(names.get(one.site, one.site) or "cả kết quả", *line)
        for one in differences
        for line in _lines(one.what, one.then, one.now)
    ]


def _lines(what: str, then: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    name = _WORDS.get(what) or wording.label("criterion", what, "vi")
    if then is None and now is None:  # of a hidden investor
        yield name, "", ""
    elif all(isinstance(one, dict) and "criterion" in one for one in (then, now)):
        yield from ((f"{name}: {part}", one, other) for part, one, other in _of_finding(then, now))
    else:
        one, other = _shown(what, then), _shown(what, now)
        yield (name, one, other) if one != other else (name, "", _OTHERWISE)


def _of_finding(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what differs of two findings: how they came out, their figures, else the sentence that gives the reason."""
    found = [
        (_WORDS[key], _shown(key, then.get(key), "outcome"), _shown(key, now.get(key), "outcome"))
        for key in ("outcome", "points", "ceiling", "weight")
        if then.get(key) != now.get(key)
    ]
    one, other = _sentence(then), _sentence(now)
    if one != other:
        found.append(("lý do", one, other))
    yield from found or [("số liệu kèm theo", "", _OTHERWISE)]


def _sentence(finding: Mapping[str, Any]) -> str:
    try:
        return wording.sentence(finding["reason"], "vi", finding["observed"], finding["required"])
    except LookupError:  # a reason that only an earlier engine gave
        return "lý do mà máy tính điểm nay không còn dùng"


def _shown(what: str, value: Any, outcomes: str = "site_outcome") -> str:
    """Return a value as it is written; what has no short form is only told to be otherwise."""
    if value is None or value == []:
        return _NOT_THERE
    if isinstance(value, int | float):
        return number(value)
    if what in ("verdict", "outcome"):
        return wording.label("verdict" if what == "verdict" else outcomes, value, "vi")
    if what == "missing":
        return ", ".join(
            f"{wording.label('site_figure', one['field'], 'vi')} ({number(one['could_add'])})"
            for one in value
        )
    if what in ("because", "refused_by"):
        return ", ".join(wording.label("criterion", one, "vi") for one in value)
    return _OTHERWISE
