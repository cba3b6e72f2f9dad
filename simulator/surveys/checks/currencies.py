"""Amounts in two currencies: a column that names them, or marks beside the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from simulator.surveys.converting import is_missing_text
from simulator.surveys.problems import WARNING, Problem, Told, at_rows, values_text
from simulator.surveys.tables import Table, in_words

WORDS = "currency|currencies|curr|moneda|monnaie|devise"
NAMED_CURRENCY = re.compile(rf"(?:.*_)?(?:{WORDS})(?:_.*)?", re.IGNORECASE)
A_LETTER, MOST_CURRENCIES = r"[^\W\d_]", 20


def mixed_currencies(tables: Iterable[Table]) -> Iterator[Problem]:
    """Yield a column whose name or label says currency and in which some rows name another one than most."""
    for table in tables:
        for name in map(str, table.frame.columns):
            if NAMED_CURRENCY.fullmatch(name) or "currency" in table.labels.get(name, "").lower():
                yield from _different(table, name)


def _different(table: Table, name: str) -> Iterator[Problem]:
    """Yield the rows of one column that name another currency than most; a column of amounts names none."""
    words = in_words(table, table.frame[[name]])[name].astype(object)
    said = words[words.notna() & ~words.map(is_missing_text).astype(bool)].astype(str).str.strip()
    numbers = said.str.casefold().value_counts()
    if not 2 <= len(numbers) <= MOST_CURRENCIES or not said.str.contains(A_LETTER).all():
        return
    rarer = said.str.casefold() != numbers.index[0]
    told = Told(
        f"mixed currencies: most rows say {values_text([said[~rarer].iloc[0]])}, "
        f"these {values_text(list(said[rarer]))}",
        "all amounts in the currency of the economy",
        f"Convert their amounts, or keep one currency: `keep: {{{name}: …}}` in the mapping. "
        "If they were converted already, all is well.",
    )
    yield at_rows(WARNING, name, table.rows[np.asarray(said.index[rarer])], told)
