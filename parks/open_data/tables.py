"""All tables of the open data, by name.

Rows are ordered by codes, which both databases order alike, so that the same data gives the same bytes.
"""

from parks.open_data.list_tables import COMMUNES, NODES, ORIENTATION, PLANNING_AREAS, SECTORS, SOURCES
from parks.open_data.site_tables import FACTS, SITES, STATUSES, TENANTS

TABLES = {
    table.name: table
    for table in (
        *(SITES, FACTS, STATUSES, TENANTS, ORIENTATION),
        *(PLANNING_AREAS, COMMUNES, SECTORS, NODES, SOURCES),
    )
}
