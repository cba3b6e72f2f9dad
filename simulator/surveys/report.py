"""A survey's check as text: every problem, what was done, and the figures as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from simulator.surveys.loading import SurveyCheck
from simulator.surveys.problems import Problem, errors_of, warnings_of
from simulator.surveys.proxy_means import proxy_means_text
from simulator.surveys.summary import Figure, beside_country, figures

WIDTH = 100


def check_text(check: SurveyCheck) -> str:
    """Return a check as a page for the terminal; no value of a row stands in it but those that are wrong.

    >>> from simulator.surveys import check_survey
    >>> print(check_text(check_survey(b"hhid,age\\n1,30\\n", name="one.csv")).splitlines()[0])
    one.csv: 5 errors, 1 warning. It does not load yet.
    """
    return "\n\n".join("\n".join(block) for block in _blocks(check))


def headline(check: SurveyCheck) -> str:
    """Return in one line whether a survey loads."""
    errors, warnings = len(errors_of(check.problems)), len(warnings_of(check.problems))
    counts = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    return f"{check.name}: {counts}. {'It loads.' if check.survey is not None else 'It does not load yet.'}"


def figure_text(value: float) -> str:
    """Return a figure for people.

    >>> figure_text(1234567.8), figure_text(0.31234)
    ('1,234,568', '0.3123')
    """
    size = abs(value)
    return f"{value:,.0f}" if size >= 1000 else f"{value:,.2f}" if size >= 1 else f"{value:.4f}"


def _blocks(check: SurveyCheck) -> Iterator[list[str]]:
    yield [headline(check)]
    parts = {"Errors: these keep it from loading": errors_of, "Warnings: look at each": warnings_of}
    for title, of in parts.items():
        found = of(check.problems)
        if found:
            yield [title, *(_problem(number, each) for number, each in enumerate(found, start=1))]
    if check.log:
        yield ["What was done", *(fill(f"- {each}", WIDTH, subsequent_indent="  ") for each in check.log)]
    if check.survey is not None and check.survey.proxy_model is not None:
        yield ["Proxy score", proxy_means_text(check.survey.proxy_model)]
    if check.survey is not None:
        yield ["The survey as a whole", *_lines(figures(check.survey.population))]
        beside = beside_country(check.survey.population, check.country)
        if beside:
            yield ["Beside the published figures of the country (survey, published)", *_lines(beside)]


def _problem(number: int, problem: Problem) -> str:
    return fill(f"{number}. {problem}", WIDTH, subsequent_indent="   ")


def _lines(rows: Sequence[Figure]) -> Iterator[str]:
    width = max(len(each.name) for each in rows)
    for each in rows:
        published = "" if each.published is None else f" {figure_text(each.published):>14}"
        yield f"  {each.name:<{width}} {figure_text(each.value):>14}{published}  {each.unit}"
