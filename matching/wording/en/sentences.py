"""The sentences in English, plain for an investor.

A reason with variants stands as ``reason/variant``. `{o.x}` and `{r.x}` are figures that were observed and
required; the other places are phrases.
"""

REQUIREMENTS = {
    "rule.to_be_checked": "This rule rests on a text that has not been read at first hand, so it refuses nothing by itself; an officer has to check the ground.",
    # --- on_offer
    "on_offer.offered": "This {kind} is {stage}{source} and is offered to investors{identity}.",
    "on_offer.status_unknown": "No source that can be relied on says whether this {kind} is established{only_source}; ask the site's authority.",
    "on_offer.withdrawn": "This {kind} was taken off the plan{source} and takes no projects; that changes only if it is put back on the plan.",
    "on_offer.delisted": "The province means to take this {kind} off its plan, so it is not offered; that changes only if the province decides to keep it.",
    "on_offer.unconfirmed": "It is not confirmed that this {kind} is on the province's list, so it is not offered yet; it will be once an officer confirms it with a source.",
    "on_offer.it_zone": "This is a concentrated IT zone, neither an industrial park nor a cluster, so it is not offered here; ask the zone's authority directly.",
    "on_offer.planned": "This {kind} is only planned{source}, not established; it will be offered once the decision to establish it is made.",
    # --- prohibited_line
    "prohibited_line.none": "No line of the project is on the list of prohibited business lines that is loaded.",
    "prohibited_line.product_not_stated": "Code {o.code} may cover a prohibited business line ({prohibited}); state the product to settle it.",
    "prohibited_line.listed": "The product “{o.product}” (code {o.code}) is a prohibited business line: {prohibited}; the project can be considered only without it.",
    # --- market_access
    "market_access.domestic": "A domestic investor: the market-access conditions for foreign investors do not apply.",
    "market_access.list_not_loaded": "The project has a foreign investor{foreign_share}; the list of market-access restrictions is not loaded, so an officer has to check it before answering.",
    "market_access.nationality_not_stated": "The investor's nationality is not stated, so market access cannot be judged; please state it.",
    # --- restricted_technology
    "restricted_technology.none": "The stated technology is not on the lists of prohibited or restricted technology.",
    "restricted_technology.restricted": "The project uses technology whose transfer is restricted: accepted on condition of a technology appraisal and approval.",
    "restricted_technology.not_stated": "It is not stated whether the technology is prohibited or restricted; please state it.",
    "restricted_technology.prohibited": "The project uses technology whose transfer is prohibited, so it cannot be accepted; it can be considered only with another technology.",
    # --- outdated_equipment
    "outdated_equipment.new": "The equipment is new, so the rules on used machines and lines do not apply.",
    "outdated_equipment.within_age": "The equipment is {equipment} and {o.equipment_age_years} years old, within the limit (at most {r.age_most_years} years for this line).",
    "outdated_equipment.not_stated": "It is not stated whether the equipment is new or used; please state it, so that the rules on used machines can be applied.",
    "outdated_equipment.age_not_stated": "The equipment is {equipment} but its age is not stated; please state it, the limit for this line is {r.age_most_years} years.",
    "outdated_equipment.age_limit_unsettled": "The equipment is {equipment} and {o.equipment_age_years} years old: whether the limit for this line is {r.age_most_years} years or less is not settled, so an officer has to check the rules on used machines.",
    "outdated_equipment.too_old": "The equipment is {equipment} and {o.equipment_age_years} years old, above the limit of {r.age_most_years} years; it can be considered only if it is new or at most {r.age_most_years} years old.",
    "outdated_equipment.inefficient": "The equipment is {equipment} and misses the standard: {faults}; it can be considered only if it meets this standard or is new.",
    # --- energy_norm
    "energy_norm.within": "Energy use is {o.energy_vs_norm_pct}% of the norm, within the {r.most_pct}% allowed.",
    "energy_norm.no_norm": "The project's line has no energy norm{energy_use}.",
    "energy_norm.large_user": "The line has no energy norm, but a use of {o.energy_toe_year} TOE a year makes a key energy user (from {r.large_user_toe} TOE): accepted on condition that the duties of energy saving are met.",
    "energy_norm.not_stated": "The project's line has an energy norm, but the project's use is not stated; please state it, the limit is {r.most_pct}% of the norm.",
    "energy_norm.above": "Energy use is {o.energy_vs_norm_pct}% of the norm, above the {r.most_pct}% allowed; it can be considered only if it falls to at most {r.most_pct}%.",
    # --- high_pollution_risk
    "high_pollution_risk.none": "Nothing points to a type of high pollution risk (level I and large, hazardous-waste service, imported scrap).",
    "high_pollution_risk.mountain_condition": "This is a type of high pollution risk ({rows}); in the mountain districts it is accepted on condition of deep processing and proven treatment (stated: {treatment}).",
    "high_pollution_risk.maybe": "This may be a type of high pollution risk ({rows}); state the process steps and the yearly output to settle it.",
    "high_pollution_risk.treatment_not_stated": "This is a type of high pollution risk ({rows}); the mountain districts accept it only with treatment, and how waste water is treated is not stated.",
    "high_pollution_risk.refused/size": "This is a type of high pollution risk ({rows}), which the province resolutely refuses in the south and the city; it can be considered only if the output falls below “large” in Annex II or the step is left out.",
    "high_pollution_risk.refused/activity": "This is a type of high pollution risk ({rows}), which the province resolutely refuses; it can be considered only without this activity.",
    "high_pollution_risk.not_deep_processing/activity": "This is a type of high pollution risk ({rows}); the mountain districts accept only deep processing of minerals, farm or forest produce, and neither hazardous-waste service nor imported scrap, so it can be considered only without that part.",
    "high_pollution_risk.not_deep_processing/size": "This is a type of high pollution risk ({rows}); at a large size the mountain districts accept only deep processing of minerals, farm or forest produce, so it can be considered only if the output falls below “large” in Annex II or the step is left out.",
    "high_pollution_risk.no_treatment": "This is a type of high pollution risk ({rows}) and the project states no waste-water treatment; the mountain districts consider it only with treatment.",
    # --- pollution_conditions
    "pollution_conditions.not_group_i": "The project is in environment group {group}{by_rows}, not in group I.",
    "pollution_conditions.group_i": "The project is in environment group I{by_rows}: accepted on condition of an environmental impact assessment, a treatment plan and an officer's note.",
    "pollution_conditions.maybe_group_i": "The project may be in environment group I ({rows}); state process steps, output and sensitive factors to settle the group.",
    "pollution_conditions.remembered_rows": "The project may be in environment group I ({rows}), but some of these rows of Annex II have not been read at first hand; an officer has to check the text.",
    "pollution_conditions.declared_conflicts": "The project declares environment group {group}, while Annex II points to a more severe one ({rows}); an officer has to settle the group.",
    # --- cluster_rules
    "cluster_rules.not_a_cluster": "Not an industrial cluster, so the rules on clusters do not apply.",
    "cluster_rules.established": "The cluster is {stage}{source} and may take manufacturing projects.",
    "cluster_rules.service_share": "The project includes services: in a cluster they take at most {r.services_most_pct}% of the land, so what is left of that has to be checked first.",
    "cluster_rules.establishment_unknown": "It is not known whether this cluster is established{only_source}; the Department of Industry and Trade has to confirm it.",
    "cluster_rules.not_established/planned": "This cluster is not established{source}; it can take projects only after the decision to establish it.",
    "cluster_rules.not_established/withdrawn": "This cluster was taken off the plan{source}; it can take projects only if it is put back on the plan and established.",
    # --- site_sector_list
    "site_sector_list.on_list": "The project's line (code {codes}) is on the site's approved list.",
    "site_sector_list.not_loaded": "The site's approved list of lines is not loaded; check VSIC {codes} against its founding decision and environmental file.",
    "site_sector_list.off_list": "The project (code {codes}) has a line that is not on the site's approved list{approved}; it can be accepted only if the list is changed.",
    "site_sector_list.refused": "The project (code {codes}) has a line that the site does not take; it can be considered only without that line or if the site's rule changes.",
    # --- plot_fit
    "plot_fit.fits": "A plot of at least {r.needed_ha} ha is needed; the largest free plot here is {plot}{ground}.",
    "plot_fit.area_not_stated": "The area that the project needs is not stated, so it cannot be compared with the largest free plot here.",
    "plot_fit.plot_unknown/open": "The largest free plot here is not known, the project needs at least {r.needed_ha} ha; ask the site's authority.",
    "plot_fit.plot_unknown/range": "The largest free plot here is not known exactly: {plot}{ground}, while the project needs at least {r.needed_ha} ha; ask the site's authority.",
    "plot_fit.reported_full/full": "The site is reported full ({occupancy}), but the source is too weak to refuse; ask the board or the infrastructure investor whether a plot of {r.needed_ha} ha or more is left.",
    "plot_fit.reported_full/less": "By the sources at hand the largest free plot is only about {plot_most} ha ({facts}), less than the {r.needed_ha} ha needed; they are too weak to refuse, so ask the site's authority.",
    "plot_fit.too_small/bound": "The project needs at least {r.needed_ha} ha, and the largest free plot here cannot exceed {sure_most} ha{ground}; it fits only with less land or if more becomes free.",
    "plot_fit.too_small/law": "The project needs at least {r.needed_ha} ha, and under Decree 32/2024 a cluster has at most {sure_most} ha; it fits only with less land.",
    "plot_fit.too_small/plain": "The project needs at least {r.needed_ha} ha, and the largest free plot here cannot exceed {sure_most} ha; it fits only with less land or if more becomes free.",
    # --- utility_capacity
    "utility_capacity.enough": "There is enough for the project: {needs}{facts_known}.",
    "utility_capacity.not_stated": "The project's need of {unstated} is not stated; please state it, so that it can be compared with what is left.",
    "utility_capacity.not_known": "It is not known whether there is enough {unknown_left} here: {open_needs}{facts_known}; ask the site's authority.",
    "utility_capacity.neither_known/treatment": "Whether the {r.wastewater_m3_day} m³/day of waste water go to the central plant is not stated, nor is it known how much {unknown_left} is left here; both are needed.",
    "utility_capacity.neither_known/needs": "Neither the project's need of {unstated} nor how much {unknown_left} is left here is known; both are needed.",
    "utility_capacity.reported_short": "By the sources at hand there is too little: {short}{facts_known}; they are too weak to refuse, so ask the site's authority.",
    "utility_capacity.short": "There is too little: {short}{facts_known}; it fits only with a smaller need or more capacity.",
    # --- investor_wish
    "investor_wish.none_stated": "The investor states no wishes about the site.",
    "investor_wish.granted": "The investor's wishes are met: {granted}.",
    "investor_wish.distance_unknown": "The distance that the investor asks for may not be met: {perhaps_too_far}.",
    "investor_wish.other_kind": "The investor looks only for {wished_kinds}, this is {a_kind}; without this limit the site could be considered.",
    "investor_wish.other_area": "The investor looks only in {wished_areas}, this site is in {area}; without this limit it could be considered.",
    "investor_wish.too_far": "Farther than the investor asks for: {too_far}; with a wider limit the site could be considered.",
}

PREFERENCES = {
    # --- high_tech
    "high_tech.certified": "The firm holds a high-tech enterprise certificate, which earns at least {certificate_floor} of this criterion.{parts}",
    "high_tech.listed": "The project is on a list that counts: {counted_lists}.{parts}",
    "high_tech.by_sector": "Code {o.code} ({intensity}) counts as a technology line; {lists_state}.{parts}",
    "high_tech.low": "Code {o.code} ({intensity}) does not count as a high-technology line; {lists_state}.{parts}",
    # --- low_pollution
    "low_pollution.declared": "Environment group {group} as declared{plant}.{parts}",
    "low_pollution.derived": "Environment group {group}, derived from lines, process steps and output because none is declared{plant}.{parts}",
    # --- large_scale
    "large_scale.stated": "Capital of {capital}{capital_per_ha}; capital earns everything from {r.full_capital_billion_vnd} billion VND.{parts}",
    "large_scale.capital_unknown": "The capital in VND is not known, so the scale cannot be judged; please state it.",
    # --- labour
    "labour.fewer_per_ha/known": "{o.jobs_per_ha} jobs per hectare are planned{intensive}; projects with few hands are preferred here, full points at {r.full_jobs_per_ha} or fewer per hectare.",
    "labour.fewer_per_ha/unknown": "Jobs per hectare cannot be worked out without {jobs_and_area}{intensive}; full points at {r.full_jobs_per_ha} or fewer per hectare.",
    "labour.more_local_jobs/known": "{o.jobs_local} local jobs are planned; the mountain districts want local jobs, full points from {r.full_local_jobs}.",
    "labour.more_local_jobs/most": "The number of local jobs is not stated, at most {o.jobs_total}; the mountain districts want local jobs, full points from {r.full_local_jobs}.",
    "labour.more_local_jobs/unknown": "The number of local jobs is not stated; the mountain districts want local jobs, full points from {r.full_local_jobs}.",
    # --- orientation
    "orientation.site": "Code {o.code} is among the lines wanted at this very site{quoted}.",
    "orientation.area": "The site has no orientation of its own that names code {o.code}, so that of {area} counts{quoted}.",
    "orientation.clean_high_tech": "{Area} wants clean, high-tech industry whatever the line; code {o.code} counts as wanted with high technology, or with medium-high technology in environment group III or IV.",
    "orientation.linked": "Code {o.code} supports or is linked to a line wanted at the site or in {area}{quoted}.",
    "orientation.neither": "No source names code {o.code} among the lines wanted at this site or in {area}, so it earns only the common share.",
    "orientation.code_unsettled": "Code {o.code} means different things in the two editions of VSIC or is not on the sector list, so it cannot be said whether it is wanted here; choose a code of VSIC 2018.",
    # --- land
    "land.not_stated": "The area that the project needs is not stated, so it cannot be compared with the free land here.",
    "land.too_small": "Free land: at most {free_most} ha{ground}, less than the project's minimum of {least_ha} ha.",
    "land.enough": "Free land: {free}{ground}, enough for the {wanted} wanted.",
    "land.tight/minimum": "Free land: {free}{ground}, enough for the minimum of {least_ha} ha; how much the project wants is not stated.",
    "land.tight/short": "Free land: {free}{ground}, enough for the minimum of {least_ha} ha but not for the {wanted} wanted.",
    "land.tight/open": "Free land: {free}{ground}, enough for the minimum of {least_ha} ha, perhaps not for the {wanted} wanted.",
    "land.unknown/open": "How much land is free here is not known; the project needs {wanted}.",
    "land.unknown/range": "How much land is free here is not known exactly: {free}{ground}; the project needs {wanted}.",
    # --- access
    "access.exporter/known": "The project mainly exports{export_share}, so the ways to airport and seaport count: {distances}.",
    "access.exporter/unknown": "The project mainly exports{export_share}, but the distances from here to airport and seaport are not known.",
    "access.domestic/known": "The project mainly sells at home{export_share}, so the way to Ha Noi counts: {distances}.",
    "access.domestic/unknown": "The project mainly sells at home{export_share}, but the distance from here to Ha Noi is not known.",
    "access.not_stated/known": "The export share is not stated, so both cases count: {distances}.",
    "access.not_stated/unknown": "The export share is not stated, and the distances from here to airport, seaport and Ha Noi are not known.",
    # --- peers
    "peers.same_at_site": "Firms of the same division (VSIC {divisions}) are here already.",
    "peers.same_in_area": "Firms of the same division (VSIC {divisions}) are in {area}; none is known at this very site, {tenants_state}.",
    "peers.linked_at_site": "Firms of a linked division (VSIC {divisions}) are here; none of the same division is known, {tenants_state}.",
    "peers.linked_in_area": "Firms of a linked division (VSIC {divisions}) are in {area}; none of the same division is known, {tenants_state}.",
    "peers.none_known": "No firm of the same or a linked division is known here or in {area}, {tenants_state}.",
    # --- kind_fit
    "kind_fit.small/park": "A small or medium firm{firm}: a park takes it, a cluster suits it better.",
    "kind_fit.small/cluster": "A small or medium firm{firm}: just what clusters are mainly for.",
    "kind_fit.large/park": "A large firm{firm}: suited to a park.",
    "kind_fit.large/cluster": "A large firm{firm}: clusters are mainly for small and medium firms, so it earns only part of the points.",
    "kind_fit.size_unknown": "Whether the firm is small, medium or large is not known{firm}; small and medium means at most {r.jobs_most} staff and {r.capital_most_billion_vnd} billion VND of capital.",
    # --- readiness
    "readiness.operating": "In operation{source}.",
    "readiness.under_construction": "The infrastructure is under construction{source}.",
    "readiness.established/yes": "Established, with an infrastructure investor, but no source reports that construction has begun{source}.",
    "readiness.established/no": "Established, but without an infrastructure investor{source}.",
    "readiness.established/unknown": "Established; whether there is an infrastructure investor and construction has begun is not known{source}.",
    "readiness.not_started/planned": "Only planned, without infrastructure{source}.",
    "readiness.not_started/withdrawn": "Taken off the plan{source}, so there is no infrastructure for a project.",
    "readiness.unknown": "No source that can be relied on says how far the infrastructure is{only_source}.",
}

SENTENCES = {**REQUIREMENTS, **PREFERENCES}
