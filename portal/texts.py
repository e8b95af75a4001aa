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
