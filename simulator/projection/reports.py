"""A projection for people and for files: a table, nested data, and rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator.errors import expect
from simulator.projection.outlook import indexation_weights
from simulator.projection.records import ProjectedPayment, ProjectedScheme, ProjectedYear, Projection
from simulator.reports.csv_file import FORMULA
from simulator.reports.layout import cell, table, wrapped_notes
from simulator.reports.results import versions
from simulator.reports.tables import numbered

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

PROJECT = "Use simulator.projection.project('nepal', policy)."
FORMAT = 1
ALL = "all schemes"
# One row a year and scheme, one a year for all of them, and one a year and source; a column that a row does
# not have is empty.
COLUMNS = {
    "year": "",
    "scheme": "",
    "source": "",
    "basis": "what the ages of the year rest on",
    "persons": "persons",
    "group_persons": "persons of the scheme's group",
    "recipients": "persons",
    "coverage_percent": "percent of the scheme's group; of all schemes, of all persons",
    "households_percent": "percent of persons",
    "cost_percent_of_gdp": "percent of GDP",
    "net_percent_of_gdp": "percent of GDP",
    "cost_year": "local currency a year, prices of the price year",
    "cost_current_year": "local currency a year, prices of that year",
    "needed_percent_of_gdp": "percent of GDP that the source has to pay",
    "rate_percent": "percent of what the source is levied on",
    "higher_rate_percent": "percent of what lies above the source's second amount",
    "benefit_month": "local currency a month per recipient, prices of the price year",
    "benefit_percent_of_gdp_per_person": "percent of GDP per person of that year",
    "benefit_percent_of_poverty_line": "percent of the reference poverty line",
}
SHOWN = 12


def projection_text(projection: Projection) -> str:
    """Return a projection as tables for people: all schemes, each scheme's benefit, who pays, and notes.

    Where some years rest on few households, a warning stands above the tables.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> text = projection_text(project(held_constant(example_population()), policy, to=2026))
    >>> print(text.splitlines()[4])
    2024  held constant    2,000         900         45.00       90,720      1.89
    """
    expect("projection", projection, Projection, PROJECT)
    head = f"{projection.data_label}\n{projection.currency} at prices of {projection.price_year}"
    years = years_shown(projection.years)
    blocks = [head, *(wrapped_notes([each], "Warning") for each in projection.warnings), _all_table(years)]
    for place, scheme in enumerate(years[0].schemes):
        blocks.append(f"{scheme.place}. {scheme.scheme}\n{_scheme_table(years, place)}")
    return "\n\n".join([*blocks, _payers_table(years), wrapped_notes(projection.notes)])


def projection_data(projection: Projection) -> dict[str, Any]:
    """Return a projection as nested plain data, for JSON: every year, what was assumed, and the versions.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> data = projection_data(project(held_constant(example_population()), policy, to=2025))
    >>> [year["recipients"] for year in data["years"]], data["indexation"]
    ([900.0, 900.0], {'prices': 1.0})
    """
    expect("projection", projection, Projection, PROJECT)
    weights = dict(indexation_weights(projection.indexation))
    data = {
        name: getattr(projection, name) for name in vars(projection) if name not in ("years", "indexation")
    }
    data |= {"line": asdict(projection.line), "outlook": asdict(projection.outlook), "indexation": weights}
    data |= {"warnings": list(projection.warnings), "notes": list(projection.notes)}
    data = {"format": FORMAT, "versions": versions()} | data
    return data | {"years": [asdict(year) for year in projection.years]}


def projection_csv(projection: Projection) -> str:
    """Return a projection as CSV: a row a year for all schemes, one for each scheme, one for each source.

    `COLUMNS` tells the unit of each column; `data` says what the people were made from.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> lines = projection_csv(project(held_constant(example_population()), policy, to=2024)).splitlines()
    >>> lines[2].split(",")[:8]
    ['2024', 'child_benefit', '', 'held constant', '2000.0', '900.0', '900.0', '100.0']
    """
    expect("projection", projection, Projection, PROJECT)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, "data"])
    for row in projection_rows(projection):
        writer.writerow([row.get(name, "") for name in COLUMNS] + [safe(projection.data_label)])
    return out.getvalue()


def projection_frame(projection: Projection) -> pd.DataFrame:
    """Return a projection as a tidy frame with the columns of the CSV file, `data` left out.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> frame = projection_frame(project(held_constant(example_population()), policy, to=2025))
    >>> frame["scheme"].dropna().tolist()
    ['all schemes', 'child_benefit', 'all schemes', 'child_benefit']
    """
    expect("projection", projection, Projection, PROJECT)
    import pandas as pd

    return pd.DataFrame(list(projection_rows(projection)), columns=list(COLUMNS))


def projection_rows(projection: Projection) -> Iterator[dict[str, Any]]:
    """Yield the rows of a projection by column; what does not exist is left out."""
    for year in projection.years:
        shared = {"year": year.year, "basis": year.basis, "persons": year.persons}
        yield shared | {"scheme": ALL} | _columns(year)
        parts: tuple[ProjectedScheme | ProjectedPayment, ...] = (*year.schemes, *year.financing)
        for record in parts:
            yield shared | _columns(record)


def _columns(record: ProjectedYear | ProjectedScheme | ProjectedPayment) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name in COLUMNS and value is not None}


def years_shown(years: tuple[ProjectedYear, ...]) -> tuple[ProjectedYear, ...]:
    """Return all years where they are few; else the first, the last, and those that end in 0 or 5."""
    if len(years) <= SHOWN:
        return years
    ends = (years[0].year, years[-1].year)
    return tuple(each for each in years if each.year in ends or each.year % 5 == 0)


def _all_table(years: tuple[ProjectedYear, ...]) -> str:
    head = ["Year", "ages", "persons", "recipients", "% of persons", "cost a year", "% of GDP"]
    return table(
        head,
        [
            [
                str(each.year),
                each.basis,
                f"{each.persons:,.0f}",
                f"{each.recipients:,.0f}",
                cell(each.coverage_percent),
                f"{each.cost_year:,.0f}",
                cell(each.cost_percent_of_gdp),
            ]
            for each in years
        ],
    )


def _scheme_table(years: tuple[ProjectedYear, ...], place: int) -> str:
    head = [
        "Year",
        "recipients",
        "% of group",
        "benefit a month",
        "% of GDP per person",
        "% of line",
        "% of GDP",
    ]
    rows = [(str(each.year), each.schemes[place]) for each in years]
    return table(
        head,
        [
            [
                year,
                f"{each.recipients:,.0f}",
                cell(each.coverage_percent),
                cell(each.benefit_month),
                cell(each.benefit_percent_of_gdp_per_person),
                cell(each.benefit_percent_of_poverty_line),
                cell(each.cost_percent_of_gdp),
            ]
            for year, each in rows
        ],
    )


def _payers_table(years: tuple[ProjectedYear, ...]) -> str:
    """Return what each source has to pay in each year, and the rate that this takes."""
    first = years[0].financing
    names = numbered(each.source for each in first)
    head = ["Who pays", *(f"{name}, {unit}" for name in names for unit in ("% of GDP", "rate, %"))]
    rows = [
        [
            str(year.year),
            *(text for each in year.financing for text in (cell(each.needed_percent_of_gdp), _rate(each))),
        ]
        for year in years
    ]
    return table(head, rows)


def _rate(paid: ProjectedPayment) -> str:
    """Return the rate of a source, or both; a dash where it has none, or cannot raise the sum."""
    higher = paid.higher_rate_percent
    return cell(paid.rate_percent) + ("" if higher is None else f", then {cell(higher)}")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA) else text
