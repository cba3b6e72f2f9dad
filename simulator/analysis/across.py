"""The same policy in several countries, each with the label of its data, and with who refuses and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from simulator.analysis.evaluating import Job
from simulator.analysis.outcome_fields import outcome_fields
from simulator.analysis.question import ASKED, Question
from simulator.analysis.sweep import REFUSED, column_of
from simulator.countries import country, known_country
from simulator.errors import BadInput, SimulatorError, expect
from simulator.policy import Policy
from simulator.population import Population
from simulator.scenario import ASSUMED

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

ASSUMPTION = (
    "Assumption-driven: these people were made from published figures. How they differ by "
    f"{', '.join(ASSUMED).replace('_', ' ')} was assumed, and so was the score that a rule may rank them by."
)


def across(policy: Policy, countries: Iterable[str | Population], question: Question = ASKED) -> pd.DataFrame:
    """Return a row for each country: its data's label, a caveat, the measures asked for, and `refused`.

    Countries are names, or populations of your own. One that cannot run the policy, for want of a column
    or a poverty line, has no numbers (None) and says why in `refused`; the caveat of synthetic people says
    what was assumed of them. An amount in currency is refused: it is another benefit in each country.

    >>> from simulator import Policy, example_population
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> frame = across(policy, [example_population(), "cambodia"])
    >>> frame[["country", "cost.percent_of_gdp"]].round(3).values.tolist()
    [['Example', 1.89], ['cambodia', None]]
    """
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    expect("question", question, Question, 'Write Question(("gini_after",)).')
    _refuse_currency(policy)
    rows = [_row(policy, each, question) for each in _listed(countries)]
    return _frame(rows, question.measures)


def _listed(countries: object) -> list[Any]:
    if isinstance(countries, str | bytes) or not isinstance(countries, Iterable):
        raise BadInput("countries", countries, "a list of names", 'Write ["nepal", "mongolia"].')
    listed = list(countries)
    if not listed:
        raise BadInput("countries", listed, "one name at least", 'Write ["nepal", "mongolia"].')
    return listed


def _refuse_currency(policy: Policy) -> None:
    for place, each in enumerate(policy.schemes, start=1):
        for path, value in each.values.items():
            if value == "currency" and path.rpartition(".")[2] == "unit":
                allowed = "a unit that means the same everywhere, such as percent_gdp_per_person"
                mend = "500 rupees are not 500 tugrik: give the amount in another unit."
                raise BadInput(f"schemes[{place}].{path}", value, allowed, mend)


def _row(policy: Policy, given: Any, question: Question) -> list[Any]:
    """Return one country's row; what it refuses is said there, but a name that nobody has is an error."""
    nothing: Sequence[Any] = [None] * len(question.measures)
    try:
        people = given if isinstance(given, Population) else country(known_country(given))
    except BadInput:
        raise
    except SimulatorError as error:
        return [given, None, None, *nothing, str(error)]
    caveat = ASSUMPTION if people.synthetic else None
    found = Job(people, policy, question).found({})
    return [people.name, people.label, caveat, *found.numbers, found.refused]


def _frame(rows: Sequence[Sequence[Any]], measures: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    names = ["country", "data_label", "caveat", *measures, REFUSED]
    columns = zip(*rows, strict=True)
    frame = pd.DataFrame({name: column_of(list(each)) for name, each in zip(names, columns, strict=True)})
    frame.attrs["units"] = {name: outcome_fields()[name].unit for name in measures}
    return frame
