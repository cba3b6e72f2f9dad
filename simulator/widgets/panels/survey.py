"""The panel for an analyst's own survey: file, checks, mapping, policy, results, and files to take along."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ipywidgets

from simulator.engine import Outcome, simulate
from simulator.errors import SimulatorError
from simulator.reports import Asked, brief, result_csv, result_data, summary_html
from simulator.reports.charts import charts
from simulator.scenario import BREAKDOWNS, Group, Summary, breakdown, summarise
from simulator.uncertainty import Estimated, Uncertainty, linearised
from simulator.widgets.panels.chooser import PeopleChooser
from simulator.widgets.panels.fields import Choice, button
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.people import PeopleState, people_of_file
from simulator.widgets.panels.pieces import Download, alert, chart, downloads, heading, paragraph
from simulator.widgets.panels.policies import PolicyState, PolicyView, policy_after
from simulator.widgets.panels.tables import groups_table, intervals_table

LAST_GOOD = "Something above was refused: the results are those of the last good policy."


@dataclass(frozen=True, eq=False)
class Results:
    """What a policy does to a survey's people; `why_no_intervals` says in words why there are none."""

    outcome: Outcome
    summary: Summary
    groups: tuple[Group, ...]
    intervals: tuple[Estimated, ...] = ()
    why_no_intervals: str = ""


@dataclass(frozen=True, eq=False)
class SurveyState:
    """The people, the policy, the poverty line (None: the reference line), and what comes of them.

    `files` are made when they are asked for, and gone when anything changes.
    """

    people: PeopleState = field(default_factory=PeopleState)
    policy: PolicyState = field(default_factory=PolicyState)
    line: str | None = None
    by: str = "area"
    results: Results | None = None
    files: tuple[Download, ...] = ()
    error: str = ""


@dataclass(frozen=True, eq=False)
class PeopleChanged:
    """Other people were chosen, or none."""

    people: PeopleState


@dataclass(frozen=True)
class LineChosen:
    """A poverty line was chosen, by its id; None is the reference line."""

    line: str | None


@dataclass(frozen=True)
class GroupsChosen:
    """The results are asked for by these groups, such as area."""

    by: str


@dataclass(frozen=True)
class FilesAsked:
    """The numbers as CSV and the brief are asked for."""


def survey_after(state: SurveyState, event: object) -> SurveyState:
    """Return the state after an event, its results computed anew; events of the policy are taken too.

    >>> from simulator.widgets.panels.people import CountryChosen, people_after
    >>> nepal = people_after(PeopleState(), CountryChosen("nepal"))
    >>> state = survey_after(SurveyState(), PeopleChanged(nepal))
    >>> round(state.results.summary.cost.percent_of_gdp, 1)
    1.5
    """
    match event:
        case FilesAsked():
            return _with_files(state)
        case PeopleChanged(people):
            known = people.population and people.population.economy.poverty_lines
            line = state.line if state.line in [each.id for each in known or ()] else None
            state = replace(state, people=people, line=line)
        case LineChosen(line):
            state = replace(state, line=line)
        case GroupsChosen(by):
            state = replace(state, by=by)
        case _:
            policy = policy_after(state.policy, event)
            if policy.policy == state.policy.policy:  # another scheme is shown, or a value was refused
                return replace(state, policy=policy)
            state = replace(state, policy=policy)
    return _computed(replace(state, files=(), error=""))


def _computed(state: SurveyState) -> SurveyState:
    population = state.people.population
    if population is None:
        return replace(state, results=None)
    try:
        outcome = simulate(population, state.policy.policy)
        groups = tuple(breakdown(outcome, state.by, state.line))
        results = Results(outcome, summarise(outcome, state.line), groups)
    except SimulatorError as error:
        return replace(state, results=None, error=str(error))
    try:
        results = replace(results, intervals=linearised(outcome, line=state.line))
    except SimulatorError as error:
        results = replace(results, why_no_intervals=str(error))
    return replace(state, results=results)


def _with_files(state: SurveyState) -> SurveyState:
    if state.results is None:
        return replace(state, error="There is no result yet to put into a file.")
    asked = Asked(state.people.name, line=state.line, by=(state.by,))
    data = result_data(state.results.outcome, asked, Uncertainty(state.results.intervals or None))
    try:
        page = brief(state.results.outcome, asked)
    except SimulatorError as error:
        return replace(state, error=str(error))
    files = (
        Download("result.csv", "text/csv", result_csv(data)),
        Download("brief.html", "text/html", page),
        Download("policy.yaml", "text/yaml", state.policy.policy.to_yaml()),
    )
    return replace(state, files=files, error="")


class SurveyPanel(Panel[SurveyState]):
    """A survey of one's own, checked, with a policy on it: `SurveyPanel()`, or `SurveyPanel("survey.dta")`.

    `survey` is the path of a file on this machine; without one a file is chosen in the panel. `mapping` is
    YAML text and `country` lends its money and lines. `panel.chooser` may be shared with other panels;
    `panel.state.results` holds the outcome for cells below.

    >>> SurveyPanel().state.results is None
    True
    """

    title = "Your own survey"

    def __init__(
        self, survey: str | Path | None = None, mapping: str = "", country: str | None = None
    ) -> None:
        people = PeopleState(lender=country)
        if survey is not None:
            people = people_of_file(Path(survey), mapping, country)
        self.chooser = PeopleChooser(people)
        super().__init__(survey_after(SurveyState(), PeopleChanged(people)), survey_after)
        self.chooser.listen(lambda chosen: self.send(PeopleChanged(chosen)))

    def _build(self) -> Any:
        self.policy = PolicyView(self.send)
        self.line = Choice("Poverty line", lambda line: self.send(LineChosen(line)))
        named = [(name.replace("_", " "), name) for name in BREAKDOWNS]
        self.by = Choice("Results by", lambda by: self.send(GroupsChosen(by)), named)
        self.make = button("Make the files to download", lambda: self.send(FilesAsked()))
        self.error, self.result, self.files = (ipywidgets.HTML() for _ in range(3))
        after = [self.policy.widget, self.line.widget, self.by.widget, self.error, self.result]
        self.after = ipywidgets.VBox([_title("The policy"), *after, self.make, self.files])
        return ipywidgets.VBox([_title(self.title, 2), self.chooser.widget, self.after])

    def _draw(self) -> None:
        state = self.state
        self.after.layout.display = "none" if state.people.population is None else ""
        self.policy.show(state.policy)
        lines = state.people.population.economy.poverty_lines if state.people.population else ()
        names: list[tuple[str, str | None]] = [("The reference line", None)]
        self.line.show(state.line, [*names, *((each.label, each.id) for each in lines)])
        self.by.show(state.by)
        self.error.value = alert(state.error)
        self.result.value = results_html(state)
        self.files.value = downloads(state.files)


def results_html(state: SurveyState) -> str:
    """Return the results as tables and charts with their texts; of no results, nothing.

    >>> results_html(SurveyState())
    ''
    """
    results = state.results
    if results is None:
        return ""
    drawn = "".join(chart(each, "survey") for each in charts(results.summary))
    why = paragraph(results.why_no_intervals) if results.why_no_intervals else ""
    sure = intervals_table(results.intervals) if results.intervals else why
    refused = paragraph(LAST_GOOD) if state.policy.errors else ""
    parts = [refused, heading("The result"), summary_html(results.summary), drawn]
    return "".join([*parts, groups_table(results.groups), heading("How sure is it?"), sure])


def _title(text: str, level: int = 3) -> Any:
    return ipywidgets.HTML(heading(text, level))
