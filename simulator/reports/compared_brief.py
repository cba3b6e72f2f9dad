"""A policy brief of two pages that sets several policies side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.engine import Outcome, one_population
from simulator.errors import BadInput, expect
from simulator.reports.brief import (
    MOST_LINES,
    check_words,
    citation,
    labels_of,
    listed,
    schemes_told,
)
from simulator.reports.brief_numbers import Numbers, differences, ends_told, safe, shown_number, template
from simulator.reports.compared import compared_notes
from simulator.reports.compared_charts import compared_gains, compared_poverty
from simulator.reports.results import Asked, comparison_data
from simulator.reports.svg import chart_svg
from simulator.reports.tables import MILLION, MONTHS, numbered
from simulator.scenario import Summary, summarise
from simulator.uncertainty import Uncertainty

TEMPLATE = "compared_brief.html.j2"
# More columns would not be read on paper, nor told apart in grey.
MOST_POLICIES = 4
# What the first table shows: a label, the path in the data, and the paths of what it was before.
ROWS = (
    ("Reached, % of the group", "reach.group_percent", None),
    ("Reached, % of all persons", "reach.direct_percent", None),
    ("Poor, % of all persons", "everyone.after.headcount_percent", "everyone.before.headcount_percent"),
    ("Poverty gap, % of all persons", "everyone.after.gap_percent", "everyone.before.gap_percent"),
    ("Poor, % of the group", "group.after.headcount_percent", None),
    ("Gini index, 0 to 1", "gini_after", "gini_before"),
    ("Exclusion error, %", "reach.exclusion_error_percent", None),
    ("Inclusion error, %", "reach.inclusion_error_percent", None),
    ("Cost, % of GDP", "cost.percent_of_gdp", None),
    ("Cost, % of mean consumption", "cost.percent_of_mean_consumption", None),
    ("Winners, % of persons", "balance.winners_percent", None),
    ("Losers, % of persons", "balance.losers_percent", None),
)


def comparison_brief(
    outcomes: Mapping[str, Outcome],
    asked: Asked | None = None,
    title: str | None = None,
    assumptions: Sequence[str] = (),
    uncertainty: Mapping[str, Uncertainty] | None = None,
) -> str:
    """Return a brief of up to four policies as HTML that prints on two A4 pages, with no other file.

    The outcomes are of one population; the first is the one that the others are compared with. Numbers
    carry their digits and their paths in `comparison_data`. Where `uncertainty` has intervals or ranges,
    they stand in brackets, and each policy's differences from the first in a table. Needs jinja2.

    >>> from simulator import Policy, example_population, simulate
    >>> outcome = simulate(example_population(), Policy.from_yaml("{version: 1, schemes: []}"))
    >>> "<h1>One beside two</h1>" in comparison_brief({"a": outcome, "b": outcome}, title="One beside two")
    True
    """
    first = _checked(outcomes)
    wanted = Asked(first.population.name, baseline=first.baseline) if asked is None else asked
    expect("asked", wanted, Asked, 'Write Asked("nepal").')
    headline = listed([str(name) for name in outcomes]) if title is None else title
    check_words(headline, assumptions)
    summaries = {
        name: summarise(each, wanted.line, wanted.equivalence, wanted.smallest_cell)
        for name, each in outcomes.items()
    }
    results = comparison_data(outcomes, wanted, uncertainty)["results"]
    page: str = template(TEMPLATE).render(
        title=headline, assumptions=assumptions, **_context(outcomes, summaries, results)
    )
    return page


def _checked(outcomes: object) -> Outcome:
    """Return the first outcome, or refuse what is no comparison that fits on two pages."""
    expect("outcomes", outcomes, Mapping, 'Write {"universal": outcome}.')
    named: Mapping[str, Any] = outcomes  # type: ignore[assignment]
    if not 1 <= len(named) <= MOST_POLICIES:
        allowed = f"from 1 to {MOST_POLICIES} policies"
        raise BadInput("outcomes", len(named), allowed, "Print fewer in one brief.")
    one_population("outcomes", named)
    first: Outcome = next(iter(named.values()))
    return first


def _context(
    outcomes: Mapping[str, Outcome], summaries: Mapping[str, Summary], results: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the template shows."""
    first, charts = next(iter(results.values())), (compared_poverty(summaries), compared_gains(summaries))
    yaml = {name: each.policy.to_yaml() for name, each in outcomes.items()}
    fits = sum(len(text.splitlines()) for text in yaml.values()) <= MOST_LINES
    return {
        "first": first,
        "summary": first["summary"],
        "before": Numbers(first, f"results.{next(iter(results))}."),
        "numbers": {name: Numbers(each, f"results.{name}.") for name, each in results.items()},
        "synthetic": next(iter(outcomes.values())).population.synthetic,
        "schemes": {name: schemes_told(each.policy) for name, each in outcomes.items()},
        "labels": {name: listed(labels_of(each.policy)) for name, each in outcomes.items()},
        "rows": ROWS,
        "sources": {
            name: numbered(each.label for each in summary.financing) for name, summary in summaries.items()
        },
        "charts": [(chart.title, safe(chart_svg(chart))) for chart in charts],
        "differences": {name: differences(each) for name, each in results.items()},
        "notes": compared_notes(summaries),
        "ends": ends_told(first),
        "yaml": yaml if fits else None,
        "links": {name: each["link"] for name, each in results.items()},
        "citation": citation(first["versions"]["simulator"]),
        "shown": shown_number,
        "MILLION_A_YEAR": MONTHS / MILLION,
    }
