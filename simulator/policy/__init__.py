"""A policy: schemes with values, rules between them, who pays. YAML, Python and links end in one record."""

from simulator.policy.links import country_in_link, line_in_link
from simulator.policy.places import checked_place, precedence
from simulator.policy.record import Policy, alternative_in_link, from_link, link_of, short_link
from simulator.policy.settings import (
    MOST_SCHEMES,
    TREATMENTS,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)
from simulator.policy.words import scheme_words, value_text

__all__ = [
    "MOST_SCHEMES",
    "TREATMENTS",
    "ExistingSetting",
    "InteractionSetting",
    "Policy",
    "SchemeSetting",
    "SourceSetting",
    "alternative_in_link",
    "checked_place",
    "country_in_link",
    "from_link",
    "line_in_link",
    "link_of",
    "precedence",
    "scheme_words",
    "short_link",
    "value_text",
]
