"""What somebody agrees to who hands a project over: by version, for what was agreed to stays what it was."""

from collections.abc import Mapping
from typing import Any

from parks.language import Language

# A new wording is a new version here; an old one stays, for there are consents to it.
CONSENTS: Mapping[str, Mapping[Language, str]] = {
    "2026-11": {
        "vi": (
            "Tôi đồng ý để cơ quan xúc tiến đầu tư tỉnh Thái Nguyên dùng tên, điện thoại, thư điện tử và lời nhắn của tôi "
            "để trả lời yêu cầu này và theo dõi hồ sơ dự án, không dùng vào việc khác. Dữ liệu cá nhân được xóa khi hết "
            "thời hạn lưu ghi ở địa chỉ theo dõi, hoặc ngay khi tôi yêu cầu tại địa chỉ đó. Số liệu của dự án và các bước "
            "xử lý hồ sơ được giữ lại, không kèm theo người."
        ),
        "en": (
            "I agree that the investment-promotion office of Thai Nguyen province uses my name, telephone, e-mail and "
            "message to answer this enquiry and follow the project's case, and for nothing else. Personal data is erased "
            "when the time that the tracking address states is over, or at once when I ask for it there. The figures of the "
            "project and the steps of the case are kept, without the person."
        ),
    },
}
CURRENT = max(CONSENTS)


def consent_text(version: str, language: Language) -> str:
    """Return what was agreed to under a version."""
    return CONSENTS[version][language]


def consent_now(language: Language) -> Mapping[str, Any]:
    """Return the version that is asked for today, and its words."""
    return {"version": CURRENT, "text": consent_text(CURRENT, language)}
