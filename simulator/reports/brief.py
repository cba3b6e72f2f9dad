"""A policy brief of two pages: one HTML file that needs no other, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.economy import check_text
from simulator.engine import Outcome
from simulator.errors import BadInput, expect
from simulator.policy import Policy, scheme_words, value_text
from simulator.policy.words import is_said_elsewhere
from simulator.reports.brief_numbers import Numbers, ends_told, safe, template
from simulator.reports.charts import gains_by_tenth, reach_by_tenth
from simulator.reports.results import NOTHING_ASKED, OUTCOME, Asked, result_data
from simulator.reports.svg import chart_svg
from simulator.reports.tables import MILLION, MONTHS, STATES, numbered
from simulator.scenario import Summary, summarise
from simulator.scenario.notes import PACKAGE
from simulator.uncertainty import Uncertainty

TEMPLATE = "brief.html.j2"
# More lines would not leave the rest on two pages: then the link alone carries the policy.
MOST_LINES = 60
THOUSAND = 1e3
MAKERS = "The social protection course contributors"
WORK = "Social protection, live: a course and an open microsimulation"


def brief(
    outcome: Outcome,
    asked: Asked | None = None,
    title: str | None = None,
    assumptions: Sequence[str] = (),
    uncertainty: Uncertainty = NOTHING_ASKED,
) -> str:
    """Return a policy brief as HTML that prints on two A4 pages, readable in grey, with no other file.

    Up to six schemes keep it to two pages. Each number carries its exact digits and its path in
    `result_data` of the same outcome. `assumptions` are sentences of your own about the data. Where
    `uncertainty` has intervals or ranges, they stand in brackets behind the numbers. Needs jinja2.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> page = brief(simulate(example_population(), policy), title="Every child")
    >>> "<h1>Every child</h1>" in page, 'data-path="summary.cost.percent_of_gdp">1.89<' in page
    (True, True)
    """
    expect("outcome", outcome, Outcome, OUTCOME)
    wanted = Asked(outcome.population.name, baseline=outcome.baseline) if asked is None else asked
    expect("asked", wanted, Asked, 'Write Asked("nepal").')
    headline = listed(labels_of(outcome.policy)) if title is None else title
    check_words(headline, assumptions)
    summary = summarise(outcome, wanted.line, wanted.equivalence, wanted.smallest_cell)
    data = result_data(outcome, wanted, uncertainty)
    page: str = template(TEMPLATE).render(
        title=headline, assumptions=assumptions, **_context(outcome, summary, data, wanted)
    )
    return page


def check_words(title: object, assumptions: object) -> None:
    """Refuse a title that is no text of one line, and assumptions that are no sentences."""
    check_text("title", title)
    if not isinstance(assumptions, list | tuple) or not all(isinstance(each, str) for each in assumptions):
        raise BadInput("assumptions", assumptions, "a list of sentences", 'Write ["Prices stay."].')


def _context(outcome: Outcome, summary: Summary, data: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Return what the template shows."""
    states = [state for state in STATES if data["summary"]["everyone"][state] is not None]
    yaml = outcome.policy.to_yaml()
    return {
        "summary": data["summary"],
        "number": Numbers(data),
        "synthetic": outcome.population.synthetic,
        "states": {state: "without transfers" if state == "without" else state for state in states},
        "schemes": schemes_told(outcome.policy),
        "labels": labels_of(outcome.policy),
        "sources": numbered(each.label for each in summary.financing),
        "charts": [safe(chart_svg(chart)) for chart in (reach_by_tenth(summary), gains_by_tenth(summary))],
        "chart_titles": [chart.title for chart in (reach_by_tenth(summary), gains_by_tenth(summary))],
        "hidden": list(dict.fromkeys(each.hidden for each in summary.tenths if each.hidden)),
        "yaml": yaml if len(yaml.splitlines()) <= MOST_LINES else None,
        "lines": len(yaml.splitlines()),
        "rules": list(_rules(outcome.policy)),
        "baseline": outcome.baseline and outcome.baseline.to_fragment(),
        # The errors of each scheme stand in a table already.
        "notes": [note for note in summary.notes if not note.startswith(PACKAGE)],
        "data": data,
        "ends": ends_told(data),
        "citation": citation(data["versions"]["simulator"]),
        "each": "person" if asked.equivalence == "per_person" else "equivalent adult",
        "MILLION": 1 / MILLION,
        "MILLION_A_YEAR": MONTHS / MILLION,
        "THOUSAND": 1 / THOUSAND,
    }


def listed(labels: Sequence[str]) -> str:
    """Return names as one text.

    >>> listed(["Child benefit", "Pension", "Birth grant"]), listed([])
    ('Child benefit, Pension and Birth grant', 'No scheme')
    """
    if len(labels) < 2:
        return labels[0] if labels else "No scheme"
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def labels_of(policy: Policy) -> list[str]:
    """Return the label of each scheme, with a number where several have one."""
    return numbered(each.scheme.label for each in policy.schemes)


def schemes_told(policy: Policy) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return of each scheme its label, what it is, and its values in words."""
    labels = labels_of(policy)
    return [
        (label, each.scheme.help, scheme_words(each))
        for label, each in zip(labels, policy.schemes, strict=True)
    ]


def _rules(policy: Policy) -> Iterator[str]:
    """Yield each rule between schemes, and what becomes of each benefit that exists, in words."""
    labels = labels_of(policy)
    for each in policy.interactions:
        declared = each.interaction
        told = [
            f"{declared.parameters[path].label}: {value_text(declared.parameters[path], value, each.values)}"
            for path, value in each.values.items()
            if not is_said_elsewhere(path)
        ]
        names = listed([labels[place] for place in each.schemes])
        yield f"{declared.label} ({names}). {'; '.join(told)}".rstrip(". ") + "."
    for benefit in policy.existing:
        by = "" if benefit.by is None else f" by {labels[benefit.by]}"
        yield f"What people already get of {benefit.benefit}: {benefit.treatment.replace('_', ' ')}{by}."


def citation(version: str) -> str:
    """Return how this work is cited."""
    return f"{MAKERS}. {WORK}. Version {version}."
