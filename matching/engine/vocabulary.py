"""The closed lists of codes that a project's facts may use (API.md, DECISIONS 19)."""

PROCESS_FLAGS = (
    "dyeing_washing",
    "tanning",
    "plating_or_chemical_cleaning",
    "smelting",
    "pulp_or_recycled_paper",
    "inorganic_chemical",
    "battery_cell",
    "imported_scrap",
    "hazardous_waste_service",
    "glass_furnace",
)
PROCESS_FLAG_ALIASES = {"plating": "plating_or_chemical_cleaning"}
TECHNOLOGY_LISTS = (
    "strategic",
    "d38_product",
    "d38_technology",
    "supporting_product",
    "encouraged",
    "restricted",
    "prohibited",
)
CERTIFICATES = ("high_tech_enterprise", "supporting_industry", "eco_enterprise")
INTENSITIES = ("high", "medium_high", "medium_low", "low", "na")
EQUIPMENT = ("new", "used", "mixed")
GROUPS = ("I", "II", "III", "IV")
TREATMENTS = ("central", "own", "none")
SENSITIVE_FACTORS = (
    "dense_residential",
    "domestic_water_source",
    "nature_reserve",
    "forest",
    "heritage",
    "two_crop_rice",
    "wetland",
    "resettlement",
)
PRACTICES = ("iso14001", "recp", "symbiosis", "bat")
CURRENCIES = ("VND", "USD", "EUR", "JPY", "KRW", "CNY")
OUTPUT_UNITS = ("t", "m2", "unit", "kwh", "mw", "m3", "litre", "other")
SITE_KINDS = ("park", "cluster", "it_zone")
VSIC_EDITIONS = ("2018", "2025")
# What an investor can change, from what costs least to what costs most, where a ruleset does not say otherwise.
CHANGEABLE = (
    "preferences.max_km",
    "preferences.planning_areas",
    "preferences.kinds",
    "land.min_area_ha",
    "land.area_ha",
    "environment.wastewater_treatment",
    "environment.practices",
    "jobs.local",
    "technology.local_input_pct",
    "finance.disbursed_36_months_pct",
    "finance.equity_pct",
    "finance.export_share_pct",
    "utilities.water_m3_day",
    "utilities.power_mw",
    "environment.wastewater_m3_day",
    "environment.hazardous_waste_t_year",
    "environment.energy_vs_norm_pct",
    "environment.energy_toe_year",
    "technology.consumption_vs_design_pct",
    "technology.residual_capacity_pct",
    "technology.equipment_age_years",
    "technology.equipment",
    "technology.rd_staff_pct",
    "technology.rd_spend_pct",
    "technology.certificates",
    "jobs.total",
    "technology.lists",
    "process_flags",
    "lines.annual_output",
    "capital",
)
# What could change at a site, in the order in which it is suggested.
IMPROVABLE = (
    "area_free_ha",
    "largest_plot_ha",
    "wastewater_plant",
    "power_mw",
    "water_m3_day",
    "wastewater_m3_day",
    "status",
)
