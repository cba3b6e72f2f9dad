"""The persons of an invented country: disability, work, earnings, and the benefits that they already get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from simulator.builders.ages import FEMALE
from simulator.builders.arrays import Counts, Flags, Numbers
from simulator.builders.invented_facts import Benefits, InventedFacts, percents
from simulator.builders.invented_families import Homes
from simulator.builders.normal import score_at
from simulator.luck import draw
from simulator.population import WORK_STATUSES

OUTSIDE, UNEMPLOYED, INSURED, UNINSURED, SELF_EMPLOYED, _ = range(len(WORK_STATUSES))
SOME, SEVERE = 1, 2
WORKS_FROM, OLDER_FROM = 20, 55
# Chances that who has no job now had one, and that it was insured.
HAD_A_JOB, WAS_INSURED = 0.6, 0.6
FEWEST_PENSION_YEARS, MOST_PENSION_YEARS = 15, 40
PersonLuck = Callable[[str], Numbers]


@dataclass(frozen=True, eq=False)
class People:
    """One entry a person; the columns are those of `Member`, words as numbers."""

    age: Counts
    sex: Counts
    disability: Counts
    work: Counts
    earnings_month: Numbers
    previous_earnings_month: Numbers
    contribution_years: Numbers
    pension: Numbers
    old_age_allowance: Numbers
    poor_household_benefit: Numbers


def draw_people(facts: InventedFacts, homes: Homes) -> People:
    """Return the persons of the drawn households, before the benefit for poor households is paid."""
    age, sex = np.array([member for family in homes.families for member in family]).T
    household = np.repeat(np.arange(len(homes.size)), homes.size)
    urban, region = homes.urban[household], homes.region[household]

    def luck(purpose: str) -> Numbers:
        return draw(facts.seed, np.arange(len(age)), purpose)

    disability = _disability(facts, age, luck)
    work = np.where(disability == SEVERE, OUTSIDE, _work(facts, age, sex, urban, luck))
    retired = _retired(facts.benefits, age, work, urban, luck)
    earned = _pay(facts, region, work, luck("earnings"))
    years = _contribution_years(age, work, retired, luck)
    had_a_job = _had_a_job(age, work, luck) | (years > 0)
    before = np.where(years > 0, INSURED, UNINSURED)
    no_job_now = (work == OUTSIDE) | (work == UNEMPLOYED)
    previous = np.where(no_job_now & had_a_job, _pay(facts, region, before, luck("earlier earnings")), 0)
    pension = np.where(retired, np.rint(facts.benefits.pension.accrual * years * previous), 0)
    allowance = _allowance(facts.benefits, age, pension, luck)
    nobody = np.zeros(len(age))
    return People(age, sex, disability, work, earned, previous, years, pension, allowance, nobody)


def _disability(facts: InventedFacts, age: Counts, luck: PersonLuck) -> Counts:
    """Return 0, 1 or 2 for no, some and a severe disability."""
    some, severe = np.zeros(len(age)), np.zeros(len(age))
    for row in facts.disability:
        within = (age >= row.low) & (age <= row.high)
        some[within], severe[within] = row.some / 100, row.severe / 100
    drawn = luck("disability")
    return np.select([drawn < severe, drawn < severe + some], [SEVERE, SOME], 0)


def _work(facts: InventedFacts, age: Counts, sex: Counts, urban: Flags, luck: PersonLuck) -> Counts:
    """Return each person's work status."""
    chance = np.zeros(len(age))
    for row in facts.labour_force:
        within = (age >= row.low) & (age <= row.high)
        chance[within] = np.where(sex == FEMALE, row.female, row.male)[within] / 100
    status = np.where(
        urban,
        _status(percents(facts.work.urban), luck("work status")),
        _status(percents(facts.work.rural), luck("work status")),
    )
    return np.where(luck("labour force") < chance, status, OUTSIDE)


def _status(shares: list[float], drawn: Numbers) -> Counts:
    """Return the status in the labour force in whose share each number lies."""
    return UNEMPLOYED + np.searchsorted(np.cumsum(shares)[:-1] / 100, drawn, side="right")


def _pay(facts: InventedFacts, region: Counts, work: Counts, drawn: Numbers) -> Numbers:
    """Return earnings a month in whole units: the median of the status and region, times luck."""
    paid = facts.earnings
    median = np.zeros(len(WORK_STATUSES))
    median[[INSURED, UNINSURED, SELF_EMPLOYED]] = percents(paid)[:3]
    level = np.array([one.earnings for one in facts.regions])
    pay: Numbers = np.rint(median[work] * level[region] * np.exp(paid.spread * score_at(drawn)))
    return pay


def _retired(benefits: Benefits, age: Counts, work: Counts, urban: Flags, luck: PersonLuck) -> Flags:
    """Return who gets a pension from earlier work."""
    rule = benefits.pension
    chance = np.where(urban, rule.chance_urban, rule.chance_rural)
    gets: Flags = (age >= rule.from_age) & (work == OUTSIDE) & (luck("pension") < chance)
    return gets


def _contribution_years(age: Counts, work: Counts, retired: Flags, luck: PersonLuck) -> Numbers:
    """Return whole years with contributions: most of a career for the insured, a part for the unemployed."""
    career, drawn = np.maximum(age - WORKS_FROM, 0), luck("years with contributions")
    was_insured = (work == UNEMPLOYED) & (luck("was insured") < WAS_INSURED)
    pension_years = FEWEST_PENSION_YEARS + (MOST_PENSION_YEARS + 1 - FEWEST_PENSION_YEARS) * drawn
    listed = [retired, work == INSURED, was_insured]
    years: Numbers = np.select(listed, [pension_years, career * (1 + drawn) / 2, career * drawn / 2], 0.0)
    return np.floor(years)


def _had_a_job(age: Counts, work: Counts, luck: PersonLuck) -> Flags:
    """Return who of the unemployed, and of the older persons at home, worked before."""
    looking, older = work == UNEMPLOYED, (work == OUTSIDE) & (age >= OLDER_FROM)
    had_one: Flags = (looking | older) & (luck("had a job") < HAD_A_JOB)
    return had_one


def _allowance(benefits: Benefits, age: Counts, pension: Numbers, luck: PersonLuck) -> Numbers:
    """Return what old persons without a pension get."""
    rule = benefits.old_age_allowance
    gets = (age >= rule.from_age) & (pension == 0) & (luck("old-age allowance") < rule.chance)
    return np.where(gets, rule.month, 0.0)
