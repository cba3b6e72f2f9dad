"""Primitives that narrow who is chosen: `f(setting, chosen, …) -> chosen`, one boolean a person."""

from __future__ import annotations

import numpy as np

from simulator.errors import SimulatorError, unknown
from simulator.luck import draw as luck
from simulator.population import HOUSEHOLD_DTYPES, Population, observed
from simulator.primitives.ranking import SLACK, noisy_score, poorest, predicted_month, share_below
from simulator.primitives.setting import (
    AT_THE_THRESHOLD,
    Amount,
    Chosen,
    Setting,
    in_currency,
    in_households,
    is_below,
)

QUOTAS_OF = ("persons", "households", "eligible_persons")
DRAWN_BY, AREAS = ("household", "person"), ("rural", "urban")
AMONG = (*AREAS, "poorest_fifth", "women", "men")
FIFTH = 0.2
# Of mean consumption: regions whose means differ by less are as poor as each other.
LEAST_STEP = 1e-9
LAST = 1e13  # above what anybody may consume
AGES = {
    "infant": (0, 0),
    "young_child": (0, 4),
    "child": (0, 17),
    "adult": (18, 59),
    "older_person": (60, 120),
}
CATEGORIES = (
    "infant",
    "young_child",
    "child",
    "older_person",
    "person_with_disability",
    "no_one_of_working_age",
)


def filter_between(setting: Setting, chosen: Chosen, *, column: str, within: tuple[int, int]) -> Chosen:
    """Keep the persons whose column lies within the two ends, both included."""
    table, values = setting.population.column(column)
    inside = (values >= within[0]) & (values <= within[1])
    return chosen & (inside if table == "persons" else in_households(setting.population, inside))


def limit(setting: Setting, chosen: Chosen, *, column: str, start: float, plus: float) -> Chosen:
    """Keep the persons whose column is at most the start and what was added since."""
    highest = start + plus
    # A whole number spares turning a column of whole numbers into floats.
    highest = int(highest) if float(highest).is_integer() else highest
    return chosen & (setting.population.persons_column(column) <= highest)


def qualify(setting: Setting, chosen: Chosen, *, column: str, at_least: float) -> Chosen:
    """Keep the persons whose column reaches the value, and is above 0: who never paid is not insured."""
    values = setting.population.persons_column(column)
    return chosen & (values > 0) & (values >= at_least * AT_THE_THRESHOLD)


def in_area(setting: Setting, chosen: Chosen, *, area: str) -> Chosen:
    """Keep the persons who live in rural, or in urban, places."""
    return chosen & in_households(setting.population, setting.population.households.urban == _is_urban(area))


def lives_with(setting: Setting, chosen: Chosen, *, category: str) -> Chosen:
    """Keep the persons whose household has a member of the category, or lacks any."""
    population = setting.population
    nobody = category == "no_one_of_working_age"
    members = population.household_sum(_members(population, "adult" if nobody else category))
    return chosen & in_households(population, (members == 0) if nobody else (members > 0))


def score_cut(setting: Setting, chosen: Chosen, *, column: str, value: float, unit: str) -> Chosen:
    """Keep those whose column lies below the value: persons, or whole households."""
    return chosen & is_below(setting, column, value, unit)


def existing_below(setting: Setting, chosen: Chosen, *, benefit: str, value: float, unit: str) -> Chosen:
    """Keep the persons who get less than the value of a benefit already; with a value of 0, nothing of it."""
    if benefit not in setting.existing_month:
        raise _not_known(setting, benefit)
    already = setting.existing_month[benefit]
    threshold = in_currency(setting.population, value, unit)
    little: Chosen = (already < threshold * AT_THE_THRESHOLD) | (already == 0)
    return chosen & little


def rank_cut(setting: Setting, chosen: Chosen, *, score: str, share: float, of: str) -> Chosen:
    """Keep the persons in the households with the lowest scores, until the quota is full.

    `of` says what the quota counts: persons, households, or eligible_persons (those chosen so far).
    Ties: the lower household number first. The household that crosses the quota is taken whole.
    """
    population = setting.population
    if score not in HOUSEHOLD_DTYPES:
        raise unknown("score", score, HOUSEHOLD_DTYPES)
    scores = observed(f"{population.name}: column {score}", getattr(population.households, score))
    return _quota(population, chosen, scores, share, of)


def noisy_rank_cut(  # noqa: PLR0913 (a draw and a quota)
    setting: Setting, chosen: Chosen, *, r_squared: float, share: float, of: str, purpose: str
) -> Chosen:
    """Keep a quota as `rank_cut` does, by a score that guesses consumption with a given R².

    The score is drawn for any population: see `noisy_score`.
    """
    scores = noisy_score(setting.population, r_squared, setting.seed, purpose)
    return _quota(setting.population, chosen, scores, share, of)


def predicted_cut(  # noqa: PLR0913 (a draw and a threshold)
    setting: Setting, chosen: Chosen, *, r_squared: float, value: float, unit: str, purpose: str
) -> Chosen:
    """Keep those whose consumption, guessed with a given R², lies below the value."""
    predicted = predicted_month(setting.population, r_squared, setting.seed, purpose)
    threshold = in_currency(setting.population, value, unit) * AT_THE_THRESHOLD
    return chosen & in_households(setting.population, predicted < threshold)


def rank_regions(setting: Setting, chosen: Chosen, *, share: float) -> Chosen:
    """Keep the persons of the regions with the lowest mean consumption, until the quota of persons is full.

    The region that crosses the quota is taken whole; ties: the lower region number first.
    """
    population = setting.population
    region = observed(f"{population.name}: column region", population.households.region)
    members = population.members_weight
    persons = np.bincount(region, weights=members).astype(np.float64)
    consumed = np.bincount(region, weights=members * population.households.consumption_month)
    # A number that no household has must rank last, and equal means must not turn on the last bit of a sum.
    means = np.divide(consumed, persons, out=np.full(len(persons), LAST), where=persons > 0)
    steps = np.floor(means / (LEAST_STEP * population.mean_consumption_month or 1.0) + 0.5)
    return chosen & in_households(population, poorest(steps, persons, share)[region])


def draw(setting: Setting, chosen: Chosen, *, chance: float, by: str, purpose: str) -> Chosen:
    """Keep those whose luck is below the chance; `by: household` keeps or drops a household together."""
    if by not in DRAWN_BY:
        raise unknown("by", by, DRAWN_BY)
    if chance >= 1:  # luck is always below 1
        return chosen
    return chosen & _lucky(setting, by, purpose, chance)


def draw_among(  # noqa: PLR0913 (a draw and a group)
    setting: Setting, chosen: Chosen, *, among: str, chance: float, by: str, purpose: str
) -> Chosen:
    """Draw as `draw` does among one group of persons, and keep all others."""
    if chance >= 1:
        return chosen
    kept = draw(setting, chosen, chance=chance, by=by, purpose=purpose)
    return kept | (chosen & ~_group(setting.population, among))


def draw_by_rank(  # noqa: PLR0913 (a draw and two chances)
    setting: Setting, chosen: Chosen, *, poorest: float, richest: float, by: str, purpose: str
) -> Chosen:
    """Draw with a chance that moves in a straight line from the poorest person's to the richest person's."""
    if by not in DRAWN_BY:
        raise unknown("by", by, DRAWN_BY)
    chances = poorest + (richest - poorest) * share_below(setting.population)
    household = setting.population.persons.household
    return chosen & _lucky(setting, by, purpose, chances if by == "household" else chances[household])


def _members(population: Population, category: str) -> Chosen:
    """Return for each person whether they are of the category."""
    if category == "person_with_disability":
        with_disability: Chosen = population.persons_column("disability") > 0
        return with_disability
    if category not in AGES:
        raise unknown("category", category, CATEGORIES)
    youngest, oldest = AGES[category]
    return (population.persons.age >= youngest) & (population.persons.age <= oldest)


def counted_by(population: Population, chosen: Chosen, of: str) -> Amount:
    """Return how many of what a quota counts each household holds, weighted."""
    households = population.households
    if of == "persons":
        return population.members_weight
    if of == "households":
        return households.weight
    if of == "eligible_persons":
        return households.weight * population.household_sum(chosen)
    raise unknown("of", of, QUOTAS_OF)


def _not_known(setting: Setting, benefit: str) -> SimulatorError:
    names = ", ".join(setting.existing_month) or "none"
    return SimulatorError(
        f"{setting.population.name}: it is not known who already gets a benefit called {benefit!r} "
        f"(known: {names}), so a rule that needs it cannot run. "
        "Choose another rule, or give data that record it."
    )


def _quota(population: Population, chosen: Chosen, scores: Amount, share: float, of: str) -> Chosen:
    return chosen & in_households(population, poorest(scores, counted_by(population, chosen, of), share))


def _lucky(setting: Setting, by: str, purpose: str, chance: float | Amount) -> Chosen:
    """Return for each person whether the luck of the person, or of the household, is below the chance."""
    population = setting.population
    table = population.households.size if by == "household" else population.persons.age
    lucky: Chosen = luck(setting.seed, np.arange(len(table)), setting.luck_of + purpose) < chance
    return in_households(population, lucky) if by == "household" else lucky


def _group(population: Population, among: str) -> Chosen:
    if among in AREAS:
        return in_households(population, population.households.urban == _is_urban(among))
    if among == "poorest_fifth":
        return in_households(population, share_below(population) < FIFTH * (1 - SLACK))
    if among in ("women", "men"):
        of_sex: Chosen = population.persons.sex == (among == "men")
        return of_sex
    raise unknown("among", among, AMONG)


def _is_urban(area: str) -> bool:
    if area not in AREAS:
        raise unknown("area", area, AREAS)
    return area == "urban"
