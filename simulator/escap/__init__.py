"""ESCAP's simulator (SPOT): a policy in its arithmetic beside ours, and what its packages cost here."""

from simulator.escap.comparing import spot
from simulator.escap.package_costs import package_costs
from simulator.escap.packages import PACKAGES, package_cost_percent_of_gdp, package_policy
from simulator.escap.records import PackageCost, SpotDifference, SpotFigures, SpotGroup, SpotResult

__all__ = [
    "PACKAGES",
    "PackageCost",
    "SpotDifference",
    "SpotFigures",
    "SpotGroup",
    "SpotResult",
    "package_cost_percent_of_gdp",
    "package_costs",
    "package_policy",
    "spot",
]
