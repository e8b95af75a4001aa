"""The sentences of a reply to an investor, in every language; what is in braces is filled in."""

from collections.abc import Mapping

REPLY: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "dear": "Kính gửi {name},",
        "dear_unnamed": "Kính gửi Quý nhà đầu tư,",
        "thanks": "Cảm ơn Quý vị đã quan tâm đến tỉnh Thái Nguyên. Với dự án “{project}”, chúng tôi xin giới thiệu:",
        "thanks_nowhere": "Cảm ơn Quý vị đã quan tâm đến tỉnh Thái Nguyên. Về dự án “{project}”:",
        "unnamed": "của Quý vị",
        "site": "{number}. {name} ({place}): {points} trên 100 điểm",
        "up_to": "{score}, có thể đạt {ceiling}",
        "why": "   Vì sao: {reason}",
        "missing": "Để trả lời chắc hơn, xin cho biết thêm: {fields}.",
        "link": "Chi tiết, căn cứ và mức chắc chắn (xem được đến hết ngày {until}): {link}",
        "advice": "Thông tin hỗ trợ tư vấn, không thay thế thẩm định.",
        "regards": "Trân trọng,",
        "office": "Xúc tiến đầu tư tỉnh Thái Nguyên",
    },
    "en": {
        "dear": "Dear {name},",
        "dear_unnamed": "Dear Sir or Madam,",
        "thanks": "Thank you for your interest in Thai Nguyen province. For the project “{project}” we suggest:",
        "thanks_nowhere": "Thank you for your interest in Thai Nguyen province. On the project “{project}”:",
        "unnamed": "that you describe",
        "site": "{number}. {name} ({place}): {points} (points of 100)",
        "up_to": "{score}, at best {ceiling}",
        "why": "   Why: {reason}",
        "missing": "For a firmer answer, please tell us: {fields}.",
        "link": "Details, grounds and how sure they are (open until {until}): {link}",
        "advice": "This is advice only; it does not replace appraisal.",
        "regards": "Kind regards,",
        "office": "Investment Promotion, Thai Nguyen province",
    },
}
