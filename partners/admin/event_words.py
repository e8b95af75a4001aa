"""Events as the desk reads them: "số liệu: thêm"."""

from parks.models import Change
from partners.webhooks.events import ENQUIRY_UPDATED

KINDS = {
    "site": "khu, cụm",
    "fact": "số liệu",
    "status": "trạng thái",
    "orientation": "định hướng",
    "tenant": "nhà đầu tư thứ cấp",
    "planning_area": "vùng quy hoạch",
    "commune": "đơn vị hành chính",
    "sector": "ngành",
    "node": "đầu mối hạ tầng",
    "source": "nguồn",
    "ruleset": "bộ tiêu chí",
}


def event_in_words(type_: str) -> str:
    """Return the name of an event in Vietnamese."""
    if type_ == "ruleset.created":
        return "bộ tiêu chí: ban hành"
    if type_ == ENQUIRY_UPDATED:
        return "yêu cầu của cổng: đổi tình trạng"
    kind, _, act = type_.partition(".")
    return f"{KINDS[kind]}: {Change.Act(act).label}" if kind in KINDS else "gửi thử"


def events_in_words(types: str) -> str:
    """Return the events that a webhook is told of."""
    return "; ".join(event_in_words(type_) for type_ in types.split()) or "mọi sự kiện"
