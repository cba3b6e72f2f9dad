"""What a class without screens tries in a lab: a few steps, each a change of the policy before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.errors import BadInput, inside
from simulator.policy import Policy, value_text
from simulator.policy.words import IN_ENGLISH, is_said_elsewhere
from simulator.sentences import Sentences

# What a lesson writes: values of the policy's first scheme by path, under the title of each step.
AskedSteps = Mapping[str, Mapping[str, object]]
MEND = 'Write {"Every child": {"who.age": [0, 17]}}.'


@dataclass(frozen=True)
class PaperStep:
    """One step: its title, what is set in it, as labels and values in words, and the policy that it makes."""

    title: str
    settings: tuple[tuple[str, str], ...]
    policy: Policy


def paper_steps(policy: Policy, asked: AskedSteps, words: Sentences = IN_ENGLISH) -> tuple[PaperStep, ...]:
    """Return the steps of a class, each going on from the one before it, the first from the policy.

    Values are those of the policy's first scheme, by path, told in `words`. A step without a title, and
    one that changes nothing, are `BadInput`, as is a value that the scheme cannot have.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}]}")
    >>> steps = paper_steps(policy, {"Every child": {"who.age": [0, 17]}, "Some miss it": {"take_up": 0.8}})
    >>> steps[1].settings, steps[1].policy.schemes[0].values["who.age"]
    ((('Take-up', '80 %'),), (0, 17))
    """
    if not isinstance(asked, Mapping):
        raise BadInput("on_paper", asked, "steps by their titles", MEND)
    return tuple(_steps(policy, asked, words))


def _steps(policy: Policy, asked: AskedSteps, words: Sentences) -> Iterator[PaperStep]:
    for title, changes in asked.items():
        if not isinstance(title, str) or not title.strip():
            raise BadInput("on_paper", title, "a title for each step", MEND)
        with inside(f"on_paper: {title}"):
            changed = policy.with_values(changes)
        if changed == policy:
            raise BadInput(f"on_paper: {title}", changes, "a change of what was", "Set something else.")
        policy = changed
        yield PaperStep(title, _in_words(policy, changes, words), policy)


def _in_words(policy: Policy, changes: Mapping[str, object], words: Sentences) -> tuple[tuple[str, str], ...]:
    setting = policy.schemes[0]
    shown = {path: setting.scheme.parameters[path] for path in changes if not is_said_elsewhere(path)}
    return tuple(
        (words.name(parameter.label), value_text(parameter, setting.values[path], setting.values, words))
        for path, parameter in shown.items()
    )
