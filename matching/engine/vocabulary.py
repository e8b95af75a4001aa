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
