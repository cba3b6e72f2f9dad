"""The policy that a reader sets in a panel: a frozen state, what may happen to it, and its controls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import ipywidgets

from simulator.errors import SimulatorError
from simulator.parameters import Value
from simulator.policy import Policy, SchemeSetting
from simulator.reports.tables import numbered
from simulator.schemes import Scheme, all_schemes, all_sources
from simulator.widgets.panels.fields import STYLE, WIDE, Choice, Fields, button
from simulator.widgets.panels.pieces import alert, problem

FIRST = ("amount.value", "amount.unit", "who.age", "rule", "take_up")
START = "{version: 1, schemes: [{id: child_benefit}]}"
# Where an error stands that belongs to no parameter of the scheme.
POLICY, TEXT = "policy", "text"


@dataclass(frozen=True)
class PolicyState:
    """A policy that can be computed, the place of the scheme that is shown, and what was refused, by field.

    What a reader typed wrongly is in `errors` alone: `policy` is always the last good one.

    >>> PolicyState().setting.scheme.id
    'child_benefit'
    """

    policy: Policy = field(default_factory=lambda: Policy.from_yaml(START))
    place: int = 0
    errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def setting(self) -> SchemeSetting:
        """The scheme that is shown, with its values."""
        return self.policy.schemes[self.place]


@dataclass(frozen=True)
class Typed:
    """A value that was typed or chosen for a parameter, by its path."""

    path: str
    value: object


@dataclass(frozen=True)
class SchemeShown:
    """Another scheme of the policy is to be shown, by its place from 0."""

    place: int


@dataclass(frozen=True)
class SchemeAdded:
    """A scheme is put at the end of the policy, with the values that it declares."""

    name: str


@dataclass(frozen=True)
class SchemeTakenOut:
    """The scheme that is shown leaves the policy."""


@dataclass(frozen=True)
class PaidBy:
    """One source pays for all of it; None leaves it as the policy's text says."""

    source: str | None


@dataclass(frozen=True)
class PolicyWritten:
    """The policy was written as YAML text."""

    text: str


def policy_after(state: PolicyState, event: object) -> PolicyState:
    """Return the state after an event; what is refused leaves the policy as it was, and is told in `errors`.

    >>> half = policy_after(PolicyState(), Typed("take_up", 0.5))
    >>> policy_after(half, Typed("take_up", 7)).setting.values["take_up"]
    0.5
    """
    where = TEXT if isinstance(event, PolicyWritten) else POLICY
    if isinstance(event, Typed) and event.path in state.setting.values:
        where = event.path
    try:
        changed = _changed(state, event)
    except SimulatorError as error:
        return replace(state, errors=MappingProxyType({**state.errors, where: problem(error)}))
    # A new rule, scheme or text makes other fields; an error beside one that is gone would stay for ever.
    same = isinstance(event, Typed) and list(changed.setting.values) == list(state.setting.values)
    kept = {path: text for path, text in state.errors.items() if same and path != where}
    return replace(changed, errors=MappingProxyType(kept))


def _changed(state: PolicyState, event: object) -> PolicyState:
    policy = state.policy
    match event:
        case Typed(path, value):
            values = _with_amounts(state.setting.scheme, path, value)
            return replace(state, policy=policy.with_values(values, state.place))
        case SchemeShown(place):
            return replace(state, place=place)
        case SchemeAdded(name):
            schemes = (*policy.schemes, SchemeSetting(all_schemes()[name], {}))
            return replace(state, policy=replace(policy, schemes=schemes), place=len(schemes) - 1)
        case SchemeTakenOut():
            return replace(state, policy=_without(policy, state.place), place=0)
        case PaidBy(source):
            return state if source is None else replace(state, policy=policy.paid_by(source))
        case PolicyWritten(text):
            return PolicyState(_with_schemes(Policy.from_yaml(text)))
    raise TypeError(f"no event of a policy: {event!r}")


def _with_amounts(scheme: Scheme, path: str, value: object) -> dict[str, object]:
    """Return the value with what hangs on it: an amount in a new unit starts from that unit's own default."""
    found: dict[str, object] = {path: value}
    for name, parameter in scheme.parameters.items():
        if parameter.unit_from == path and isinstance(value, str) and value in parameter.bounds:
            found[name] = parameter.start({path: value})
    return found


def _without(policy: Policy, place: int) -> Policy:
    """Return the policy without a scheme, unless a rule names schemes by their places."""
    if policy.interactions or any(each.by is not None for each in policy.existing):
        raise SimulatorError(
            "Rules of this policy name its schemes. Take it out of the text, with those rules."
        )
    kept = (*policy.schemes[:place], *policy.schemes[place + 1 :])
    return _with_schemes(replace(policy, schemes=kept))


def _with_schemes(policy: Policy) -> Policy:
    if not policy.schemes:
        raise SimulatorError("A policy needs one scheme at least. Add another one first.")
    return policy


class PolicyView:
    """The controls of a policy, made from what its schemes declare; `send` hears the events."""

    def __init__(self, send: Callable[[object], None]) -> None:
        self.fields = Fields(lambda path, value: send(Typed(path, value)), FIRST)
        self.scheme = Choice("Scheme shown", lambda place: send(SchemeShown(place)))
        self.source = Choice("Who pays", lambda name: send(PaidBy(name)))
        self.other = ipywidgets.Dropdown(
            description="Another scheme", options=_labels(all_schemes()), style=STYLE, layout=WIDE
        )
        self.add = button("Add this scheme", lambda: send(SchemeAdded(self.other.value)))
        self.take_out = button("Take out the scheme shown", lambda: send(SchemeTakenOut()))
        self.text = ipywidgets.Textarea(
            description="Policy as YAML", style=STYLE, layout={"width": "100%", "height": "14rem"}
        )
        self.write = button("Use this text", lambda: send(PolicyWritten(self.text.value)))
        self.text_shown = ipywidgets.Checkbox(description="Show the policy as text", indent=False)
        self.text_shown.observe(self._open, names="value")
        self.error, self.text_error = ipywidgets.HTML(), ipywidgets.HTML()
        self._writing = ipywidgets.VBox([self.text, self.write, self.text_error])
        choosing = ipywidgets.HBox([self.scheme.widget, self.take_out], layout={"flex_flow": "row wrap"})
        adding = ipywidgets.HBox([self.other, self.add], layout={"flex_flow": "row wrap"})
        parts = [
            choosing,
            self.fields.widget,
            adding,
            self.source.widget,
            self.error,
            self.text_shown,
            self._writing,
        ]
        self.widget = ipywidgets.VBox(parts)
        self._open()

    def show(self, state: PolicyState) -> None:
        """Show the policy, and beside each field what was refused."""
        labels = numbered(each.scheme.label for each in state.policy.schemes)
        self.scheme.show(state.place, [(label, place) for place, label in enumerate(labels)])
        self.source.show(*_sources(state.policy))
        values: Mapping[str, Value] = state.setting.values
        self.fields.show(state.setting.scheme.parameters, values, state.errors)
        self.error.value = alert(state.errors.get(POLICY, ""))
        self.text_error.value = alert(state.errors.get(TEXT, ""))
        if TEXT not in state.errors:
            self.text.value = state.policy.to_yaml()

    def _open(self, _change: object = None) -> None:
        self._writing.layout.display = "" if self.text_shown.value else "none"


def _labels(declared: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(each.label, name) for name, each in declared.items()]


def _sources(policy: Policy) -> tuple[str | None, list[tuple[str, str | None]]]:
    """Return the source that pays, None where the text alone can say it, and those to choose from."""
    options: list[tuple[str, str | None]] = list(_labels(all_sources()))
    first = policy.financing[0].source.id
    if policy.financing == policy.paid_by(first).financing:
        return first, options
    return None, [("As the text of the policy says", None), *options]
