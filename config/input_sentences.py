"""What is said about each kind of error in the input: code → sentence, in every language.

The codes are part of the contract; a test walks every one in both languages. `FRAMEWORK` names the framework's own
messages that stand for them, so that none of its sentences reaches a caller in the wrong language.
"""

from collections.abc import Mapping

from parks.language import Language

NEAREST: Mapping[Language, str] = {"vi": " Có phải ý bạn là “{nearest}”?", "en": " Did you mean “{nearest}”?"}
SUMMARY: Mapping[Language, str] = {
    "vi": "Có {count} chỗ cần sửa, liệt kê ở errors.",
    "en": "{count} to correct, listed in errors.",
}
SHORTENED: Mapping[Language, str] = {
    "vi": " Chỉ liệt kê {shown} chỗ đầu.",
    "en": " Only the first {shown} are listed.",
}


def _both(vi: str, en: str) -> Mapping[Language, str]:
    return {"vi": vi, "en": en}


SENTENCES: Mapping[str, Mapping[Language, str]] = {
    # The body as a whole
    "malformed_json": _both(
        "JSON sai ở dòng {line}, cột {column}.", "The JSON breaks at line {line}, column {column}."
    ),
    "invalid_utf8": _both("Không phải UTF-8 từ byte thứ {byte}.", "Not UTF-8 from byte {byte} on."),
    "body_too_large": _both("Tối đa {most} kB.", "At most {most} kB."),
    "too_deep": _both("Lồng sâu quá {most} cấp.", "Nested more than {most} levels deep."),
    "duplicate_key": _both("Khóa “{name}” bị lặp lại.", "The key “{name}” is repeated."),
    "impossible_number": _both("“{value}” không phải số dùng được.", "“{value}” is not a usable number."),
    "nul_character": _both("Không được chứa ký tự NUL.", "NUL characters are not allowed."),
    "lone_surrogate": _both(
        "Có nửa cặp ký tự surrogate, không phải Unicode hợp lệ.",
        "Half of a surrogate pair: not valid Unicode.",
    ),
    # Names
    "unknown_key": _both("Không có khóa “{name}”.", "There is no key “{name}”."),
    "unknown_parameter": _both("Không có tham số “{name}”.", "There is no parameter “{name}”."),
    "repeated_parameter": _both("Tham số “{name}” chỉ được ghi một lần.", "Give “{name}” only once."),
    # Values
    "required": _both("Bắt buộc phải có.", "This is required."),
    "null": _both("Không được là null.", "This may not be null."),
    "blank": _both("Không được để trống.", "This may not be empty."),
    "not_a_boolean": _both("Phải là true hoặc false.", "Must be true or false."),
    "not_text": _both("Phải là một chuỗi.", "Must be a string."),
    "too_long": _both("Tối đa {most} ký tự.", "At most {most} characters."),
    "too_short": _both("Ít nhất {least} ký tự.", "At least {least} characters."),
    "wrong_pattern": _both("Không đúng dạng quy định.", "Not of the required form."),
    "not_an_integer": _both("Phải là số nguyên.", "Must be a whole number."),
    "not_a_number": _both("Phải là một số.", "Must be a number."),
    "too_high": _both("Không được lớn hơn {most}.", "Must not be more than {most}."),
    "too_low": _both("Không được nhỏ hơn {least}.", "Must not be less than {least}."),
    "too_many_digits": _both("Tối đa {most} chữ số.", "At most {most} digits."),
    "too_many_decimals": _both("Tối đa {most} chữ số thập phân.", "At most {most} decimal places."),
    "number_too_large": _both("Số quá lớn.", "The number is too large."),
    "not_a_date": _both("Phải là ngày dạng 2026-11-23.", "Must be a date such as 2026-11-23."),
    "not_a_moment": _both(
        "Phải là thời điểm dạng 2026-11-23T09:00:00+07:00.",
        "Must be a moment such as 2026-11-23T09:00:00+07:00.",
    ),
    "date_out_of_range": _both("Phải từ {first} đến {last}.", "Must be from {first} to {last}."),
    "more_than": _both("Không được lớn hơn {other} ({most}).", "Must not be more than {other} ({most})."),
    "shares_above_whole": _both(
        "Tỷ trọng các dòng cộng lại là {total}%, quá 100%.", "The shares of the lines add up to {total} %."
    ),
    "not_a_choice": _both("“{value}” không nằm trong các giá trị được phép.", "“{value}” is not allowed."),
    "only_in_full": _both(
        "“{value}” chỉ có trong câu trả lời đầy đủ: gửi cả loạt với ?detail=full.",
        "“{value}” comes with full answers alone: send the batch with ?detail=full.",
    ),
    "not_a_list": _both("Phải là một danh sách.", "Must be a list."),
    "empty_list": _both("Danh sách không được rỗng.", "The list may not be empty."),
    "too_few_items": _both("Ít nhất {least} mục.", "At least {least} items."),
    "too_many_items": _both("Tối đa {most} mục.", "At most {most} items."),
    "not_an_object": _both("Phải là một đối tượng JSON.", "Must be a JSON object."),
    # Enquiries
    "consent_needed": _both(
        "Phải là true: không có sự đồng ý thì không lưu gì.",
        "Must be true: without consent nothing is stored.",
    ),
    "not_an_email": _both("Không phải địa chỉ thư điện tử.", "Not an e-mail address."),
    "not_a_phone": _both(
        "Không phải số điện thoại: cần ít nhất 8 chữ số.",
        "Not a telephone number: at least 8 digits are needed.",
    ),
    "email_or_phone": _both(
        "Cần thư điện tử hoặc điện thoại để trả lời.",
        "An e-mail address or telephone number is needed to answer.",
    ),
    "person_in_project": _both(
        "Không ghi tên, điện thoại hay thư điện tử của người liên hệ ở đây: số liệu dự án được giữ lại cả khi xóa dữ liệu cá nhân.",
        "Leave the name, telephone and e-mail of the person out of here: the facts of the project are kept when the person is erased.",
    ),
    "project_or_run": _both(
        "Chỉ gửi một trong hai: dự án, hoặc mã lượt đối sánh đã lưu.",
        "Send one of both: the project, or the id of a run that was kept.",
    ),
    "unknown_run": _both("Quý vị không có lượt đối sánh “{value}”.", "You have no run “{value}”."),
    "not_kept": _both("Hồ sơ không ghi được giá trị này.", "A case cannot hold this value."),
    # Codes and places
    "unknown_planning_area": _both(
        "Không có vùng quy hoạch “{value}”.", "There is no planning area “{value}”."
    ),
    "unknown_commune": _both(
        "Không có xã, phường “{value}”. Ghi tên, mã (05941) hoặc danh mục:mã (2023:05941).",
        "There is no commune “{value}”. Give a name, a code (05941) or edition:code (2023:05941).",
    ),
    "unknown_ruleset": _both(
        "Không có bộ tiêu chí nào được công bố là “{value}”.", "There is no published ruleset “{value}”."
    ),
    "unknown_site": _both("Không có khu, cụm “{value}”.", "There is no site “{value}”."),
    "site_not_on_offer": _both(
        "“{value}” không thuộc diện giới thiệu vào ngày này.", "“{value}” is not on offer on that date."
    ),
    "unknown_node": _both("Không có đầu mối “{value}”.", "There is no node “{value}”."),
    "unknown_sector": _both("Không có ngành VSIC “{value}”.", "There is no VSIC sector “{value}”."),
    "not_a_place": _both(
        "Ghi vĩ độ,kinh độ (21.43,105.90) hoặc mã đầu mối hạ tầng.",
        "Give latitude,longitude (21.43,105.90) or the code of a node.",
    ),
    "place_without_point": _both("Chưa có tọa độ của {value}.", "No point is known for {value}."),
    "needs": _both("Phải đi cùng tham số {other}.", "Needs the parameter {other} with it."),
    "not_an_address": _both(
        "Phải là địa chỉ đầy đủ như https://doi-tac.example.vn/webhook, không có tên đăng nhập và dấu #.",
        "Must be a whole address such as https://partner.example.com/webhook, without a user name or #.",
    ),
    "not_https": _both("Địa chỉ phải bắt đầu bằng https://.", "The address must begin with https://."),
    "address_not_public": _both(
        "Chỉ gửi đến máy chủ công khai trên Internet, không gửi vào mạng nội bộ.",
        "Messages go to public servers on the internet only, never into a private network.",
    ),
    "unusable_since": _both(
        "Con trỏ không dùng được. Ghi cursor của một câu trả lời trước, hoặc now.",
        "The cursor cannot be used. Give the cursor of an earlier answer, or now.",
    ),
    "unusable_cursor": _both(
        "Con trỏ trang không dùng được. Lấy lại từ next hoặc previous của trang trước.",
        "The cursor cannot be used. Take it from next or previous of another page.",
    ),
}

# (message of the framework, our code). Names in braces are the values that our sentence takes over.
FRAMEWORK: tuple[tuple[str, str], ...] = (
    ("This field is required.", "required"),
    ("This field may not be null.", "null"),
    ("This field may not be blank.", "blank"),
    ("Must be a valid boolean.", "not_a_boolean"),
    ("Not a valid string.", "not_text"),
    ("Ensure this field has no more than {max_length} characters.", "too_long"),
    ("Ensure this field has at least {min_length} characters.", "too_short"),
    ("This value does not match the required pattern.", "wrong_pattern"),
    ("A valid integer is required.", "not_an_integer"),
    ("A valid number is required.", "not_a_number"),
    ("Ensure this value is less than or equal to {max_value}.", "too_high"),
    ("Ensure this value is greater than or equal to {min_value}.", "too_low"),
    ("Ensure that there are no more than {max_digits} digits in total.", "too_many_digits"),
    ("Ensure that there are no more than {max_decimal_places} decimal places.", "too_many_decimals"),
    (
        "Ensure that there are no more than {max_whole_digits} digits before the decimal point.",
        "too_many_digits",
    ),
    ("String value too large.", "number_too_large"),
    ("Integer value too large to convert to float", "number_too_large"),
    ("Date has wrong format. Use one of these formats instead: {format}.", "not_a_date"),
    ("Expected a date but got a datetime.", "not_a_date"),
    ("Datetime has wrong format. Use one of these formats instead: {format}.", "not_a_moment"),
    ("Datetime value out of range.", "not_a_moment"),
    ('Invalid datetime for the timezone "{timezone}".', "not_a_moment"),
    ('"{input}" is not a valid choice.', "not_a_choice"),
    ('Expected a list of items but got type "{input_type}".', "not_a_list"),
    ("This selection may not be empty.", "empty_list"),
    ("This list may not be empty.", "empty_list"),
    ("Ensure this field has at least {min_length} elements.", "too_few_items"),
    ("Ensure this field has no more than {max_length} elements.", "too_many_items"),
    ('Expected a dictionary of items but got type "{input_type}".', "not_an_object"),
    ("Invalid data. Expected a dictionary, but got {datatype}.", "not_an_object"),
    ("Null characters are not allowed.", "nul_character"),
    ("Surrogate characters are not allowed: U+{code_point:X}.", "lone_surrogate"),
)
# What the framework calls a value, and what our sentences call it.
VALUES = {
    "max_length": "most",
    "max_value": "most",
    "max_digits": "most",
    "max_decimal_places": "most",
    "max_whole_digits": "most",
    "min_length": "least",
    "min_value": "least",
    "input": "value",
}
