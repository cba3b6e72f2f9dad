"""One argument of a call after the other is nonsense: what each test of refusals asserts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator import SimulatorError


def check_refused_in_words(
    function: Callable[..., Any], arguments: Mapping[str, Any], argument: str, nonsense: Sequence[Any]
) -> None:
    """Nonsense in the place of one argument is taken, or refused in one line; over a third is refused."""
    refused = 0
    for each in nonsense:
        try:
            function(**{**arguments, argument: each})
        except SimulatorError as error:
            assert "\n" not in str(error) and str(error).endswith((".", "?", "}")), error
            refused += 1
    assert refused > len(nonsense) / 3, argument
