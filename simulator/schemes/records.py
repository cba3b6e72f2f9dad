"""What a scheme is, once its file has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.parameters import Parameter


@dataclass(frozen=True)
class Step:
    """One primitive: `arguments` as written, and `parameters` that give other arguments their values."""

    primitive: str
    arguments: Mapping[str, Any]
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Scheme:
    """A scheme: its parameters by path, and the steps of its stages.

    `group` says whom it is for, `rules` who of them is eligible under each targeting rule, first what the
    scheme itself asks under `rule`; `reach` who of those gets it, `pay` how much, and `rule_pay` what a rule
    changes of that.
    """

    id: str
    label: str
    help: str
    one: str
    many: str
    parameters: Mapping[str, Parameter]
    group: tuple[Step, ...]
    rules: Mapping[str, tuple[Step, ...]]
    reach: tuple[Step, ...]
    pay: tuple[Step, ...]
    rule_pay: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Return the whole scheme as plain data, for the browser."""
        return {
            "id": self.id,
            "label": self.label,
            "help": self.help,
            "one": self.one,
            "many": self.many,
            "parameters": [each.as_data() for each in self.parameters.values()],
            "group": _steps_data(self.group),
            "rules": {name: _steps_data(steps) for name, steps in self.rules.items()},
            "reach": _steps_data(self.reach),
            "pay": _steps_data(self.pay),
            "rule_pay": {name: _steps_data(steps) for name, steps in self.rule_pay.items()},
        }


@dataclass(frozen=True)
class Source:
    """A way to pay for a policy: its parameters by path, and the steps that find on what it is levied.

    `option` is the option of fiscal space that it stands for. A source without steps is only
    declared: who pays is not modelled.
    """

    id: str
    label: str
    help: str
    option: str
    parameters: Mapping[str, Parameter]
    base: tuple[Step, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the whole source as plain data, for the browser."""
        return {
            "id": self.id,
            "label": self.label,
            "help": self.help,
            "option": self.option,
            "parameters": [each.as_data() for each in self.parameters.values()],
            "base": _steps_data(self.base),
        }


@dataclass(frozen=True)
class Interaction:
    """A rule between schemes, with its parameters by path; `simulator.engine` knows what each does."""

    id: str
    label: str
    help: str
    parameters: Mapping[str, Parameter]

    def as_data(self) -> dict[str, Any]:
        """Return the whole interaction as plain data, for the browser."""
        return {
            "id": self.id,
            "label": self.label,
            "help": self.help,
            "parameters": [each.as_data() for each in self.parameters.values()],
        }


def _steps_data(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    return [
        {
            "primitive": step.primitive,
            "arguments": dict(step.arguments),
            "parameters": dict(step.parameters),
        }
        for step in steps
    ]
