"""The panel that looks ahead to 2050: what a policy costs when people age and its amounts are indexed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import ipywidgets

from simulator.errors import SimulatorError
from simulator.policy import Policy
from simulator.projection import (
    INDEXATIONS,
    Indexation,
    Outlook,
    PeopleByYear,
    Projection,
    held_constant,
    outlook_parameters,
    people_of_country,
    project,
    projection_csv,
    with_ages_of,
)
from simulator.projection.running import LAST
from simulator.reports.charts import Chart
from simulator.reports.layout import cell
from simulator.widgets.panels.chooser import PeopleChooser
from simulator.widgets.panels.fields import Fields
from simulator.widgets.panels.form import Entered, Form, declared, form_after, form_of
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.people import CountryChosen, PeopleState, people_after
from simulator.widgets.panels.pieces import Download, alert, chart, downloads, heading, listed, paragraph
from simulator.widgets.panels.policies import PolicyState, PolicyView, policy_after
from simulator.widgets.panels.survey import PeopleChanged
from simulator.widgets.panels.tables import years_table

MIXED, PUBLISHED, CONSTANT = "mixed", "published", "constant"
YEARS = declared(
    {
        "to": {
            "kind": "number",
            "unit": "year",
            "label": "Last year",
            "help": "The years up to this one are simulated, each on its own people.",
            "bounds": {"low": 2023, "high": LAST, "step": 1},
            "default": LAST,
        },
        "indexation": {
            "kind": "choice",
            "label": "What the amounts follow",
            "help": "With nothing to follow, inflation wears a benefit away; with wages it keeps pace.",
            "choices": {
                "prices": "Prices",
                "wages": "Wages",
                "gdp_per_person": "GDP per person",
                "none": "Nothing: they stay as they are in money",
                MIXED: "A mix of wages and prices",
            },
            "default": INDEXATIONS[0],
        },
        "weight_of_wages": {
            "kind": "number",
            "unit": "share",
            "label": "Weight of wages in the mix",
            "help": "The rest follows prices. It counts only where the amounts follow a mix.",
            "bounds": {"low": 0, "high": 1, "step": 0.05},
            "default": 0.5,
            "source": "Switzerland, AHVG, article 33ter: one half",
        },
        "people": {
            "kind": "choice",
            "label": "Who lives then",
            "help": "The United Nations' population by age, or today's people unchanged.",
            "choices": {
                PUBLISHED: "The population by age that the United Nations project",
                CONSTANT: "The same people as now, in number and in age",
            },
            "default": PUBLISHED,
        },
    }
)
FIRST = ("indexation", "to", "people", "weight_of_wages")


@dataclass(frozen=True, eq=False)
class ProjectionState:
    """People, a policy, what is assumed of the years to come, and the projection; `error` says why not."""

    people: PeopleState = field(default_factory=PeopleState)
    policy: PolicyState = field(default_factory=PolicyState)
    form: Form = field(default_factory=lambda: form_of({**YEARS, **outlook_parameters()}))
    projection: Projection | None = None
    error: str = ""


def projection_after(state: ProjectionState, event: object) -> ProjectionState:
    """Return the state after an event, projected anew; events of the policy and of the form are taken.

    >>> nepal = people_after(PeopleState(), CountryChosen("nepal"))
    >>> state = projection_after(ProjectionState(), PeopleChanged(nepal))
    >>> state.projection.years[-1].year
    2050
    """
    match event:
        case PeopleChanged(people):
            state = replace(state, people=people)
        case Entered():
            state = replace(state, form=form_after(state.form, event))
        case _:
            state = replace(state, policy=policy_after(state.policy, event))
    if state.people.population is None:
        return replace(state, projection=None, error="")
    try:
        return replace(state, projection=_projected(state, state.policy.policy), error="")
    except SimulatorError as error:
        return replace(state, projection=None, error=str(error))


def _projected(state: ProjectionState, policy: Policy) -> Projection:
    outlook = Outlook(**{name: state.form.number(name) for name in outlook_parameters()})
    return project(people_by_year(state), policy, state.form.whole("to"), indexation_of(state.form), outlook)


def people_by_year(state: ProjectionState) -> PeopleByYear:
    """Return the people of the years to come: their ages as published for a country, or as they are."""
    people = state.people
    assert people.population is not None
    if state.form.text("people") == CONSTANT:
        return held_constant(people.population)
    if people.country is not None:
        return people_of_country(people.country)
    lender = people.check.country if people.check else None
    if lender is None:
        raise SimulatorError(
            "Whose ages will change how? Name the country that lends its figures, or let the people stay."
        )
    return with_ages_of(people.population, lender)


def indexation_of(form: Form) -> Indexation:
    """Return what the amounts follow, as the form says it.

    >>> indexation_of(form_after(ProjectionState().form, Entered("indexation", "mixed")))
    {'prices': 0.5, 'wages': 0.5}
    """
    chosen, wages = form.text("indexation"), form.number("weight_of_wages")
    return {"prices": 1 - wages, "wages": wages} if chosen == MIXED else chosen


def year_charts(projection: Projection) -> tuple[Chart, ...]:
    """Return two charts: the cost in percent of GDP, and the benefit in percent of GDP per person."""
    years = projection.years
    places = tuple(float(each.year) for each in years)
    labels = tuple(str(each.year) for each in years)
    costs = tuple(each.cost_percent_of_gdp for each in years)
    names = [f"{each.place}. {each.scheme.replace('_', ' ')}" for each in years[0].schemes]
    benefits = {
        name: tuple(year.schemes[place].benefit_percent_of_gdp_per_person for year in years)
        for place, name in enumerate(names)
    }
    first, last = years[0], years[-1]
    told = "; ".join(f"{name}: {cell(each[0])} and {cell(each[-1])}" for name, each in benefits.items())
    cost = Chart(
        id="cost",
        title="What the policy costs",
        unit="% of GDP",
        along="Year",
        labels=labels,
        series={"cost": costs},
        alt_text=f"The policy costs {cell(costs[0])} % of GDP in {first.year} and {cell(costs[-1])} % in "
        f"{last.year}.",
        kind="lines",
        places=places,
    )
    benefit = Chart(
        id="benefit",
        title="What one recipient gets",
        unit="% of GDP per person",
        along="Year",
        labels=labels,
        series=benefits,
        alt_text=f"The benefit in percent of GDP per person in {first.year} and in {last.year}: {told}.",
        kind="lines",
        places=places,
    )
    return cost, benefit


class ProjectionPanel(Panel[ProjectionState]):
    """A policy over the years to 2050, with what its amounts follow: `ProjectionPanel("nepal")`.

    A `chooser` of another panel shares its people. `panel.state.projection` holds every year.

    >>> ProjectionPanel("nepal").state.projection.years[0].year
    2022
    """

    title = "A policy to 2050"

    def __init__(self, country: str = "nepal", chooser: PeopleChooser | None = None) -> None:
        self._is_own = chooser is None
        start = PeopleState() if chooser else people_after(PeopleState(), CountryChosen(country))
        self.chooser = PeopleChooser(start) if chooser is None else chooser
        super().__init__(
            projection_after(ProjectionState(), PeopleChanged(self.chooser.state)), projection_after
        )
        self.chooser.listen(lambda chosen: self.send(PeopleChanged(chosen)))

    def _build(self) -> Any:
        self.policy = PolicyView(self.send)
        self.fields = Fields(lambda path, value: self.send(Entered(path, value)), FIRST)
        self.error, self.result = ipywidgets.HTML(), ipywidgets.HTML()
        title = ipywidgets.HTML(heading(self.title, 2))
        people = [self.chooser.widget] if self._is_own else []
        return ipywidgets.VBox(
            [title, *people, self.policy.widget, self.fields.widget, self.error, self.result]
        )

    def _draw(self) -> None:
        state = self.state
        self.policy.show(state.policy)
        self.fields.show(state.form.parameters, state.form.values, state.form.errors)
        self.error.value = alert(state.error)
        self.result.value = "" if state.projection is None else projection_html(state.projection)


def projection_html(projection: Projection) -> str:
    """Return a projection as charts with their texts, a table of all years, notes, and a CSV file."""
    drawn = year_charts(projection)
    told = "".join(paragraph(each.alt_text) + chart(each, "projection") for each in drawn)
    label = f"{projection.data_label}. {projection.currency} at prices of {projection.price_year}."
    file = Download("projection.csv", "text/csv", projection_csv(projection))
    years = years_table(projection.years, projection.currency)
    parts = [heading("The result"), paragraph(label), told, years, listed(projection.notes)]
    return "".join([*parts, downloads([file])])
