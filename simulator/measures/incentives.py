"""Incentives: what is left of one more unit earned, and what a benefit replaces of earnings lost."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from simulator.errors import BadInput, SimulatorError
from simulator.measures.weighting import Numbers, as_numbers


def marginal_effective_tax_rate(
    net_income_now: ArrayLike, net_income_with_more: ArrayLike, extra_gross: ArrayLike
) -> float | Numbers:
    """Return the share of extra gross earnings lost to taxes, contributions and benefits withdrawn.

    1 - (net income with more - net income now) / extra gross. One number each, or arrays that fit; a
    float comes back for three numbers, else a read-only array. Above 1 where earning more leaves less,
    below 0 where it is subsidised. `extra_gross` is above 0, else `BadInput`.
    Source: OECD, Benefits and Wages 2007, on marginal effective tax rates.

    >>> marginal_effective_tax_rate(100, 125, 100)
    0.75
    """
    now, more = (
        _finite("net_income_now", net_income_now),
        _finite("net_income_with_more", net_income_with_more),
    )
    kept = _combined(more, now, "less", ("net_income_with_more", "net_income_now"))
    extra = _above_0("extra_gross", extra_gross)
    return _at_the_edge(1 - _combined(kept, extra, "over", ("net incomes", "extra_gross")))


def replacement_rate(benefit: ArrayLike, earnings: ArrayLike) -> float | Numbers:
    """Return benefit / earnings before: 0.6 replaces 60 %. Both gross, or both net: never mixed.

    One number each, or arrays that fit; a float comes back for two numbers, else a read-only array. It
    may exceed 1. `earnings` are above 0 and `benefit` is 0 or more, both in the same period.
    Source: OECD, Benefits and Wages 2007, on replacement rates.

    >>> replacement_rate([30, 60], 100).tolist()
    [0.3, 0.6]
    """
    paid, earned = _finite("benefit", benefit), _above_0("earnings", earnings)
    if (paid < 0).any():
        raise BadInput("benefit", float(paid.min()), "an amount of 0 or more", "Mend or drop those rows.")
    return _at_the_edge(_combined(paid, earned, "over", ("benefit", "earnings")))


def _combined(one: Numbers, other: Numbers, how: Literal["less", "over"], names: tuple[str, str]) -> Numbers:
    """Return the difference or the ratio; refuses lists that do not fit and results beyond a number."""
    try:
        with np.errstate(over="ignore"):
            result = np.asarray(one - other if how == "less" else one / other)
    except ValueError:
        shapes = f"{one.shape} and {other.shape}"
        raise SimulatorError(f"{' and '.join(names)} must have one length; here: {shapes}.") from None
    if not np.isfinite(result).all():
        raise BadInput(names[1], other, "amounts whose result a number can hold", "Use one unit for all.")
    return result


def _above_0(name: str, given: ArrayLike) -> Numbers:
    amounts = _finite(name, given)
    if not (amounts > 0).all():
        raise BadInput(name, given, "an amount above 0", "Leave out those who earn nothing.")
    return amounts


def _finite(name: str, given: ArrayLike) -> Numbers:
    amounts = as_numbers(name, given)
    if not amounts.size or not np.isfinite(amounts).all():
        raise BadInput(name, given, "one finite amount or more", "Mend or drop the rows without a number.")
    return amounts


def _at_the_edge(result: Numbers) -> float | Numbers:
    """Return a plain number for numbers, and a read-only array for arrays."""
    if not np.ndim(result):
        return float(result)
    result.setflags(write=False)
    return result
