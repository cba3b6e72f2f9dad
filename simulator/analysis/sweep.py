"""One or two values of a policy varied: a tidy table with a row for each design."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simulator.analysis.designs import Point, choices_of, crossed
from simulator.analysis.evaluating import Found, Job
from simulator.analysis.outcome_fields import outcome_fields
from simulator.analysis.question import ASKED, Question
from simulator.analysis.working import HERE, Work, found_of
from simulator.errors import BadInput, SimulatorError, expect
from simulator.policy import Policy
from simulator.population import Population

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

MOST_VARIED = 2
REFUSED = "refused"


def sweep(
    population: Population,
    policy: Policy,
    vary: Mapping[str, Sequence[Any]],
    question: Question = ASKED,
    work: Work = HERE,
) -> pd.DataFrame:
    """Return a row for each combination of values: the values, each measure asked for, and `refused`.

    `vary` names one or two values by path (`amount.value`; of the second scheme `2.amount.value`). A design
    that cannot run, such as one that the levy cannot pay, has no numbers (None) and says why in `refused`;
    where none can, the first reason is raised. Units stand in `frame.attrs["units"]`. The numbers are the
    same on one process, on all cores, and on a cluster.

    >>> from simulator import Policy, example_population
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> frame = sweep(example_population(), policy, {"amount.value": [2, 4]})
    >>> frame[["amount.value", "cost.percent_of_gdp"]].round(3).values.tolist()
    [[2.0, 0.945], [4.0, 1.89]]
    """
    check_asked(population, policy, question)
    expect("work", work, Work, "Write Work(processes=2).")
    expect("vary", vary, Mapping, 'Write {"amount.value": [1, 2, 3]}.')
    if not 1 <= len(vary) <= MOST_VARIED:
        allowed = f"one or {MOST_VARIED} paths"
        raise BadInput("vary", list(vary), allowed, "To vary more at once, use cheapest.")
    choices = {path: choices_of(path, values) for path, values in vary.items()}
    points = crossed(policy, choices)
    found = found_of(Job(population, policy, question), points, work)
    if all(each.refused for each in found):
        raise SimulatorError(f"sweep: no design can run. The first: {found[0].refused}")
    return _frame(population, question, points, found)


def check_asked(population: object, policy: object, question: object) -> None:
    """Refuse what is no population, policy or question, and a line that the population does not have.

    >>> from simulator import Policy, example_population
    >>> check_asked(example_population(), Policy(()), Question(line="examples"))
    Traceback (most recent call last):
    simulator.errors.BadInput: line: 'examples' is not allowed. Allowed: example. Did you mean 'example'?
    """
    expect("population", population, Population, "Use simulator.country('nepal').")
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    expect("question", question, Question, 'Write Question(("gini_after",)).')
    assert isinstance(population, Population) and isinstance(question, Question)
    population.economy.line(question.line)


def column_of(values: Sequence[Any]) -> Any:
    """Return values as a column of a table: what is not there stays None, and never becomes nan.

    >>> column_of([1.0, None]).tolist()
    [1.0, None]
    """
    import pandas as pd

    whole = all(isinstance(each, float) for each in values)
    return pd.Series(list(values), dtype="float64" if whole else "object")


def _frame(
    population: Population, question: Question, points: Sequence[Point], found: Sequence[Found]
) -> pd.DataFrame:
    import pandas as pd

    columns = {path: column_of([point[path] for point in points]) for path in points[0]}
    for number, name in enumerate(question.measures):
        columns[name] = column_of([each.numbers[number] for each in found])
    columns[REFUSED] = column_of([each.refused for each in found])
    frame = pd.DataFrame(columns)
    frame.attrs["units"] = {name: outcome_fields()[name].unit for name in question.measures}
    frame.attrs["data_label"] = population.label
    return frame
