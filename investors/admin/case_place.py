"""The filter of places for lists about cases: where land was offered to a case or is held for it."""

from unfold.contrib.filters.admin import TextFilter

from investors.visibility import seen
from parks.admin.places import place_filter


def case_place(path: str = "") -> type[TextFilter]:
    """Return the filter; `path` leads from the rows to the case.

    Where a confidential case was offered land is known to its team alone, and so is whether it comes up.
    """
    return place_filter(
        f"{path}offers__site", f"{path}holds__hold__site", readable=lambda request: seen(request.user, path)
    )
