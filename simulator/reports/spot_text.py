"""A policy in both arithmetics, and ESCAP's packages, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

from simulator.errors import expect
from simulator.escap import PackageCost, SpotDifference, SpotResult
from simulator.reports.layout import WIDTH, cell, table, wrapped_notes
from simulator.reports.spot_data import checked_costs

ROUNDING = 1e-9


def spot_text(result: SpotResult) -> str:
    """Return a policy in our arithmetic and in SPOT's, and each difference in words with its effect.

    >>> from simulator import Policy, example_population
    >>> from simulator.escap import spot
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> print(spot_text(spot(example_population(), policy)).splitlines()[5].split())
    ['Cost,', '%', 'of', 'GDP', '0.2100', '1.89', '+1.68']
    """
    expect("result", result, SpotResult, "Use simulator.spot(population, policy).")
    line, each = result.line, f"{result.currency} a month per person"
    head = "\n".join(
        [
            result.data_label,
            f"Poverty line: {line.label}, {line.month:,.0f} {each}.",
            f"Prices of {result.price_year}. Seed {result.seed}.",
        ]
    )
    blocks = [head, _figures(result), _groups(result), _differences(result), wrapped_notes(result.notes)]
    return "\n\n".join(block for block in blocks if block)


def package_costs_text(rows: Sequence[PackageCost]) -> str:
    """Return what ESCAP's packages cost on each population, beside what ESCAP prints, and the reasons.

    >>> print(package_costs_text([PackageCost("nepal", "oecd", 3.5, None, ())]).splitlines()[1].split())
    ['nepal', 'oecd', '3.50', '–']
    """
    lines = [
        [row.population, row.package, cell(row.cost_percent_of_gdp), cell(row.printed_percent_of_gdp)]
        for row in checked_costs(rows)
    ]
    shown = table(["Cost, % of GDP", "package", "here", "printed by ESCAP"], lines)
    reasons = [f"{row.population}, {row.package}: {reason}" for row in rows for reason in row.reasons]
    return "\n\n".join([shown, *(["\n".join(_wrapped(reasons))] if reasons else [])])


def _figures(result: SpotResult) -> str:
    ours, spot = result.ours, result.spot
    pairs = {
        "Cost, % of GDP": (ours.cost_percent_of_gdp, spot.cost_percent_of_gdp),
        "Poor before, % of persons": (result.headcount_before_percent,) * 2,
        "Poor after, % of persons": (ours.headcount_percent, spot.headcount_percent),
        "Gain, % of what all consume": (ours.gain_percent, spot.gain_percent),
    }
    lines = [
        [name, cell(first), cell(second), _signed(second - first)] for name, (first, second) in pairs.items()
    ]
    return table(["One policy, two arithmetics", "ours", "SPOT's", "difference"], lines)


def _groups(result: SpotResult) -> str:
    head = [
        "Cost as SPOT counts it",
        "recipients",
        "of population, %",
        f"{result.currency} a month",
        "administration, %",
        "% of GDP",
    ]
    lines = [
        [
            each.scheme,
            f"{each.recipients:,.0f}",
            cell(each.percent_of_population),
            cell(each.benefit_month),
            cell(100 * each.administration),
            cell(each.cost_percent_of_gdp),
        ]
        for each in result.groups
    ]
    return table(head, lines)


def _differences(result: SpotResult) -> str:
    head = ["Where they differ, in points", "cost", "poor", "gain"]
    lines = [[each.convention, *map(_signed, _effects(each))] for each in result.differences]
    words = [f"{each.convention}. Ours: {each.ours} SPOT: {each.spot}" for each in result.differences]
    agree = all(points == "0" for _, *moved in lines for points in moved)
    found = "Here the two arithmetics agree: no convention moves a number." if agree else table(head, lines)
    return "\n".join([found, "", *_wrapped(words)])


def _effects(each: SpotDifference) -> tuple[float, float, float]:
    return each.effect_on_cost_points, each.effect_on_headcount_points, each.effect_on_gain_points


def _signed(points: float) -> str:
    """Return points with their sign; what differs from 0 only by rounding is 0.

    >>> _signed(-1.68), _signed(1e-15)
    ('-1.68', '0')
    """
    return f"{points:+.2f}" if abs(points) > ROUNDING else "0"


def _wrapped(texts: Iterable[str]) -> list[str]:
    return [fill(text, WIDTH, subsequent_indent="  ") for text in texts]
