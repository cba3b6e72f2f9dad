"""The lab as a widget: `lab.policy`, `lab.line` and `lab.result`, in step with what the learner moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Unpack

import anywidget
import traitlets

from simulator.countries import country as population_of
from simulator.engine import simulate
from simulator.errors import BadInput, SimulatorError
from simulator.policy import Policy, link_of
from simulator.population_file import pack
from simulator.scenario import Summary, summarise
from simulator.uncertainty import AssumptionRange, Varying, assumption_range
from simulator.widgets.building import is_building_book
from simulator.widgets.policy_lab.catalogue import catalogue_data
from simulator.widgets.policy_lab.component import component_html
from simulator.widgets.policy_lab.configuration import Asked, Configuration, read_alternative, read_policy
from simulator.widgets.policy_lab.modules import style_sheets, widget_module
from simulator.widgets.policy_lab.ranges import ASKED, range_asked
from simulator.widgets.policy_lab.site_files import site_file
from simulator.widgets.policy_lab.steps import Step
from simulator.widgets.policy_lab.texts import ENGLISH, texts


class PolicyTrait(traitlets.TraitType[Policy, "Policy | str"]):
    """A policy that the lab can show; its YAML text or its link become one."""

    def validate(self, obj: PolicyLab, value: object) -> Policy:
        """Return the policy, or raise `BadInput`."""
        return obj.configuration.checked_policy(value)


class AlternativeTrait(traitlets.TraitType["Policy | None", "Policy | str | None"]):
    """The policy kept as A beside the lab's own, B, in any form that a policy has; None keeps no A."""

    allow_none = True
    default_value = None

    def validate(self, obj: PolicyLab, value: object) -> Policy:
        """Return the policy, or raise `BadInput`."""
        return obj.configuration.checked_policy(value, "alternative")


class CountryTrait(traitlets.TraitType[str, str]):
    """The name of a country that the lab shows."""

    def validate(self, obj: PolicyLab, value: object) -> str:
        """Return the name, or raise `BadInput`."""
        return obj.configuration.checked_country(value)


class LineTrait(traitlets.TraitType["str | None", "str | None"]):
    """The name of a poverty line of the country shown, or None for its reference line."""

    allow_none = True
    default_value = None

    def _validate(self, obj: PolicyLab, value: object) -> str | None:
        return obj.configuration.checked_line(value, obj.country)


def _link(policy: Policy, lab: PolicyLab) -> str:
    return link_of(policy, lab.configuration.baseline)


def _alternative_link(policy: Policy | None, _lab: PolicyLab) -> str | None:
    return None if policy is None else link_of(policy)


class PolicyLab(anywidget.AnyWidget):
    """A lab: the controls and outputs that a lesson needs, starting from a country and a policy.

    `policy` is a `Policy`, its YAML text or a lab's link, with what it holds beside. `controls` are paths of
    parameters (others stand under 'More settings'), `interactions` and `financing`. `schemes` may be added by
    the learner, `countries` chosen; `challenge` sets a task, see `simulator.Challenge`; `language` is a file
    of texts; `steps` are values by path under titles, each going on from the one before: buttons in the lab,
    and sheets for a class in a built page. Wrong ones raise `BadInput`. In a notebook `lab.country`,
    `lab.policy`, `lab.line` and `lab.alternative` (the policy kept as A, or None) follow the controls, and
    move them when set; `lab.result` is theirs; `lab.observe(handler, names=["policy"])` hears of changes.

    >>> lab = PolicyLab("nepal", "{version: 1, schemes: [{id: child_benefit}]}")
    >>> lab.policy = lab.policy.with_values({"take_up": 0})
    >>> lab.result.reach.reached_persons
    0.0
    """

    _esm = widget_module()
    country = CountryTrait().tag(sync=True)
    policy = PolicyTrait().tag(sync=True, to_json=_link)
    alternative = AlternativeTrait().tag(sync=True, to_json=_alternative_link)
    line = LineTrait().tag(sync=True)
    result = traitlets.Instance(Summary, read_only=True)
    _configuration = traitlets.Dict(read_only=True).tag(sync=True)
    _assets = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, country: str, policy: Policy | str, **asked: Unpack[Asked]) -> None:
        given, baseline = read_policy(policy)
        kept = read_alternative(policy)
        now = Configuration(country, given, baseline, alternative=kept, **asked)  # type: ignore[arg-type]
        self.configuration = now
        super().__init__(country=now.country, policy=now.policy, line=now.line, alternative=kept)
        self.on_msg(self._hand_over)

    @traitlets.default("_configuration")
    def _default_configuration(self) -> dict[str, Any]:
        return self.configuration.as_data()

    @traitlets.default("_assets")
    def _default_assets(self) -> dict[str, Any]:
        language = self.configuration.language
        return {
            "catalogue": catalogue_data(),
            "texts": None if language == ENGLISH else texts(language),
            "population": pack(self.configuration.population),
            "styles": "\n".join(text for _, text in style_sheets()),
        }

    # Declared in the class, so it hears of a change before anybody who observes the lab.
    @traitlets.observe("country", "policy", "line")
    def _compute_result(self, _change: object) -> None:
        people = population_of(self.country)
        try:
            people.economy.line(self.line)
        except BadInput:  # a line of another country
            self.line = None  # which comes back here
            return
        outcome = simulate(people, self.policy, baseline=self.configuration.baseline)
        self.set_trait("result", summarise(outcome, self.line))

    def _hand_over(self, _lab: object, content: object, _buffers: object) -> None:
        """Send a view the file that it asks for, or why there is none."""
        name = content.get("file") if isinstance(content, dict) else None
        if name is None:
            return
        try:
            self.send({"file": name}, buffers=[self._bytes_of(name)])
        except SimulatorError as error:
            self.send({"file": name, "refused": str(error)})

    def _bytes_of(self, name: Any) -> bytes:
        if isinstance(name, str) and name.startswith(ASKED):
            return range_asked(name, self.configuration)
        return site_file(name)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The start and each step after it, with its title and the policy that it makes."""
        return self.configuration.made_steps

    def take_step(self, title: str) -> None:
        """Set the policy of a step, as its button does; a title that the lab lacks raises `BadInput`.

        >>> policy = "{version: 1, schemes: [{id: child_benefit, who: {age: [0, 4]}}]}"
        >>> lab = PolicyLab("nepal", policy, steps={"Every child": {"who.age": [0, 17]}})
        >>> lab.take_step("Every child")
        >>> lab.policy == lab.steps[1].policy
        True
        """
        self.policy = self.configuration.step(title).policy

    def assumption_range(self) -> tuple[AssumptionRange, ...]:
        """Return how far each number of the present policy moves with seeds and assumptions (half a minute).

        It is that of `simulator.assumption_range`, at the line of the lab; an invented country is refused.
        """
        varying = Varying(line=self.line, baseline=self.configuration.baseline)
        return assumption_range(self.country, self.policy, varying)

    def open(self) -> None:
        """Open the channel to the front end, unless a book is built: its pages have no kernel."""
        if not is_building_book():
            super().open()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        if not is_building_book():
            return super()._repr_mimebundle_(**kwargs)
        return {"text/plain": repr(self), "text/html": self._repr_html_()}

    def _repr_html_(self) -> str:
        """Return the web component that a built page shows, starting from the present policy."""
        now = replace(
            self.configuration,
            country=self.country,
            policy=self.policy,
            alternative=self.alternative,
            line=self.line,
            start=self.configuration.made_steps[0].policy,
        )
        return component_html(now, self.result)

    def __repr__(self) -> str:
        return f"PolicyLab({self.country!r}, {_link(self.policy, self)!r})"
