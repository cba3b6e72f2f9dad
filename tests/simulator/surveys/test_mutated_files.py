"""Spoiled survey files: each is refused in words, or loads with the numbers that stand in it."""

from __future__ import annotations

import numpy as np
import pytest

from simulator import SimulatorError, load_survey
from simulator.surveys import SurveyMapping, read_mapping
from tests.simulator.surveys.making import FORMATS, MAPPING, STATA_VERSIONS, people
from tests.simulator.surveys.mutations import IN_BYTES, IN_CELLS, spoiled_bytes
from tests.simulator.surveys.plainly import expected, rows_of

MEANT: SurveyMapping = read_mapping(MAPPING)
AT_ONCE, PARTS, FULL = 50, 10, 10_000


def loads_rightly(seed: int) -> bool:
    """Check that a spoiled file is refused in words, or holds what a plain reading finds; say if it loads."""
    random = np.random.default_rng(seed)
    form = FORMATS[random.integers(len(FORMATS))]
    version = STATA_VERSIONS[random.integers(len(STATA_VERSIONS))]
    frame = IN_CELLS[random.integers(len(IN_CELLS))](people(seed, int(random.integers(5, 14))), random)
    data = IN_BYTES[random.integers(len(IN_BYTES))](spoiled_bytes(frame, form, version), random)
    try:
        population = load_survey(data, MEANT, name=f"spoiled.{form}").population
    except SimulatorError as error:
        assert str(error).startswith("spoiled.") and str(error).endswith((".", "?", "}")), error
        return False
    homes, persons = expected(rows_of(data, form))
    own = population.households
    assert list(own.weight) == [home[0] for home in homes], seed
    assert list(own.urban) == [home[1] for home in homes], seed
    assert np.allclose(own.consumption_month, [home[2] for home in homes], rtol=1e-12), seed
    found = (population.persons.household, population.persons.age, population.persons.sex)
    assert list(zip(*(each.tolist() for each in found), strict=True)) == persons, seed
    return True


@pytest.mark.parametrize("part", range(PARTS))
def test_spoiled_files(part: int) -> None:
    """Of 500 spoiled files none ends in another error or in a wrong number; some load, most are refused."""
    loaded = [loads_rightly(seed) for seed in range(part * AT_ONCE, (part + 1) * AT_ONCE)]
    assert any(loaded) and not all(loaded)


@pytest.mark.prove
def test_ten_thousand_spoiled_files() -> None:
    """The same of 10,000."""
    loaded = [loads_rightly(seed) for seed in range(FULL)]
    assert 0.05 * FULL < sum(loaded) < 0.9 * FULL
