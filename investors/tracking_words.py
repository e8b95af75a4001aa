"""What a private address tells of its enquiry, in words for whoever asked: where it stands, and nothing of others."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from investors.consent import consent_text
from investors.models import Project, Tracking
from investors.retention import KEEPING, keeping_of
from parks.language import Language
from parks.people import full_name

STATUSES: Mapping[str, Mapping[Language, str]] = {
    "received": {
        "vi": "Đã nhận yêu cầu, đang chờ cán bộ trả lời.",
        "en": "Your enquiry was received and waits for an answer.",
    },
    "in_progress": {"vi": "Hồ sơ đang được xử lý.", "en": "Your case is being worked on."},
    "answered": {"vi": "Yêu cầu đã được trả lời.", "en": "Your enquiry has been answered."},
    "closed": {"vi": "Yêu cầu đã khép lại.", "en": "Your enquiry is closed."},
    "withdrawn": {"vi": "Quý vị đã rút yêu cầu này.", "en": "You have withdrawn this enquiry."},
}
STAGES: Mapping[str, Mapping[Language, str]] = {
    Project.Stage.ENQUIRY: {"vi": "tiếp nhận", "en": "received"},
    Project.Stage.SCREENING: {"vi": "sàng lọc", "en": "screening"},
    Project.Stage.SITE_OFFERED: {"vi": "đã giới thiệu địa điểm", "en": "places offered"},
    Project.Stage.LAND_HELD: {"vi": "đã giữ đất", "en": "land held"},
    Project.Stage.APPLICATION: {"vi": "đã nộp hồ sơ", "en": "application filed"},
    Project.Stage.LICENSED: {"vi": "đã cấp phép", "en": "licensed"},
    Project.Stage.BUILDING: {"vi": "đang xây dựng", "en": "under construction"},
    Project.Stage.OPERATING: {"vi": "đã hoạt động", "en": "operating"},
    Project.Stage.REFUSED: {"vi": "từ chối", "en": "refused"},
    Project.Stage.WITHDRAWN: {"vi": "đã rút", "en": "withdrawn"},
}


def told(tracking: Tracking, language: Language) -> dict[str, Any]:
    """Return all that is told of an enquiry: no words of the person, no notes of officers, no other case."""
    enquiry = tracking.enquiry
    key, until = keeping_of(enquiry)
    return {
        **state_of(tracking, language),
        "officer": _officer(enquiry.owner),
        "consent": {
            "version": tracking.consent_version,
            "given_at": _moment(tracking.consented_at),
            "text": consent_text(tracking.consent_version, language),
        },
        "personal_data": {
            "erased_at": _moment(enquiry.erased_at),
            "kept_until": None if enquiry.erased_at or until is None else _moment(until),
            "because": None if enquiry.erased_at else KEEPING[key].reason[language],
        },
    }


def state_of(tracking: Tracking, language: Language) -> dict[str, Any]:
    """Return where an enquiry stands, which is all that the portal that it came by is told too."""
    enquiry, project = tracking.enquiry, tracking.project
    status = _status(tracking)
    return {
        "code": enquiry.code,
        "status": status,
        "sentence": STATUSES[status][language],
        "received_at": _moment(enquiry.received_at),
        "first_answered_at": _moment(enquiry.first_answered_at),
        "closed_at": _moment(enquiry.closed_at),
        "withdrawn_at": _moment(tracking.withdrawn_at),
        "case": None
        if project is None
        else {"code": project.code, "stage": project.stage, "stage_name": STAGES[project.stage][language]},
        "sites": list(tracking.site_codes),
        "confidential": tracking.confidential,
    }


def etag_of(tracking: Tracking, language: Language) -> str:
    """Return the strong ETag of what is told."""
    body = json.dumps(told(tracking, language), sort_keys=True)
    return f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'


def _status(tracking: Tracking) -> str:
    enquiry, project = tracking.enquiry, tracking.project
    if tracking.withdrawn_at is not None:
        return "withdrawn"
    if enquiry.first_answered_at is not None:
        return "answered"
    if enquiry.closed_at is not None:
        return "closed"
    return "in_progress" if project and project.stage != Project.Stage.ENQUIRY else "received"


def _officer(owner: User | None) -> str | None:
    """Return the officer's name where it is stated; a log-in name is none."""
    return (full_name(owner) or None) if owner else None


def _moment(value: Any) -> str | None:
    return None if value is None else value.isoformat(timespec="seconds")
