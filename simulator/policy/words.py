"""A policy in words: each scheme's values with their labels and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.errors import expect
from simulator.parameters import Parameter, Value, plain
from simulator.policy.settings import SchemeSetting

# Said of every scheme that has them; of the others only what is not as declared.
ALWAYS = ("who.age", "rule", "amount.value", "take_up", "administration")


def value_text(parameter: Parameter, value: Value, values: Mapping[str, Value]) -> str:
    """Return a value in words, with its unit.

    >>> from simulator.policy import Policy
    >>> scheme = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}").schemes[0]
    >>> [value_text(scheme.scheme.parameters[path], scheme.values[path], scheme.values)
    ...     for path in ("take_up", "who.age", "rule", "amount.value")]
    ['80 %', '0 to 17 years', 'Everyone in the group', '4 % of GDP per person']
    """
    if isinstance(value, str):
        return parameter.choices[value]
    if isinstance(value, tuple):
        return f"{value[0]} to {value[1]} {parameter.unit}"
    if parameter.unit == "share":
        return f"{plain(round(100 * value, 9))} %"
    if not parameter.unit_from:
        return f"{plain(value)} {parameter.unit}"
    kind = str(values[parameter.unit_from])
    if kind == "currency":
        return f"{plain(value)} in local currency"
    words = kind.removeprefix("percent_").replace("_", " ").replace("gdp", "GDP")
    return f"{plain(value)} % of {words}"


def scheme_words(setting: SchemeSetting) -> tuple[tuple[str, str], ...]:
    """Return what must be known of a scheme: labels and values in words, those as declared left out.

    >>> from simulator.policy import Policy
    >>> scheme = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}").schemes[0]
    >>> scheme_words(scheme)[2]
    ('Benefit', '4 % of GDP per person a month, paid per person')
    """
    expect("setting", setting, SchemeSetting, "Take one of policy.schemes.")
    return tuple(_words(setting))


def is_said_elsewhere(path: str) -> bool:
    """Say whether a value is said with another one: a unit with its amount, and to whom it is paid.

    >>> is_said_elsewhere("rule.means_test.unit"), is_said_elsewhere("take_up")
    (True, False)
    """
    return path == "amount.per" or path.split(".")[-1] == "unit"


def _words(setting: SchemeSetting) -> Iterator[tuple[str, str]]:
    values = setting.values
    for path, value in values.items():
        parameter = setting.scheme.parameters[path]
        is_said = path in ALWAYS or path.startswith("rule.") or value != parameter.start(values)
        if not is_said or is_said_elsewhere(path):
            continue
        text = value_text(parameter, value, values)
        if path == "amount.value":
            per = f", paid per {values['amount.per']}" if "amount.per" in values else ""
            text = f"{text} a month{per}"
        yield parameter.label, text
