"""A lab on paper: a hand-out on which a class writes its guesses, and the results to read out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from html import escape

from simulator.engine import simulate
from simulator.policy import Policy
from simulator.scenario import Poverty, Summary, summarise
from simulator.widgets.policy_lab.configuration import Configuration
from simulator.widgets.policy_lab.texts import data_label, sentence, sentences

# What is guessed and read out, in the order of the columns, with the digits after the point.
MEASURES = {"reached": 0, "missed": 0, "headcount": 1, "gap": 2, "cost": 2}


@dataclass(frozen=True)
class Row:
    """A line of a sheet: its title, what is set, as labels and values, and a number for each measure."""

    title: str
    settings: tuple[tuple[str, str], ...]
    numbers: tuple[float | None, ...]


@dataclass(frozen=True)
class Paper:
    """What both sheets of a lab say: what is known at the start, and what each step does."""

    title: str
    language: str
    data_label: str
    known: tuple[Row, ...]
    steps: tuple[Row, ...]

    def say(self, key: str, **places: str) -> str:
        """Return one of the few sentences of a sheet, as HTML."""
        return escape(sentence(self.language, "on_paper", key, **places))

    @property
    def id(self) -> str:
        """The name by which a page's address leads to the sheets: the lab's title in small letters."""
        return re.sub(r"\W+", "-", f"on paper {self.title}".lower()).strip("-")


def paper_of(configuration: Configuration) -> Paper:
    """Return what a lab's sheets say, each number computed from the lab's people at its line.

    The numbers of a row are those of `MEASURES`, in percent; None where there is nobody to count.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}]}")
    >>> asked = {"Every child": {"who.age": (0, 17)}}
    >>> paper = paper_of(Configuration("nepal", policy, None, steps=asked))
    >>> paper.steps[0].title, [round(number, 1) for number in paper.steps[0].numbers[:2]]
    ('Every child', [35.0, 0.0])
    """
    first, *later = configuration.made_steps
    start = _summary(configuration, first.policy)
    nothing = (None, None, *_poverty(start.everyone.before), None)
    say = partial(sentence, configuration.language, "on_paper")
    known = (Row(say("before"), (), nothing), Row(say("start"), first.settings, _numbers(start)))
    steps = tuple(
        Row(step.title, step.settings, _numbers(_summary(configuration, step.policy))) for step in later
    )
    data = data_label(configuration.language, configuration.population)
    return Paper(configuration.title, configuration.language, data, known, steps)


def _summary(configuration: Configuration, policy: Policy) -> Summary:
    outcome = simulate(configuration.population, policy, baseline=configuration.baseline)
    return summarise(outcome, configuration.line)


def _numbers(summary: Summary) -> tuple[float | None, ...]:
    reach, poverty = summary.reach, _poverty(summary.everyone.after)
    return reach.direct_percent, reach.exclusion_error_percent, *poverty, summary.cost.percent_of_gdp


def _poverty(state: Poverty | None) -> tuple[float | None, float | None]:
    return (None, None) if state is None else (state.headcount_percent, state.gap_percent)


def paper_html(configuration: Configuration) -> str:
    """Return both sheets of a lab, folded, for a page without JavaScript; nothing for a lab without steps.

    On screen the results are seen; on paper first the hand-out, then on a page of its own what is read out.
    """
    if not configuration.steps:
        return ""
    paper = paper_of(configuration)
    return (
        f'<details class="on-paper"><summary>{paper.say("fold")}</summary>'
        f'<div class="hand-out">{hand_out_html(paper)}</div>'
        f'<div class="read-out" id="{paper.id}"><p class="how">{paper.say("how")}</p>'
        f"{read_out_html(paper)}</div></details>"
    )


def hand_out_html(paper: Paper) -> str:
    """Return the sheet for the class: what is known before the first step, then two empty lines a step."""
    empty = "<td></td>" * len(MEASURES)
    steps = (
        f'<tr><th scope="rowgroup" rowspan="2">{_head(paper, row)}</th>'
        f'<th scope="row">{paper.say("guess")}</th>{empty}</tr>'
        f'<tr><th scope="row">{paper.say("result")}</th>{empty}</tr>'
        for row in paper.steps
    )
    groups = (*(_line(paper, row, columns=2) for row in paper.known), *steps)
    about = paper.say("guess_first", data=paper.data_label)
    return f"{_table(paper, 'hand_out', groups, columns=2)}<p>{about}</p>"


def read_out_html(paper: Paper) -> str:
    """Return the table of what is read out: the start, and what each step does."""
    lines = [_line(paper, row) for row in (*paper.known, *paper.steps)]
    about = paper.say("about", data=paper.data_label)
    name = paper.say("read_out", title=paper.title)
    table = _table(paper, "read_out", lines)
    # Wider than a phone: who has only a keyboard scrolls it too.
    return f'<div class="wide" role="region" aria-label="{name}" tabindex="0">{table}</div><p>{about}</p>'


def _table(paper: Paper, caption: str, groups: Iterable[str], columns: int = 1) -> str:
    """Return a table whose first column is as wide as so many; a group of lines stays on one page."""
    heads = "".join(f'<th scope="col">{paper.say(name)}</th>' for name in MEASURES)
    first = f'<th scope="col" colspan="{columns}">{paper.say("step")}</th>'
    body = "".join(f"<tbody>{group}</tbody>" for group in groups)
    title = paper.say(caption, title=paper.title)
    return f"<table><caption>{title}</caption><thead><tr>{first}{heads}</tr></thead>{body}</table>"


def _line(paper: Paper, row: Row, columns: int = 1) -> str:
    return f'<tr><th scope="row" colspan="{columns}">{_head(paper, row)}</th>{_cells(paper, row)}</tr>'


def _head(paper: Paper, row: Row) -> str:
    set_here = "".join(
        f"<br><small>{escape(label)}: {escape(value)}</small>" for label, value in row.settings
    )
    return f"{escape(row.title)}{set_here}"


def _cells(paper: Paper, row: Row) -> str:
    said = sentences(paper.language, "lab")
    texts = (
        said.say("words.none") if number is None else said.number(f"{number:,.{digits}f}")
        for digits, number in zip(MEASURES.values(), row.numbers, strict=True)
    )
    return "".join(f"<td>{escape(text)}</td>" for text in texts)
