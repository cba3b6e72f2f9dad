"""Schemes as data: one YAML file a scheme, one a targeting rule in `rules/`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from simulator.schemes.fiscal_space import FiscalSpaceOption, fiscal_space_options
from simulator.schemes.reading import SHARED, named_by_file, read_scheme, texts_in
from simulator.schemes.records import Interaction, Scheme, Source, Step
from simulator.schemes.sources import OPTIONS, all_interactions, all_sources, read_source

__all__ = [
    "OPTIONS",
    "FiscalSpaceOption",
    "Interaction",
    "Scheme",
    "Source",
    "Step",
    "all_interactions",
    "all_schemes",
    "all_sources",
    "fiscal_space_options",
    "read_scheme",
    "read_source",
]


@cache
def all_schemes() -> Mapping[str, Scheme]:
    """Return every scheme of the package by its id.

    >>> all_schemes()["child_benefit"].label
    'Child benefit'
    """
    read = {name: read_scheme(text, name) for name, text in texts_in().items() if name != SHARED}
    named_by_file((name, scheme.id) for name, scheme in read.items())
    return MappingProxyType({scheme.id: scheme for scheme in read.values()})
