"""The attributions that the place data needs, printed wherever it is shown."""

ATTRIBUTIONS = (
    "Place data © GeoNames, CC BY 4.0",
    "Commune centres computed from vietnamese-provinces-database (MIT)",
    "Data from Who's On First",
    "Made with Natural Earth; includes data from foursquare quattroshapes",
    "© OpenStreetMap contributors",
)
