"""Random policies: every parameter, every unit, rule and choice, and the ends of each range."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

from simulator.parameters import Parameter, Value, in_force
from simulator.policy import (
    TREATMENTS,
    ExistingSetting,
    InteractionSetting,
    Policy,
    SchemeSetting,
    SourceSetting,
)
from simulator.schemes import Scheme, Source, all_interactions, all_sources

SHARES = [(1.0,), (1.0,), (0.5, 0.5), (0.25, 0.75), (0.3, 0.3, 0.4)]


def random_policy(
    random: Random,
    catalogue: Mapping[str, Scheme],
    sources: Mapping[str, Source] | None = None,
    benefits: Sequence[str] = (),
    lacking: Collection[str] = (),
) -> Policy:
    """Return a policy of one to five schemes, or now and then of none, with rules between them and who pays.

    `benefits` are those that exist, of which the policy may keep, replace or top up some. `lacking` names
    what is seldom chosen: schemes, rules, sources and units for which the people's data lack something.
    """
    number = random.choice([0, *[1] * 8, *[2] * 6, *[3] * 4, 4, 5])
    names = [_chosen(random, list(catalogue), lacking) for _ in range(number)]
    schemes = tuple(random_setting(random, catalogue[name], lacking) for name in names)
    rules = tuple(_interaction(random, number, lacking) for _ in range(_rules(random, number)))
    financing = _financing(random, all_sources() if sources is None else sources, lacking)
    return Policy(schemes, rules, financing, _existing(random, number, benefits))


def random_baseline(random: Random, catalogue: Mapping[str, Scheme], lacking: Collection[str] = ()) -> Policy:
    """Return the benefits that exist: one to three schemes in any order, some with a rule between them.

    Some of them say who pays, and a few what becomes of a benefit, which no baseline may.
    """
    names = sorted({_chosen(random, list(catalogue), lacking) for _ in range(random.choice([1, 1, 2, 3]))})
    random.shuffle(names)
    schemes = tuple(random_setting(random, catalogue[name], lacking) for name in names)
    rules = (_interaction(random, len(schemes), lacking),) if random.random() < 0.3 else ()
    financing = _financing(random, all_sources(), ()) if random.random() < 0.3 else ()
    treated = names[:1] if random.random() < 0.05 else []
    return Policy(schemes, rules, financing, _existing(random, 0, treated))


def random_setting(random: Random, scheme: Scheme, lacking: Collection[str] = ()) -> SchemeSetting:
    """Return a scheme with any allowed value for each parameter in force."""
    return SchemeSetting(scheme, _values(random, scheme.parameters, lacking))


def _values(
    random: Random, parameters: Mapping[str, Parameter], lacking: Collection[str]
) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    for path, each in sorted(parameters.items(), key=lambda pair: bool(pair[1].unit_from)):
        if in_force(path, values):
            chosen = each.kind == "choice" and _chosen(random, list(each.choices), lacking)
            values[path] = chosen or _value(random, each, values)
    return {path: values[path] for path in parameters if path in values}


def _chosen(random: Random, names: list[str], lacking: Collection[str]) -> str:
    possible = [name for name in names if name not in lacking]
    return random.choice(possible if possible and random.random() < 0.99 else names)


def _value(random: Random, parameter: Parameter, values: Mapping[str, Value]) -> Value:
    bounds = parameter.bounds_for(values)
    if parameter.kind == "range":
        low, high = sorted(random.randint(int(bounds.low), int(bounds.high)) for _ in range(2))
        return low, high
    width = bounds.high - bounds.low
    spread = bounds.low + random.random() ** 3 * width
    steps = bounds.low + round(random.random() * width / bounds.step) * bounds.step
    tiny = max(bounds.low, 10.0 ** random.uniform(-9, -3))
    usual = float(parameter.start(values))  # type: ignore[arg-type]
    near = max(bounds.low, 2 * random.random() * usual)
    chosen = random.choice([bounds.low, bounds.high, spread, steps, tiny, *[near] * 5, *[usual] * 4])
    return min(bounds.high, chosen)


def _rules(random: Random, schemes: int) -> int:
    return random.choice([0, 0, 1, 2, 3]) if schemes else 0


def _interaction(random: Random, number: int, lacking: Collection[str]) -> InteractionSetting:
    """Return a rule between one or more of the schemes, in their order, so that no two lists contradict."""
    kinds = all_interactions()
    interaction = kinds[random.choice(list(kinds)) if number > 1 else "cap"]
    places = random.sample(range(number), random.randint(1 if interaction.id == "cap" else 2, number))
    ordered = sorted(places) if interaction.id == "exclusive" else places
    return InteractionSetting(interaction, tuple(ordered), _values(random, interaction.parameters, lacking))


def _financing(
    random: Random, sources: Mapping[str, Source], lacking: Collection[str]
) -> tuple[SourceSetting, ...]:
    """Return who pays: nothing said, from outside, or one to three sources."""
    chance = random.random()
    if chance < 0.4:
        return () if chance < 0.1 else (SourceSetting(sources["external"]),)
    chosen = [(sources[_chosen(random, list(sources), lacking)], share) for share in random.choice(SHARES)]
    return tuple(
        SourceSetting(source, _values(random, source.parameters, lacking), share) for source, share in chosen
    )


def _existing(random: Random, number: int, benefits: Sequence[str]) -> tuple[ExistingSetting, ...]:
    chosen = [name for name in benefits if random.random() < 0.6]
    treatments = [random.choice(TREATMENTS if number else TREATMENTS[:2]) for _ in chosen]
    return tuple(
        ExistingSetting(name, treatment, random.randrange(number) if treatment == "topped_up" else None)
        for name, treatment in zip(chosen, treatments, strict=True)
    )
