"""A projection by fiscal year: gross, saved and net, as a budget asks for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from numbers import Integral
from textwrap import fill
from typing import Any

from simulator.errors import BadInput, expect
from simulator.policy import Policy
from simulator.policy.roll_out import OLDEST_AT_START, ROLL_OUT_YEAR
from simulator.projection.outlook import indexation_weights
from simulator.projection.records import ProjectedYear, Projection
from simulator.projection.reports import safe
from simulator.reports.layout import WIDTH, cell, table, wrapped_notes
from simulator.reports.results import versions

FORMAT, MONTHS, MILLION = 1, 12, 1e6
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NET = "Net leaves out what is saved on benefits that are replaced."
PROJECT = "Use simulator.projection.project('nepal', policy)."


@dataclass(frozen=True)
class FiscalYear:
    """What one fiscal year costs: local currency at constant prices, and of that year in `net_current`.

    `fiscal_year` is the year in which it begins, and `months` how many of it are paid: the first and the
    last may be short. `gross` is benefits and administration, `saved` what the benefits cost that are
    replaced, `net` is gross - saved. Percentages are of twelve months of GDP, or of what all consume.
    """

    fiscal_year: int
    months: int
    gross: float
    saved: float
    net: float
    net_current: float
    percent_of_gdp: float
    net_percent_of_gdp: float
    percent_of_mean_consumption: float
    net_percent_of_mean_consumption: float


# The units of a file's columns, in the order of the record.
COLUMNS = {
    "fiscal_year": "year in which it begins",
    "months": "months paid",
    "gross": "local currency, prices of the price year",
    "saved": "local currency, prices of the price year",
    "net": "local currency, prices of the price year",
    "net_current": "local currency, prices of that year",
    "percent_of_gdp": "percent of GDP",
    "net_percent_of_gdp": "percent of GDP",
    "percent_of_mean_consumption": "percent of what all persons consume",
    "net_percent_of_mean_consumption": "percent of what all persons consume",
}

YEARS = "Use simulator.projection.fiscal_years(projection, 7)."


def fiscal_years(
    projection: Projection, starts: int, first_month: int | None = None
) -> tuple[FiscalYear, ...]:
    """Return a projection's cost by fiscal year: each of its years is paid for 12 months on end.

    `starts` is the month, from 1 for January, in which a fiscal year begins, and `first_month` (the same,
    unless given) that in which the policy begins in the projection's first year. So the policy's second
    year begins twelve months later, with the next step of a roll-out, on the people of that year.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> years = fiscal_years(project(held_constant(example_population()), policy, to=2025), 7, first_month=1)
    >>> [(each.fiscal_year, each.months, round(each.net)) for each in years]
    [(2023, 6, 45360), (2024, 12, 90720), (2025, 6, 45360)]
    """
    begins = starts if first_month is None else first_month
    _check(projection, starts=starts, first_month=begins)
    found: dict[int, list[ProjectedYear]] = {}
    for number in range(MONTHS * len(projection.years)):
        month = begins - starts + number
        year = projection.years[0].year + month // MONTHS
        found.setdefault(year, []).append(projection.years[number // MONTHS])
    return tuple(_fiscal_year(year, paid, projection) for year, paid in found.items())


def _check(projection: Projection, years: Sequence[FiscalYear] = (), **months: int) -> None:
    """Refuse what is no projection, no fiscal years of one, or no month."""
    expect("projection", projection, Projection, PROJECT)
    expect("years", years, tuple, YEARS)
    for each in years:
        expect("years", each, FiscalYear, YEARS)
    for name, month in months.items():
        if isinstance(month, bool) or not isinstance(month, Integral) or not 1 <= month <= MONTHS:
            raise BadInput(name, month, f"a whole number from 1 to {MONTHS}", "1 is January.")


def _fiscal_year(year: int, paid: Sequence[ProjectedYear], projection: Projection) -> FiscalYear:
    """Return one fiscal year; `paid` is the projection's year of each of its months."""
    gdp_month = [each.gdp_per_person_month * each.persons for each in paid]
    gross = sum(each.cost_year for each in paid) / MONTHS
    months_net = [each.net_percent_of_gdp / 100 * gdp for each, gdp in zip(paid, gdp_month, strict=True)]
    prices = [projection.outlook.prices(each.year - projection.price_year) for each in paid]
    saves = any(each.cost_percent_of_gdp != each.net_percent_of_gdp for each in paid)
    net, current = sum(months_net), sum(a * b for a, b in zip(months_net, prices, strict=True))
    # A short year is set against twelve months too, as a budget is.
    gdp = MONTHS * sum(gdp_month) / len(paid)
    consumed = MONTHS * sum(each.mean_consumption_month * each.persons for each in paid) / len(paid)
    return FiscalYear(
        fiscal_year=year,
        months=len(paid),
        gross=gross,
        saved=gross - net if saves else 0.0,
        net=net,
        net_current=current,
        percent_of_gdp=100 * gross / gdp,
        net_percent_of_gdp=100 * net / gdp,
        percent_of_mean_consumption=100 * gross / consumed,
        net_percent_of_mean_consumption=100 * net / consumed,
    )


def fiscal_text(projection: Projection, years: Sequence[FiscalYear], starts: int) -> str:
    """Return fiscal years as a table for people, with what was assumed below it.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> projection = project(held_constant(example_population()), policy, to=2024)
    >>> print(fiscal_text(projection, fiscal_years(projection, 1), 1).splitlines()[5].split()[:3])
    ['2024', '12', '0.0907']
    """
    _check(projection, years, starts=starts)
    money = f"Money: million {projection.currency} at prices of {projection.price_year}."
    begin = f"Fiscal years begin in {MONTH_NAMES[starts - 1]}. {money} {NET}"
    first = f"{projection.data_label}\n{fill(begin, WIDTH)}"
    notes = [*roll_out_notes(projection), *projection.notes]
    return "\n\n".join(
        [first, _money_table(years, starts), _share_table(years, starts), wrapped_notes(notes)]
    )


def _money_table(years: Sequence[FiscalYear], starts: int) -> str:
    head = ["Fiscal year", "months", "gross", "saved", "net", "net, prices of then"]
    lines = [
        [
            named_year(each.fiscal_year, starts),
            str(each.months),
            *(cell(amount / MILLION) for amount in (each.gross, each.saved, each.net, each.net_current)),
        ]
        for each in years
    ]
    return table(head, lines)


def _share_table(years: Sequence[FiscalYear], starts: int) -> str:
    """Return the same years in percent of GDP, and of what all persons consume."""
    wholes = ("% of GDP", "% of mean consumption")
    head = ["Fiscal year", *(f"{cost}, {whole}" for whole in wholes for cost in ("gross", "net"))]
    names = [name for name in COLUMNS if "percent_of" in name]
    lines = [
        [named_year(each.fiscal_year, starts), *(cell(getattr(each, name)) for name in names)]
        for each in years
    ]
    return table(head, lines)


def roll_out_notes(projection: Projection) -> Iterator[str]:
    """Yield in a sentence each benefit that begins with the youngest and that each cohort keeps.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml(
    ...     "{version: 1, schemes: [{id: child_benefit, roll_out: {oldest_at_start: 2}}]}"
    ... )
    >>> next(roll_out_notes(project(held_constant(example_population()), policy, to=2024)))
    'Child benefit (scheme 1) begins in 2024 up to the age of 2, and each cohort keeps it.'
    """
    for place, each in enumerate(Policy.from_fragment(projection.policy).schemes, start=1):
        declared = each.scheme.parameters.get(OLDEST_AT_START)
        if declared is None:
            continue
        oldest = float(each.values[OLDEST_AT_START]) + float(each.values[ROLL_OUT_YEAR])  # type: ignore[arg-type]
        if oldest < declared.bounds[declared.unit].high:
            begins = f"begins in {projection.years[0].year} up to the age of {oldest:g}"
            yield f"{each.scheme.label} (scheme {place}) {begins}, and each cohort keeps it."


def named_year(year: int, starts: int) -> str:
    """Return a fiscal year as it is called: by two years where it begins within one.

    >>> named_year(2029, 1), named_year(2029, 7)
    ('2029', '2029/30')
    """
    return str(year) if starts == 1 else f"{year}/{(year + 1) % 100:02d}"


def fiscal_data(projection: Projection, years: Sequence[FiscalYear], starts: int) -> dict[str, Any]:
    """Return fiscal years as nested plain data, for JSON, with what they rest on.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> projection = project(held_constant(example_population()), policy, to=2024)
    >>> sorted(fiscal_data(projection, fiscal_years(projection, 1), 1))[:4]
    ['currency', 'data_label', 'fiscal_year_starts', 'format']
    """
    _check(projection, years, starts=starts)
    return {
        "format": FORMAT,
        "versions": versions(),
        "data_label": projection.data_label,
        "currency": projection.currency,
        "price_year": projection.price_year,
        "policy": projection.policy,
        "fiscal_year_starts": int(starts),
        "indexation": dict(indexation_weights(projection.indexation)),
        "outlook": asdict(projection.outlook),
        "notes": [*roll_out_notes(projection), *projection.notes],
        "years": [asdict(each) for each in years],
    }


def fiscal_csv(projection: Projection, years: Sequence[FiscalYear]) -> str:
    """Return fiscal years as CSV text, a row a year; `COLUMNS` tells the unit of each column.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> projection = project(held_constant(example_population()), policy, to=2024)
    >>> fiscal_csv(projection, fiscal_years(projection, 1)).splitlines()[1][:19]
    '2024,12,90720.0,0.0'
    """
    _check(projection, years)
    out = io.StringIO()
    csv.writer(out).writerows(_rows(projection, years))
    return out.getvalue()


def _rows(projection: Projection, years: Sequence[FiscalYear]) -> Iterator[list[Any]]:
    told = [projection.currency, projection.price_year, safe(projection.data_label)]
    yield [*COLUMNS, "currency", "price_year", "data"]
    for each in years:
        yield [*(getattr(each, name) for name in COLUMNS), *told]
