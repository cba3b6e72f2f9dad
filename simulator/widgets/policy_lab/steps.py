"""The steps of a lab: what a class, or a reader who presses a button, tries one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from simulator.errors import BadInput, inside
from simulator.policy import Policy, value_text
from simulator.policy.words import IN_ENGLISH, is_said_elsewhere
from simulator.sentences import Sentences

# What a lesson writes: values of the policy's first scheme by path, under the title of each step.
AskedSteps = Mapping[str, Mapping[str, object]]
# What a class has to know of the policy that it begins with, beside all that a step changes.
FIRST_SAID = ("who.age", "amount.value")
MEND = 'Write {"Every child": {"who.age": [0, 17]}}.'


@dataclass(frozen=True)
class Step:
    """One step: its title, what is set in it, as labels and values in words, and the policy that it makes."""

    title: str
    settings: tuple[tuple[str, str], ...]
    policy: Policy


def steps_of(
    policy: Policy, asked: AskedSteps, start: str, words: Sentences = IN_ENGLISH
) -> tuple[Step, ...]:
    """Return the policy under the title `start`, then each step, which goes on from the one before it.

    Values are those of the policy's first scheme, by path, told in `words`. A title that is empty or that of
    the start, and a step that changes nothing, are `BadInput`, as is a value that the scheme cannot have.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}]}")
    >>> asked = {"Every child": {"who.age": [0, 17]}, "Some miss it": {"take_up": 0.8}}
    >>> start, every, some = steps_of(policy, asked, "Start")
    >>> start.settings[0]
    ('Ages of the children', '0 to 4 years')
    >>> every.title, some.settings, some.policy.schemes[0].values["who.age"]
    ('Every child', (('Take-up', '80 %'),), (0, 17))
    """
    if not isinstance(asked, Mapping) or not all(isinstance(each, Mapping) for each in asked.values()):
        raise BadInput("steps", asked, "steps by their titles", MEND)
    shown = dict.fromkeys([*FIRST_SAID, *(path for changes in asked.values() for path in changes)])
    return Step(start, _in_words(policy, shown, words), policy), *_steps(policy, asked, start, words)


def _steps(policy: Policy, asked: AskedSteps, start: str, words: Sentences) -> Iterator[Step]:
    for title, changes in asked.items():
        if not isinstance(title, str) or title.strip() in ("", start):
            raise BadInput("steps", title, "a title of its own for each step", MEND)
        with inside(f"steps: {title}"):
            changed = policy.with_values(changes)
        if changed == policy:
            raise BadInput(f"steps: {title}", changes, "a change of what was", "Set something else.")
        policy = changed
        yield Step(title, _in_words(policy, changes, words), policy)


def _in_words(policy: Policy, paths: Iterable[str], words: Sentences) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of what the first scheme has at these paths."""
    values, parameters = policy.schemes[0].values, policy.schemes[0].scheme.parameters
    return tuple(
        (words.name(parameters[path].label), value_text(parameters[path], values[path], values, words))
        for path in paths
        if path in values and not is_said_elsewhere(path)
    )
