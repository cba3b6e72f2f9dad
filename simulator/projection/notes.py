"""What a reader of a projection must know."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.projection.outlook import Indexation, Outlook, indexation_text
from simulator.projection.people import CONSTANT, INTERPOLATED
from simulator.projection.records import ProjectedYear
from simulator.surveys.reweighting import FAR


def notes_of(
    years: Sequence[ProjectedYear], indexation: Indexation, outlook: Outlook, price_year: int
) -> tuple[str, ...]:
    """Return in sentences what a projection assumes, and where it rests on few households.

    >>> notes_of([], "none", Outlook(inflation=5), 2022)[0]
    'Amounts follow nothing: inflation of 5 % a year wears them away.'
    """
    notes = [_followed(indexation, outlook), _assumed(outlook, price_year), _people(years)]
    far = [each.year for each in years if each.largest_ratio > FAR]
    if far:
        worst = max(years, key=lambda each: each.design_effect)
        notes.append(
            f"From {far[0]} on some households count more than {FAR:g} times as much as today: few then "
            f"speak for many (Kish's design effect is {worst.design_effect:.1f} in {worst.year}). Trust the "
            "number of persons of an age, less so what is special to a kind of household."
        )
    return tuple(notes)


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
        f"poverty line at prices of {price_year} stay as they are. Who pays is not projected."
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
