"""Notes beside the findings, and the summary, in English."""

NOTES = {
    "advice_only": "This is advice and does not replace the appraisal by the authorities.",
    "large_firm_in_cluster": "A large firm may go to a cluster, but clusters are mainly for small and medium firms (Decree 32/2024).",
    "outside_founding_scope": "This site is in the former Bac Kan province, outside the orientation by area published in June 2023; its points use the mountain weights provisionally.",
    "environment_group_conflict": "The project declares environment group {declared}, but Annex II points to a more severe one ({rows}); the declared group is used, and an officer has to settle it.",
    "declared_group_used": "Environment group {group} is taken as the project declares it.",
    "rows_remembered": "Among the environmental rows that may apply ({rows}) are some of Annex II that have not been read at first hand; an officer has to check the text.",
    "exchange_standing_known": "The capital in {currency} is converted to {low} to {high} billion VND by a range of general knowledge; no officer has entered a source for the rate.",
    "exchange_missing": "There is no rate for {currency} in {year}, so the capital counts as not known.",
    "sector_unsettled": "Code {code} means different things in VSIC 2018 and VSIC 2025, so it counts as unsettled; choose a code of VSIC 2018.",
    "ruleset_earliest": "No ruleset was in force on {on}, so the earliest one, {version}, is used.",
    "ruleset_not_in_force": "Ruleset {version} was asked for; it is not the one in force on {on}.",
    "preference_for_it_zone": "The concentrated IT zone is not offered here; ask the zone's authority directly.",
    "sites_planned_only": "{sites}: only planned; offered once the decision to establish is made.",
    "details_not_kept": "This run was kept short and today's engine computes otherwise: order and points are as kept, the reasons can no longer be told.",
}

SUMMARIES = {
    "project": "The project “{name}”",
    "project.unnamed": "The project",
    "points": "{score} points",
    "points.up_to": "{score} points, could reach {ceiling}",
    "best": "{name} ({points})",
    # --- match
    "match.one": "{project} could go to {open} of the {offered} sites on offer; the best fit is {best}.",
    "match.more": "{project} could go to {open} of the {offered} sites on offer; the best fit is {best}, followed by {others}.",
    "match.tied": "{project} could go to {open} of the {offered} sites on offer; {tied} sites share first place with {points}, among them {names}: with little known, a tie is the honest answer.",
    "full": "Reported full or without a plot that is large enough, to be confirmed with the site's authority: {names}.",
    "outcome.open": "The first site meets every requirement",
    "outcome.conditional": "The first site is open on the conditions stated with it",
    "outcome.unverified": "At the first site no requirement fails, but some cannot be judged yet for lack of facts",
    "evidence": "{outcome}; {evidence}% of the weight rests on known figures.",
    "evidence.unknown": "{outcome}.",
    "missing": "Most useful to add: {fields}.",
    # --- nowhere_now
    "nowhere": "{project} fits none of the {offered} sites on offer at present, each for the reasons stated with it.",
    "nowhere.because": "{project} fits none of the {offered} sites on offer at present, mainly because of {reasons}.",
    "nowhere.none_offered": "{project} fits nowhere at present, as no site is on offer.",
    "nowhere.reason": "{criterion} ({count} sites)",
    "nowhere.planned": "Once established, {names} could be considered; at present they are only planned.",
    "nowhere.not_planned": "No planned site suits either; the reasons at each site show what to change in the project.",
    # --- robustness
    "robustness": "{name} is first in {share}% of {draws} trials that move the weights within their bands and let unknown figures take every possible value: {label}.",
    "robustness.weights": "Moving the weights alone, with the points earned for certain, it is {share}%.",
    "robustness.other": "With unknown figures counted in, {name} is first more often than any other ({share}%), so ask for figures before deciding.",
    "robustness.switch": "The first two swap when the weight of “{criterion}” goes {weights}.",
    "robustness.no_switch": "Within its band, no weight that moves alone makes the first two swap.",
    "robustness.only": "{name} is the only site that is not barred, so it is always first.",
    "robustness.weight": "from {before} to {after} points",
    "robustness.weight.profile": "from {before} to {after} points ({profile})",
    "robustness.below": "less than {number}",
    "robustness.above": "more than {number}",
    # --- refused
    "refused": "{project} is refused at every site of the province, on the ground of: {criteria}.",
}
