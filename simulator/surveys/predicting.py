"""The proxy score that a mapping asks for: predicted from the survey's own columns, to target by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulator.errors import SimulatorError
from simulator.population import Population
from simulator.surveys.converting import is_missing_text
from simulator.surveys.mapping import Code, SurveyMapping
from simulator.surveys.numerals import read_numerals
from simulator.surveys.problems import ERROR, Problem
from simulator.surveys.proxy_means import ProxyMeansModel, proxy_means_model, with_proxy_score
from simulator.surveys.proxy_variables import TRAITS

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

MEND = "Mend `predicted_from` of the mapping, or leave the proxy score out."


@dataclass(frozen=True, eq=False)
class Predicted:
    """A population, the model of its proxy score where one was asked for, and what kept it from that."""

    population: Population
    model: ProxyMeansModel | None = None
    problems: tuple[Problem, ...] = ()


def with_predicted_score(population: Population, rows: pd.DataFrame, mapping: SurveyMapping) -> Predicted:
    """Return the population with the score that `predicted_from` of the mapping asks for, if it does.

    `rows` are the file's columns, a row a household. A name that is a trait of every survey means that
    trait. Texts that are all numbers are numbers, but those named under `categories`; the mapping's codes for
    nothing are gaps. What the regression refuses is a problem, as is a name that is no column.

    >>> import pandas as pd
    >>> from simulator import country
    >>> from simulator.surveys import ColumnMapping
    >>> meant = SurveyMapping({"proxy_score": ColumnMapping(predicted_from=("log_size", "urban"))})
    >>> nepal = country("nepal")
    >>> scored = with_predicted_score(nepal, pd.DataFrame(index=range(5000)), meant)
    >>> [each.name for each in scored.model.variables], scored.problems
    (['log_size', 'urban'], ())
    """
    given = mapping.columns.get("proxy_score")
    if given is None or not given.predicted_from:
        return Predicted(population)
    missing = (*mapping.missing, *given.missing)
    columns: dict[str, Any] = {name: rows[name] for name in map(str, rows.columns) if name not in TRAITS}
    for name in {*given.predicted_from} & {*columns}:
        columns[name] = _variable(columns[name], name in given.categories, missing)
    try:
        model = proxy_means_model(population, given.predicted_from, columns)
        return Predicted(with_proxy_score(population, model, columns), model)
    except SimulatorError as error:
        found = str(error).removesuffix(".")
        return Predicted(population, None, (Problem(ERROR, "proxy_score", found, "a regression", MEND),))


def _variable(column: pd.Series[Any], is_category: bool, missing: Sequence[Code]) -> NDArray[Any]:
    """Return a column's values, None for gaps: numbers where all are, or else texts."""
    codes = {_plain(code) for code in missing}
    values = np.array(column.tolist(), dtype=object)
    gaps = np.array([is_missing_text(each) or each != each or _plain(each) in codes for each in values])
    values[gaps] = None
    if is_category:
        values[~gaps] = [_plain(each) for each in values[~gaps]]
    elif all(isinstance(each, str) for each in values[~gaps]) and str(column.dtype) != "category":
        written = read_numerals(values[~gaps].tolist())
        if written.ambiguous is None and not written.unread.any():
            values[~gaps] = written.values
    return values


def _plain(value: object) -> str:
    """Return a value as one writes it: 3, 3.0 and "3" are the same code."""
    return str(value).strip().removesuffix(".0")
