"""The five rules for OpenFisca-core: a variable each, and their numbers in `parameters/`."""

# ruff: noqa: D102 - the sentence about a formula stands in its class
from __future__ import annotations

from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import MONTH
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.benchmarks.engine import quotas

PARAMETERS = Path(__file__).parent / "parameters"
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
Household = build_entity(
    key="household", plural="households", label="Household", roles=[{"key": "member", "plural": "members"}]
)


class age(Variable):
    """Age in full years."""

    value_type, entity, definition_period = int, Person, MONTH


class disability(Variable):
    """0 none, 1 some, 2 severe."""

    value_type, entity, definition_period = int, Person, MONTH


class weight(Variable):
    """How many real households the household stands for."""

    value_type, entity, definition_period = float, Household, MONTH


class size(Variable):
    """How many persons live in the household."""

    value_type, entity, definition_period = int, Household, MONTH


class consumption_before(Variable):
    """Local currency a month per person."""

    value_type, entity, definition_period = float, Household, MONTH


class proxy_score(Variable):
    """What a proxy means test guesses: low for the poor."""

    value_type, entity, definition_period = float, Household, MONTH


class child_benefit(Variable):
    """What a child is paid a month."""

    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period, parameters):
        rule, years = parameters(period).child_benefit, person("age", period)
        return ((years >= rule.youngest) & (years <= rule.oldest)) * amount(parameters(period), rule)


class disability_benefit(Variable):
    """What a person with a disability is paid a month."""

    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period, parameters):
        rule, years = parameters(period).disability_benefit, person("age", period)
        of_age = (years >= rule.youngest) & (years <= rule.oldest)
        disabled = person("disability", period) >= rule.least_disability
        return (of_age & disabled) * amount(parameters(period), rule)


class social_pension(Variable):
    """What an old person is paid a month."""

    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period, parameters):
        rule = parameters(period).social_pension
        return (person("age", period) >= rule.youngest) * amount(parameters(period), rule)


class maternity_benefit(Variable):
    """What the mother of an infant is paid a month, over its first year."""

    value_type, entity, definition_period = float, Person, MONTH

    def formula(person, period, parameters):
        rule = parameters(period).maternity_benefit
        monthly = amount(parameters(period), rule) * rule.weeks / rule.weeks_of_year
        return (person("age", period) <= rule.oldest) * monthly


class household_benefit(Variable):
    """What a household that the proxy means test chooses is paid a month."""

    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        rule = parameters(period).household_benefit
        members = household("weight", period).astype(np.float64) * household("size", period)
        chosen = quotas.choose(household("proxy_score", period), members, rule.quota)
        return chosen * amount(parameters(period), rule)


class transfer(Variable):
    """What a household is paid a month by the five rules together."""

    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        paid = sum(household.members(name, period) for name in PAID_TO_PERSONS)
        return household.sum(paid) + household("household_benefit", period)


class consumption_after(Variable):
    """Local currency a month per person, once the transfer is shared and consumed."""

    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        shared = household("transfer", period) / household("size", period)
        return household("consumption_before", period) + shared


INPUTS = (age, disability, weight, size, consumption_before, proxy_score)
PAID_TO_PERSONS = ("child_benefit", "disability_benefit", "social_pension", "maternity_benefit")
COMPUTED = (
    child_benefit,
    disability_benefit,
    social_pension,
    maternity_benefit,
    household_benefit,
    transfer,
    consumption_after,
)


def amount(parameters, rule) -> float:
    """Return what a rule pays, in local currency a month."""
    return rule.percent_of_gdp_per_person / 100 * parameters.economy.gdp_per_person_month


def make_system(double: bool) -> TaxBenefitSystem:
    """Return the system of the five rules; `double` keeps amounts in 64 bits instead of its usual 32."""
    system = TaxBenefitSystem(entities=[Person, Household])
    for variable in (*INPUTS, *COMPUTED):
        system.add_variable(variable)
    system.load_parameters(str(PARAMETERS))
    for variable in system.variables.values():
        if double and variable.value_type is float:
            variable.dtype = np.dtype(np.float64)
    return system
