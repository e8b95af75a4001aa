"""What a key may be used for. A view states its scope as a plain attribute, `scope`."""

from collections.abc import Iterable

SCOPES = {
    "read": "đọc dữ liệu công khai",
    "match": "đối sánh dự án và lưu lượt đối sánh",
    "runs": "đọc và tính lại các lượt của mình",
    "enquiries": "chuyển dự án đến cán bộ",
    "webhooks": "nhận thông báo qua webhook",
}
ANY = ""  # the scope of an address that every valid key may use


def written(scopes: Iterable[str]) -> str:
    """Return scopes as they are stored: in the order of the table, with blanks between them."""
    asked = set(scopes)
    return " ".join(scope for scope in SCOPES if scope in asked)


def read(text: str) -> frozenset[str]:
    """Return stored scopes as a set; a name that is no longer one counts for nothing."""
    return frozenset(text.split()) & SCOPES.keys()


def in_words(text: str) -> str:
    """Return stored scopes as people read them."""
    return "; ".join(label for scope, label in SCOPES.items() if scope in read(text)) or "chưa có quyền nào"
