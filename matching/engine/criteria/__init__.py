"""Every criterion there is: one explicit table from key to criterion."""

from matching.engine.criteria.access import Access
from matching.engine.criteria.base import Preference, Requirement
from matching.engine.criteria.cluster_rules import ClusterRules
from matching.engine.criteria.energy_norm import EnergyNorm
from matching.engine.criteria.high_pollution_risk import HighPollutionRisk
from matching.engine.criteria.high_tech import HighTech
from matching.engine.criteria.investor_wish import InvestorWish
from matching.engine.criteria.kind_fit import KindFit
from matching.engine.criteria.labour import Labour
from matching.engine.criteria.land import Land
from matching.engine.criteria.large_scale import LargeScale
from matching.engine.criteria.low_pollution import LowPollution
from matching.engine.criteria.market_access import MarketAccess
from matching.engine.criteria.on_offer import OnOffer
from matching.engine.criteria.orientation import Orientation
from matching.engine.criteria.outdated_equipment import OutdatedEquipment
from matching.engine.criteria.peers import Peers
from matching.engine.criteria.plot_fit import PlotFit
from matching.engine.criteria.pollution_conditions import PollutionConditions
from matching.engine.criteria.prohibited_line import Prohibited
from matching.engine.criteria.readiness import Readiness
from matching.engine.criteria.restricted_technology import RestrictedTechnology
from matching.engine.criteria.site_sector_list import SiteSectorList
from matching.engine.criteria.utility_capacity import UtilityCapacity

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
