"""What a reader of a projection must know."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.projection.outlook import Indexation, Outlook, indexation_text
from simulator.projection.people import CONSTANT, INTERPOLATED
from simulator.projection.records import ProjectedYear
from simulator.surveys.reweighting import FAR

POVERTY = (
    "Poverty is not projected: who will be poor hangs on how growth is shared, which nobody knows; here "
    "everybody's consumption grows alike."
)


def notes_of(
    years: Sequence[ProjectedYear], indexation: Indexation, outlook: Outlook, price_year: int
) -> tuple[str, ...]:
    """Return in sentences what a projection assumes, and where its sources cannot pay for it.

    >>> notes_of([], "none", Outlook(inflation=5), 2022)[0]
    'Amounts follow nothing: inflation of 5 % a year wears them away.'
    """
    notes = [_followed(indexation, outlook), _assumed(outlook, price_year), _people(years)]
    unpaid = [each for each in years if each.not_paid_for is not None]
    if unpaid:
        notes.append(f"In {_listed(unpaid)} the sources cannot pay. {unpaid[0].not_paid_for}")
    return (*notes, POVERTY)


def warnings_of(years: Sequence[ProjectedYear], households: int) -> tuple[str, ...]:
    """Return which years rest on few households, why, and what may still be read off them.

    A year is warned of when some household counts more than `FAR` times as much as today. Kish's design
    effect (Survey Sampling, 1965) turns so many households into the number that would say as much evenly.
    """
    far = [each for each in years if each.largest_ratio > FAR]
    if not far:
        return ()
    worst = max(far, key=lambda each: each.design_effect)
    return (
        f"{_listed(far)}: few households speak for many. To meet that year's ages some count more than "
        f"{FAR:g} times as much as today (in {worst.year} up to {worst.largest_ratio:.0f} times). In "
        f"{worst.year} the {households:,} households say no more than "
        f"{households / worst.design_effect:,.0f} of equal weight would (Kish's design effect: "
        f"{worst.design_effect:.1f}). Trust the number of persons of an age, less so what is special to a "
        "kind of household.",
    )


def _listed(years: Sequence[ProjectedYear]) -> str:
    """Return the first and the last of some years."""
    first, last = years[0].year, years[-1].year
    return str(first) if first == last else f"{first} to {last}"


def _followed(indexation: Indexation, outlook: Outlook) -> str:
    amounts = f"Amounts follow {indexation_text(indexation)}"
    if indexation == "none":
        return f"{amounts}: inflation of {outlook.inflation:g} % a year wears them away."
    return f"{amounts} from the first year on, thresholds and ceilings like benefits."


def _assumed(outlook: Outlook, price_year: int) -> str:
    return (
        f"Assumed a year: GDP per person {outlook.gdp_per_person_growth:+g} % and wages "
        f"{outlook.wage_growth:+g} % in real terms, inflation {outlook.inflation:g} %; consumption follows "
        f"{100 * outlook.consumption_share_of_growth:g} % of the growth, everybody's alike. Take-up and the "
        f"poverty line at prices of {price_year} stay as they are. A levy's rate is what the year needs."
    )


def _people(years: Sequence[ProjectedYear]) -> str:
    if years and years[0].basis == CONSTANT:
        return "The population stays as it is, in number and in age."
    between = [each.year for each in years if each.basis == INTERPOLATED]
    if not between:
        return "The population by age and sex is the published one."
    return (
        "The population by age and sex is the published one; in years between two that were published "
        f"({between[0]} is the first) each age group grows steadily from one to the next. Households live as "
        "they do today, only more or fewer of each kind."
    )
