"""What was found of many designs as plain data, ready for JSON: with what was asked, units and versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any

from simulator.analysis.cheapest import Design
from simulator.analysis.outcome_fields import outcome_fields
from simulator.analysis.question import ASKED, Question
from simulator.analysis.shock_file import shock_as_data
from simulator.analysis.shock_states import checked_scale_up
from simulator.analysis.shocks import Shock
from simulator.analysis.solve import Solution
from simulator.analysis.sweep import REFUSED
from simulator.errors import BadInput, expect
from simulator.policy import Policy, link_of
from simulator.reports.notebook import show_as, summary_html
from simulator.reports.results import versions

if TYPE_CHECKING:  # pandas takes longer to load than all the rest
    import pandas as pd

FORMAT = 1
MEAN = "mean_consumption_month"
Data = dict[str, Any]


def sweep_data(frame: pd.DataFrame, policy: Policy, question: Question = ASKED) -> Data:
    """Return the table of `sweep` as plain data: each design's values and numbers, or why it has none.

    >>> from simulator import Policy, example_population
    >>> from simulator.analysis import sweep
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> frame = sweep(example_population(), policy, {"amount.value": [2, 4]})
    >>> [design["values"] for design in sweep_data(frame, policy)["designs"]]
    [{'amount.value': 2.0}, {'amount.value': 4.0}]
    """
    _check_table(frame, policy, question, ())
    vary = [name for name in frame.columns if name not in (*question.measures, REFUSED)]
    designs = [
        {"values": {path: _plain(row[path]) for path in vary}, **_found(row, question)}
        for row in frame.to_dict("records")
    ]
    shared = _shared(policy, question)
    return shared | {"data_label": frame.attrs["data_label"], "vary": vary, "designs": designs}


def across_data(frame: pd.DataFrame, policy: Policy, question: Question = ASKED) -> Data:
    """Return the table of `across` as plain data: each country with its label, its caveat and its numbers."""
    told = ("country", "data_label", "caveat")
    _check_table(frame, policy, question, told)
    countries = [
        {name: None if row[name] is None else str(row[name]) for name in told} | _found(row, question)
        for row in frame.to_dict("records")
    ]
    return _shared(policy, question) | {"countries": countries}


def shock_data(
    frame: pd.DataFrame,
    policy: Policy,
    shock: Shock,
    scale_up: float | Policy = 2.0,
    question: Question = ASKED,
) -> Data:
    """Return the table of `shock_states` as plain data: the shock as in its file, and the four states."""
    _check_table(frame, policy, question, ("state", MEAN))
    states = [
        {"state": row["state"], MEAN: _plain(row[MEAN]), **_found(row, question)}
        for row in frame.to_dict("records")
    ]
    return _shared(policy, question) | {
        "data_label": frame.attrs["data_label"],
        "shock": shock_as_data(shock)["shock"],
        "scale_up": scale_up.to_data() if isinstance(scale_up, Policy) else float(checked_scale_up(scale_up)),
        "hit_percent": frame.attrs["hit_percent"],
        "states": states,
    }


def solution_data(solution: Solution, policy: Policy, question: Question = ASKED) -> Data:
    """Return what `solve` found as plain data: the value, what it reaches, all values tried, the result."""
    expect("solution", solution, Solution, "Use simulator.analysis.solve(…).")
    names = ("vary", "value", "target", "wanted", "reached", "residual")
    found = {name: getattr(solution, name) for name in names}
    found |= {"steps": [asdict(step) for step in solution.steps], "notes": list(solution.notes)}
    return _shared(policy, question, [solution.target]) | found | _chosen(solution, question)


def design_data(design: Design, policy: Policy, question: Question = ASKED) -> Data:
    """Return what `cheapest` found as plain data: the design, what it reaches and costs, and the result."""
    expect("design", design, Design, "Use simulator.analysis.cheapest(…).")
    names = ("target", "wanted", "reached", "cost_percent_of_gdp", "designs")
    values = {path: _plain(value) for path, value in design.values.items()}
    found = {"values": values} | {name: getattr(design, name) for name in names}
    return _shared(policy, question, [design.target]) | found | _chosen(design, question)


def found_html(found: Solution | Design) -> str:
    """Return what a search found as a sentence, and the result of the policy found as a table."""
    values = {found.vary: found.value} if isinstance(found, Solution) else found.values
    told = ", ".join(f"{path} = {_plain(value)}" for path, value in values.items())
    unit = outcome_fields()[found.target].unit
    reached = f"{found.target} is {found.reached:.6g} ({unit}), where {found.wanted:g} was wanted."
    return f"<p>{escape(f'{told}: {reached}')}</p>{summary_html(found.summary)}"


def _shared(policy: Policy, question: Question, names: Sequence[str] | None = None) -> Data:
    """Return what every such file holds: versions, the policy that was given, and what was asked of it."""
    check_question(policy, question)
    fields = [outcome_fields()[name] for name in (question.measures if names is None else names)]
    baseline = question.baseline
    return {
        "format": FORMAT,
        "versions": versions(),
        "policy": policy.to_data(),
        "link": link_of(policy, baseline),
        "question": {
            "line": question.line,
            "equivalence": question.equivalence,
            "seed": question.seed,
            "baseline": None if baseline is None else baseline.to_data(),
        },
        "measures": {each.name: {"label": each.label, "unit": each.unit} for each in fields},
    }


def check_question(policy: object, question: object) -> None:
    """Refuse what is no policy, and what is no question."""
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    expect("question", question, Question, 'Write Question(("gini_after",)).')


def _check_table(frame: object, policy: object, question: Question, names: Sequence[str]) -> None:
    """Refuse what is no table of such designs, with the measures that the question asks for."""
    check_question(policy, question)
    columns = list(getattr(frame, "columns", ()))
    lacking = [name for name in (*names, *question.measures, REFUSED) if name not in columns]
    if lacking:
        allowed = f"the table of {', '.join(question.measures)} that was made with this question"
        raise BadInput("frame", frame, allowed, "Hand it in as it was returned, with its question.")


def _found(row: Mapping[Any, Any], question: Question) -> Data:
    numbers = {name: _plain(row[name]) for name in question.measures}
    return {"numbers": numbers, REFUSED: _plain(row[REFUSED])}


def _chosen(found: Solution | Design, question: Question) -> Data:
    link = link_of(found.policy, question.baseline)
    return {
        "found": {"policy": found.policy.to_data(), "link": link},
        "summary": asdict(found.summary),
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


for record in (Solution, Design):
    show_as(record, found_html)
