"""A challenge, and whether a policy meets it: the policy is run again, whatever its code says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.challenges.codes import code_of, read_code
from simulator.challenges.goals import MOST_GOALS, Goal, all_measures, read_goals, words
from simulator.countries import country, known_country
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, expect, unknown
from simulator.policy import Policy
from simulator.scenario import breakdown, summarise
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
    results = _results(outcome, challenge.line)
    found = []
    for goal in challenge.goals:
        number = _number(goal, results)
        found.append(GoalResult(goal, number, goal.is_met_by(number), goal.progress(number)))
    return ChallengeResult(all(each.met for each in found), tuple(found), policy)


def _results(outcome: Outcome, line: str | None) -> Mapping[str, Any]:
    """Return the results that measures stand in: the summary's, and poverty by stage of life."""
    groups = {each.label: each.poverty for each in breakdown(outcome, "life_stage", line)}
    stages = tuple(groups.get(label) for label in LIFE_STAGES)
    return {**vars(summarise(outcome, line)), "life_stages": stages}


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
    for name in rest:
        if found is not None:
            found = found[int(name)] if name.isdigit() else getattr(found, name)
    return None if found is None else float(found)
