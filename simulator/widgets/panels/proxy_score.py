"""The panel that builds a proxy score: what it explains elsewhere, and whom a quota by it would miss."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import ipywidgets

from simulator.errors import SimulatorError
from simulator.reports.charts import Chart
from simulator.reports.layout import cell
from simulator.surveys import ProxyMeansModel, proxy_means_model, proxy_means_text
from simulator.surveys.proxy_means import FOLDS
from simulator.surveys.proxy_variables import TRAITS
from simulator.widgets.panels.chooser import PeopleChooser
from simulator.widgets.panels.fields import STYLE, Fields, button
from simulator.widgets.panels.form import Entered, Form, declared, form_after, form_of
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.people import CountryChosen, PeopleState, ScoreTaken, people_after
from simulator.widgets.panels.pieces import Download, alert, chart, downloads, heading, listed, paragraph
from simulator.widgets.panels.survey import PeopleChanged
from simulator.widgets.panels.tables import score_tables

START = ("log_size", "share_of_children", "urban")
FIT = declared(
    {
        "folds": {
            "kind": "number",
            "unit": "parts",
            "label": "Parts of the sample",
            "help": "Each part in turn is left out; the score is tried on it. More parts take longer.",
            "bounds": {"low": FOLDS[0], "high": FOLDS[1], "step": 1},
            "default": 5,
        }
    }
)
ROWS = 12


@dataclass(frozen=True, eq=False)
class ProxyScoreState:
    """People, the variables chosen, and the model made of them; `error` says why there is none."""

    people: PeopleState = field(default_factory=PeopleState)
    variables: tuple[str, ...] = START
    form: Form = field(default_factory=lambda: form_of(FIT))
    model: ProxyMeansModel | None = None
    error: str = ""


@dataclass(frozen=True)
class VariablesChosen:
    """These variables are to make the score."""

    names: tuple[str, ...]


def proxy_score_after(state: ProxyScoreState, event: object) -> ProxyScoreState:
    """Return the state after an event, the model made anew.

    >>> nepal = people_after(PeopleState(), CountryChosen("nepal"))
    >>> state = proxy_score_after(ProxyScoreState(), PeopleChanged(nepal))
    >>> 0 < state.model.r_squared_out_of_sample < 1
    True
    """
    match event:
        case PeopleChanged(people):
            if people.model is not None and people.model is state.model:
                return replace(state, people=people)  # they took this very score
            known = variables_of(people)
            kept = tuple(name for name in state.variables if name in known)
            state = replace(state, people=people, variables=kept or START)
        case VariablesChosen(names):
            state = replace(state, variables=names)
        case Entered():
            state = replace(state, form=form_after(state.form, event))
    if state.people.population is None:
        return replace(state, model=None, error="")
    try:
        return replace(state, model=_model(state), error="")
    except SimulatorError as error:
        return replace(state, model=None, error=str(error))


def _model(state: ProxyScoreState) -> ProxyMeansModel:
    people = state.people
    assert people.population is not None
    return proxy_means_model(people.population, state.variables, people.columns, state.form.whole("folds"))


def variables_of(people: PeopleState) -> tuple[str, ...]:
    """Return the names of what a score may be made of: traits of households, and a survey's own columns.

    >>> variables_of(PeopleState())[:2]
    ('size', 'log_size')
    """
    return (*TRAITS, *(people.columns or ()))


def errors_chart(model: ProxyMeansModel) -> Chart:
    """Return the two errors by quota, with what theory says of either, as a chart."""
    first, last = model.errors[0], model.errors[-1]
    return Chart(
        id="errors",
        title="Whom a quota by this score misses and wrongly reaches",
        unit="% of persons",
        along="Quota, % of persons",
        labels=tuple(f"{each.quota_percent:g}" for each in model.errors),
        series={
            "missed": tuple(each.exclusion_percent for each in model.errors),
            "wrongly in": tuple(each.inclusion_percent for each in model.errors),
            "in theory": tuple(each.theory_percent for each in model.errors),
        },
        alt_text=f"A quota of {first.quota_percent:g} % misses {cell(first.exclusion_percent)} % of the "
        f"poorest {first.quota_percent:g} %; one of {last.quota_percent:g} % misses "
        f"{cell(last.exclusion_percent)} % of the poorest {last.quota_percent:g} %.",
    )


class ProxyScorePanel(Panel[ProxyScoreState]):
    """Builds a proxy score of variables that are chosen, and tries it on households it did not see.

    A `chooser` of another panel shares its people, who get the score with 'Use this score': a policy with a
    proxy quota then ranks by it. `panel.state.model` holds the model.

    >>> ProxyScorePanel("nepal").state.variables
    ('log_size', 'share_of_children', 'urban')
    """

    title = "A proxy score of your own"

    def __init__(self, country: str = "nepal", chooser: PeopleChooser | None = None) -> None:
        self._is_own = chooser is None
        start = PeopleState() if chooser else people_after(PeopleState(), CountryChosen(country))
        self.chooser = PeopleChooser(start) if chooser is None else chooser
        first = proxy_score_after(ProxyScoreState(), PeopleChanged(self.chooser.state))
        super().__init__(first, proxy_score_after)
        self.chooser.listen(lambda chosen: self.send(PeopleChanged(chosen)))

    def _build(self) -> Any:
        self.variables = ipywidgets.SelectMultiple(
            description="Variables",
            rows=ROWS,
            style=STYLE,
            layout={"width": "24rem"},
            tooltip="Choose several with Ctrl or Shift",
        )
        self._is_drawing = False
        self.variables.observe(self._heard, names="value")
        self.fields = Fields(lambda path, value: self.send(Entered(path, value)))
        self.use = button("Use this score", lambda: self.chooser.send(ScoreTaken(self.state.model)))
        self.error, self.result = ipywidgets.HTML(), ipywidgets.HTML()
        about = ipywidgets.HTML(heading(self.title, 2) + paragraph("Choose several with Ctrl or Shift."))
        people = [self.chooser.widget] if self._is_own else []
        parts = [self.variables, self.fields.widget, self.error, self.use, self.result]
        return ipywidgets.VBox([about, *people, *parts])

    def _heard(self, change: Any) -> None:
        if not self._is_drawing:
            self.send(VariablesChosen(tuple(change.new)))

    def _draw(self) -> None:
        state = self.state
        known = variables_of(state.people)
        self._is_drawing = True
        try:
            if tuple(self.variables.options) != known:
                self.variables.options = known
            self.variables.value = state.variables
        finally:
            self._is_drawing = False
        self.fields.show(state.form.parameters, state.form.values, state.form.errors)
        self.use.disabled = state.model is None
        self.error.value = alert(state.error)
        self.result.value = "" if state.model is None else score_html(state.model)


def score_html(model: ProxyMeansModel) -> str:
    """Return a model in words, with a chart of its errors, its tables and notes, and a text to download."""
    explained = (
        f"The variables explain {100 * model.r_squared:.1f} % of the differences in log consumption, and "
        f"{100 * model.r_squared_out_of_sample:.1f} % among households that were left out "
        f"({model.folds} parts, {model.households:,} households)."
    )
    drawn = errors_chart(model)
    file = Download("proxy-score.txt", "text/plain", proxy_means_text(model))
    told = [heading("The result"), paragraph(explained), paragraph(drawn.alt_text), chart(drawn, "score")]
    return "".join([*told, score_tables(model), listed(model.notes), downloads([file])])
