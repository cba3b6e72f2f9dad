"""A projection for people and for files: a table, nested data, and rows for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from simulator.projection.outlook import indexation_weights
from simulator.projection.records import ProjectedYear, Projection
from simulator.reports.csv_file import FORMULA
from simulator.reports.layout import cell, table, wrapped_notes
from simulator.reports.results import versions

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

ALL = "all schemes"
# One row a year and scheme, and one a year for all of them; a column that only one of the two has is empty.
COLUMNS = {
    "year": "",
    "scheme": "",
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
    "benefit_month": "local currency a month per recipient, prices of the price year",
    "benefit_percent_of_gdp_per_person": "percent of GDP per person of that year",
    "benefit_percent_of_poverty_line": "percent of the reference poverty line",
}
SHOWN = 12


def projection_text(projection: Projection) -> str:
    """Return a projection as tables for people: one of all schemes, one of each scheme's benefit, and notes.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> text = projection_text(project(held_constant(example_population()), policy, to=2026))
    >>> print(text.splitlines()[4])
    2024  held constant    2,000         900         45.00       90,720      1.89
    """
    head = f"{projection.data_label}\n{projection.currency} at prices of {projection.price_year}"
    years = _shown(projection.years)
    blocks = [head, _all_table(years)]
    for place, scheme in enumerate(years[0].schemes):
        blocks.append(f"{scheme.place}. {scheme.scheme}\n{_scheme_table(years, place)}")
    return "\n\n".join([*blocks, wrapped_notes(projection.notes)])


def projection_data(projection: Projection) -> dict[str, Any]:
    """Return a projection as nested plain data, for JSON: every year, what was assumed, and the versions.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> data = projection_data(project(held_constant(example_population()), policy, to=2025))
    >>> [year["recipients"] for year in data["years"]], data["indexation"]
    ([900.0, 900.0], {'prices': 1.0})
    """
    weights = dict(indexation_weights(projection.indexation))
    data = {
        name: getattr(projection, name) for name in vars(projection) if name not in ("years", "indexation")
    }
    data |= {"line": asdict(projection.line), "outlook": asdict(projection.outlook), "indexation": weights}
    data |= {"notes": list(projection.notes), "versions": versions()}
    return data | {"years": [asdict(year) for year in projection.years]}


def projection_csv(projection: Projection) -> str:
    """Return a projection as CSV: a row a year for all schemes, and one for each scheme.

    `COLUMNS` tells the unit of each column; `data` says what the people were made from.

    >>> from simulator import Policy, example_population
    >>> from simulator.projection import held_constant, project
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> lines = projection_csv(project(held_constant(example_population()), policy, to=2024)).splitlines()
    >>> lines[2].split(",")[:7]
    ['2024', 'child_benefit', 'held constant', '2000.0', '900.0', '900.0', '100.0']
    """
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
    >>> frame["scheme"].tolist()
    ['all schemes', 'child_benefit', 'all schemes', 'child_benefit']
    """
    import pandas as pd

    return pd.DataFrame(list(projection_rows(projection)), columns=list(COLUMNS))


def projection_rows(projection: Projection) -> Iterator[dict[str, Any]]:
    """Yield the rows of a projection by column; what does not exist is left out."""
    for year in projection.years:
        shared = {"year": year.year, "basis": year.basis, "persons": year.persons}
        for record in (year, *year.schemes):
            found = {
                name: value for name, value in vars(record).items() if name in COLUMNS and value is not None
            }
            yield {"scheme": ALL} | shared | found


def _shown(years: tuple[ProjectedYear, ...]) -> tuple[ProjectedYear, ...]:
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


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA) else text
