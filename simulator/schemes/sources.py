"""Ways to pay for a policy, and rules between schemes: one YAML file each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from simulator.errors import unknown
from simulator.schemes.reading import check_head, named_by_file, own_parameters, texts_in
from simulator.schemes.records import Interaction, Source
from simulator.schemes.steps import read_steps
from simulator.yaml_text import read_yaml

OPTIONS = (
    "reallocate_spending",
    "raise_tax_revenue",
    "extend_contributions",
    "aid_and_transfers",
    "stop_illicit_flows",
    "use_reserves",
    "manage_debt",
    "accommodating_macroeconomic_framework",
)
KEYS = ("id", "label", "help", "source", "option", "parameters", "base")
INTERACTION_KEYS = ("id", "label", "help", "source", "parameters")


@cache
def all_sources() -> Mapping[str, Source]:
    """Return every way to pay for a policy by its id.

    >>> all_sources()["levy_on_consumption"].label
    'A levy on consumption'
    """
    read = {name: read_source(text, f"financing/{name}") for name, text in texts_in("financing").items()}
    named_by_file((name, source.id) for name, source in read.items())
    return MappingProxyType({source.id: source for source in read.values()})


@cache
def all_interactions() -> Mapping[str, Interaction]:
    """Return every rule between schemes by its id.

    >>> list(all_interactions())
    ['cap', 'exclusive', 'offset']
    """
    read = {name: _interaction(text, name) for name, text in texts_in("interactions").items()}
    named_by_file((name, interaction.id) for name, interaction in read.items())
    return MappingProxyType({interaction.id: interaction for interaction in read.values()})


def read_source(text: str, where: str = "source") -> Source:
    """Return the source that a YAML text describes; whatever cannot be right is refused."""
    declared = read_yaml(text, where)
    check_head(where, declared, KEYS, ("id", "label", "help", "option", "parameters", "base"))
    if declared["option"] not in OPTIONS:
        raise unknown(f"{where}.option", declared["option"], OPTIONS)
    parameters = own_parameters(where, declared)
    return Source(
        id=declared["id"],
        label=declared["label"],
        help=declared["help"],
        option=declared["option"],
        parameters=MappingProxyType(parameters),
        base=read_steps(f"{where}.base", declared["base"], parameters, "base"),
    )


def _interaction(text: str, name: str) -> Interaction:
    where = f"interactions/{name}"
    declared = read_yaml(text, where)
    check_head(where, declared, INTERACTION_KEYS, ("id", "label", "help", "parameters"))
    parameters = MappingProxyType(own_parameters(where, declared))
    return Interaction(declared["id"], declared["label"], declared["help"], parameters)
