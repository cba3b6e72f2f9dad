"""A survey's check as one page of HTML that needs no other file: to show a colleague."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from simulator.errors import harmless
from simulator.surveys.loading import SurveyCheck
from simulator.surveys.problems import Problem, errors_of, warnings_of
from simulator.surveys.proxy_means import proxy_means_text
from simulator.surveys.report import figure_text, headline
from simulator.surveys.summary import (
    FEWEST_HOUSEHOLDS,
    Figure,
    Histogram,
    beside_country,
    figures,
    histograms,
)

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
div.wide, pre { overflow-x: auto; }
rect { fill: #2b6ca3; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #16181c; }
  th, td { border-color: #444; } rect { fill: #7db7e8; } }
"""
BAR_HEIGHT, BAR_WIDTH = 14, 320


def check_page(check: SurveyCheck) -> str:
    """Return a check as one HTML page: problems, what was done, figures, histograms; no other host is asked.

    Cells of fewer than ten households are left out. Every text of a file is escaped.

    >>> from simulator.surveys import check_survey
    >>> "<script" in check_page(check_survey(b"hhid,<script>\\n1,30\\n", name="one.csv"))
    False
    """
    title = escape(headline(check))
    body = "\n".join(_parts(check))
    return harmless(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _parts(check: SurveyCheck) -> Iterator[str]:
    for title, of in (("Errors", errors_of), ("Warnings", warnings_of)):
        found = of(check.problems)
        if found:
            yield _problems(title, found)
    if check.log:
        yield (
            "<h2>What was done</h2>\n<ul>"
            + "".join(f"<li>{escape(each)}</li>" for each in check.log)
            + "</ul>"
        )
    if check.survey is None:
        return
    population = check.survey.population
    yield f"<h2>The survey as a whole</h2>\n<p>{escape(population.label)}.</p>"
    yield _figures("Figures of the survey", figures(population))
    beside = beside_country(population, check.country)
    if beside:
        yield _figures("Beside the published figures of the country", beside)
    if check.survey.proxy_model is not None:
        yield f"<h2>Proxy score</h2>\n<pre>{escape(proxy_means_text(check.survey.proxy_model))}</pre>"
    yield f"<h2>How it is spread</h2>\n<p>Groups of fewer than {FEWEST_HOUSEHOLDS} households are hidden.</p>"
    yield from map(_histogram, histograms(population))


def _table(caption: str, heads: Sequence[str], rows: Iterator[str]) -> str:
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    inner = f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    return f'<div class="wide" tabindex="0"><table>{inner}' + "\n".join(rows) + "\n</tbody></table></div>"


def _problems(title: str, problems: Sequence[Problem]) -> str:
    heads = ("Column", "Rows", "Found", "Expected", "What to do")
    return f"<h2>{title}</h2>\n" + _table(f"{len(problems)} in all", heads, map(_problem, problems))


def _problem(problem: Problem) -> str:
    more = ", …" if problem.count > len(problem.rows) else ""
    rows = f"{problem.count:,}: {', '.join(map(str, problem.rows))}{more}" if problem.count else ""
    cells = (rows, problem.found, problem.expected, problem.mend)
    inner = "".join(f"<td>{escape(each)}</td>" for each in cells)
    return f'<tr><th scope="row">{escape(problem.column)}</th>{inner}</tr>'


def _figures(caption: str, rows: Sequence[Figure]) -> str:
    beside = any(each.published is not None for each in rows)
    heads = ("Figure", "Survey", *(("Published",) if beside else ()), "Unit")

    def line(each: Figure) -> str:
        numbers = (each.value, each.published)[: 1 + beside]
        cells = "".join(f'<td class="number">{"" if n is None else figure_text(n)}</td>' for n in numbers)
        return f'<tr><th scope="row">{escape(each.name)}</th>{cells}<td>{escape(each.unit)}</td></tr>'

    return _table(caption, heads, map(line, rows))


def _histogram(histogram: Histogram) -> str:
    most = max((each for each in histogram.percents if each), default=1.0)
    rows = []
    for label, percent in zip(histogram.labels, histogram.percents, strict=True):
        width = BAR_WIDTH * (percent or 0) / most
        bar = (
            f'<svg width="{BAR_WIDTH}" height="{BAR_HEIGHT}" aria-hidden="true">'
            f'<rect width="{width:.1f}" height="{BAR_HEIGHT}"/></svg>'
        )
        told = "hidden" if percent is None else f"{percent:.1f}"
        rows.append(
            f'<tr><th scope="row">{escape(label)}</th><td class="number">{told}</td><td>{bar}</td></tr>'
        )
    return _table(histogram.title, ("Group", "%", "Bar"), iter(rows))
