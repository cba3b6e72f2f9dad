"""How much each household consumes, and the proxy score that guesses it."""

from __future__ import annotations

import numpy as np

from simulator.builders.ages import ADULT_FROM
from simulator.builders.arrays import Numbers, weighted_fit, weighted_variance
from simulator.builders.facts import Assumptions, Consumption, Money
from simulator.builders.households import Sample
from simulator.builders.normal import normal_draw, share_below
from simulator.builders.quantiles import PublishedDistribution, QuantileCurve, smoothest_curve
from simulator.errors import BadInput

SCORE_DECIMALS = 9


def consumption_curve(consumption: Consumption, money: Money) -> QuantileCurve:
    """Return the quantile curve of consumption, in local currency a month per person."""
    month = money.lcu_month_per_ppp_day
    shares = np.array(consumption.decile_shares.values)
    met = [line for line in consumption.poverty_lines if line.id in consumption.met_by_curve]
    published = PublishedDistribution(
        mean=consumption.mean.value * month,
        shares=tuple((shares / shares.sum()).tolist()),
        gini=consumption.gini.value,
        points=tuple((line.headcount.value / 100, line.line.value * month) for line in met),
    )
    return smoothest_curve(published)


def traits(sample: Sample) -> Numbers:
    """Return by household what consumption is assumed to rest on: log size, share of children, urban."""
    children = sample.members(0, ADULT_FROM - 1)
    return np.column_stack([np.log(sample.size), children / sample.size, sample.urban]).astype(float)


def consumption_month(sample: Sample, curve: QuantileCurve, assumed: Assumptions, seed: int) -> Numbers:
    """Return consumption a month per person for each household.

    Households are ranked by the gradients plus luck; each gets the mean of the curve over the share of
    the persons that it stands for. So the distribution is the published one whatever the gradients.
    """
    persons = sample.weight * sample.size
    gradients = (assumed.size_elasticity, assumed.child_share_gradient, assumed.urban_gradient)
    explained = traits(sample) @ np.array([gradient.value for gradient in gradients])
    unexplained = _log_variance(curve) - weighted_variance(explained, persons)
    if unexplained <= 0:
        shown = [gradient.value for gradient in gradients]
        raise BadInput("assumptions", shown, "gradients that explain less than all", "Make them smaller.")
    luck = normal_draw(seed, np.arange(len(persons)), "consumption")
    return _by_rank(explained + np.sqrt(unexplained) * luck, persons, curve)


def proxy_score(
    log_consumption: Numbers, features: Numbers, persons: Numbers, r_squared: float, luck: Numbers
) -> Numbers:
    """Return a score, low for the poor, that explains `r_squared` of log consumption, weighted by persons.

    It is built as the fitted values of a regression on `features` (households × traits) and on more that
    is not modelled: the regression of log consumption on the score has slope 1, and its error is not
    correlated with the score or the features. Formula in METHOD.md.
    """
    fitted = weighted_fit(log_consumption, features, persons)
    rest = log_consumption - fitted
    whole, known, unknown = (weighted_variance(x, persons) for x in (log_consumption, fitted, rest))
    kept = (r_squared * whole - known) / unknown
    if not 0 <= kept <= 1:
        mend = "Lower it." if kept > 1 else "The features alone explain so much: raise it."
        raise BadInput("score_r_squared", r_squared, f"{known / whole:.2f} to 1", mend)
    noise = luck - weighted_fit(luck, np.column_stack([features, rest]), persons)
    size = np.sqrt(kept * (1 - kept) * unknown / weighted_variance(noise, persons))
    # Rounded, so that its file does not hang on the last bits, which differ from one machine to the next.
    return np.asarray(np.round(fitted + kept * rest + size * noise, SCORE_DECIMALS), dtype=np.float64)


def _by_rank(latent: Numbers, persons: Numbers, curve: QuantileCurve) -> Numbers:
    """Return for each household the mean of the curve over its place among the persons, poorest first."""
    order = np.argsort(latent, kind="stable")
    edges = np.concatenate([[0.0], np.cumsum(persons[order])])
    totals = np.diff(curve.total_below(edges / edges[-1]))
    amounts = np.empty(len(latent))
    amounts[order] = totals * edges[-1] / persons[order]
    return amounts


def _log_variance(curve: QuantileCurve) -> float:
    """Return the variance of the log amounts over the persons."""
    middles = (curve.logs[1:] + curve.logs[:-1]) / 2
    return weighted_variance(middles, np.diff(share_below(curve.knots)))
