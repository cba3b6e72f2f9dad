"""Consumption that cannot be one column: parts that do not add up, months beside years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from simulator.surveys.amounts import equivalent_adults
from simulator.surveys.canonical import Canonical
from simulator.surveys.fields import FIELDS, HOUSEHOLDS, PER_ADULT
from simulator.surveys.problems import ERROR, WARNING, Problem, Told, at_rows

TOLERANCE, TIMES_A_YEAR, AROUND = 0.01, 12, 1.25
FEWEST_IN_GROUP, TENTHS = 5, 10


def zero(survey: Canonical) -> Iterator[Problem]:
    """Yield households that consume nothing at all."""
    amount = survey.households.get("consumption")
    if amount is not None and (amount == 0).any():
        told = Told("0", "an amount above 0", "Look whether the household answered at all.")
        yield at_rows(WARNING, survey.source("consumption"), survey.rows[HOUSEHOLDS][amount == 0], told)


def all_equal(survey: Canonical) -> Iterator[Problem]:
    """Yield a column of consumption that is the same for everybody."""
    amount = survey.households.get("consumption")
    if (
        amount is not None
        and len(amount) > 1
        and np.nanmin(amount, initial=np.inf) == np.nanmax(amount, initial=-1)
    ):
        mend = "Look whether this is the right column."
        yield Problem(
            WARNING, survey.source("consumption"), "all amounts are equal", "amounts that differ", mend
        )


def parts_differ(survey: Canonical) -> Iterator[Problem]:
    """Yield totals that are more than 1 % away from the sum of their parts."""
    amount, parts = survey.households.get("consumption"), survey.parts
    if amount is None or parts is None:
        return
    known = np.isfinite(amount) & np.isfinite(parts)
    differs = np.zeros(len(amount), dtype=bool)
    differs[known] = np.abs(amount[known] - parts[known]) > TOLERANCE * np.abs(amount[known])
    if differs.any():
        told = Told(
            f"{100 * differs.mean():.1f} % of the totals differ from the sum of the parts by more than 1 %",
            "the sum of the parts that the mapping names",
            "Look which part is left out, or is of another period.",
        )
        yield at_rows(WARNING, survey.source("consumption"), survey.rows[HOUSEHOLDS][differs], told)


def month_and_year(survey: Canonical) -> Iterator[Problem]:
    """Yield groups whose typical amount is about a twelfth, or twelve times, that of the rest."""
    amount = survey.households.get("consumption")
    if amount is None:
        return
    for name in ("region", "urban", "stratum"):
        groups = survey.households.get(name)
        if groups is None or np.isnan(groups).any():
            continue
        for group in np.unique(groups):
            inside = groups == group
            ratio = _ratio(amount[inside], amount[~inside])
            if ratio is not None and 1 / AROUND < ratio / TIMES_A_YEAR < AROUND:
                what = "amounts of one group are about 12 times those of the others: a year beside a month"
                told = Told(what, "one period for all", f"Look at these values of {survey.source(name)}.")
                yield at_rows(WARNING, survey.source("consumption"), survey.rows[HOUSEHOLDS][inside], told)
                break


def adults_differ(survey: Canonical) -> Iterator[Problem]:
    """Yield consumption per equivalent adult where the equivalent adults are not told."""
    given = survey.mapping.columns.get("consumption")
    if given is None or given.option(FIELDS["consumption"], "per") != PER_ADULT:
        return
    adults = equivalent_adults(survey.households, survey.mapping, survey.members)
    if adults is None:
        mend = "Name the column with equivalent_size, or write `per: person`."
        yield Problem(ERROR, "equivalent_size", "no column is known for it", "equivalent adults", mend)
    elif np.isnan(adults).any():
        told = Told(
            "no number of equivalent adults", "a number above 0 in each household", "Mend these rows."
        )
        yield at_rows(
            ERROR, survey.source("equivalent_size"), survey.rows[HOUSEHOLDS][np.isnan(adults)], told
        )


def deciles_differ(survey: Canonical) -> Iterator[Problem]:
    """Yield a column of tenths that does not rise with consumption: the two are of different welfare."""
    amount, decile = survey.households.get("consumption"), survey.households.get("decile")
    if amount is None or decile is None or np.isnan(amount).any() or np.isnan(decile).any():
        return
    means = [amount[decile == tenth].mean() for tenth in range(1, TENTHS + 1) if (decile == tenth).any()]
    if any(later < earlier for earlier, later in pairwise(means)):
        mend = "It is not used. Look whether consumption is the column that the tenths were made from."
        yield Problem(
            WARNING, survey.source("decile"), "a higher tenth consumes less", "tenths that rise", mend
        )


def _median(values: np.ndarray) -> float:
    known = values[np.isfinite(values) & (values > 0)]
    return float(np.median(known)) if len(known) >= FEWEST_IN_GROUP else 0.0


def _ratio(first: np.ndarray, second: np.ndarray) -> float | None:
    """Return the larger median over the smaller, or None where one group is small."""
    low, high = sorted((_median(first), _median(second)))
    return high / low if low > 0 else None
