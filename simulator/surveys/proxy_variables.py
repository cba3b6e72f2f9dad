"""What a proxy score may be built from: a population's own traits, and columns of the survey's own frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.builders.arrays import Flags, Numbers
from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.population import HOUSEHOLD_TYPES, Population, observed

ADULT_FROM, OLDER_FROM = 18, 60
MISSING = "(missing)"
# A text with more values than this is a name or a number of a household, not a trait.
MOST_CATEGORIES = 60
Texts = NDArray[np.str_]
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class ProxyVariable:
    """One trait of households: a number, or categories of which the first, the commonest, is left out."""

    name: str
    categories: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The names of its columns in the regression."""
        return tuple(f"{self.name}: {each}" for each in self.categories[1:]) or (self.name,)

    def columns(self, values: Numbers | Texts) -> Numbers:
        """Return households × terms, or refuse a category, or a kind of value, that the model never saw."""
        if (values.dtype.kind == "U") != bool(self.categories):
            kinds = ("texts", "numbers") if self.categories else ("numbers", "texts")
            raise BadInput(self.name, kinds[1], f"{kinds[0]}, as in the survey of the model", "Recode it.")
        if not self.categories:
            return values.astype(np.float64)[:, None]
        strange = sorted(set(values.tolist()) - set(self.categories))
        if strange:
            raise unknown(self.name, strange[0], self.categories)
        return np.column_stack([values == each for each in self.categories[1:]]).astype(np.float64)


def variable_values(
    population: Population, names: Sequence[str], columns: Columns | None
) -> dict[str, Numbers | Texts]:
    """Return the values of each variable by its name, one a household: numbers, or texts.

    A name is one of `TRAITS`, or a column of `columns`, a frame or a mapping aligned by household. A missing
    text is the category '(missing)'; missing numbers are `BadInput`, which counts them for all variables.

    >>> from simulator import example_population
    >>> variable_values(example_population(), ["children"], None)["children"].tolist()
    [3.0, 2.0, 2.0, 1.0, 1.0, 0.0]
    """
    given = {} if columns is None else columns
    known = [*TRAITS, *given]
    found = {}
    for name in _checked_names(names):
        if name not in known:
            raise unknown("variables", name, known)
        if name in TRAITS and name in given:
            raise BadInput("columns", name, "names that no trait has", "Rename that column.")
        raw = TRAITS[name](population) if name in TRAITS else given[name]
        found[name] = _typed(name, raw, len(population.households.size))
    _refuse_gaps(found)
    return found


def proxy_variable(name: str, values: Numbers | Texts) -> ProxyVariable:
    """Return how a variable enters the regression: as it is, or by categories, the commonest first.

    >>> proxy_variable("roof", np.array(["tin", "thatch", "tin"])).terms
    ('roof: thatch',)
    """
    if values.dtype.kind != "U":
        return ProxyVariable(name)
    categories, counts = np.unique(values, return_counts=True)
    if not 2 <= len(categories) <= MOST_CATEGORIES:
        mend = "Leave it out, or join rare categories."
        raise BadInput(name, f"{len(categories)} categories", f"2 to {MOST_CATEGORIES} categories", mend)
    order = np.argsort(-counts, kind="stable")
    return ProxyVariable(name, tuple(categories[order].tolist()))


def _members(chosen: Callable[[NDArray[np.uint8]], Flags]) -> Callable[[Population], Numbers]:
    """Return what counts the members whose age is chosen."""
    return lambda population: population.household_sum(chosen(population.persons.age))


def _share(of: Callable[[Population], Numbers]) -> Callable[[Population], Numbers]:
    return lambda population: of(population) / population.households.size


def _region(population: Population) -> Texts:
    region = observed(f"{population.name}: column region", population.households.region)
    return np.asarray(np.array(population.regions)[region])


_children, _older = _members(lambda age: age < ADULT_FROM), _members(lambda age: age >= OLDER_FROM)
TRAITS: Mapping[str, Callable[[Population], NDArray[Any]]] = MappingProxyType(
    {
        "size": lambda population: population.households.size,
        "log_size": lambda population: np.log(population.households.size.astype(np.float64)),
        "children": _children,
        "older": _older,
        "share_of_children": _share(_children),
        "share_of_older": _share(_older),
        "urban": lambda population: population.households.urban,
        "household_type": lambda population: np.array(HOUSEHOLD_TYPES)[population.households.type],
        "region": _region,
    }
)


def _checked_names(names: object) -> tuple[str, ...]:
    """Return the names, each a text given once, one at least."""
    mend = 'Write ["log_size", "urban"].'
    if isinstance(names, str):
        raise BadInput("variables", names, "a list of names", mend)
    expect("variables", names, Sequence, mend)
    listed: tuple[str, ...] = tuple(names)  # type: ignore[arg-type]
    if not listed or not all(isinstance(name, str) for name in listed) or len(set(listed)) < len(listed):
        raise BadInput("variables", list(listed), "names, each once, and one at least", mend)
    return listed


def _typed(name: str, given: Any, households: int) -> Numbers | Texts:
    """Return a column as numbers, gaps as nan, or as texts, gaps as a category of their own."""
    column = np.asarray(given)
    if column.shape != (households,):
        raise SimulatorError(
            f"column {name} must have one entry a household, {households} in all; here: {column.shape}."
        )
    if str(getattr(given, "dtype", "")) != "category":
        if column.dtype.kind in "biuf":
            return column.astype(np.float64)
        present = [each for each in column.tolist() if not _is_missing(each)]
        if present and all(isinstance(each, Real) for each in present):
            return np.array([np.nan if _is_missing(each) else float(each) for each in column.tolist()])
    return np.array([MISSING if _is_missing(each) else str(each) for each in column.tolist()], dtype=np.str_)


def _is_missing(value: object) -> bool:
    """Say whether a value is a gap: None, nan, an empty text, or the gap of pandas, equal to nothing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return value != value or (isinstance(value, str) and not value.strip())


def _refuse_gaps(found: Mapping[str, Numbers | Texts]) -> None:
    """Refuse numbers that are missing or infinite, counting them for all variables at once."""
    gaps = {
        name: int((~np.isfinite(values)).sum()) for name, values in found.items() if values.dtype.kind != "U"
    }
    told = ", ".join(f"{name} in {count}" for name, count in gaps.items() if count)
    if told:
        mend = "Give those households a value, leave the variable out, or recode it as categories."
        raise SimulatorError(f"these variables lack a finite number in so many households: {told}. {mend}")
