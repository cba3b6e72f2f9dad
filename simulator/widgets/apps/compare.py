"""The panel that takes one policy across countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import ipywidgets

from simulator.analysis import Question, across, outcome_fields
from simulator.countries import country_names
from simulator.errors import BadInput, SimulatorError, unknown
from simulator.reports.charts import Chart
from simulator.reports.layout import cell
from simulator.widgets.panels.fields import Choice
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.pieces import alert, chart, heading, listed, paragraph, table
from simulator.widgets.panels.policies import PolicyState, PolicyView, policy_after

START = ("bangladesh", "fiji", "mongolia", "nepal")
# More bars than these cannot be told apart on a phone.
MOST_COUNTRIES = 8
COST = "cost.percent_of_gdp"
BEFORE, AFTER = "everyone.before.headcount_percent", "everyone.after.headcount_percent"
MEASURES = (COST, BEFORE, AFTER, "gini_before", "gini_after", "reach.exclusion_error_percent")
# So many columns of names as there is room for: two on a phone.
COLUMNS = {"grid_template_columns": "repeat(auto-fill, minmax(8rem, 1fr))", "max_width": "52rem"}
LINES = {
    "": "Each country's reference line",
    "international_2_15": "2.15 PPP dollars a day",
    "international_3_65": "3.65 PPP dollars a day",
    "international_6_85": "6.85 PPP dollars a day",
}


@dataclass(frozen=True)
class CountryResult:
    """What the policy does in one country: the numbers of `MEASURES`, or why there are none."""

    name: str
    numbers: tuple[float | None, ...]
    refused: str = ""

    def number(self, measure: str) -> float | None:
        """Return one of the numbers by its name."""
        return self.numbers[MEASURES.index(measure)]


@dataclass(frozen=True)
class CompareState:
    """The countries, the policy, the poverty line ('': each country's own), and what comes of them."""

    countries: tuple[str, ...] = START
    policy: PolicyState = field(default_factory=PolicyState)
    line: str = ""
    results: tuple[CountryResult, ...] = ()
    caveats: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class CountryTicked:
    """A country is to be among those compared, or no longer."""

    name: str
    is_in: bool


@dataclass(frozen=True)
class LineTaken:
    """Poverty is to be measured at this line; '' is each country's reference line."""

    line: str


def compare_after(state: CompareState, event: object) -> CompareState:
    """Return the state after an event, computed anew; events of the policy are taken too.

    What is refused is told in `error`, and leaves countries and results as they were.

    >>> state = compare_after(CompareState(("nepal",)), LineTaken("international_3_65"))
    >>> [(each.name, round(each.number("cost.percent_of_gdp"), 1)) for each in state.results]
    [('Nepal', 1.5)]
    """
    try:
        return _computed(_changed(replace(state, error=""), event))
    except SimulatorError as error:
        return replace(state, error=str(error))


def _changed(state: CompareState, event: object) -> CompareState:
    match event:
        case CountryTicked(name, is_in):
            return replace(state, countries=_ticked(state.countries, name, is_in))
        case LineTaken(line):
            if line not in LINES:
                raise unknown("line", line, LINES)
            return replace(state, line=line)
    return replace(state, policy=policy_after(state.policy, event))


def _ticked(countries: Sequence[str], name: str, is_in: bool) -> tuple[str, ...]:
    if name not in country_names():
        raise unknown("country", name, country_names())
    kept = {each for each in countries if each != name} | ({name} if is_in else set())
    if not 1 <= len(kept) <= MOST_COUNTRIES:
        allowed = f"from 1 to {MOST_COUNTRIES} countries"
        raise BadInput("countries", len(kept), allowed, "Take another country out, or in.")
    return tuple(sorted(kept))


def _computed(state: CompareState) -> CompareState:
    frame = across(state.policy.policy, state.countries, Question(MEASURES, line=state.line or None))
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    results = tuple(
        CountryResult(str(row["country"]), tuple(row[name] for name in MEASURES), row["refused"] or "")
        for row in rows
    )
    caveats = tuple(dict.fromkeys(row["caveat"] for row in rows if row["caveat"]))
    return replace(state, results=results, caveats=caveats)


def compare_charts(results: Sequence[CountryResult]) -> tuple[Chart, ...]:
    """Return two charts: what the policy costs in each country, and the poor before and after.

    >>> [each.title for each in compare_charts([CountryResult("Fiji", (1.0, 20.0, 15.0, 0.3, 0.3, 5.0))])]
    ['What it costs', 'Who is poor']
    """
    known = [each for each in results if not each.refused]
    names = tuple(each.name for each in known)
    costs, before, after = (
        tuple(each.number(measure) for each in known) for measure in (COST, BEFORE, AFTER)
    )
    told = ", ".join(f"{name} {cell(cost)} %" for name, cost in zip(names, costs, strict=True))
    moved = ", ".join(
        f"{name} from {cell(first)} to {cell(last)} %"
        for name, first, last in zip(names, before, after, strict=True)
    )
    cost = Chart(
        id="cost",
        title="What it costs",
        unit="% of GDP",
        along="Country",
        labels=names,
        series={"cost": costs},
        alt_text=f"Cost with administration in percent of GDP: {told}.",
        kind="rows",
    )
    poor = Chart(
        id="poor",
        title="Who is poor",
        unit="% of persons",
        along="Country",
        labels=names,
        series={"before": before, "after": after},
        alt_text=f"Poor persons before and after the policy: {moved}.",
        kind="rows",
    )
    return cost, poor


def compare_html(state: CompareState) -> str:
    """Return the comparison in sentences, charts and a table; of no results, nothing.

    >>> compare_html(CompareState())
    ''
    """
    if not state.results:
        return ""
    parts = [heading("The result")]
    if any(not each.refused for each in state.results):
        drawn = compare_charts(state.results)
        parts += [paragraph(each.alt_text) + chart(each, "compare") for each in drawn]
    heads = [
        "Country",
        *(f"{each.label}, {each.unit}" for each in map(outcome_fields().get, MEASURES) if each),
    ]
    rows = [(each.name, *map(cell, each.numbers)) for each in state.results]
    refused = [f"{each.name}: {each.refused}" for each in state.results if each.refused]
    return "".join(
        [*parts, table("All countries", heads, rows), listed(refused), *map(paragraph, state.caveats)]
    )


class ComparePanel(Panel[CompareState]):
    """One policy across countries, for the same share of each country's GDP per person: `ComparePanel()`.

    >>> [each.name for each in ComparePanel(["nepal"]).state.results]
    ['Nepal']
    """

    title = "One policy, several countries"

    def __init__(self, countries: Sequence[str] = START) -> None:
        start = CompareState(tuple(countries))
        super().__init__(compare_after(start, LineTaken("")), compare_after)

    def _build(self) -> Any:
        self.boxes = {name: self._box(name) for name in country_names()}
        self.line = Choice(
            "Poverty line",
            lambda line: self.send(LineTaken(line)),
            [(label, name) for name, label in LINES.items()],
        )
        self.policy = PolicyView(self.send)
        self.error, self.result = ipywidgets.HTML(), ipywidgets.HTML()
        chosen = ipywidgets.GridBox(list(self.boxes.values()), layout=COLUMNS)
        title = ipywidgets.HTML(heading(self.title, 2))
        titles = [ipywidgets.HTML(heading(text)) for text in ("The countries", "The policy")]
        parts = [titles[0], chosen, self.line.widget, self.error, titles[1], self.policy.widget, self.result]
        return ipywidgets.VBox([title, *parts])

    def _box(self, name: str) -> Any:
        label = name.replace("_", " ").title().replace(" Pdr", " PDR")
        made = ipywidgets.Checkbox(description=label, indent=False, layout={"width": "auto"})
        made.observe(lambda change: self._tick(name, change.new), names="value")
        return made

    def _tick(self, name: str, is_in: bool) -> None:
        if is_in != (name in self.state.countries):  # else it was drawn, and not ticked
            self.send(CountryTicked(name, is_in))

    def _draw(self) -> None:
        for name, box in self.boxes.items():
            box.value = name in self.state.countries
        self.line.show(self.state.line)
        self.policy.show(self.state.policy)
        self.error.value = alert(self.state.error)
        self.result.value = compare_html(self.state)
