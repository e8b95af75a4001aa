"""Notes beside the findings, and the summary, in Vietnamese."""

NOTES = {
    "advice_only": "Kết quả chỉ hỗ trợ tư vấn, không thay thế thẩm định.",
    "large_firm_in_cluster": "Doanh nghiệp lớn vẫn vào được cụm công nghiệp, nhưng cụm chủ yếu dành cho doanh nghiệp nhỏ và vừa (Nghị định 32/2024/NĐ-CP).",
    "outside_founding_scope": "Nơi này thuộc tỉnh Bắc Kạn cũ, ngoài định hướng theo vùng công bố tháng 6/2023; điểm tạm tính theo trọng số của miền núi.",
    "environment_group_conflict": "Dự án khai nhóm môi trường {declared} nhưng Phụ lục II cho thấy nhóm nặng hơn ({rows}); kết quả tính theo nhóm đã khai, cán bộ phải xác định lại.",
    "declared_group_used": "Nhóm môi trường {group} lấy theo khai báo của dự án.",
    "rows_remembered": "Trong các mục có thể áp dụng về môi trường ({rows}) có mục của Phụ lục II chưa được đọc trực tiếp; cán bộ phải kiểm tra lại văn bản.",
    "exchange_standing_known": "Vốn bằng {currency} được quy đổi thành {low} đến {high} tỷ đồng theo khoảng tỷ giá do hiểu biết chung; cán bộ chưa nhập nguồn tỷ giá.",
    "exchange_missing": "Chưa có tỷ giá {currency} của năm {year} nên vốn được tính như chưa biết.",
    "sector_unsettled": "Mã ngành {code} có nghĩa khác nhau giữa VSIC 2018 và VSIC 2025 nên được tính như chưa rõ; nên chọn mã theo VSIC 2018.",
    "ruleset_earliest": "Ngày {on} chưa có bộ tiêu chí nào có hiệu lực nên dùng bộ sớm nhất, {version}.",
    "ruleset_not_in_force": "Bộ tiêu chí {version} được chọn theo yêu cầu, không phải bộ có hiệu lực vào ngày {on}.",
    "preference_for_it_zone": "Khu công nghệ thông tin tập trung không thuộc diện giới thiệu ở đây; muốn vào phải hỏi riêng cơ quan quản lý khu.",
    "sites_planned_only": "{sites} mới có trong quy hoạch; sẽ được giới thiệu khi có quyết định thành lập.",
    "details_not_kept": "Lượt này được lưu ngắn và máy tính điểm nay tính ra khác: thứ hạng và điểm là của lượt đã lưu, còn lý do từng mục không kể lại được.",
}

SUMMARIES = {
    "project": "Dự án “{name}”",
    "project.unnamed": "Dự án",
    "points": "{score} điểm",
    "points.up_to": "{score} điểm, có thể đạt {ceiling}",
    "best": "{name} ({points})",
    # --- match
    "match.one": "{project} có thể đặt tại {open} trên {offered} khu, cụm đang tiếp nhận; phù hợp nhất là {best}.",
    "match.more": "{project} có thể đặt tại {open} trên {offered} khu, cụm đang tiếp nhận; phù hợp nhất là {best}, tiếp theo là {others}.",
    "match.tied": "{project} có thể đặt tại {open} trên {offered} khu, cụm đang tiếp nhận; {tied} nơi cùng đứng đầu với {points}, trong đó có {names}: thông tin còn ít thì đồng hạng là câu trả lời trung thực.",
    "full": "Theo nguồn hiện có đã lấp đầy hoặc không còn lô đủ lớn, cần hỏi lại cơ quan quản lý: {names}.",
    "outcome.open": "Nơi đứng đầu đạt mọi điều kiện",
    "outcome.conditional": "Nơi đứng đầu nhận được kèm điều kiện nêu ở từng mục",
    "outcome.unverified": "Ở nơi đứng đầu không điều kiện nào bị vi phạm, nhưng có điều kiện chưa đủ thông tin để kết luận",
    "evidence": "{outcome}; {evidence}% trọng số điểm đã có số liệu.",
    "evidence.unknown": "{outcome}.",
    "missing": "Nên bổ sung trước: {fields}.",
    # --- nowhere_now
    "nowhere": "{project} hiện chưa đặt được ở nơi nào trong {offered} khu, cụm đang tiếp nhận, mỗi nơi vướng lý do riêng nêu kèm theo.",
    "nowhere.because": "{project} hiện chưa đặt được ở nơi nào trong {offered} khu, cụm đang tiếp nhận, chủ yếu do {reasons}.",
    "nowhere.none_offered": "{project} hiện chưa đặt được ở đâu vì không có khu, cụm nào đang tiếp nhận.",
    "nowhere.reason": "{criterion} ({count} nơi)",
    "nowhere.planned": "Có thể xét {names}, hiện mới có trong quy hoạch, khi có quyết định thành lập.",
    "nowhere.not_planned": "Cũng chưa có nơi nào đang quy hoạch phù hợp; cần xem lý do ở từng nơi để điều chỉnh dự án.",
    # --- robustness
    "robustness": "{name} đứng đầu trong {share}% của {draws} phép thử thay đổi trọng số trong biên độ cho phép và cho các số liệu chưa biết nhận mọi giá trị có thể: {label}.",
    "robustness.weights": "Nếu chỉ thay đổi trọng số, với số điểm đã chắc chắn, tỷ lệ đó là {share}%.",
    "robustness.other": "Khi tính cả số liệu chưa biết, {name} đứng đầu nhiều hơn cả ({share}%), nên cần hỏi số liệu trước khi quyết định.",
    "robustness.switch": "Hai nơi đứng đầu đổi chỗ khi trọng số “{criterion}” đổi {weights}.",
    "robustness.no_switch": "Trong biên độ cho phép, đổi riêng một trọng số nào cũng không làm hai nơi đứng đầu đổi chỗ.",
    "robustness.only": "{name} là nơi duy nhất không bị loại nên luôn đứng đầu.",
    "robustness.weight": "từ {before} thành {after} điểm",
    "robustness.weight.profile": "từ {before} thành {after} điểm ({profile})",
    "robustness.below": "chưa đến {number}",
    "robustness.above": "trên {number}",
    # --- refused
    "refused": "{project} không được tiếp nhận ở khu, cụm nào của tỉnh, căn cứ: {criteria}.",
}
