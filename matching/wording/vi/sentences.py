"""The sentences in Vietnamese: what an officer can pass upward and an investor can read.

A reason with variants stands as ``reason/variant``. `{o.x}` and `{r.x}` are figures that were observed and
required; the other places are phrases.
"""

REQUIREMENTS = {
    "rule.to_be_checked": "Quy định này dựa trên văn bản chưa được đọc trực tiếp nên hệ thống không tự từ chối; cán bộ phải kiểm tra lại căn cứ.",
    # --- on_offer
    "on_offer.offered": "{Kind} này {stage}{source}, thuộc diện giới thiệu cho nhà đầu tư{identity}.",
    "on_offer.status_unknown": "Chưa có nguồn đủ tin cậy cho biết {kind} này đã thành lập hay chưa{only_source}; cần hỏi cơ quan quản lý khu, cụm.",
    "on_offer.withdrawn": "{Kind} này đã bị đưa ra khỏi quy hoạch{source} nên không tiếp nhận dự án; chỉ xét lại nếu được bổ sung trở lại quy hoạch.",
    "on_offer.delisted": "Tỉnh chủ trương đưa {kind} này ra khỏi quy hoạch nên không giới thiệu cho nhà đầu tư; chỉ xét lại nếu tỉnh quyết định giữ lại.",
    "on_offer.unconfirmed": "Chưa xác nhận được {kind} này có trong danh sách của tỉnh nên chưa giới thiệu; sẽ xét khi cán bộ xác nhận kèm nguồn.",
    "on_offer.it_zone": "Đây là khu công nghệ thông tin tập trung, không phải khu hay cụm công nghiệp, nên không thuộc diện giới thiệu; muốn vào đây phải hỏi riêng cơ quan quản lý khu.",
    "on_offer.planned": "{Kind} này mới có trong quy hoạch{source}, chưa được thành lập; sẽ được giới thiệu khi có quyết định thành lập.",
    # --- prohibited_line
    "prohibited_line.none": "Không ngành nghề nào của dự án thuộc danh mục cấm đầu tư kinh doanh đã nạp.",
    "prohibited_line.product_not_stated": "Mã ngành {o.code} có thể bao gồm ngành nghề cấm đầu tư kinh doanh ({prohibited}); cần ghi rõ sản phẩm để kết luận.",
    "prohibited_line.listed": "Sản phẩm “{o.product}” (mã ngành {o.code}) thuộc ngành nghề cấm đầu tư kinh doanh: {prohibited}; chỉ xét lại nếu bỏ sản phẩm này khỏi dự án.",
    # --- market_access
    "market_access.domestic": "Nhà đầu tư trong nước nên không áp dụng điều kiện tiếp cận thị trường dành cho nhà đầu tư nước ngoài.",
    "market_access.list_not_loaded": "Dự án có nhà đầu tư nước ngoài{foreign_share}; danh mục hạn chế tiếp cận thị trường chưa có trong hệ thống, cán bộ phải đối chiếu trước khi trả lời.",
    "market_access.nationality_not_stated": "Chưa biết quốc tịch nhà đầu tư nên chưa xét được điều kiện tiếp cận thị trường; cần bổ sung.",
    # --- restricted_technology
    "restricted_technology.none": "Công nghệ đã khai không thuộc danh mục cấm hoặc hạn chế chuyển giao.",
    "restricted_technology.restricted": "Dự án dùng công nghệ hạn chế chuyển giao: được nhận với điều kiện thẩm định công nghệ và được chấp thuận.",
    "restricted_technology.not_stated": "Chưa khai công nghệ có thuộc danh mục cấm hoặc hạn chế chuyển giao hay không; cần bổ sung.",
    "restricted_technology.prohibited": "Dự án dùng công nghệ cấm chuyển giao nên không được nhận; chỉ xét lại nếu thay bằng công nghệ khác.",
    # --- outdated_equipment
    "outdated_equipment.new": "Thiết bị mới nên không vướng quy định về máy móc, dây chuyền đã qua sử dụng.",
    "outdated_equipment.within_age": "Thiết bị {equipment}, {o.equipment_age_years} năm tuổi, trong giới hạn được nhập khẩu (nhiều nhất {r.age_most_years} năm với ngành này).",
    "outdated_equipment.not_stated": "Chưa khai thiết bị mới hay đã qua sử dụng; cần bổ sung để xét theo quy định về máy móc, dây chuyền đã qua sử dụng.",
    "outdated_equipment.age_not_stated": "Thiết bị {equipment} nhưng chưa biết tuổi; cần bổ sung, giới hạn với ngành này là {r.age_most_years} năm.",
    "outdated_equipment.age_limit_unsettled": "Thiết bị {equipment}, {o.equipment_age_years} năm tuổi: chưa rõ giới hạn với ngành này là {r.age_most_years} năm hay ít hơn, cán bộ phải đối chiếu quy định về máy móc đã qua sử dụng.",
    "outdated_equipment.too_old": "Thiết bị {equipment}, {o.equipment_age_years} năm tuổi, quá giới hạn {r.age_most_years} năm; chỉ xét lại nếu dùng thiết bị mới hoặc không quá {r.age_most_years} năm.",
    "outdated_equipment.inefficient": "Thiết bị {equipment} không đạt mức quy định: {faults}; chỉ xét lại nếu đạt mức này hoặc dùng thiết bị mới.",
    # --- energy_norm
    "energy_norm.within": "Tiêu hao năng lượng bằng {o.energy_vs_norm_pct}% định mức, không vượt mức cho phép {r.most_pct}%.",
    "energy_norm.no_norm": "Ngành của dự án không thuộc nhóm có định mức tiêu hao năng lượng{energy_use}.",
    "energy_norm.large_user": "Ngành này không có định mức tiêu hao, nhưng mức dùng {o.energy_toe_year} TOE/năm (từ {r.large_user_toe} TOE/năm) là cơ sở sử dụng năng lượng trọng điểm: được nhận với điều kiện thực hiện nghĩa vụ tiết kiệm năng lượng.",
    "energy_norm.not_stated": "Ngành của dự án có định mức tiêu hao năng lượng nhưng chưa biết mức của dự án; cần bổ sung, giới hạn là {r.most_pct}% định mức.",
    "energy_norm.above": "Tiêu hao năng lượng bằng {o.energy_vs_norm_pct}% định mức, vượt mức cho phép {r.most_pct}%; chỉ xét lại nếu giảm xuống không quá {r.most_pct}%.",
    # --- high_pollution_risk
    "high_pollution_risk.none": "Không có dấu hiệu thuộc loại hình nguy cơ ô nhiễm cao (mức I quy mô lớn, xử lý chất thải nguy hại, nhập khẩu phế liệu).",
    "high_pollution_risk.mountain_condition": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}); ở miền núi được nhận với điều kiện chế biến sâu và chứng minh được phương án xử lý (đã khai: {treatment}).",
    "high_pollution_risk.maybe": "Có thể thuộc loại hình nguy cơ ô nhiễm cao ({rows}); cần khai công đoạn sản xuất và sản lượng năm để kết luận.",
    "high_pollution_risk.treatment_not_stated": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}); miền núi chỉ nhận khi có phương án xử lý, mà dự án chưa khai cách xử lý nước thải.",
    "high_pollution_risk.refused/size": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}) mà tỉnh kiên quyết không thu hút vào vùng phía nam và thành phố; chỉ xét lại nếu sản lượng xuống dưới mức lớn của Phụ lục II hoặc bỏ công đoạn đó.",
    "high_pollution_risk.refused/activity": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}) mà tỉnh kiên quyết không thu hút; chỉ xét lại nếu bỏ hoạt động đó.",
    "high_pollution_risk.not_deep_processing/activity": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}); miền núi chỉ nhận chế biến sâu khoáng sản, nông sản, lâm sản, không nhận xử lý chất thải nguy hại và phế liệu nhập khẩu, nên chỉ xét lại nếu bỏ phần đó.",
    "high_pollution_risk.not_deep_processing/size": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}); miền núi chỉ nhận quy mô lớn của loại hình này khi chế biến sâu khoáng sản, nông sản, lâm sản, nên chỉ xét lại nếu sản lượng xuống dưới mức lớn của Phụ lục II hoặc bỏ công đoạn đó.",
    "high_pollution_risk.no_treatment": "Dự án thuộc loại hình nguy cơ ô nhiễm cao ({rows}) mà dự án khai không xử lý nước thải; miền núi chỉ xét lại khi có phương án xử lý.",
    # --- pollution_conditions
    "pollution_conditions.not_group_i": "Dự án thuộc nhóm môi trường {group}{by_rows}, không phải nhóm I.",
    "pollution_conditions.group_i": "Dự án thuộc nhóm môi trường I{by_rows}: được nhận với điều kiện có đánh giá tác động môi trường, phương án xử lý và ý kiến của cán bộ.",
    "pollution_conditions.maybe_group_i": "Có thể thuộc nhóm môi trường I ({rows}); cần khai công đoạn, sản lượng và yếu tố nhạy cảm để xác định nhóm.",
    "pollution_conditions.remembered_rows": "Có thể thuộc nhóm môi trường I ({rows}), nhưng có mục của Phụ lục II chưa được đọc trực tiếp; cán bộ phải kiểm tra lại văn bản.",
    "pollution_conditions.declared_conflicts": "Dự án khai nhóm môi trường {group}, trong khi Phụ lục II cho thấy nhóm nặng hơn ({rows}); cán bộ phải xác định lại.",
    # --- cluster_rules
    "cluster_rules.not_a_cluster": "Không phải cụm công nghiệp nên không áp dụng quy định riêng của cụm.",
    "cluster_rules.established": "Cụm công nghiệp {stage}{source}, đủ điều kiện nhận dự án sản xuất.",
    "cluster_rules.service_share": "Dự án có ngành dịch vụ: trong cụm công nghiệp, dịch vụ chiếm nhiều nhất {r.services_most_pct}% diện tích đất, nên phải kiểm tra phần còn lại trước khi nhận.",
    "cluster_rules.establishment_unknown": "Chưa rõ cụm công nghiệp này đã được thành lập hay chưa{only_source}; cần Sở Công Thương xác nhận.",
    "cluster_rules.not_established/planned": "Cụm công nghiệp này chưa được thành lập{source}; chỉ nhận dự án khi có quyết định thành lập.",
    "cluster_rules.not_established/withdrawn": "Cụm công nghiệp này đã bị đưa ra khỏi quy hoạch{source}; chỉ nhận dự án nếu được bổ sung quy hoạch và thành lập.",
    # --- site_sector_list
    "site_sector_list.on_list": "Ngành của dự án (mã {codes}) có trong danh mục ngành nghề được duyệt của khu, cụm này.",
    "site_sector_list.not_loaded": "Danh mục ngành nghề được duyệt của khu, cụm này chưa có trong hệ thống; cần đối chiếu mã ngành {codes} với quyết định thành lập và hồ sơ môi trường.",
    "site_sector_list.off_list": "Dự án (mã ngành {codes}) có ngành ngoài danh mục được duyệt của khu, cụm này{approved}; chỉ nhận nếu danh mục được điều chỉnh.",
    "site_sector_list.refused": "Dự án (mã ngành {codes}) có ngành mà khu, cụm này không tiếp nhận; chỉ xét lại nếu bỏ ngành đó hoặc quy định của khu, cụm thay đổi.",
    # --- plot_fit
    "plot_fit.fits": "Dự án cần lô đất ít nhất {r.needed_ha} ha; lô trống lớn nhất ở đây {plot}{ground}.",
    "plot_fit.area_not_stated": "Chưa biết dự án cần bao nhiêu đất nên chưa so được với lô trống lớn nhất ở đây.",
    "plot_fit.plot_unknown/open": "Chưa biết lô đất trống lớn nhất ở đây, dự án cần ít nhất {r.needed_ha} ha; cần hỏi cơ quan quản lý khu, cụm.",
    "plot_fit.plot_unknown/range": "Chưa rõ lô đất trống lớn nhất, có thể {plot}{ground}, dự án cần ít nhất {r.needed_ha} ha; cần hỏi cơ quan quản lý khu, cụm.",
    "plot_fit.reported_full/full": "Được báo đã lấp đầy ({occupancy}) nhưng nguồn chưa đủ chắc để từ chối; cần hỏi Ban quản lý hoặc chủ đầu tư hạ tầng còn lô từ {r.needed_ha} ha trở lên hay không.",
    "plot_fit.reported_full/less": "Theo nguồn hiện có, lô trống lớn nhất chỉ khoảng {plot_most} ha ({facts}), ít hơn mức {r.needed_ha} ha dự án cần; nguồn chưa đủ chắc để từ chối, cần hỏi cơ quan quản lý khu, cụm.",
    "plot_fit.too_small/bound": "Dự án cần ít nhất {r.needed_ha} ha, lô trống lớn nhất ở đây không thể quá {sure_most} ha{ground}; chỉ nhận được nếu giảm nhu cầu đất hoặc có thêm đất trống.",
    "plot_fit.too_small/law": "Dự án cần ít nhất {r.needed_ha} ha, cụm công nghiệp theo Nghị định 32/2024/NĐ-CP không quá {sure_most} ha; chỉ nhận được nếu giảm nhu cầu đất.",
    "plot_fit.too_small/plain": "Dự án cần ít nhất {r.needed_ha} ha, lô trống lớn nhất ở đây không thể quá {sure_most} ha; chỉ nhận được nếu giảm nhu cầu đất hoặc có thêm đất trống.",
    # --- utility_capacity
    "utility_capacity.enough": "Hạ tầng còn đủ cho dự án: {needs}{facts_known}.",
    "utility_capacity.not_stated": "Chưa biết nhu cầu {unstated} của dự án; cần bổ sung để so với công suất còn lại.",
    "utility_capacity.not_known": "Chưa biết ở đây còn đủ {unknown_left} hay không: {open_needs}{facts_known}; cần hỏi cơ quan quản lý khu, cụm.",
    "utility_capacity.neither_known/treatment": "Dự án chưa khai {r.wastewater_m3_day} m³/ngày nước thải có đấu nối trạm tập trung hay không, cũng chưa biết ở đây còn bao nhiêu {unknown_left}; cần bổ sung cả hai.",
    "utility_capacity.neither_known/needs": "Chưa biết nhu cầu {unstated} của dự án, cũng chưa biết ở đây còn bao nhiêu {unknown_left}; cần bổ sung cả hai.",
    "utility_capacity.reported_short": "Theo nguồn hiện có thì không đủ: {short}{facts_known}; nguồn chưa đủ chắc để từ chối, cần hỏi cơ quan quản lý khu, cụm.",
    "utility_capacity.short": "Hạ tầng không đủ: {short}{facts_known}; chỉ nhận được nếu giảm nhu cầu hoặc nâng công suất.",
    # --- investor_wish
    "investor_wish.none_stated": "Nhà đầu tư không nêu yêu cầu riêng về địa điểm.",
    "investor_wish.granted": "Đáp ứng yêu cầu của nhà đầu tư: {granted}.",
    "investor_wish.distance_unknown": "Chưa chắc đạt cự ly nhà đầu tư yêu cầu: {perhaps_too_far}.",
    "investor_wish.other_kind": "Nhà đầu tư chỉ tìm {wished_kinds}, đây là {a_kind}; bỏ giới hạn này thì xét được.",
    "investor_wish.other_area": "Nhà đầu tư chỉ tìm ở {wished_areas}, nơi này thuộc {area}; bỏ giới hạn này thì xét được.",
    "investor_wish.too_far": "Xa hơn cự ly nhà đầu tư yêu cầu: {too_far}; nới giới hạn này thì xét được.",
}

PREFERENCES = {
    # --- high_tech
    "high_tech.certified": "Có giấy chứng nhận doanh nghiệp công nghệ cao nên được ít nhất {certificate_floor} số điểm của tiêu chí này.{parts}",
    "high_tech.listed": "Dự án thuộc danh mục được tính điểm: {counted_lists}.{parts}",
    "high_tech.by_sector": "Ngành {o.code} ({intensity}) được tính là ngành công nghệ; {lists_state}.{parts}",
    "high_tech.low": "Ngành {o.code} ({intensity}) không được tính là ngành công nghệ cao; {lists_state}.{parts}",
    # --- low_pollution
    "low_pollution.declared": "Nhóm môi trường {group} theo khai báo{plant}.{parts}",
    "low_pollution.derived": "Nhóm môi trường {group}, suy ra từ ngành nghề, công đoạn và sản lượng vì dự án chưa khai{plant}.{parts}",
    # --- large_scale
    "large_scale.stated": "Vốn đầu tư {capital}{capital_per_ha}; đủ điểm về vốn từ {r.full_capital_billion_vnd} tỷ đồng.{parts}",
    "large_scale.capital_unknown": "Chưa biết vốn đầu tư bằng đồng Việt Nam nên chưa chấm được quy mô; cần bổ sung.",
    # --- labour
    "labour.fewer_per_ha/known": "Dự kiến {o.jobs_per_ha} lao động/ha{intensive}; nơi đây ưu tiên dự án dùng ít lao động, đủ điểm khi không quá {r.full_jobs_per_ha} lao động/ha.",
    "labour.fewer_per_ha/unknown": "Chưa tính được số lao động trên một héc-ta vì chưa biết {jobs_and_area}{intensive}; đủ điểm khi không quá {r.full_jobs_per_ha} lao động/ha.",
    "labour.more_local_jobs/known": "Dự kiến {o.jobs_local} lao động địa phương; miền núi ưu tiên tạo việc làm tại chỗ, đủ điểm từ {r.full_local_jobs} người.",
    "labour.more_local_jobs/most": "Chưa biết số lao động địa phương, nhiều nhất {o.jobs_total} người; miền núi ưu tiên tạo việc làm tại chỗ, đủ điểm từ {r.full_local_jobs} người.",
    "labour.more_local_jobs/unknown": "Chưa biết số lao động địa phương; miền núi ưu tiên tạo việc làm tại chỗ, đủ điểm từ {r.full_local_jobs} người.",
    # --- orientation
    "orientation.site": "Ngành {o.code} có trong định hướng của chính khu, cụm này{quoted}.",
    "orientation.area": "Khu, cụm này không có định hướng riêng nêu ngành {o.code} nên tính theo định hướng của {area}{quoted}.",
    "orientation.clean_high_tech": "{Area} ưu tiên công nghiệp sạch, công nghệ cao ở mọi ngành; ngành {o.code} được tính là hợp khi có hàm lượng công nghệ cao, hoặc trung bình cao và thuộc nhóm môi trường III, IV.",
    "orientation.linked": "Ngành {o.code} là ngành hỗ trợ, liên quan đến định hướng của khu, cụm hoặc của {area}{quoted}.",
    "orientation.neither": "Chưa thấy nguồn nào nêu ngành {o.code} trong định hướng của khu, cụm này hay của {area} nên chỉ được mức điểm chung.",
    "orientation.code_unsettled": "Mã ngành {o.code} có nghĩa khác nhau giữa hai bản VSIC hoặc chưa có trong danh mục, nên chưa kết luận được có hợp định hướng hay không; cần chọn mã theo VSIC 2018.",
    # --- land
    "land.not_stated": "Chưa biết dự án cần bao nhiêu đất nên chưa so được với đất trống ở đây.",
    "land.too_small": "Đất trống nhiều nhất {free_most} ha{ground}, ít hơn mức tối thiểu {least_ha} ha của dự án.",
    "land.enough": "Đất trống {free}{ground}, đủ cho {wanted} dự án cần.",
    "land.tight/minimum": "Đất trống {free}{ground}, đủ mức tối thiểu {least_ha} ha; chưa biết dự án muốn bao nhiêu đất.",
    "land.tight/short": "Đất trống {free}{ground}, đủ mức tối thiểu {least_ha} ha nhưng không đủ {wanted} dự án cần.",
    "land.tight/open": "Đất trống {free}{ground}, đủ mức tối thiểu {least_ha} ha nhưng chưa chắc đủ {wanted} dự án cần.",
    "land.unknown/open": "Chưa biết ở đây còn bao nhiêu đất trống; dự án cần {wanted}.",
    "land.unknown/range": "Đất trống chưa rõ, có thể {free}{ground}; dự án cần {wanted}.",
    # --- access
    "access.exporter/known": "Dự án chủ yếu xuất khẩu{export_share} nên tính cự ly đến sân bay và cảng biển: {distances}.",
    "access.exporter/unknown": "Dự án chủ yếu xuất khẩu{export_share}, nhưng chưa biết cự ly từ đây đến sân bay và cảng biển.",
    "access.domestic/known": "Dự án chủ yếu bán trong nước{export_share} nên tính cự ly đến Hà Nội: {distances}.",
    "access.domestic/unknown": "Dự án chủ yếu bán trong nước{export_share}, nhưng chưa biết cự ly từ đây đến Hà Nội.",
    "access.not_stated/known": "Chưa biết tỷ lệ xuất khẩu nên tính cả hai trường hợp: {distances}.",
    "access.not_stated/unknown": "Chưa biết tỷ lệ xuất khẩu, cũng chưa biết cự ly từ đây đến sân bay, cảng biển và Hà Nội.",
    # --- peers
    "peers.same_at_site": "Ở đây đã có doanh nghiệp cùng ngành (ngành cấp 2 mã {divisions}).",
    "peers.same_in_area": "Trên địa bàn {area} đã có doanh nghiệp cùng ngành (ngành cấp 2 mã {divisions}); ở chính khu, cụm này thì chưa thấy, {tenants_state}.",
    "peers.linked_at_site": "Ở đây đã có doanh nghiệp thuộc ngành liên quan (ngành cấp 2 mã {divisions}); cùng ngành thì chưa thấy, {tenants_state}.",
    "peers.linked_in_area": "Trên địa bàn {area} đã có doanh nghiệp thuộc ngành liên quan (ngành cấp 2 mã {divisions}); cùng ngành thì chưa thấy, {tenants_state}.",
    "peers.none_known": "Chưa thấy doanh nghiệp cùng ngành hoặc ngành liên quan ở đây và trên địa bàn {area}; {tenants_state}.",
    # --- kind_fit
    "kind_fit.small/park": "Doanh nghiệp nhỏ hoặc vừa{firm}: vào được khu công nghiệp, nhưng cụm công nghiệp hợp với nhóm này hơn.",
    "kind_fit.small/cluster": "Doanh nghiệp nhỏ hoặc vừa{firm}: đúng nhóm mà cụm công nghiệp chủ yếu hướng đến.",
    "kind_fit.large/park": "Doanh nghiệp lớn{firm}: hợp với khu công nghiệp.",
    "kind_fit.large/cluster": "Doanh nghiệp lớn{firm}: cụm công nghiệp chủ yếu dành cho doanh nghiệp nhỏ và vừa nên chỉ được một phần điểm.",
    "kind_fit.size_unknown": "Chưa xác định được doanh nghiệp nhỏ, vừa hay lớn{firm}; nhỏ và vừa là không quá {r.jobs_most} lao động và {r.capital_most_billion_vnd} tỷ đồng vốn.",
    # --- readiness
    "readiness.operating": "Đã hoạt động{source}.",
    "readiness.under_construction": "Hạ tầng đang được xây dựng{source}.",
    "readiness.established/yes": "Đã thành lập, có chủ đầu tư hạ tầng nhưng chưa thấy nguồn nào báo khởi công{source}.",
    "readiness.established/no": "Đã thành lập nhưng chưa có chủ đầu tư hạ tầng{source}.",
    "readiness.established/unknown": "Đã thành lập, chưa rõ có chủ đầu tư hạ tầng và đã khởi công hay chưa{source}.",
    "readiness.not_started/planned": "Mới có trong quy hoạch, chưa có hạ tầng{source}.",
    "readiness.not_started/withdrawn": "Đã bị đưa ra khỏi quy hoạch{source} nên không có hạ tầng để nhận dự án.",
    "readiness.unknown": "Chưa có nguồn đủ tin cậy về tình trạng hạ tầng{only_source}.",
}

SENTENCES = {**REQUIREMENTS, **PREFERENCES}
