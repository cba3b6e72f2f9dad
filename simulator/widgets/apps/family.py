"""The panel on one made-up family: what a policy gives it now, along its earnings, and along its life."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import ipywidgets

from simulator.countries import country, country_names
from simulator.errors import SimulatorError, unknown
from simulator.family import BudgetPoint, FamilyView, LifeYear, budget_line, family_view, life_cycle
from simulator.widgets.apps.family_form import EARNER, FAMILY, events_of, family_of
from simulator.widgets.apps.family_views import family_html
from simulator.widgets.panels.fields import Choice, Fields
from simulator.widgets.panels.form import Entered, Form, form_after, form_of
from simulator.widgets.panels.panel import Panel
from simulator.widgets.panels.pieces import alert, heading
from simulator.widgets.panels.policies import PolicyState, PolicyView, policy_after

FIRST = ("earnings", "age", "partner", "children", "grandparent")
# The budget line goes in so many equal steps to twice what the earner earns, or to twice GDP per person.
STEPS, TIMES = 20, 2


@dataclass(frozen=True)
class FamilyState:
    """The country, the family as a form, the policy, and what comes of them; `line` is the budget line."""

    country: str = "nepal"
    form: Form = field(default_factory=lambda: form_of(FAMILY))
    policy: PolicyState = field(default_factory=PolicyState)
    view: FamilyView | None = None
    line: tuple[BudgetPoint, ...] = ()
    life: tuple[LifeYear, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class CountryTaken:
    """The family is to live in this country."""

    name: str


def family_after(state: FamilyState, event: object) -> FamilyState:
    """Return the state after an event, computed anew; events of the policy and of the form are taken.

    What cannot be computed is told in `error`, and leaves the results as they were.

    >>> state = family_after(FamilyState(), Entered("children", 0))
    >>> state.view.benefits_month, state.view.size
    (0.0, 2)
    """
    match event:
        case CountryTaken(name):
            if name not in country_names():
                return replace(state, error=str(unknown("country", name, country_names())))
            state = replace(state, country=name)
        case Entered():
            state = replace(state, form=form_after(state.form, event))
        case _:
            state = replace(state, policy=policy_after(state.policy, event))
    try:
        return _computed(replace(state, error=""))
    except SimulatorError as error:
        return replace(state, error=str(error))


def _computed(state: FamilyState) -> FamilyState:
    people, policy = country(state.country), state.policy.policy
    family = family_of(state.form, people)
    most = TIMES * max(family.earnings_month, people.economy.gdp_per_person_month)
    grid = [most * step / STEPS for step in range(STEPS + 1)]
    years = state.form.whole("years")
    return replace(
        state,
        view=family_view(family, policy, people),
        line=budget_line(family, policy, people, grid, EARNER),
        life=life_cycle(family, policy, people, years, events_of(state.form)),
    )


class FamilyPanel(Panel[FamilyState]):
    """One made-up family under a policy, now, along its earnings and along its life: `FamilyPanel("nepal")`.

    >>> FamilyPanel("fiji").state.view.size
    4
    """

    title = "One family through life"

    def __init__(self, country: str = "nepal") -> None:
        super().__init__(family_after(FamilyState(), CountryTaken(country)), family_after)

    def _build(self) -> Any:
        names = [(name.replace("_", " ").title(), name) for name in country_names()]
        self.country = Choice("Country", lambda name: self.send(CountryTaken(name)), names)
        self.fields = Fields(lambda path, value: self.send(Entered(path, value)), FIRST)
        self.policy = PolicyView(self.send)
        self.error, self.result = ipywidgets.HTML(), ipywidgets.HTML()
        title, family, policy = (
            ipywidgets.HTML(heading(text, level))
            for text, level in ((self.title, 2), ("The family", 3), ("The policy", 3))
        )
        parts = [title, self.country.widget, family, self.fields.widget, policy, self.policy.widget]
        return ipywidgets.VBox([*parts, self.error, self.result])

    def _draw(self) -> None:
        state = self.state
        self.country.show(state.country)
        self.fields.show(state.form.parameters, state.form.values, state.form.errors)
        self.policy.show(state.policy)
        self.error.value = alert(state.error)
        if state.view is not None:
            currency = country(state.country).economy.currency
            self.result.value = family_html(state.view, state.line, state.life, currency)
