"""Schemes as data: one YAML file a scheme, one a targeting rule in `rules/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from simulator.schemes.reading import SHARED, named_by_file, read_scheme, texts_in
from simulator.schemes.records import Scheme, Step

__all__ = ["Scheme", "Step", "all_schemes", "read_scheme"]


@cache
def all_schemes() -> Mapping[str, Scheme]:
    """Return every scheme of the package by its id.

    >>> all_schemes()["child_benefit"].label
    'Child benefit'
    """
    read = {name: read_scheme(text, name) for name, text in texts_in().items() if name != SHARED}
    named_by_file((name, scheme.id) for name, scheme in read.items())
    return MappingProxyType({scheme.id: scheme for scheme in read.values()})
