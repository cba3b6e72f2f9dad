"""Sentences by key, and names by their English: what Python says of a result, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from simulator.yaml_text import read_yaml


@dataclass(frozen=True)
class Sentences:
    """Sentences by key, with places in braces, `names` by their English, and the signs inside a number.

    >>> french = Sentences({"paid": "{amount} par mois"}, {"Child benefit": "Allocation"}, ",", " ")
    >>> french.say("paid", amount=french.number("1,234.5")), french.name("Child benefit")
    ('1 234,5 par mois', 'Allocation')
    """

    by_key: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    decimal_point: str = "."
    thousands: str = ","

    def say(self, key: str, **places: str) -> str:
        """Return a sentence with its places filled."""
        return self.by_key[key].format(**places)

    def name(self, english: str) -> str:
        """Return a name in the language, or in English where the language has none."""
        return self.names.get(english, english)

    def number(self, text: str) -> str:
        """Return a number that is written as English does, written as the language does."""
        return text.translate({ord("."): self.decimal_point, ord(","): self.thousands})


def read_sentences(text: str, where: str) -> dict[str, str]:
    """Return the sentences of a YAML text by dotted key.

    >>> read_sentences("month: {poor: is poor, rich: is not}", "an example")
    {'month.poor': 'is poor', 'month.rich': 'is not'}
    """
    return dict(_flat(read_yaml(text, where)))


def _flat(entries: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)
