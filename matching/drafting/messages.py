"""What the parser of rulesets says, in Vietnamese: which field, what is wrong with it, what is allowed.

A test holds the table to every sentence that the engine can say.
"""

import re

from matching import wording
from matching.drafting import labels

_TABLE = (
    (r"must be a finite number of at most .*", "phải là một số không quá lớn (trị tuyệt đối dưới 10^15)"),
    (r"must be a date like 2026-07-01, not ''", "còn để trống: ghi ngày như 01/07/2026"),
    (r"must be a date like 2026-07-01, not (.*)", "phải là ngày có thật, viết như 01/07/2026, không phải {0}"),
    (r"must be a number, not ''.*", "còn để trống: ghi một số, ví dụ 12,5"),
    (r"must be a number, not (.*)", "phải là một số, viết như 12,5 hoặc 1200, không phải {0}"),
    (r"must be a whole number, not (.*)", "phải là số nguyên, không phải {0}"),
    (r"must be a text, not (.*)", "phải là chữ, không phải {0}"),
    (r"must be true or false, not (.*)", "phải chọn có hoặc không, không phải {0}"),
    (r"must be a date, not (.*)", "phải là ngày, viết như 01/07/2026, không phải {0}"),
    (r"must be a mapping, not (.*)", "phải gồm các dòng “tên: trị số”, không phải {0}"),
    (r"must be a mapping", "phải gồm các dòng “tên: trị số”"),
    (r"must be a list of rules", "phải là danh sách tiêu chí"),
    (r"must be a list of profiles, each named once", "phải là danh sách nhóm địa bàn, mỗi nhóm một lần"),
    (r"must be a list, not (.*)", "phải là danh sách, không phải {0}"),
    (r"must have (\d+) entries, not (\d+)", "phải có {0} mục, không phải {1}"),
    (r"must have (\d+) entries, one more than (\w+), not (\d+)",
     "phải có {0} mục, nhiều hơn số mốc ({1}) một mục, không phải {2}"),
    (r"unknown key; allowed: (.*)", "tên này không có; được dùng: {0}"),
    (r"unknown key(?: \(did you mean '(.*)'\?\))(?:; allowed: (.*))?", "tên này không có; có phải {0}?"),
    (r"unknown key", "tên này không có trong văn bản bộ tiêu chí"),
    (r"unknown profile; allowed: (.*)", "nhóm địa bàn này không có; được dùng: {0}"),
    (r"is missing: large_from needs one", "còn thiếu: có mức “lớn từ” thì phải có đơn vị"),
    (r"is missing", "còn thiếu"),
    (r"low must be above 0 and not exceed high, from_year not to_year \((\d+) to (\d+)\)",
     "tỷ giá thấp nhất phải lớn hơn 0 và không vượt cao nhất; năm đầu không sau năm cuối (từ {0} đến {1})"),
    (r"(\w+) in (\d+) is already in exchange\[(\d+)\]", "{0} năm {1} đã có ở dòng khác"),
    (r"must lie between 0 and 100", "phải từ 0 đến 100"),
    (r"must lie between 0 and 1, not (.*)", "phải từ 0 đến 1, không phải {0}"),
    (r"must lie below large_from", "phải nhỏ hơn mức “lớn từ”"),
    (r"coin_toss_below_pct must not exceed robust_from_pct, both between 0 and 100",
     "mức “chưa phân định” không được vượt mức “vững”, cả hai từ 0 đến 100"),
    (r"must be one of preferences\.max_km, .*, not ['\"]\S+ = (.*)['\"](?: \(did .*)?",
     "phải là số thứ tự, viết như 3, hoặc để trống, không phải “{0}”"),
    (r"must be one of preferences\.max_km, .*, not (.*?)(?: \(did .*)?", "{0} không phải là điều nhà đầu tư đổi được"),
    (r"(.*) is named before", "{0} đã có thứ tự ở trước"),
    (r"must be one of (.*), not (.*?)(?: \(did you mean '(.*)'\?\))?", "phải là một trong: {0}; không phải {1}"),
    (r"(.*) is unknown; allowed: (.*)", "{0} không có; được dùng: {1}"),
    (r"(.*) is unknown(?: \(did you mean '(.*)'\?\))?", "tiêu chí {0} không có"),
    (r"a rule needs at least one citation", "phải dựa vào ít nhất một căn cứ"),
    (r"(.*) is not among the citations(?: \(did you mean '(.*)'\?\))?", "căn cứ {0} không có trong danh sách căn cứ"),
    (r"must be points with at most two decimals, not negative",
     "phải là số điểm không âm, nhiều nhất hai chữ số thập phân"),
    (r"criterion '(.*)' must have exactly one rule, not (\d+)", "tiêu chí “{criterion}” phải có đúng một lần, không phải {1}"),
    (r"the weights of profile (.*) add up to (.*), not 100",
     "trọng số của nhóm “{profile}” cộng lại được {1}, phải đúng 100"),
    (r"must be above (.*), not (.*)", "phải lớn hơn {0}, không phải {1}"),
    (r"must not be negative, but is (.*)", "không được âm, đang là {0}"),
    (r"must not be below (\w+) \((.*)\)", "không được nhỏ hơn “{field}” ({1})"),
    (r"needs at least two anchors", "cần ít nhất hai dòng"),
    (r"is read on a logarithmic scale: every first number must be above 0",
     "đọc theo thang lô-ga-rít: mọi trị số ở cột đầu phải lớn hơn 0"),
    (r"the first numbers of its anchors must grow", "trị số ở cột đầu phải tăng dần"),
    (r"its shares must (fall|rise) or stay", "điểm ở cột sau chỉ được giữ nguyên hoặc {way}"),
    (r"its shares must lie between 0 and 1", "điểm ở cột sau phải từ 0 đến 1"),
    (r"must grow", "phải tăng dần"),
    (r"must fall or stay, between 1 and 0", "chỉ được giảm hoặc giữ nguyên, từ 1 đến 0"),
    (r"must add up to 1, not (.*)", "các phần cộng lại phải đúng 1, không phải {0}"),
    (r"the last class takes the rest: capital_from and jobs_from must be 0",
     "dòng cuối nhận mọi quy mô còn lại: vốn và lao động phải từ 0"),
    (r"must stand from the largest class to the smallest", "phải xếp từ quy mô lớn đến nhỏ"),
    (r"a smaller class must not have lower thresholds", "quy mô nhỏ hơn không được có ngưỡng thấp hơn"),
    (r"thresholds must be above 0", "ngưỡng phải lớn hơn 0"),
    (r"a milder group must not have a lower share", "nhóm nhẹ hơn không được có điểm thấp hơn"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.S), text) for pattern, text in _TABLE)
_NUMBER = re.compile(r"^(-?\d+)\.(\d+)$")  # alone, as the parser writes it; here with a comma
_NOTHING = {"nothing": "để trống"}


def in_vietnamese(message: str, criterion: str = "") -> str:
    """Return a sentence of the parser in Vietnamese; one that the table lacks comes back as it is."""
    for pattern, text in _PATTERNS:
        found = pattern.fullmatch(message)
        if found:
            given = [_NOTHING.get(one, one) if one else "" for one in found.groups()]
            shown = [_NUMBER.sub(r"\1,\2", one) for one in given]
            return text.format(*shown, **_named(given, criterion))
    return message


def _named(given: list[str], criterion: str) -> dict[str, str]:
    first = given[0] if given else ""
    return {
        "criterion": labels.criterion(first),
        "profile": wording.label("profile", first, "vi"),
        "field": labels.PARAMS.get(criterion, {}).get(first, first),
        "way": "giảm" if first == "fall" else "tăng",
    }
