"""How the sample was drawn: what sampling errors need."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.surveys.canonical import Canonical
from simulator.surveys.problems import WARNING, Problem


def no_design(survey: Canonical) -> Iterator[Problem]:
    """Yield primary sampling units and strata that no column gives."""
    absent = [name for name in ("psu", "stratum") if name not in survey.households]
    if absent:
        found = f"no column is known for {' and '.join(absent)}"
        mend = "Without them sampling errors come out too small or too large. Name them in the mapping."
        yield Problem(
            WARNING, "sample design", found, "the sampling unit and stratum of each household", mend
        )


def equal_weights(survey: Canonical) -> Iterator[Problem]:
    """Yield weights that are all 1: then counts are those of the sample, not of the country."""
    weight = survey.households.get("weight")
    if weight is not None and len(weight) > 1 and bool((weight == 1).all()):
        mend = "Counts of persons will be those of the sample. Look for the survey's weights."
        yield Problem(WARNING, survey.source("weight"), "all weights are 1", "weights of the survey", mend)
