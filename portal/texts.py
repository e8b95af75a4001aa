"""The sentences of the public pages, in every language."""

from collections.abc import Mapping

from parks.language import Language

HOME: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "Chọn nơi cho dự án công nghiệp ở Thái Nguyên",
        "lead": (
            "Mô tả dự án, hệ thống cho biết dự án hợp với khu, cụm công nghiệp nào của tỉnh, theo thứ tự nào, "
            "vì sao, căn cứ vào đâu, chắc chắn đến mức nào và điều gì sẽ làm thay đổi kết quả."
        ),
        "investors": "Nhà đầu tư",
        "investors_text": "Gửi mô tả dự án tới POST /api/match; chỉ cần mã ngành, không cần đăng ký, không lưu lại gì.",
        "investors_link": "Tài liệu và thử ngay trên trang",
        "sites": "Khu, cụm công nghiệp",
        "sites_text": "Danh sách khu, cụm với số liệu, ngày và nguồn của từng số liệu.",
        "sites_link": "Xem danh sách (JSON)",
        "partners": "Đơn vị kết nối",
        "partners_text": "Tài liệu OpenAPI để tạo mã kết nối.",
        "partners_link": "Tải OpenAPI",
        "officers": "Cán bộ xúc tiến đầu tư",
        "officers_text": "Quản lý khu, cụm, dự án và đối sánh.",
        "officers_link": "Đăng nhập",
        "advice": "Kết quả hỗ trợ tư vấn, không thay thế thẩm định.",
        "attributions": "Nguồn dữ liệu địa danh và bản đồ",
    },
    "en": {
        "title": "Find the place for an industrial project in Thai Nguyen",
        "lead": (
            "Describe a project; the service says which of the province's industrial parks and clusters it fits, "
            "in what order, why, on whose authority, how sure that is, and what would change the answer."
        ),
        "investors": "Investors",
        "investors_text": "Send a description to POST /api/match: one sector code is enough; no registration, nothing is kept.",
        "investors_link": "Read and try it on the page",
        "sites": "Parks and clusters",
        "sites_text": "Every park and cluster with its figures, and the date and source of each.",
        "sites_link": "See the list (JSON)",
        "partners": "Partner portals",
        "partners_text": "The OpenAPI document, to generate a client from.",
        "partners_link": "Get the document",
        "officers": "Investment-promotion officers",
        "officers_text": "Sites, projects and matching.",
        "officers_link": "Log in",
        "advice": "Advice only; it does not replace appraisal.",
        "attributions": "Place and map data",
    },
}

SHORT_LINK: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Địa điểm giới thiệu cho dự án của Quý vị",
        "points": "Điểm trên 100",
        "evidence": "Tỷ trọng dựa trên số liệu đã biết",
        "reasons": "Vì sao",
        "open": "Còn phải làm rõ",
        "grounds": "Căn cứ",
        "missing": "Thông tin về dự án sẽ giúp trả lời chắc hơn",
        "dated": "Tính theo số liệu ngày",
        "until": "Trang này xem được đến hết ngày",
        "other": "English",
        "advice": "Kết quả hỗ trợ tư vấn, không thay thế thẩm định.",
        "attributions": "Nguồn dữ liệu địa danh và bản đồ",
    },
    "en": {
        "title": "Places suggested for your project",
        "points": "Points of 100",
        "evidence": "Share that rests on known figures",
        "reasons": "Why",
        "open": "Still to be cleared up",
        "grounds": "Grounds",
        "missing": "What would make the answer firmer",
        "dated": "By the figures of",
        "until": "This page is open until",
        "other": "Tiếng Việt",
        "advice": "Advice only; it does not replace appraisal.",
        "attributions": "Place and map data",
    },
}

CLOSED_LINK: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Liên kết này không còn dùng được",
        "ask": "Xin hỏi cán bộ xúc tiến đầu tư đã gửi thư cho Quý vị: chúng tôi sẽ gửi kết quả mới.",
        "home": "Về trang đầu",
    },
    "en": {
        "title": "This link is no longer open",
        "ask": "Please ask the investment-promotion officer who wrote to you: we will send an up-to-date answer.",
        "home": "Go to the first page",
    },
}

TRACKING: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Yêu cầu của Quý vị",
        "keep": "Xin giữ địa chỉ của trang này: ai có địa chỉ thì xem được. Chúng tôi không gửi lại được, vì không lưu nó.",
        "code": "Mã yêu cầu",
        "received": "Nhận ngày",
        "answered": "Trả lời lần đầu ngày",
        "officer": "Cán bộ trả lời",
        "case": "Hồ sơ dự án",
        "sites": "Khu, cụm quan tâm",
        "confidential": "Giữ kín",
        "confidential_text": "chỉ cán bộ phụ trách hồ sơ biết Quý vị là ai",
        "data": "Dữ liệu cá nhân",
        "kept_until": "Xóa vào ngày",
        "erased": "Tên, điện thoại, thư điện tử và lời nhắn của Quý vị đã được xóa ngày",
        "consent": "Nội dung đã đồng ý",
        "changed": "Tình trạng vừa thay đổi. Xin xem lại rồi gửi lần nữa; chưa có gì được ghi.",
        "not_sure": "Xin đánh dấu vào ô xác nhận trước khi bấm nút.",
        "withdraw": "Rút yêu cầu",
        "withdraw_text": "Cán bộ ngừng xử lý yêu cầu và dự án gửi kèm. Không xóa dữ liệu nào.",
        "withdraw_sure": "Tôi muốn rút yêu cầu này",
        "erase": "Xóa dữ liệu cá nhân",
        "erase_text": (
            "Tên, điện thoại, thư điện tử và lời nhắn bị xóa ngay, không lấy lại được; sau đó chúng tôi không trả lời Quý vị được nữa. "
            "Số liệu dự án và các bước xử lý hồ sơ được giữ lại, không kèm theo người. Xóa không phải là rút yêu cầu."
        ),
        "erase_sure": "Tôi muốn xóa dữ liệu cá nhân của tôi",
        "other": "English",
        "home": "Về trang đầu",
    },
    "en": {
        "title": "Your enquiry",
        "keep": "Please keep the address of this page: whoever has it can read it. We cannot send it again, for we do not store it.",
        "code": "Enquiry",
        "received": "Received",
        "answered": "First answered",
        "officer": "Officer",
        "case": "Case of the project",
        "sites": "Places of interest",
        "confidential": "In confidence",
        "confidential_text": "only the officers of the case know who you are",
        "data": "Personal data",
        "kept_until": "Erased on",
        "erased": "Your name, telephone, e-mail and message were erased on",
        "consent": "What was agreed to",
        "changed": "This has changed meanwhile. Please read it again and send once more; nothing was stored.",
        "not_sure": "Please tick the box before you press the button.",
        "withdraw": "Withdraw",
        "withdraw_text": "Officers stop working on the enquiry and on the project that came with it. Nothing is erased.",
        "withdraw_sure": "I want to withdraw this enquiry",
        "erase": "Erase personal data",
        "erase_text": (
            "Name, telephone, e-mail and message are erased at once and for good; after that we can answer you no more. "
            "The figures of the project and the steps of the case are kept, without the person. Erasing does not withdraw the enquiry."
        ),
        "erase_sure": "I want my personal data erased",
        "other": "Tiếng Việt",
        "home": "Go to the first page",
    },
}

ASK: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Gửi cho cơ quan xúc tiến đầu tư",
        "lead": "Cán bộ sẽ trả lời Quý vị về các địa điểm trên. Sau khi gửi, Quý vị có một địa chỉ riêng để theo dõi.",
        "name": "Họ tên",
        "email": "Thư điện tử",
        "phone": "Điện thoại",
        "message": "Lời nhắn",
        "send": "Gửi",
        "consent_needed": "Không có sự đồng ý thì chúng tôi không lưu gì và không trả lời được.",
        "email_or_phone": "Xin ghi thư điện tử hoặc điện thoại để chúng tôi trả lời.",
        "not_a_phone": "Không phải số điện thoại: cần ít nhất 8 chữ số.",
        "correct": "Chưa gửi được: xin sửa các ô có lời nhắc.",
    },
    "en": {
        "title": "Send to the investment-promotion office",
        "lead": "An officer will answer you about the places above. You then get a private address to follow it.",
        "name": "Name",
        "email": "E-mail",
        "phone": "Telephone",
        "message": "Message",
        "send": "Send",
        "consent_needed": "Without your consent we store nothing and cannot answer.",
        "email_or_phone": "Please give an e-mail address or a telephone number, so that we can answer.",
        "not_a_phone": "Not a telephone number: at least 8 digits are needed.",
        "correct": "Not sent yet: please correct the fields with a remark.",
    },
}

CHECK: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "title": "Kiểm tra mã xác nhận",
        "lead": "Mỗi lượt đối sánh được lưu có một mã xác nhận. Ai có mã thì kiểm tra được lượt đó có thật và còn nguyên.",
        "code": "Mã xác nhận",
        "check": "Kiểm tra",
        "intact": "Có lượt đối sánh này, và nội dung còn nguyên như khi lưu",
        "altered": "Có lượt đối sánh này, nhưng nội dung đã bị sửa sau khi lưu",
        "none": "Không có lượt đối sánh nào mang mã này. Mã gồm mười chữ và số, ví dụ ABCDE-23456.",
        "made": "Thực hiện ngày",
        "on": "Tính theo số liệu ngày",
        "ruleset": "Bộ tiêu chí",
        "engine": "Phiên bản máy tính điểm",
        "nothing_else": "Trang này không cho biết dự án, nhà đầu tư hay kết quả.",
        "advice": "Kết quả hỗ trợ tư vấn, không thay thế thẩm định.",
        "home": "Về trang đầu",
    },
    "en": {
        "title": "Check a certificate",
        "lead": "Every kept match has a certificate. Who has it can check that the match was made and is unaltered.",
        "code": "Certificate",
        "check": "Check",
        "intact": "This match was made, and is as it was kept",
        "altered": "This match was made, but has been altered since",
        "none": "No match has this certificate. It has ten letters and digits, such as ABCDE-23456.",
        "made": "Made on",
        "on": "By the figures of",
        "ruleset": "Ruleset",
        "engine": "Engine version",
        "nothing_else": "This page tells nothing of the project, the investor or the answer.",
        "advice": "Advice only; it does not replace appraisal.",
        "home": "Go to the first page",
    },
}

# What is said where no page can be shown, by kind: the heading, and what the reader can do.
ERRORS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "bad-request": {
        "vi": (
            "Địa chỉ này không dùng được",
            "Địa chỉ hoặc nội dung gửi lên có chỗ hệ thống không nhận. Xin xem lại địa chỉ.",
        ),
        "en": (
            "This request cannot be used",
            "The address or what was sent has something the service does not take. Please check the address.",
        ),
    },
    "forbidden": {
        "vi": (
            "Anh, chị không có quyền xem trang này",
            "Nếu cần trang này cho công việc, xin hỏi người quản trị hệ thống.",
        ),
        "en": ("You may not see this page", "If you need it for your work, please ask the administrator."),
    },
    "form-too-old": {
        "vi": (
            "Chưa ghi được: trang đã mở quá lâu",
            "Chưa có gì được lưu. Xin quay lại trang trước, tải lại trang rồi gửi lần nữa.",
        ),
        "en": (
            "Nothing was stored: the page had been open too long",
            "Please go back, load the page again and send it once more.",
        ),
    },
    "too-many-requests": {
        "vi": (
            "Gửi quá nhiều lần trong một phút",
            "Chưa có gì được lưu. Xin đợi một phút, quay lại trang trước rồi gửi lần nữa.",
        ),
        "en": (
            "Too much was sent within a minute",
            "Nothing was stored. Please wait a minute, go back and send it once more.",
        ),
    },
    "not-found": {
        "vi": ("Không có trang này", "Địa chỉ có thể đã gõ sai, hoặc bản ghi không còn nữa."),
        "en": ("There is no such page", "The address may be mistyped, or the record is gone."),
    },
    "server-error": {
        "vi": (
            "Hệ thống gặp lỗi",
            "Lỗi ở phía hệ thống và đã được ghi lại; lần gửi vừa rồi chưa được lưu. Xin thử lại sau ít phút.",
        ),
        "en": (
            "The service failed",
            "The fault is on our side and has been logged; nothing was stored. Please try again in a few minutes.",
        ),
    },
}
WAY_OUT: Mapping[Language, Mapping[str, str]] = {
    "vi": {"/": "Về trang đầu", "/admin/": "Về bàn làm việc"},
    "en": {"/": "Go to the first page", "/admin/": "Go to the desk"},
}
