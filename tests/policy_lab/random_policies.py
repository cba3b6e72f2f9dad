"""Random policies: every parameter, every unit, rule and choice, and the ends of each range."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from simulator.parameters import Parameter, Value, in_force
from simulator.policy import Policy, SchemeSetting
from simulator.schemes import Scheme


def random_policy(random: Random, catalogue: Mapping[str, Scheme]) -> Policy:
    """Return a policy of one to three schemes, or now and then of none."""
    number = random.choice([0, *[1] * 12, *[2] * 4, *[3] * 3])
    return Policy(tuple(_setting(random, random.choice(list(catalogue.values()))) for _ in range(number)))


def _setting(random: Random, scheme: Scheme) -> SchemeSetting:
    values: dict[str, Value] = {}
    for path, each in sorted(scheme.parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if in_force(path, values):
            values[path] = _value(random, each, values)
    return SchemeSetting(scheme, {path: values[path] for path in scheme.parameters if path in values})


def _value(random: Random, parameter: Parameter, values: Mapping[str, Value]) -> Value:
    if parameter.kind == "choice":
        return random.choice(list(parameter.choices))
    bounds = parameter.bounds_for(values)
    if parameter.kind == "range":
        low, high = sorted(random.randint(int(bounds.low), int(bounds.high)) for _ in range(2))
        return low, high
    spread = random.random() ** 3 * (bounds.high - bounds.low)
    steps = bounds.low + round(random.random() * (bounds.high - bounds.low) / bounds.step) * bounds.step
    tiny = 10.0 ** random.uniform(-9, -3)
    return min(
        bounds.high, float(random.choice([bounds.low, bounds.high, spread, spread, steps, steps, tiny]))
    )
