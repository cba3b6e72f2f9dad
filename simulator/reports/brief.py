"""A policy brief of two pages: one HTML file that needs no other, made to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from simulator.economy import check_text
from simulator.engine import Outcome
from simulator.errors import BadInput, expect
from simulator.policy import Policy, scheme_words, value_text
from simulator.policy.words import is_said_elsewhere
from simulator.reports.charts import gains_by_tenth, reach_by_tenth
from simulator.reports.layout import ABSENT, number_text
from simulator.reports.packages import needs
from simulator.reports.results import OUTCOME, Asked, result_data
from simulator.reports.svg import chart_svg
from simulator.reports.tables import MILLION, MONTHS, STATES, numbered
from simulator.scenario import Summary, summarise
from simulator.scenario.notes import PACKAGE

TEMPLATE = "brief.html.j2"
# More lines would not leave the rest on two pages: then the link alone carries the policy.
MOST_LINES = 60
THOUSAND = 1e3
MAKERS = "The social protection course contributors"
WORK = "Social protection, live: a course and an open microsimulation"


def brief(
    outcome: Outcome, asked: Asked | None = None, title: str | None = None, assumptions: Sequence[str] = ()
) -> str:
    """Return a policy brief as HTML that prints on two A4 pages, readable in grey, with no other file.

    Up to six schemes keep it to two pages. Each number carries its exact digits and its path in
    `result_data` of the same outcome. `assumptions` are sentences of your own about the data. Needs jinja2.

    >>> from simulator import Policy, example_population, simulate
    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> page = brief(simulate(example_population(), policy), title="Every child")
    >>> "<h1>Every child</h1>" in page, 'data-path="summary.cost.percent_of_gdp">1.89<' in page
    (True, True)
    """
    expect("outcome", outcome, Outcome, OUTCOME)
    wanted = Asked(outcome.population.name, baseline=outcome.baseline) if asked is None else asked
    expect("asked", wanted, Asked, 'Write Asked("nepal").')
    headline = listed(_labels(outcome.policy)) if title is None else title
    check_text("title", headline)
    if not isinstance(assumptions, list | tuple) or not all(isinstance(each, str) for each in assumptions):
        raise BadInput("assumptions", assumptions, "a list of sentences", 'Write ["Prices stay."].')
    summary = summarise(outcome, wanted.line, wanted.equivalence, wanted.smallest_cell)
    data = result_data(outcome, wanted)
    page: str = _template().render(
        title=headline, assumptions=assumptions, **_context(outcome, summary, data, wanted)
    )
    return page


def _context(outcome: Outcome, summary: Summary, data: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Return what the template shows."""
    states = [state for state in STATES if data["summary"]["everyone"][state] is not None]
    yaml = outcome.policy.to_yaml()
    return {
        "summary": data["summary"],
        "number": Numbers(data),
        "synthetic": outcome.population.synthetic,
        "states": {state: "without transfers" if state == "without" else state for state in states},
        "schemes": _schemes(outcome.policy),
        "labels": _labels(outcome.policy),
        "sources": numbered(each.label for each in summary.financing),
        "charts": [_safe(chart_svg(chart)) for chart in (reach_by_tenth(summary), gains_by_tenth(summary))],
        "chart_titles": [chart.title for chart in (reach_by_tenth(summary), gains_by_tenth(summary))],
        "hidden": list(dict.fromkeys(each.hidden for each in summary.tenths if each.hidden)),
        "yaml": yaml if len(yaml.splitlines()) <= MOST_LINES else None,
        "lines": len(yaml.splitlines()),
        "rules": list(_rules(outcome.policy)),
        "baseline": outcome.baseline and outcome.baseline.to_fragment(),
        # The errors of each scheme stand in a table already.
        "notes": [note for note in summary.notes if not note.startswith(PACKAGE)],
        "data": data,
        "citation": _citation(data["versions"]["simulator"]),
        "each": "person" if asked.equivalence == "per_person" else "equivalent adult",
        "MILLION": 1 / MILLION,
        "MILLION_A_YEAR": MONTHS / MILLION,
        "THOUSAND": 1 / THOUSAND,
    }


class Numbers:
    """Writes a number of a result: for the eye, with its exact digits and its path beside it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def __call__(self, path: str, times: float = 1) -> Any:
        """Return the number at a path as a `data` element; a dash for one that does not exist.

        `times` is what it is multiplied with for the eye, such as 1/1,000,000: the exact digits stay.
        """
        value = self.at(path)
        if value is None:
            return _safe(f'<span data-path="{escape(path)}">{ABSENT}</span>')
        scaled = "" if times == 1 else f' data-times="{times!r}"'
        shown = shown_number(value * times)
        return _safe(f'<data value="{value!r}"{scaled} data-path="{escape(path)}">{shown}</data>')

    def at(self, path: str) -> Any:
        """Return what stands at a path of the data; None where a record on the way does not exist."""
        value: Any = self.data
        for key in path.split("."):
            if value is None:
                return None
            value = value[int(key)] if isinstance(value, list | tuple) else value[key]
        return value


def listed(labels: Sequence[str]) -> str:
    """Return names as one text.

    >>> listed(["Child benefit", "Pension", "Birth grant"]), listed([])
    ('Child benefit, Pension and Birth grant', 'No scheme')
    """
    if len(labels) < 2:
        return labels[0] if labels else "No scheme"
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def shown_number(value: float) -> str:
    """Return a number as the brief prints it.

    >>> shown_number(0.0), shown_number(3.477)
    ('0', '3.48')
    """
    return number_text(value) if value else "0"


def _labels(policy: Policy) -> list[str]:
    return numbered(each.scheme.label for each in policy.schemes)


def _schemes(policy: Policy) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return of each scheme its label, what it is, and its values in words."""
    labels = _labels(policy)
    return [
        (label, each.scheme.help, scheme_words(each))
        for label, each in zip(labels, policy.schemes, strict=True)
    ]


def _rules(policy: Policy) -> Iterator[str]:
    """Yield each rule between schemes, and what becomes of each benefit that exists, in words."""
    labels = _labels(policy)
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


def _citation(version: str) -> str:
    return f"{MAKERS}. {WORK}. Version {version}."


def _safe(text: str) -> Any:
    """Return a text that is HTML already, and must not be escaped again."""
    with needs("jinja2", "A brief"):
        from markupsafe import Markup
    return Markup(text)


def _template() -> Any:
    with needs("jinja2", "A brief"):
        from jinja2 import Environment, StrictUndefined
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(files("simulator.reports").joinpath(TEMPLATE).read_text("utf-8"))
