"""A few yearly sums among monthly ones are found, and no honest spread of consumption is taken for them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from simulator import country
from simulator.surveys import Problem, check_survey, read_mapping
from tests.simulator.surveys.making import MAPPING, as_bytes

Numbers = np.ndarray
Draw = Callable[[np.random.Generator, int], Numbers]
HOUSEHOLDS = 4000
HONEST: dict[str, Draw] = {
    "log-normal": lambda random, number: 0.6 * random.standard_normal(number),
    "very unequal log-normal": lambda random, number: 1.5 * random.standard_normal(number),
    "fat tails on both sides": lambda random, number: 0.5 * random.standard_t(3, number),
    "Pareto above, thin below": lambda random, number: random.exponential(1 / 1.5, number),
    "Laplace": lambda random, number: random.laplace(0, 0.6, number),
    "two honest groups": lambda random, number: (
        0.5 * random.standard_normal(number) + np.log(3) * (random.random(number) < 0.3)
    ),
}


def found(logs: Numbers, per: str = "person", members: int = 1) -> list[Problem]:
    """Return the warnings of mixed periods about households with these logs of consumption."""
    homes = np.repeat(np.arange(len(logs)), members)
    frame = pd.DataFrame(
        {
            "hhid": homes + 1,
            "pid": np.tile(np.arange(members), len(logs)) + 1,
            "weight": 10,
            "rural": 1,
            "consumption": np.exp(9 + logs)[homes],
            "age": 30,
            "sex": 1,
        }
    )
    mapping = read_mapping(MAPPING.replace("per: person", f"per: {per}"))
    problems = check_survey(as_bytes(frame, "csv"), mapping, name="survey.csv").problems
    return [each for each in problems if "mixed periods" in each.found]


@pytest.mark.parametrize("name", HONEST)
def test_silent_on_honest_spread(name: str) -> None:
    """Five draws of each distribution, two of them small: fat tails are no second cluster."""
    for seed in range(5):
        number = HOUSEHOLDS if seed < 3 else 400
        assert not found(HONEST[name](np.random.default_rng(seed), number)), seed


@pytest.mark.parametrize(
    ("ratio", "share", "words"),
    [
        (12, 0.05, "about 12 times the others: a year beside a month"),
        (12, 0.4, "about 12 times the others: a year beside a month"),
        (1 / 12, 0.05, "about 1/12 of the others: a year beside a month"),
        (365 / 12, 0.05, "about 30 times the others: a month beside a day"),
        (12 / 365, 0.03, "about 1/30 of the others: a month beside a day"),
        (365, 0.03, "about 365 times the others: a year beside a day"),
    ],
)
def test_a_part_of_the_rows_in_another_period(ratio: float, share: float, words: str) -> None:
    """The warning gives the share and the rows, both near those that were changed."""
    logs = 0.55 * np.random.default_rng(7).standard_normal(HOUSEHOLDS)
    changed = np.random.default_rng(8).permutation(HOUSEHOLDS)[: int(share * HOUSEHOLDS)]
    logs[changed] += np.log(ratio)
    (problem,) = found(logs)
    assert problem.severity == "warning" and words in problem.found
    assert problem.count == pytest.approx(len(changed), rel=0.25)
    assert f"{100 * problem.count / HOUSEHOLDS:.1f} %" in problem.found
    assert len(problem.rows) == 5


def test_every_row_that_is_named_is_one_of_them_where_the_clusters_lie_apart() -> None:
    """With little spread the rows are exactly those that were changed, as the file counts them."""
    logs = 0.2 * np.random.default_rng(3).standard_normal(500)
    logs[[7, 100, 101, 222, 310, 311, 312, 313, 314, 400, 401, 402, 403]] += np.log(12)
    (problem,) = found(logs, per="household", members=2)
    assert problem.count == 13 and problem.rows == (16, 202, 204, 446, 622)


def test_consumption_of_a_country() -> None:
    """Consumption of a synthetic country is no second cluster; a twentieth of it times 12 is one."""
    people = country("nepal")
    logs = np.log(people.households.consumption_month)
    assert not found(logs - logs.mean())
    logs[::20] += np.log(12)
    assert "about 12 times" in found(logs - logs.mean())[0].found
