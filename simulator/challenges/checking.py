"""A challenge, and whether a policy meets it: the policy is run again, whatever its code says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from simulator.challenges.codes import code_of, read_code
from simulator.challenges.goals import MOST_GOALS, Goal, all_measures, read_goals, words
from simulator.countries import country, known_country
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, SimulatorError, expect, unknown
from simulator.policy import Policy
from simulator.policy.roll_out import in_first_year, when_complete
from simulator.scenario import Change, Summary, breakdown, summarise
from simulator.scenario.life_stages import LIFE_STAGES
from simulator.schemes import all_schemes

CHALLENGE = 'Write Challenge("nepal", "cost_percent_of_gdp <= 1").'


@dataclass(frozen=True)
class Challenge:
    """A task for a policy in one country: goals in one line, parted by `;`, that all have to be reached.

    Poverty is counted at the poverty line named, or the country's reference line. `schemes` are those that
    a policy may have, of none any; `baseline` describes the benefits that exist. What there is not is
    refused with `BadInput`.

    >>> task = Challenge("nepal", "children_lifted_persons >= 100000; cost_percent_of_gdp <= 1")
    >>> task.goals[0].text
    'Children lifted out of poverty: at least 100,000.'
    """

    country: str
    task: str
    line: str | None = None
    schemes: tuple[str, ...] = ()
    baseline: Policy | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "country", known_country(self.country))
        count = len(self.goals)
        if not 0 < count <= MOST_GOALS:
            mend = "Write one goal, or fewer."
            raise BadInput("challenge", f"{count} goals", f"1 to {MOST_GOALS} goals", mend)
        self._check_whose()
        country(self.country).economy.line(self.line)

    def _check_whose(self) -> None:
        """Refuse schemes that do not exist, and what is no baseline; schemes are kept as a tuple."""
        if isinstance(self.schemes, str) or not isinstance(self.schemes, Sequence):
            raise BadInput("schemes", self.schemes, "names of schemes", 'Write ("child_benefit",).')
        for name in self.schemes:
            if not isinstance(name, str) or name not in all_schemes():
                raise unknown("schemes", name, all_schemes())
        object.__setattr__(self, "schemes", tuple(self.schemes))
        if self.baseline is not None:
            expect("baseline", self.baseline, Policy, "From YAML use simulator.Policy.from_yaml(text).")

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals, each a measure, a comparison and a number."""
        return read_goals(self.task)

    def as_data(self) -> dict[str, Any]:
        """Return the task as plain data for the lab, which says it in its own language."""
        shown = ("id", "digits", "at", "less")
        return {
            "country": self.country,
            "name": country(self.country).name,
            "line": self.line,
            "goals": [
                {name: getattr(all_measures()[each.measure], name) for name in shown} | vars(each)
                for each in self.goals
            ],
        }


@dataclass(frozen=True)
class GoalResult:
    """One goal: the number that the policy comes to (None where there is nobody to count), and in words."""

    goal: Goal
    value: float | None
    met: bool
    text: str


@dataclass(frozen=True)
class ChallengeResult:
    """Whether a policy reaches all goals, what it comes to for each, and the policy."""

    met: bool
    goals: tuple[GoalResult, ...]
    policy: Policy

    def __str__(self) -> str:
        """Return what is reached and what is missing, a line a goal."""
        said, count = words(), sum(each.met for each in self.goals)
        some = said.say("some_met", met=str(count), all=str(len(self.goals)))
        head = said.say("all_met") if self.met else some
        return "\n".join([head, *(f"{each.goal.text} {each.text}" for each in self.goals)])


def check_challenge(code: str, challenge: Challenge) -> ChallengeResult:
    """Return whether the policy of a code reaches the goals, by running it again.

    A code that was cut or changed, or is of another country, baseline or scheme, is refused, with the reason.

    >>> task = Challenge("nepal", "cost_percent_of_gdp <= 1; exclusion_error_percent < 20")
    >>> policy = Policy.from_fragment("version=1&1.id=child_benefit&1.amount.value=1")
    >>> print(check_challenge(challenge_code(policy, task), task))
    All goals are reached.
    Cost a year: at most 1 % of GDP. Reached: 0.37 % of GDP.
    Poor people of the group who are missed (exclusion error): under 20 %. Reached: 0.00 %.
    """
    expect("challenge", challenge, Challenge, CHALLENGE)
    where, policy, baseline = read_code(code)
    if where != challenge.country:
        mend = "Do the task in the country that it names."
        raise BadInput("code", f"a policy for {where}", f"a policy for {challenge.country}", mend)
    if baseline != challenge.baseline:
        mend = "Copy the code from the lab of this task."
        raise BadInput("code", "another baseline", "the benefits that the task starts from", mend)
    for scheme in policy.schemes:
        if challenge.schemes and scheme.scheme.id not in challenge.schemes:
            allowed = ", ".join(challenge.schemes)
            raise BadInput("code", scheme.scheme.id, allowed, "Use the schemes of the task.")
    return _result(policy, challenge)


def challenge_code(policy: Policy, challenge: Challenge) -> str:
    """Return the code that the lab gives for a policy, whether or not it reaches the goals.

    >>> task = Challenge("nepal", "cost_percent_of_gdp <= 1")
    >>> challenge_code(Policy.from_fragment("version=1&1.id=pension"), task).split("~")[:3]
    ['nepal', 'version=1', '1.id=pension']
    """
    expect("policy", policy, Policy, "From YAML use simulator.Policy.from_yaml(text).")
    expect("challenge", challenge, Challenge, CHALLENGE)
    return code_of(challenge.country, policy, challenge.baseline)


def _result(policy: Policy, challenge: Challenge) -> ChallengeResult:
    outcome = simulate(country(challenge.country), policy, baseline=challenge.baseline)
    results = _results(outcome, challenge)
    found = tuple(_goal_result(goal, results) for goal in challenge.goals)
    return ChallengeResult(all(each.met for each in found), found, policy)


def _goal_result(goal: Goal, results: Mapping[str, Any]) -> GoalResult:
    try:
        number = _number(goal, results)
    except SimulatorError as error:
        return GoalResult(goal, None, False, words().say("progress.refused", why=str(error)))
    return GoalResult(goal, number, goal.is_met_by(number), goal.progress(number))


def _results(outcome: Outcome, challenge: Challenge) -> Mapping[str, Any]:
    """Return the results that measures stand in: the summary's, and what else a goal asks for."""
    measures = [all_measures()[goal.measure] for goal in challenge.goals]
    asked = {place.split(".")[0] for each in measures for place in (each.at, each.less) if place}
    made = {name: make(outcome, challenge.line) for name, make in MADE.items() if name in asked}
    return {**vars(summarise(outcome, challenge.line)), **made}


def _life_stages(outcome: Outcome, line: str | None) -> tuple[Change | None, ...]:
    """Return poverty of children, adults and older people; None of a group in which nobody lives."""
    groups = {each.label: each.poverty for each in breakdown(outcome, "life_stage", line)}
    return tuple(groups.get(label) for label in LIFE_STAGES)


def _at_an_end(
    end: Callable[[Policy], Policy], outcome: Outcome, line: str | None
) -> Summary | SimulatorError:
    """Return the results at an end of the roll-out, or what refuses that year alone, such as a levy."""
    policy = end(outcome.policy)
    if policy == outcome.policy:
        return summarise(outcome, line)
    try:
        there = simulate(outcome.population, policy, outcome.seed, outcome.baseline)
    except SimulatorError as error:
        return error
    return summarise(there, line)


# What is computed only where a goal asks for it, by the first name of its places.
MADE: Mapping[str, Callable[[Outcome, str | None], Any]] = {
    "life_stages": _life_stages,
    "first_year": partial(_at_an_end, in_first_year),
    "complete": partial(_at_an_end, when_complete),
}


def _number(goal: Goal, results: Mapping[str, Any]) -> float | None:
    measure = all_measures()[goal.measure]
    value = _at(measure.at, results)
    if measure.less is None or value is None:
        return value
    less = _at(measure.less, results)
    return None if less is None else value - less


def _at(place: str, results: Mapping[str, Any]) -> float | None:
    """Return the number at a dotted place, or None where it, or what holds it, does not exist."""
    first, *rest = place.split(".")
    found = results[first]
    if isinstance(found, SimulatorError):
        raise found
    for name in rest:
        if found is not None:
            found = found[int(name)] if name.isdigit() else getattr(found, name)
    return None if found is None else float(found)
