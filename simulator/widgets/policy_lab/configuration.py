"""What a lab is made with: checked once, and the same for the widget and the web component."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from simulator.challenges import Challenge
from simulator.countries import country, country_facts, known_country
from simulator.countries.invented import invented_names
from simulator.errors import BadInput, unknown
from simulator.policy import Policy, alternative_in_link, from_link, link_of, short_link
from simulator.population import Population
from simulator.schemes import all_schemes
from simulator.widgets.policy_lab.steps import AskedSteps, Step, steps_of
from simulator.widgets.policy_lab.texts import ENGINE, ENGLISH, languages, sentence, sentences

DEFAULT_OUTPUTS = ("reach", "poverty", "inequality", "cost")
OUTPUTS = (
    *DEFAULT_OUTPUTS,
    *("groups", "poverty_lines", "inequality_measures", "targeting"),
    *("financing", "fiscal_years", "projection", "countries", "alternatives"),
    *("spot", "assumption_range", "household", "explanation"),
)
DEFAULT_CONTROLS = ("amount.value", "who.age", "rule", "rule.proxy_quota.share", "take_up")
# Controls of the whole package, beside the paths of parameters.
PACKAGE_CONTROLS = ("interactions", "financing")
LINK = re.compile(r"\s*(\S*#)?version=")


class Asked(TypedDict, total=False):
    """What a lesson may ask of a lab beside country and policy; the rest is as `Configuration` says."""

    controls: Sequence[str]
    outputs: Sequence[str]
    line: str | None
    title: str
    countries: Sequence[str]
    schemes: Iterable[str]
    challenge: Challenge | str | None
    language: str
    steps: AskedSteps


@dataclass(frozen=True)
class Configuration:
    """A country, the policy to start from, and what of both a learner sees; wrong names raise `BadInput`.

    `baseline` describes the benefits that exist, if the policy came as a link that holds one, and so does
    `alternative`, the policy kept as A beside it. `schemes` are
    those that a learner may add, and `countries` those that may be chosen: of none, there is no choice.
    `challenge` is a task, or its goals in one line: `cost_percent_of_gdp <= 1; gini < 0.3`. `language` is
    that of the lab's own words, by the name of its file. `steps` are values by path under titles, each going
    on from the one before, the first from `start`, or from `policy` where that is None.
    """

    country: str
    policy: Policy
    baseline: Policy | None
    controls: tuple[str, ...] = DEFAULT_CONTROLS
    outputs: tuple[str, ...] = DEFAULT_OUTPUTS
    line: str | None = None
    title: str = ""
    countries: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    challenge: Challenge | None = None
    alternative: Policy | None = None
    language: str = ENGLISH
    steps: AskedSteps = field(default_factory=dict)
    start: Policy | None = None
    made_steps: tuple[Step, ...] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("controls", "outputs", "countries", "schemes"):
            object.__setattr__(self, name, _names(name, getattr(self, name)))
        object.__setattr__(self, "country", known_country(self.country))
        chosen = [known_country(each) for each in self.countries]
        object.__setattr__(self, "countries", tuple(dict.fromkeys([self.country, *chosen])))
        if not self.policy.schemes:
            mend = "Give the policy a scheme to start from."
            raise BadInput("policy", "a policy without a scheme", "a policy with one scheme or more", mend)
        _check_names("schemes", self.schemes, all_schemes())
        _check_names("controls", self.controls, self._known_controls())
        _check_names("outputs", self.outputs, OUTPUTS)
        _check_names("language", (self.language,), languages())
        title = self.title or sentence(self.language, "lab", "title")
        object.__setattr__(self, "title", title)
        self.checked_line(self.line)
        if self.alternative is not None:
            self._check_schemes("alternative", self.alternative)
        object.__setattr__(self, "challenge", self._checked_challenge(self.challenge))
        start, words = sentence(self.language, "lab", "steps.start"), sentences(self.language, ENGINE)
        made = steps_of(self.start or self.policy, self.steps, start, words)
        object.__setattr__(self, "made_steps", made)

    def step(self, title: object) -> Step:
        """Return a step by its title, or the start, which comes before the first."""
        found = {each.title: each for each in self.made_steps}
        if not isinstance(title, str) or title not in found:
            raise unknown("step", title, found)
        return found[title]

    def _checked_challenge(self, given: Challenge | str | None) -> Challenge | None:
        """Return the task with all that it is checked by; one of another country could not be done here."""
        if given is None or isinstance(given, Challenge):
            if given and (given.country not in self.countries or given.baseline != self.baseline):
                mend = "Make the lab with the country of the challenge, and with its baseline."
                raise BadInput("challenge", f"a challenge for {given.country}", "one for this lab", mend)
            return given
        schemes = tuple(dict.fromkeys([*_ids(self.policy), *self.schemes]))
        return Challenge(self.country, given, self.line, schemes, self.baseline)

    def _known_controls(self) -> list[str]:
        shown = [each.scheme for each in self.policy.schemes]
        shown += [all_schemes()[name] for name in self.schemes]
        paths = dict.fromkeys(path for scheme in shown for path in scheme.parameters)
        return [*paths, *PACKAGE_CONTROLS]

    @property
    def population(self) -> Population:
        """The people of the country."""
        return country(self.country)

    def checked_country(self, value: object) -> str:
        """Return the name of a country that this lab shows."""
        if not isinstance(value, str) or value not in self.countries:
            raise unknown("country", value, self.countries)
        return value

    def checked_line(self, line: object, of: str | None = None) -> str | None:
        """Return the name of a poverty line of a country, or None for its reference line."""
        economy = country(self.country if of is None else of).economy
        if line is not None and not isinstance(line, str):
            lines = [each.id for each in economy.poverty_lines]
            raise BadInput("line", line, ", ".join(lines), "Write the name of a line as a text.")
        economy.line(line)
        return line

    def checked_policy(self, value: object, field: str = "policy") -> Policy:
        """Return a policy that this lab can show, from a policy, its YAML text or a link.

        A link may name the baseline of this lab, and no other. The schemes are those that the lab starts
        with; or, where others may be added, any of both.
        """
        policy, baseline = read_policy(value, field)
        if baseline not in (None, self.baseline):
            shown, mend = link_of(policy, baseline), "Make another lab for another baseline."
            raise BadInput(field, shown, "a link with the baseline of this lab, or none", mend)
        self._check_schemes(field, policy)
        return policy

    def _check_schemes(self, field: str, policy: Policy) -> None:
        own, names = _ids(self.policy), _ids(policy)
        shown, mend = ", ".join(names) or "no scheme", "Make another lab for another scheme."
        if not self.schemes and names != own:
            allowed = f"{'one scheme' if len(own) == 1 else 'these schemes'}, {', '.join(own)}"
            raise BadInput(field, shown, allowed, mend)
        known = tuple(dict.fromkeys([*own, *self.schemes]))
        if not names or not set(names) <= set(known):
            raise BadInput(field, shown, f"one or more of {', '.join(known)}", mend)

    def as_data(self) -> dict[str, Any]:
        """Return what the browser needs to know, as plain data."""
        return {
            "country": self.country,
            "countries": {name: country_label(name) for name in self.countries},
            "policy": link_of(self.policy, self.baseline, self.alternative),
            "schemes": list(self.schemes),
            "controls": list(self.controls),
            "outputs": list(self.outputs),
            "line": self.line,
            "title": self.title,
            "challenge": self.challenge and self.challenge.as_data(),
            "steps": self._steps_as_data(),
        }

    def _steps_as_data(self) -> list[dict[str, str]]:
        """Return the start and each step with its policy as a link; without a step, nothing."""
        made = self.made_steps if self.steps else ()
        return [{"title": each.title, "policy": short_link(each.policy)} for each in made]


def country_label(name: str) -> str:
    """Return how a country is called in a list; an invented one says that it is.

    >>> country_label("lao_pdr"), country_label("arumia")
    ('Lao PDR', 'Arumia (invented)')
    """
    if name in invented_names():
        return f"{country(name).name} (invented)"
    return country_facts(name).name


def read_policy(value: object, field: str = "policy") -> tuple[Policy, Policy | None]:
    """Return the policy that a record, a YAML text or a link says, and the baseline of a link that holds one.

    >>> policy, baseline = read_policy("{version: 1, schemes: [{id: child_benefit, take_up: 0.5}]}")
    >>> policy.schemes[0].values["take_up"], baseline
    (0.5, None)
    >>> policy, baseline = read_policy("version=1&1.id=child_benefit&b1.id=pension")
    >>> baseline.schemes[0].scheme.id
    'pension'
    """
    if isinstance(value, Policy):
        return value, None
    if not isinstance(value, str):
        allowed = "a Policy, its YAML text, or the link of a lab"
        raise BadInput(field, value, allowed, "Read the file first: path.read_text().")
    return from_link(value.strip()) if LINK.match(value) else (Policy.from_yaml(value), None)


def read_alternative(value: object) -> Policy | None:
    """Return the policy that a lab's link keeps as A beside its policy; only a link can hold one.

    >>> read_alternative("version=1&1.id=child_benefit&a1.id=child_benefit").schemes[0].scheme.id
    'child_benefit'
    """
    return alternative_in_link(value.strip()) if isinstance(value, str) and LINK.match(value) else None


def _ids(policy: Policy) -> list[str]:
    return [each.scheme.id for each in policy.schemes]


def _names(field: str, given: object) -> tuple[str, ...]:
    """Return names as a tuple; one alone in quotes would be taken letter by letter."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise BadInput(field, given, "a list of names", "Write a list, such as [take_up].")
    return tuple(given)


def _check_names(field: str, given: Sequence[str], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            raise unknown(field, name, tuple(known))
