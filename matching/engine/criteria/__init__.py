"""Every criterion there is: one explicit table from key to criterion."""

from matching.engine.criteria.base import Preference, Requirement
from matching.engine.criteria.data import InvestorWish, OnOffer, PlotFit, UtilityCapacity
from matching.engine.criteria.fit import Access, KindFit, Land, Orientation, Peers, Readiness
from matching.engine.criteria.legal import (
    ClusterRules,
    MarketAccess,
    OutdatedEquipment,
    Prohibited,
    RestrictedTechnology,
    SiteSectorList,
)
from matching.engine.criteria.merit import HighTech, Labour, LargeScale, LowPollution
from matching.engine.criteria.policy import EnergyNorm, HighPollutionRisk, PollutionConditions

REQUIREMENTS: dict[str, type[Requirement]] = {
    criterion.key: criterion
    for criterion in (
        OnOffer,
        Prohibited,
        MarketAccess,
        RestrictedTechnology,
        OutdatedEquipment,
        EnergyNorm,
        HighPollutionRisk,
        PollutionConditions,
        ClusterRules,
        SiteSectorList,
        PlotFit,
        UtilityCapacity,
        InvestorWish,
    )
}
PREFERENCES: dict[str, type[Preference]] = {
    criterion.key: criterion
    for criterion in (
        HighTech,
        LowPollution,
        LargeScale,
        Labour,
        Orientation,
        Land,
        Access,
        Peers,
        KindFit,
        Readiness,
    )
}

__all__ = ["PREFERENCES", "REQUIREMENTS"]
