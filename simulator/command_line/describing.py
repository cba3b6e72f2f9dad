"""The commands that explain: one thing as YAML that can be pasted, and a policy to begin with."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from textwrap import indent
from types import MappingProxyType
from typing import Any

from simulator.careers import all_programmes, describe_programme
from simulator.command_line.commented import comment, entry, keys, starting_values
from simulator.command_line.files import named, write_whole
from simulator.errors import BadInput
from simulator.policy import MOST_SCHEMES
from simulator.schemes import Scheme, all_interactions, all_schemes, all_sources
from simulator.schemes.reading import SUFFIX, read_rule, texts_in

FIRST, SECOND = "child_benefit", "social_pension"
PAYS = "levy_on_consumption"
Described = tuple[Mapping[str, Any], Callable[[str], str]]


def describe(given: Namespace) -> str:
    """Return what a name stands for; where a scheme and a programme of careers share it, both."""
    return "\n\n".join(text_of(given.name) for known, text_of in _kinds() if given.name in known)


def described_names() -> list[str]:
    """Return every name that can be described, each once.

    >>> described_names()[:2]
    ['birth_grant', 'child_benefit']
    """
    return list(dict.fromkeys(name for known, _ in _kinds() for name in known))


def new_policy(given: Namespace) -> str:
    """Return a policy to begin with, every parameter explained; or write it to a file."""
    names = given.schemes or [FIRST]
    if len(names) > MOST_SCHEMES:
        raise BadInput("new-policy", len(names), f"up to {MOST_SCHEMES} schemes", "Leave some out.")
    text = policy_text([all_schemes()[name] for name in names])
    if given.out is None:
        return text.removesuffix("\n")
    write_whole("--out", given.out, text)
    return f"Written to {named(given.out)}. Now change it, and run it: python -m simulator run --help"


def policy_text(schemes: Sequence[Scheme]) -> str:
    """Return the YAML text of a policy of these schemes, every value as declared and explained.

    >>> from simulator import Policy, all_schemes
    >>> text = policy_text([all_schemes()["social_pension"]])
    >>> Policy.from_yaml(text) == Policy.from_yaml("{version: 1, schemes: [{id: social_pension}]}")
    True
    """
    head = comment("A policy. Each value is the one that counts where its line is left out.")
    lines = [*head, "version: 1", "", "schemes:"]
    for scheme in schemes:
        lines += [*_heading(scheme), *entry(scheme), ""]
    if len(schemes) > 1:
        lines += _interactions_of([scheme.id for scheme in schemes])
    lines += [line for scheme in schemes[:1] for line in _existing_of(scheme)]
    source = all_sources()[PAYS]
    others = ", ".join(name for name in all_sources() if name != PAYS)
    lines += comment(f"Who pays. Of several, each needs a `share` of the budget. The others are: {others}.")
    return "\n".join([*lines, "financing:", *_heading(source), *entry(source), ""])


@cache
def all_rules() -> Mapping[str, Mapping[str, Any]]:
    """Return every targeting rule as its file declares it, by id, in the order in which schemes offer them.

    >>> next(iter(all_rules()))
    'universal'
    """
    texts = texts_in("rules")
    offered = dict.fromkeys(name for scheme in all_schemes().values() for name in scheme.rules)
    return MappingProxyType({name: read_rule(texts[name + SUFFIX], name) for name in offered})


def _kinds() -> list[Described]:
    return [
        (all_schemes(), _scheme),
        (all_rules(), _rule),
        (all_sources(), _source),
        (all_interactions(), _interaction),
        (all_programmes(), _programme),
    ]


def _interactions_of(names: Sequence[str]) -> list[str]:
    """Return, as comments, how a rule between schemes is written; two with one id go by their numbers."""
    places = [name if names.count(name) == 1 else str(place) for place, name in enumerate(names, start=1)]
    return [
        *comment("Rules between schemes, the first one leading. Take the next two signs # away to use one;"),
        *comment(f"the others are: {', '.join(name for name in all_interactions() if name != 'exclusive')}."),
        "# interactions:",
        f"# - {{id: exclusive, schemes: [{', '.join(places)}], within: person}}",
        "",
    ]


def _existing_of(scheme: Scheme) -> list[str]:
    """Return, as comments, how to say what becomes of a benefit that exists, and what is topped up."""
    return [
        *comment(
            "Benefits that people get already, in the data or in the file of --baseline, are kept: the "
            "policy adds to them. Take the next sign # away to replace one. Or: {treatment: "
            "topped_up, by: 1}; then the first scheme pays each person what that person's own old benefit "
            "lacks, or, where it is paid per household, the household what those of all its members lack."
        ),
        f"# existing: {{{scheme.id}: replaced}}",
        "",
    ]


def _scheme(name: str) -> str:
    scheme = all_schemes()[name]
    rules = comment("A rule may have parameters of its own: describe it by its name.") if scheme.rules else []
    return "\n".join(["# A scheme.", *rules, "schemes:", *_heading(scheme), *entry(scheme)])


def _rule(name: str) -> str:
    """Return a rule as the key of a scheme."""
    declared = all_rules()[name]
    source = f" Source: {declared['source']}." if declared.get("source") else ""
    head = ["# A targeting rule, inside the entry of a scheme."]
    head += comment(f"{declared['label']}. {declared['help']}{source}")
    start = f"rule.{name}."
    offered = next(scheme for scheme in all_schemes().values() if name in scheme.rules).parameters
    parameters = {path: each for path, each in offered.items() if path.startswith(start)}
    if not parameters:
        return "\n".join([*head, f"rule: {name}"])
    values = starting_values(parameters, {"rule": name})
    inner = "\n".join(keys(list(parameters.values()), values, start))
    return "\n".join([*head, "rule:", f"  {name}:", indent(inner, "    ")])


def _source(name: str) -> str:
    source = all_sources()[name]
    option = comment(f"A source of financing. Option of fiscal space: {source.option}.")
    share = {"share": "1  # of the budget; the shares of all sources add up to 1"}
    return "\n".join([*option, "financing:", *_heading(source), *entry(source, share)])


def _interaction(name: str) -> str:
    interaction = all_interactions()[name]
    schemes = {"schemes": f"[{FIRST}, {SECOND}]  # schemes of the policy, the first one leading"}
    head = ["# A rule between schemes.", "interactions:", *_heading(interaction)]
    return "\n".join([*head, *entry(interaction, schemes)])


def _programme(name: str) -> str:
    return f"# A programme of a career file.\n{describe_programme(name)}"


def _heading(declared: Any) -> list[str]:
    return comment(f"{declared.label}. {declared.help}")
