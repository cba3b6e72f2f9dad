"""A policy in words: each scheme's values with their labels and units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.errors import expect
from simulator.parameters import Parameter, Value, plain
from simulator.policy.settings import SchemeSetting
from simulator.sentences import Sentences

# Said of every scheme that has them; of the others only what is not as declared.
ALWAYS = ("who.age", "rule", "amount.value", "take_up", "administration")
# As in the JavaScript of the lab, a sentence is the key of its translation.
IN_ENGLISH = Sentences(
    {
        text: text
        for text in (
            *("{low} to {high} {unit}", "{percent} %", "{value} {unit}", "{value} in local currency"),
            *("{value} % of GDP per person", "{value} % of poverty line"),
            *("{value} % of mean consumption", "{value} % of average wage"),
        )
    }
)


def value_text(
    parameter: Parameter, value: Value, values: Mapping[str, Value], words: Sentences = IN_ENGLISH
) -> str:
    """Return a value in words, with its unit, in the language of the words.

    >>> from simulator.policy import Policy
    >>> scheme = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}").schemes[0]
    >>> [value_text(scheme.scheme.parameters[path], scheme.values[path], scheme.values)
    ...     for path in ("take_up", "who.age", "rule", "amount.value")]
    ['80 %', '0 to 17 years', 'Everyone in the group', '4 % of GDP per person']
    """
    if isinstance(value, str):
        return words.name(parameter.choices[value])
    unit = words.name(parameter.unit)
    if isinstance(value, tuple):
        return words.say("{low} to {high} {unit}", low=str(value[0]), high=str(value[1]), unit=unit)
    if parameter.unit == "share":
        return words.say("{percent} %", percent=words.number(plain(round(100 * value, 9))))
    number = words.number(plain(value))
    if not parameter.unit_from:
        return words.say("{value} {unit}", value=number, unit=unit)
    kind = str(values[parameter.unit_from])
    if kind == "currency":
        return words.say("{value} in local currency", value=number)
    of = kind.removeprefix("percent_").replace("_", " ").replace("gdp", "GDP")
    return words.say(f"{{value}} % of {of}", value=number)


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
