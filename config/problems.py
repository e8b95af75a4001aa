"""The documented kinds of problem, and the problem document (RFC 9457) that every error answers with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from parks.language import Language, language_of

CONTENT_TYPE = "application/problem+json"
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem: what it is called, what it means and what the caller can do."""

    status: int
    title: Mapping[Language, str]
    meaning: Mapping[Language, str]


def _problem(status: int, vi: str, en: str, meaning_vi: str, meaning_en: str) -> Problem:
    return Problem(status, {"vi": vi, "en": en}, {"vi": meaning_vi, "en": meaning_en})


PROBLEMS: Mapping[str, Problem] = {
    "invalid-input": _problem(
        400,
        "Dữ liệu gửi lên có chỗ cần sửa",
        "The input needs correcting",
        "Yêu cầu đọc được nhưng có chỗ không dùng được. Mục errors liệt kê tất cả các chỗ: pointer (trong nội dung) hoặc parameter (trên địa chỉ), mã lỗi, lời giải thích và các giá trị được phép.",
        "The request could be read but parts of it cannot be used. The member errors lists all of them: pointer (in the body) or parameter (in the address), a code, an explanation and what is allowed.",
    ),
    "malformed-json": _problem(
        400,
        "Nội dung không phải JSON hợp lệ",
        "The body is not valid JSON",
        "Nội dung phải là JSON theo RFC 8259, mã hóa UTF-8, sâu không quá 32 cấp, không lặp khóa, không có NaN, Infinity, ký tự NUL hay số dài hơn 30 chữ số.",
        "The body must be JSON (RFC 8259) in UTF-8, at most 32 levels deep, without repeated keys, NaN, Infinity, NUL characters or numbers of more than 30 digits.",
    ),
    "bad-request": _problem(
        400,
        "Yêu cầu không hợp lệ",
        "The request is not valid",
        "Địa chỉ, tiêu đề hoặc số lượng tham số của yêu cầu không dùng được.",
        "The address, a header or the number of parameters of the request cannot be used.",
    ),
    "not-authenticated": _problem(
        401,
        "Cần đăng nhập hoặc khóa truy cập",
        "Credentials are needed",
        "Địa chỉ này chỉ dành cho người đã đăng nhập hoặc có khóa truy cập còn hạn.",
        "This address is for callers who have logged in or hold a valid key.",
    ),
    "unknown-key": _problem(
        401,
        "Khóa truy cập không dùng được",
        "The key opens nothing",
        "Khóa trong tiêu đề Authorization bị gõ sai, đã hết hạn, đã bị thu hồi, hoặc cổng đối tác đã đóng. Viết: Authorization: Api-Key rồi đến khóa.",
        "The key in the header Authorization is mistyped, has expired or was revoked, or its portal is closed. Write: Authorization: Api-Key, then the key.",
    ),
    "not-allowed": _problem(
        403,
        "Không được phép",
        "Not allowed",
        "Người gọi không có quyền này, chưa đăng nhập, hoặc trang gửi đi thiếu mã chống giả mạo (CSRF).",
        "The caller lacks this right, has not logged in, or sent no anti-forgery (CSRF) token with a session.",
    ),
    "missing-scope": _problem(
        403,
        "Khóa không có quyền này",
        "The key lacks the scope",
        "Địa chỉ này cần một quyền (scope) mà khóa không có. Quyền của khóa xem ở /api/keys.",
        "This address needs a scope that the key does not have. /api/keys lists the scopes of your keys.",
    ),
    "not-found": _problem(
        404,
        "Không tìm thấy",
        "Not found",
        "Không có gì ở địa chỉ này. Địa chỉ không có dấu gạch chéo ở cuối; mã viết đúng như trong danh sách.",
        "There is nothing at this address. Addresses have no slash at the end; codes are written as in the lists.",
    ),
    "method-not-allowed": _problem(
        405,
        "Không dùng được phương thức này",
        "This method cannot be used here",
        "Tiêu đề Allow cho biết các phương thức dùng được ở địa chỉ này.",
        "The header Allow names the methods that this address takes.",
    ),
    "not-acceptable": _problem(
        406,
        "Không có dạng dữ liệu được yêu cầu",
        "The requested format is not available",
        "Accept không có dạng nào mà địa chỉ này trả về: phần lớn là application/json; khu, cụm còn có application/geo+json; gửi hàng loạt là application/x-ndjson; dữ liệu mở là application/ld+json và dạng theo tên tệp.",
        "Accept names no format of this address: most answer in application/json, sites in application/geo+json too, batches in application/x-ndjson, open data in application/ld+json and as the name of the file says.",
    ),
    "request-in-progress": _problem(
        409,
        "Yêu cầu này đang được xử lý",
        "This request is being worked on",
        "Yêu cầu trước có cùng Idempotency-Key chưa xong. Gửi lại sau số giây ghi ở Retry-After để nhận câu trả lời của nó.",
        "An earlier request with the same Idempotency-Key is not done yet. Send it again after Retry-After to get its answer.",
    ),
    "too-many-keys": _problem(
        409,
        "Đã có đủ hai khóa",
        "There are two keys already",
        "Mỗi cổng đối tác có nhiều nhất hai khóa cùng lúc. Thu hồi một khóa rồi tạo khóa mới.",
        "A portal has at most two keys at once. Revoke one of them, then make the new one.",
    ),
    "too-many-webhooks": _problem(
        409,
        "Đã có đủ mười webhook",
        "There are ten webhooks already",
        "Mỗi cổng đối tác có nhiều nhất mười webhook. Xóa một webhook rồi đăng ký webhook mới.",
        "A portal has at most ten webhooks. Delete one of them, then register the new one.",
    ),
    "webhook-disabled": _problem(
        409,
        "Webhook đang tắt",
        "The webhook is switched off",
        "Không gửi gì đến webhook đang tắt; disabled_why cho biết vì sao. Bật lại bằng PATCH với enabled là true.",
        "Nothing is sent to a webhook that is switched off; disabled_why says why it is. PATCH it with enabled true first.",
    ),
    "feed-restarted": _problem(
        410,
        "Luồng thay đổi đã bắt đầu lại",
        "The feed of changes has begun anew",
        "Con trỏ này thuộc một trạng thái khác của dữ liệu, ví dụ trước khi khôi phục từ bản sao lưu. Lấy con trỏ mới bằng since=now, đọc lại toàn bộ, rồi theo tiếp từ con trỏ đó.",
        "This cursor belongs to another state of the data, for example before it was restored from a backup. Take a new one with since=now, read everything again, and go on from there.",
    ),
    "length-required": _problem(
        411,
        "Thiếu độ dài của nội dung",
        "The length of the body is missing",
        "Gửi nội dung kèm Content-Length; không nhận Transfer-Encoding: chunked.",
        "Send the body with a Content-Length; Transfer-Encoding: chunked is not taken.",
    ),
    "precondition-failed": _problem(
        412,
        "Bản ghi đã thay đổi",
        "The record has changed",
        "If-Match không còn đúng: bản ghi đã được sửa sau lần đọc trước. Đọc lại rồi gửi ETag mới.",
        "If-Match no longer holds: the record was changed since it was read. Read it again and send the new ETag.",
    ),
    "body-too-large": _problem(
        413,
        "Nội dung quá lớn",
        "The body is too large",
        "Nội dung của một yêu cầu không được quá 256 kB; mảng JSON gửi hàng loạt không quá 4 MB.",
        "The body of one request may have at most 256 kB, the JSON array of a batch 4 MB.",
    ),
    "too-many-lines": _problem(
        413,
        "Quá nhiều dòng",
        "Too many lines",
        "Một lần gửi hàng loạt có nhiều nhất 1.000 mục trong mảng JSON hoặc 100.000 dòng NDJSON. Các dòng trước đã được trả lời; gửi phần còn lại, từ dòng ghi ở line, trong lần sau.",
        "One batch has at most 1,000 items of a JSON array or 100,000 lines of NDJSON. The lines before were answered; send the rest, from the line in `line` on, in another request.",
    ),
    "unsupported-media-type": _problem(
        415,
        "Không nhận dạng dữ liệu này",
        "This media type is not accepted",
        "Nội dung phải được gửi với Content-Type: application/json, gửi hàng loạt còn có application/x-ndjson, và không nén (Content-Encoding).",
        "Send the body with Content-Type: application/json, a batch as application/x-ndjson too, and not compressed (Content-Encoding).",
    ),
    "idempotency-key-reused": _problem(
        422,
        "Idempotency-Key đã dùng cho yêu cầu khác",
        "The Idempotency-Key was used for another request",
        "Cùng một Idempotency-Key đã được gửi với địa chỉ hoặc nội dung khác trong 24 giờ qua. Yêu cầu mới cần khóa mới.",
        "The same Idempotency-Key came with another address or body within the last 24 hours. A new request needs a new one.",
    ),
    "bad-idempotency-key": _problem(
        400,
        "Idempotency-Key không dùng được",
        "The Idempotency-Key cannot be used",
        "Idempotency-Key dài 1 đến 255 ký tự ASCII in được, ví dụ một UUID; POST /api/enquiries mà không có khóa đối tác thì ít nhất 16 ký tự.",
        "An Idempotency-Key has 1 to 255 printable ASCII characters, for example a UUID; for POST /api/enquiries without a partner's key at least 16.",
    ),
    "precondition-required": _problem(
        428,
        "Thiếu If-Match",
        "If-Match is missing",
        "Khi sửa, gửi ETag của bản đã đọc trong If-Match, để không ghi đè thay đổi của người khác.",
        "To change a record, send the ETag of what you have read in If-Match, so that nobody's change is overwritten.",
    ),
    "too-many-requests": _problem(
        429,
        "Gọi quá nhiều lần",
        "Too many requests",
        "Tiêu đề Retry-After cho biết sau bao nhiêu giây thì gọi lại được.",
        "The header Retry-After says after how many seconds to try again.",
    ),
    "server-error": _problem(
        500,
        "Dịch vụ gặp lỗi",
        "The service failed",
        "Lỗi ở phía dịch vụ và đã được ghi lại. Không có gì được lưu; có thể gửi lại yêu cầu.",
        "The fault is on the service's side and has been logged. Nothing was stored; the request may be sent again.",
    ),
    "not-ready": _problem(
        503,
        "Dịch vụ chưa sẵn sàng",
        "The service is not ready",
        "Chưa đọc được dữ liệu. Xin thử lại sau ít phút.",
        "The data cannot be read at present. Please try again in a few minutes.",
    ),
    "batch-busy": _problem(
        503,
        "Đang trả lời một lần gửi hàng loạt khác",
        "Another batch is being answered",
        "Dịch vụ trả lời từng lần gửi hàng loạt một, để các yêu cầu khác không phải chờ. Gửi lại sau số giây ghi ở Retry-After.",
        "The service answers one batch at a time, so that nobody else has to wait. Send it again after Retry-After.",
    ),
}
_BY_STATUS = {problem.status: slug for slug, problem in reversed(PROBLEMS.items())}


def slug_of(status: int) -> str:
    """Return the kind of problem for a status that says no more than its number."""
    return _BY_STATUS.get(status, "bad-request" if status < 500 else "server-error")


def problem_response(
    request: HttpRequest,
    slug: str,
    *,
    status: int | None = None,
    detail: str | None = None,
    errors: Sequence[Mapping[str, Any]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the answer that documents one problem, in the caller's language."""
    language = language_of(request)
    problem = PROBLEMS[slug]
    status = status or problem.status
    document: dict[str, Any] = {
        "type": f"/api/problems/{slug}",
        "title": problem.title[language],
        "status": status,
        "detail": detail or problem.meaning[language],
        "instance": escape_uri_path(request.path),
    }
    if errors:
        document["errors"] = errors
    response = HttpResponse(_encode(document), status=status, content_type=CONTENT_TYPE, headers=headers)
    response.headers["Cache-Control"] = "no-store"
    return response
