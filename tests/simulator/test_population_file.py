"""A population's file: small, exact to its steps, the same bytes again, and nothing else is read."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from simulator import BadInput, Population, SimulatorError, country, example_population
from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES
from simulator.population_file import FINE_SCALE, SCORE_STEPS, STEPS_TO_MEAN, WEIGHT_SCALE, pack, unpack
from tests.simulator.making import observed_village
from tests.strategies import populations

VILLAGE = example_population()
EXACT = ["urban", "size", "type", "household", "age", "sex", "disability", "work", "region"]


def column(population: Population, name: str) -> Any:
    """Return a column of households or persons."""
    return getattr(population.households if name in HOUSEHOLD_DTYPES else population.persons, name)


def step_of(amounts: Any) -> float:
    """Return the largest step in which a file may keep amounts."""
    return max(float(amounts.mean()) / STEPS_TO_MEAN, 1e-9)


@given(populations())
def test_there_and_back(population: Population) -> None:
    """Whole columns come back as they were, the others to within half of their steps."""
    back = unpack(pack(population))
    for name in EXACT:
        assert np.array_equal(column(back, name), column(population, name)), name
    assert (back.name, back.label, back.synthetic) == (
        population.name,
        population.label,
        population.synthetic,
    )
    assert back.economy == population.economy
    assert back.regions == population.regions
    steps = {
        "weight": WEIGHT_SCALE,
        "consumption_month": step_of(population.households.consumption_month),
        "earnings_month": step_of(population.persons.earnings_month),
        "previous_earnings_month": step_of(population.persons.previous_earnings_month),
        "contribution_years": FINE_SCALE,
        "proxy_score": np.ptp(population.households.proxy_score) / SCORE_STEPS,
    }
    for name, step in steps.items():
        apart = np.abs(column(back, name) - column(population, name)).max()
        assert apart <= step / 2 * (1 + 1e-6) + 1e-12, name
    assert list(back.persons.benefits_month) == list(population.persons.benefits_month)
    for name, amounts in population.persons.benefits_month.items():
        apart = np.abs(back.persons.benefits_month[name] - amounts).max()
        assert apart <= step_of(amounts) / 2 * (1 + 1e-6) + 1e-12, name


@given(populations())
def test_the_second_time_nothing_is_lost(population: Population) -> None:
    """What came out of a file goes into the same bytes again."""
    data = pack(population)
    assert pack(population) == data
    assert pack(unpack(data)) == data


def test_a_country() -> None:
    """A country's population has passed through its file: packing and reading changes no number."""
    people = country("nepal")
    back = unpack(pack(people))
    for name in [*HOUSEHOLD_DTYPES, *PERSON_DTYPES]:
        assert np.array_equal(column(back, name), column(people, name)), name
    assert len(pack(people)) < 100_000


def test_the_same_bytes_tomorrow() -> None:
    """The file does not hold when it was made."""
    assert pack(VILLAGE)[4:8] == bytes(4)


def test_absent_columns_stay_absent() -> None:
    """What was not observed is not in the file, and never comes back as 0."""
    people = replace(VILLAGE, households=replace(VILLAGE.households, proxy_score=None))
    back = unpack(pack(people))
    assert back.households.proxy_score is None and back.persons.disability is None
    assert back.persons.previous_earnings_month is None and back.persons.contribution_years is None


def test_observed_columns_stay() -> None:
    """Disability and work travel with the others."""
    work = (np.arange(20) % 6).tolist()
    persons = replace(VILLAGE.persons, disability=np.arange(20) % 3, work=work)
    back = unpack(pack(replace(VILLAGE, persons=persons)))
    assert back.persons.disability.tolist() == [*range(3)] * 6 + [0, 1]
    assert back.persons.work.tolist() == work


def test_what_a_survey_observed_stays() -> None:
    """Regions, earnings, benefits and the average wage come back, and that there are no benefits too."""
    village = observed_village()
    back = unpack(pack(village))
    assert back.regions == village.regions and back.economy == village.economy
    assert back.households.region.tolist() == village.households.region.tolist()
    for name in ("earnings_month", "previous_earnings_month", "contribution_years"):
        assert column(back, name) == pytest.approx(column(village, name)), name
    for name in ("pension", "allowance"):
        assert back.persons.benefits_month[name] == pytest.approx(village.persons.benefits_month[name])
    none = replace(village, persons=replace(village.persons, benefits_month={}))
    assert unpack(pack(none)).persons.benefits_month == {}
    assert unpack(pack(VILLAGE)).persons.benefits_month is None


@pytest.mark.parametrize(
    ("name", "values", "row"),
    [
        ("weight", [1e9, *[1.0] * 5], 0),
        ("weight", [1.0, 42_949_672.96, *[1.0] * 4], 1),
        ("weight", [1.0, 1.0, 0.001, 1.0, 1.0, 1.0], 2),
    ],
)
def test_what_the_file_cannot_hold(name: str, values: list[float], row: int) -> None:
    """A weight above or below what the file's steps can say is refused, never cut."""
    people = replace(VILLAGE, households=replace(VILLAGE.households, **{name: values}))
    with pytest.raises(BadInput, match=rf"^{name} in row {row}: .* in this file"):
        pack(people)


@pytest.mark.parametrize("version", [0, 1, None, "2"])
def test_another_version(version: object) -> None:
    """A file of another version is refused, with both versions."""
    first, _, body = gzip.decompress(pack(VILLAGE)).partition(b"\n")
    header = json.dumps({**json.loads(first), "version": version}).encode()
    with pytest.raises(SimulatorError, match="this simulator reads 2"):
        unpack(gzip.compress(header + b"\n" + body))


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"population", b"\x1f\x8b", b"\0" * 100, pack(VILLAGE)[:-1], pack(VILLAGE)[:40]),
        *(pack(VILLAGE)[10:], gzip.compress(b""), gzip.compress(b"[1]\n"), gzip.compress(b'"a"')),
        *(gzip.compress(b"{"), gzip.compress(b"\xff\n"), gzip.compress(gzip.decompress(pack(VILLAGE))[:-1])),
        *(gzip.compress(b'{"version": 2}\n'), gzip.compress(b'{"version": 2, "columns": [{}]}\n')),
    ],
    ids=range(15),
)
def test_other_bytes(data: bytes) -> None:
    """Bytes that are no population file, or only a part of one, are refused in words."""
    with pytest.raises(SimulatorError, match="population file"):
        unpack(data)


def test_bytes_changed_on_the_way() -> None:
    """A file with one byte changed anywhere is refused, or is still a whole population."""
    random, raw, refused = Random(5), bytearray(gzip.decompress(pack(VILLAGE))), 0
    for _ in range(400):
        bad = bytearray(raw)
        bad[random.randrange(len(bad))] = random.randrange(256)
        try:
            assert isinstance(unpack(gzip.compress(bytes(bad), 1)), Population)
        except SimulatorError as error:
            refused += 1
            assert "\n" not in str(error)
    assert refused > 40
