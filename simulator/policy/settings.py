"""The parts of a policy: a scheme, a way to pay, a rule between schemes, a benefit that exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.errors import BadInput, expect, unknown
from simulator.parameters import Value, checked_values
from simulator.policy.places import is_place
from simulator.schemes import Interaction, Scheme, Source

MOST_SCHEMES = 20
TREATMENTS = ("kept", "replaced", "topped_up")


@dataclass(frozen=True)
class SchemeSetting:
    """A scheme with a value for each of its parameters, by path; what is left out is as declared."""

    scheme: Scheme
    values: Mapping[str, Value]

    def __post_init__(self) -> None:
        expect("scheme", self.scheme, Scheme, "Take one of simulator.all_schemes().")
        _check_values(self, self.scheme)

    def __hash__(self) -> int:
        return hash((self.scheme.id, *self.values.items()))


@dataclass(frozen=True)
class SourceSetting:
    """A way to pay with its values, and the share of the budget (0 to 1) that it meets."""

    source: Source
    values: Mapping[str, Value] = field(default_factory=dict)
    share: float = 1.0

    def __post_init__(self) -> None:
        expect("source", self.source, Source, "Take one of simulator.all_sources().")
        _check_values(self, self.source)
        share = self.share
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
            mend = "Write 0.4 for 40 % of the budget."
            raise BadInput(f"{self.source.id}.share", share, "a number above 0, up to 1", mend)
        object.__setattr__(self, "share", float(share))

    def __hash__(self) -> int:
        return hash((self.source.id, self.share, *self.values.items()))


@dataclass(frozen=True)
class InteractionSetting:
    """A rule between schemes; `schemes` are their places in the policy, from 0, the first one leading."""

    interaction: Interaction
    schemes: tuple[int, ...]
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        expect("interaction", self.interaction, Interaction, "Take one of simulator.all_interactions().")
        _check_values(self, self.interaction)
        places = self.schemes
        if not isinstance(places, tuple | list) or not all(is_place(place) for place in places):
            mend = "Count the schemes of the policy from 0: (0, 1)."
            raise BadInput(f"{self.interaction.id}.schemes", places, "a tuple of places", mend)
        object.__setattr__(self, "schemes", tuple(int(place) for place in places))
        least = 1 if self.interaction.id == "cap" else 2
        if len(set(self.schemes)) != len(self.schemes) or len(self.schemes) < least:
            allowed = f"{least} or more different schemes"
            shown = [place + 1 for place in self.schemes]
            raise BadInput(f"{self.interaction.id}.schemes", shown, allowed, "Name each once.")

    def __hash__(self) -> int:
        return hash((self.interaction.id, self.schemes, *self.values.items()))


@dataclass(frozen=True)
class ExistingSetting:
    """What becomes of a benefit that people already get: kept, replaced, or topped up by a scheme.

    `by` is the place of that scheme in the policy, from 0: it pays only what the old benefit lacks.
    """

    benefit: str
    treatment: str
    by: int | None = None

    def __post_init__(self) -> None:
        expect("benefit", self.benefit, str, "Write the name of the benefit, in quotes.")
        if not isinstance(self.treatment, str) or self.treatment not in TREATMENTS:
            raise unknown(f"existing.{self.benefit}", self.treatment, TREATMENTS)
        if (self.by is not None) != (self.treatment == "topped_up"):
            allowed = "a scheme that tops up, and none otherwise"
            mend = "Write {treatment: topped_up, by: social_pension}, or leave `by` out."
            raise BadInput(f"existing.{self.benefit}.by", self.by, allowed, mend)
        if self.by is None:
            return
        if not is_place(self.by):
            mend = "Count the schemes of the policy from 0."
            raise BadInput(f"existing.{self.benefit}.by", self.by, "the place of a scheme", mend)
        object.__setattr__(self, "by", int(self.by))


def _check_values(setting: Any, declared: Scheme | Source | Interaction) -> None:
    """Put the checked values, with the defaults of those left out, into a setting that is being made."""
    expect("values", setting.values, Mapping, 'Write {"take_up": 0.8}.')
    checked = checked_values(declared.parameters, setting.values, declared.id)
    object.__setattr__(setting, "values", checked)
