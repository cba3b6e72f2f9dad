"""What a lab is made with: checked once, and the same for the widget and the web component."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.countries import country, known_country
from simulator.errors import BadInput, unknown
from simulator.policy import Policy
from simulator.population import Population

OUTPUTS = ("reach", "poverty", "inequality", "cost")
DEFAULT_CONTROLS = ("amount.value", "who.age", "rule", "rule.proxy_quota.share", "take_up")
LINK = re.compile(r"\s*(\S*#)?version=")


@dataclass(frozen=True)
class Configuration:
    """A country, the policy to start from, and what of both a learner sees; wrong names raise `BadInput`."""

    country: str
    policy: Policy
    controls: tuple[str, ...]
    outputs: tuple[str, ...]
    line: str | None
    title: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "country", known_country(self.country))
        if len(self.policy.schemes) != 1:
            allowed, mend = "a policy with exactly one scheme", "The lab shows one: leave the others out."
            raise BadInput("policy", f"a policy with {len(self.policy.schemes)}", allowed, mend)
        _check_names("controls", self.controls, [*self.policy.schemes[0].scheme.parameters])
        _check_names("outputs", self.outputs, OUTPUTS)
        self.checked_line(self.line)

    @property
    def population(self) -> Population:
        """The people of the country."""
        return country(self.country)

    def checked_line(self, line: object) -> str | None:
        """Return the name of a poverty line of the country, or None for its reference line."""
        if line is not None and not isinstance(line, str):
            lines = [each.id for each in self.population.economy.poverty_lines]
            raise BadInput("line", line, ", ".join(lines), "Write the name of a line as a text.")
        self.population.economy.line(line)
        return line

    def checked_policy(self, value: object) -> Policy:
        """Return a policy that this lab can show, from a policy, its YAML text or a link."""
        policy, wanted = read_policy(value), self.policy.schemes[0].scheme.id
        names = [each.scheme.id for each in policy.schemes]
        if names != [wanted]:
            shown, mend = ", ".join(names) or "no scheme", "Make another lab for another scheme."
            raise BadInput("policy", shown, f"one scheme, {wanted}", mend)
        return policy

    def as_data(self) -> dict[str, Any]:
        """Return what the browser needs to know, as plain data."""
        return {
            "country": self.country,
            "policy": self.policy.to_fragment(),
            "controls": list(self.controls),
            "outputs": list(self.outputs),
            "line": self.line,
            "title": self.title,
        }


def read_policy(value: object) -> Policy:
    """Return the policy that a record, a YAML text, a link or a link's fragment says.

    >>> read_policy("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}").schemes[0].values["take_up"]
    0.5
    >>> read_policy("version=1&1.id=child_benefit&1.take_up=0.5").schemes[0].values["take_up"]
    0.5
    """
    if isinstance(value, Policy):
        return value
    if not isinstance(value, str):
        allowed = "a Policy, its YAML text, or the link of a lab"
        raise BadInput("policy", value, allowed, "Read the file first: path.read_text().")
    return Policy.from_fragment(value.strip()) if LINK.match(value) else Policy.from_yaml(value)


def _check_names(field: str, given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise unknown(field, name, known)
