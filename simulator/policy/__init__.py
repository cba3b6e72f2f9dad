"""A policy: schemes with values, rules between them, who pays. YAML, Python and links end in one record."""

from simulator.policy.links import line_in_link
from simulator.policy.record import Policy
from simulator.policy.settings import (
    MOST_SCHEMES,
    TREATMENTS,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)

__all__ = [
    "MOST_SCHEMES",
    "TREATMENTS",
    "ExistingSetting",
    "InteractionSetting",
    "Policy",
    "SchemeSetting",
    "SourceSetting",
    "line_in_link",
]
