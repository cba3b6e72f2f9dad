"""The analyst's own survey: loaded, checked, and completed with what can be derived from it."""

from simulator.surveys.deciles import DecileAgreement, decile_agreement
from simulator.surveys.household_types import household_types
from simulator.surveys.loading import Survey, SurveyCheck, check_survey, load_survey
from simulator.surveys.mapping import ColumnMapping, Member, Reading, SurveyMapping
from simulator.surveys.mapping_file import read_mapping
from simulator.surveys.money import (
    at_prices_of,
    day_per_person,
    lcu_month_per_ppp_day,
    month_per_person,
    ppp_dollars_a_day,
)
from simulator.surveys.policy_year import at_policy_year
from simulator.surveys.problems import BadSurvey, Problem
from simulator.surveys.proposing import propose_mapping
from simulator.surveys.proxy_means import (
    ProxyMeansModel,
    proxy_means_model,
    proxy_means_text,
    with_proxy_score,
)
from simulator.surveys.reweighting import Reweighting, reweight, weight_changes
from simulator.surveys.uprating import growth_factor, uprate

__all__ = [
    "BadSurvey",
    "ColumnMapping",
    "DecileAgreement",
    "Member",
    "Problem",
    "ProxyMeansModel",
    "Reading",
    "Reweighting",
    "Survey",
    "SurveyCheck",
    "SurveyMapping",
    "at_policy_year",
    "at_prices_of",
    "check_survey",
    "day_per_person",
    "decile_agreement",
    "growth_factor",
    "household_types",
    "lcu_month_per_ppp_day",
    "load_survey",
    "month_per_person",
    "ppp_dollars_a_day",
    "propose_mapping",
    "proxy_means_model",
    "proxy_means_text",
    "read_mapping",
    "reweight",
    "uprate",
    "weight_changes",
    "with_proxy_score",
]
