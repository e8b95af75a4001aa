"""From shares to points: D1."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from matching.engine import ProjectFacts, SiteFacts
from tests.matching.engine.reference.fit import access, kind_fit, land, orientation, peers, readiness
from tests.matching.engine.reference.merit import high_tech, labour, large_scale, low_pollution
from tests.matching.engine.reference.spans import Span

# D1: weights in points, by profile.
WEIGHTS = {
    "S-EL": {"high_tech": 20, "low_pollution": 12.5, "large_scale": 12.5, "labour": 5},
    "S-ME": {"high_tech": 17.5, "low_pollution": 12.5, "large_scale": 15, "labour": 5},
    "CITY": {"high_tech": 20, "low_pollution": 20, "large_scale": 5, "labour": 5},
    "MTN": {"high_tech": 7.5, "low_pollution": 17.5, "large_scale": 7.5, "labour": 17.5},
}
FIT = {"orientation": 15, "land": 10, "access": 7.5, "peers": 5, "kind_fit": 5, "readiness": 7.5}


PREFERENCES: dict[str, Callable[[ProjectFacts, SiteFacts], Span]] = {
    function.__name__: function
    for function in (
        high_tech, low_pollution, large_scale, labour, orientation, land, access, peers, kind_fit, readiness
    )
}  # fmt: skip


def points(project: ProjectFacts, site: SiteFacts) -> dict[str, tuple[int, int]]:
    """Return points and ceiling of every preference, in hundredths, rounded half up."""
    weights = {**WEIGHTS[site.profile], **FIT}
    return {
        name: (rounded(share[0] * weights[name] * 100), rounded(share[1] * weights[name] * 100))
        for name, share in ((name, function(project, site)) for name, function in PREFERENCES.items())
    }


def rounded(value: float) -> int:
    return int(Decimal(repr(round(value, 7))).quantize(Decimal(1), ROUND_HALF_UP))
