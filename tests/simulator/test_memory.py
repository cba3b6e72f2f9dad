"""What the engine holds at once, counted by Python itself: the same on every machine."""

from __future__ import annotations

import pytest

from tests.benchmarks.engine.ours import Ours
from tests.benchmarks.engine.people import make_people
from tests.benchmarks.engine.timing import peak_bytes

MOST_POPULATIONS = 3


@pytest.mark.parametrize("persons", [10_000, 100_000])
def test_five_schemes_need_at_most_three_times_the_arrays(persons: int) -> None:
    """Building a population and simulating five schemes holds at most three times its arrays at once."""
    people, engine = make_people(persons), Ours()
    engine.outcome(engine.build(people))  # loads the code

    def built_and_simulated() -> object:
        population = engine.build(people)
        return population, engine.outcome(population)

    assert people.bytes < peak_bytes(built_and_simulated) < MOST_POPULATIONS * people.bytes
