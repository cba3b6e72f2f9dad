"""Privacy: what is derived from a survey prints and logs nothing, and tells no household's values."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import numpy as np
import pytest

from simulator import Population, country
from simulator.builders.facts import AgeGroup
from simulator.surveys.deciles import decile_agreement
from simulator.surveys.household_types import household_types
from simulator.surveys.money import at_prices_of, day_per_person, month_per_person, ppp_dollars_a_day
from simulator.surveys.proxy_means import proxy_means_model, proxy_means_text, with_proxy_score
from simulator.surveys.reweighting import reweight
from simulator.surveys.uprating import uprate

# Amounts that nothing else would print by chance.
SECRET = 7_654_321.0


def secret_survey() -> Population:
    """Return a population in which every household's consumption can be told by its first digits."""
    nepal = country("nepal")
    consumption = SECRET + nepal.households.consumption_month / 1000
    return replace(nepal, households=replace(nepal.households, consumption_month=consumption))


def test_derivations_print_and_log_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Every derivation is run on secret amounts: no stream and no logger receives a byte."""
    caplog.set_level(logging.DEBUG)
    survey = secret_survey()
    consumption = survey.households.consumption_month
    household_types(survey.persons.household, survey.persons.age)
    for amounts in (month_per_person(consumption, "year"), day_per_person(consumption)):
        ppp_dollars_a_day(at_prices_of(amounts, 100, 120), 30.0)
    decile_agreement(np.ones(len(consumption)), np.zeros(len(consumption)), survey.members_weight)
    model = proxy_means_model(survey, ["log_size", "urban"])
    with_proxy_score(survey, model)
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_logs_and_reports_tell_no_household() -> None:
    """The sentences and the label that a derivation hands back hold totals and factors, no row's amount."""
    survey = secret_survey()
    groups = [AgeGroup(0, 17, 6e6, 6e6), AgeGroup(18, 100, 9e6, 9e6)]
    reweighted, told = reweight(survey, groups, "a test")
    uprated, more = uprate(reweighted, 2030, {"consumption": 1.0}, "a test")
    report = proxy_means_text(proxy_means_model(uprated, ["log_size", "urban"]))
    text = "\n".join([*told, *more, report, uprated.label]).replace(",", "")
    assert not re.search(str(int(SECRET))[:4], text)
