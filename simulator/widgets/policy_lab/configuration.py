"""What a lab is made with: checked once, and the same for the widget and the web component."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.countries import country, known_country
from simulator.errors import BadInput, unknown
from simulator.policy import Policy, from_link, link_of
from simulator.population import Population

DEFAULT_OUTPUTS = ("reach", "poverty", "inequality", "cost")
OUTPUTS = (
    *DEFAULT_OUTPUTS,
    *("groups", "poverty_lines", "inequality_measures", "targeting"),
    *("financing", "fiscal_years", "projection", "countries", "alternatives", "household"),
)
DEFAULT_CONTROLS = ("amount.value", "who.age", "rule", "rule.proxy_quota.share", "take_up")
LINK = re.compile(r"\s*(\S*#)?version=")


@dataclass(frozen=True)
class Configuration:
    """A country, the policy to start from, and what of both a learner sees; wrong names raise `BadInput`.

    `baseline` describes the benefits that exist, if the policy came as a link that holds one.
    """

    country: str
    policy: Policy
    baseline: Policy | None
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
        """Return a policy that this lab can show, from a policy, its YAML text or a link.

        A link may name the baseline of this lab, and no other.
        """
        policy, baseline = read_policy(value)
        if baseline not in (None, self.baseline):
            shown, mend = link_of(policy, baseline), "Make another lab for another baseline."
            raise BadInput("policy", shown, "a link with the baseline of this lab, or none", mend)
        wanted = self.policy.schemes[0].scheme.id
        names = [each.scheme.id for each in policy.schemes]
        if names != [wanted]:
            shown, mend = ", ".join(names) or "no scheme", "Make another lab for another scheme."
            raise BadInput("policy", shown, f"one scheme, {wanted}", mend)
        return policy

    def as_data(self) -> dict[str, Any]:
        """Return what the browser needs to know, as plain data."""
        return {
            "country": self.country,
            "policy": link_of(self.policy, self.baseline),
            "controls": list(self.controls),
            "outputs": list(self.outputs),
            "line": self.line,
            "title": self.title,
        }


def read_policy(value: object) -> tuple[Policy, Policy | None]:
    """Return the policy that a record, a YAML text or a link says, and the baseline of a link that holds one.

    >>> policy, baseline = read_policy("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> policy.schemes[0].values["take_up"], baseline
    (0.5, None)
    >>> policy, baseline = read_policy("version=1&1.id=child_benefit&b1.id=pension")
    >>> baseline.schemes[0].scheme.id
    'pension'
    """
    if isinstance(value, Policy):
        return value, None
    if not isinstance(value, str):
        allowed = "a Policy, its YAML text, or the link of a lab"
        raise BadInput("policy", value, allowed, "Read the file first: path.read_text().")
    return from_link(value.strip()) if LINK.match(value) else (Policy.from_yaml(value), None)


def _check_names(field: str, given: Sequence[str], known: Sequence[str]) -> None:
    for name in given:
        if name not in known:
            raise unknown(field, name, known)
