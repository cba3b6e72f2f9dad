"""How sure a result is, as tables: sampling intervals of a survey, the assumption range of a country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from simulator.errors import BadInput
from simulator.reports.layout import ABSENT, cell, table, wrapped_notes
from simulator.reports.tables import MILLION
from simulator.uncertainty import AssumptionRange, Estimated, Uncertainty

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

Place = tuple[str, str, str, str]
Ends = tuple[float, float]
TOTAL = "currency a year"
# From here on, digits behind the point say nothing.
WHOLE_FROM = 10_000
SAMPLING = (
    "They say how far the result of another sample would lie from this one, and nothing of errors of the "
    "survey or of what a policy is assumed to do. Unless each replicate was simulated anew, quotas and "
    "levies stay as they are in the sample."
)
NOT_SAMPLING = (
    "No sampling interval: the people are synthetic. It is how far the number moves when the population is "
    "built with other seeds, and with each assumption at its low and its high value, one at a time. Two that "
    "are wrong at once may carry it further."
)


def uncertainty_text(uncertainty: Uncertainty) -> str:
    """Return what is said of the doubt in a result as tables for the terminal; of nothing asked for, ''.

    Numbers of groups are left out: they stand in the breakdown (`groups_text`).

    >>> uncertainty_text(Uncertainty())
    ''
    """
    sampled, ranges = uncertainty.intervals, uncertainty.assumption_range
    blocks = []
    if sampled is not None:
        blocks.append(intervals_text([each for each in sampled if not each.group]))
    if ranges is not None:
        blocks.append(assumption_range_text([each for each in ranges if not each.group]))
    return "\n\n".join(blocks)


def ends_by_place(uncertainty: Uncertainty) -> Mapping[Place, Ends]:
    """Return low and high of each number, by section, group, measure and state; differences are left out.

    >>> ends_by_place(Uncertainty())
    {}
    """
    ranges = {
        _place(each): (each.low, each.high) for each in uncertainty.assumption_range or () if not each.against
    }
    sampled = {
        _place(each): (each.interval.low, each.interval.high)
        for each in uncertainty.intervals or ()
        if each.interval is not None and not each.against
    }
    return ranges | sampled


def ends_name(uncertainty: Uncertainty) -> str:
    """Return what the ends of `ends_by_place` are called; of nothing asked for, ''.

    >>> ends_name(Uncertainty(assumption_range=()))
    'assumption range'
    """
    known = [each.interval for each in uncertainty.intervals or () if each.interval is not None]
    if known:
        return f"{100 * known[0].level:g} % sampling interval"
    return "assumption range" if uncertainty.assumption_range is not None else ""


def ends_text(ends: Ends | None) -> str:
    """Return low and high as a table shows them; a dash where there is none.

    >>> ends_text((19.0, 21.5)), ends_text((1_200_000.4, 1_300_000.0)), ends_text(None)
    ('19.00 to 21.50', '1,200,000 to 1,300,000', '–')
    """
    if ends is None:
        return ABSENT
    low, high = (f"{end:,.0f}" if max(map(abs, ends)) >= WHOLE_FROM else cell(end) for end in ends)
    return f"{low} to {high}"


def _place(each: Estimated | AssumptionRange) -> Place:
    return each.section, each.group, each.measure, each.state


def intervals_text(found: Sequence[Estimated]) -> str:
    """Return sampling intervals as a table, a line a number, with what they say and what they do not.

    >>> from simulator.uncertainty import Interval
    >>> place = ("summary.cost", "percent_of_gdp", "", None, "Cost, % of GDP", "percent of GDP")
    >>> one = Estimated(*place, Interval(0.8, 0.1, 0.6, 1.0, 0.95, "linearised, normal", None), 1.5, None)
    >>> print("\\n".join(intervals_text([one]).splitlines()[:2]))
    95 % sampling interval  estimate     low  high  standard error  design effect
    Cost, % of GDP            0.8000  0.6000  1.00          0.1000           1.50
    """
    _check(found, Estimated, "Use simulator.bootstrap(outcome).")
    first = next((each.interval for each in found if each.interval is not None), None)
    level = "" if first is None else f"{100 * first.level:g} % "
    head = [f"{level}sampling interval", "estimate", "low", "high", "standard error", "design effect"]
    lines = [_interval_cells(each) for each in found]
    drawn = "" if first is None or first.replicates is None else f", {first.replicates:,} replicates"
    how = [] if first is None else [f"Sampling intervals: {first.method}{drawn}. {SAMPLING}"]
    why = dict.fromkeys(f"{each.label}: {each.why}" for each in found if each.why)
    return "\n".join([table(head, lines), wrapped_notes([*how, *why])])


def assumption_range_text(found: Sequence[AssumptionRange]) -> str:
    """Return the assumption range as a table: a line a number, and what was changed at either end."""
    _check(found, AssumptionRange, "Use simulator.assumption_range('nepal', policy).")
    head = ["Assumption range", "estimate", "low", "high", "seeds alone", "low from", "high from"]
    return "\n".join([table(head, [_range_cells(each) for each in found]), wrapped_notes([NOT_SAMPLING])])


def intervals_frame(found: Sequence[Estimated]) -> pd.DataFrame:
    """Return sampling intervals as a table: one row a number, its interval in columns."""
    _check(found, Estimated, "Use simulator.bootstrap(outcome).")
    return _frame([_flat(asdict(each)) for each in found])


def assumption_range_frame(found: Sequence[AssumptionRange]) -> pd.DataFrame:
    """Return the assumption range as a table: one row a number."""
    _check(found, AssumptionRange, "Use simulator.assumption_range('nepal', policy).")
    return _frame([asdict(each) for each in found])


def _flat(record: Mapping[str, object]) -> dict[str, object]:
    interval = record["interval"]
    inner = interval if isinstance(interval, dict) else {}
    return {**{key: value for key, value in record.items() if key != "interval"}, **inner}


def _frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows).set_index("label")


def _interval_cells(each: Estimated) -> list[str]:
    if each.interval is None:
        return [each.label, *[ABSENT] * 5]
    found = each.interval
    label, scale = _scaled(each.label, each.unit)
    numbers = (found.estimate, found.low, found.high, found.standard_error)
    return [label, *(cell(number / scale) for number in numbers), cell(each.design_effect)]


def _range_cells(each: AssumptionRange) -> list[str]:
    label, scale = _scaled(each.label, each.unit)
    low, high = cell(each.low / scale), cell(each.high / scale)
    seeds = f"{cell(each.seeds_low / scale)} to {cell(each.seeds_high / scale)}"
    # Where both ends print alike, nothing moved the number.
    causes = [each.low_from, each.high_from] if low != high else [ABSENT, ABSENT]
    return [label, cell(each.estimate / scale), low, high, seeds, *causes]


def _scaled(label: str, unit: str) -> tuple[str, float]:
    """Return the label and the divisor of a number as it is printed: money of a year in millions.

    >>> _scaled("Cost, NPR of 2022 a year", "currency a year")
    ('Cost, million NPR of 2022 a year', 1000000.0)
    """
    return (label.replace(", ", ", million ", 1), MILLION) if unit == TOTAL else (label, 1.0)


def _check(found: object, kind: type, mend: str) -> None:
    if not isinstance(found, list | tuple) or not all(isinstance(each, kind) for each in found):
        raise BadInput("found", found, f"a list of {kind.__name__}", mend)
    if not found:
        raise BadInput("found", found, "one number at least", mend)
