"""Declarations as YAML that can be pasted: each value as declared, and above it what may stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from simulator.parameters import Bounds, Parameter, Value, in_force, plain
from simulator.policy.data import Declared

WIDTH = 100
Lines = list[str]


def entry(declared: Declared, also: Mapping[str, str] | None = None) -> Lines:
    """Return a scheme, source or interaction as an entry of a list, each parameter under its comment.

    `also` are keys that are no parameters, with their text. Parameters of a rule that is not
    chosen are left out: they are the rule's.

    >>> from simulator.schemes import all_interactions
    >>> print("\\n".join(entry(all_interactions()["offset"])))
    - id: offset
      # share: Share counted. 1 takes the other benefits off in full.
      # A number from 0 to 1 (share).
      share: 1
    """
    parameters = declared.parameters
    values = starting_values(parameters)
    chosen = [parameters[path] for path in values]
    head = [f"- id: {declared.id}", *(f"  {key}: {text}" for key, text in (also or {}).items())]
    return [*head, *_indented(keys(chosen, values))]


def keys(parameters: Sequence[Parameter], values: Mapping[str, Value], prefix: str = "") -> Lines:
    """Return parameters as keys of YAML under their comments; those of one group stand together.

    `prefix` is what the paths begin with and the keys do not, such as `rule.lottery.`.
    """
    lines: Lines = []
    done: set[str] = set()
    for each in parameters:
        name = each.path.removeprefix(prefix).partition(".")[0]
        if name in done:
            continue
        done.add(name)
        start = f"{prefix}{name}."
        inner = [other for other in parameters if other.path.startswith(start)]
        # A choice, such as a rule, may have parameters of its own below the name chosen.
        lines += _about(each) if each.path == prefix + name else []
        lines += (
            [f"{name}:", *_indented(keys(inner, values, start))]
            if inner
            else [f"{name}: {_written(values[each.path])}"]
        )
    return lines


def comment(text: str) -> Lines:
    """Return a text as lines of comments, wrapped.

    >>> comment("A cash benefit.")
    ['# A cash benefit.']
    """
    words = " ".join(text.split())
    return [f"# {line}" for line in wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)]


def starting_values(
    parameters: Mapping[str, Parameter], chosen: Mapping[str, Value] | None = None
) -> dict[str, Value]:
    """Return the values that count where nobody has changed one, by path; `chosen` are those of others.

    >>> from simulator.schemes import all_schemes
    >>> starting_values(all_schemes()["child_benefit"].parameters)["amount.value"]
    4
    """
    values = dict(chosen or {})
    for path, each in sorted(parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if in_force(path, values):
            values[path] = each.start(values)
    return {path: values[path] for path in parameters if path in values}


def _about(each: Parameter) -> Lines:
    """Return what a parameter is, and what it takes: its choices, or its bounds in each unit."""
    source = f" Source: {each.source}." if each.source else ""
    return [*comment(f"{each.path}: {each.label}. {each.help}{source}"), *_allowed(each)]


def _allowed(each: Parameter) -> Lines:
    if each.kind == "choice":
        return ["# One of:", *(f"#   {name}: {label}" for name, label in each.choices.items())]
    what = "Two whole numbers, the lower first," if each.kind == "range" else "A number"
    if not each.unit_from:
        return comment(f"{what} {_range(each.bounds[each.unit])} ({each.unit}).")
    head = comment(f"{what}; `{each.unit_from.rpartition('.')[2]}` chooses the unit:")
    units = (
        f"#   {unit}: {_range(given)}; begins with {_written(given.default)}"
        for unit, given in each.bounds.items()
    )
    return [*head, *units]


def _range(given: Bounds) -> str:
    return f"from {plain(given.low)} to {plain(given.high)}"


def _written(value: Any) -> str:
    if isinstance(value, tuple | list):
        return f"[{value[0]}, {value[1]}]"
    return value if isinstance(value, str) else plain(value)


def _indented(lines: Lines) -> Lines:
    return [f"  {line}" for line in lines]
