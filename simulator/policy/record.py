"""The record of a policy, and the ways in and out of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from math import fsum
from typing import Any

from simulator.errors import BadInput, SimulatorError, expect, inside
from simulator.nesting import refuse_slips
from simulator.parameters import checked_values
from simulator.policy.data import Parts, read_policy, written
from simulator.policy.links import (
    BEFORE,
    OF_A_BASELINE,
    OF_A_POLICY,
    OF_AN_ALTERNATIVE,
    policies_in_link,
    to_link,
)
from simulator.policy.places import checked_place, precedence
from simulator.policy.settings import (
    MOST_SCHEMES,
    ExistingSetting,
    InteractionSetting,
    SchemeSetting,
    SourceSetting,
)
from simulator.schemes import Scheme, all_sources
from simulator.yaml_text import read_yaml, write_yaml

# A budget that nobody pays is half of the truth: without a word on it, everybody pays.
CLOSED = "levy_on_consumption"
ALL_OF_IT = 1e-9


@dataclass(frozen=True)
class Policy:
    """The schemes that a country would run with their values, the rules between them, and who pays.

    Without `financing` a flat levy on consumption pays. Benefits that exist and are not named are kept.

    >>> policy = Policy.from_yaml('''
    ... version: 1
    ... schemes:
    ... - id: child_benefit
    ...   amount: {value: 4, unit: percent_gdp_per_person}
    ...   take_up: 0.8
    ... financing: external
    ... ''')
    >>> policy.schemes[0].values["take_up"]
    0.8
    >>> Policy.from_fragment(policy.to_fragment()) == policy
    True
    """

    schemes: tuple[SchemeSetting, ...]
    interactions: tuple[InteractionSetting, ...] = ()
    financing: tuple[SourceSetting, ...] = ()
    existing: tuple[ExistingSetting, ...] = ()

    def __post_init__(self) -> None:
        self._check("schemes", SchemeSetting, "From YAML use simulator.Policy.from_yaml(text).")
        self._check("interactions", InteractionSetting, "Write (InteractionSetting(…),).")
        self._check("financing", SourceSetting, "Write (SourceSetting(…),).")
        self._check("existing", ExistingSetting, "Write (ExistingSetting(…),).")
        if not self.financing:
            object.__setattr__(self, "financing", (SourceSetting(all_sources()[CLOSED]),))
        if abs(fsum(each.share for each in self.financing) - 1) > ALL_OF_IT:
            shares = [each.share for each in self.financing]
            raise BadInput("financing", shares, "shares that add up to 1", "Add a source, or change a share.")
        self._check_places()

    def __repr__(self) -> str:
        return f"Policy.from_fragment({self.to_fragment()!r})"

    @classmethod
    def from_data(cls, data: Mapping[str, Any], catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy that nested data describe: the form of the YAML file."""
        return cls(*read_policy(data, catalogue))

    @classmethod
    def from_yaml(cls, text: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy that a YAML text describes."""
        return cls.from_data(read_yaml(text, "policy"), catalogue)

    @classmethod
    def from_fragment(cls, fragment: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy:
        """Return the policy in the fragment of a URL, or in a whole URL: what stands behind `#`.

        A policy holds no poverty line: `line=` is left to `line_in_link`. A link that holds a baseline or an
        alternative too is refused, so that neither gets lost: read them with `simulator.policy.from_link`
        and `alternative_in_link`.
        """
        held = policies_in_link(fragment, catalogue)
        for whose, reader in ((OF_A_BASELINE, "from_link"), (OF_AN_ALTERNATIVE, "alternative_in_link")):
            if whose in held:
                what = "a baseline" if whose == OF_A_BASELINE else "an alternative"
                mend = f"Read both with simulator.policy.{reader}(link)."
                raise SimulatorError(f"link: it holds {what} beside the policy. {mend}")
        return cls(*held[OF_A_POLICY])

    def to_data(self) -> dict[str, Any]:
        """Return the policy as nested data, every value written out."""
        return written(*self._parts)

    def to_yaml(self) -> str:
        """Return the policy as a YAML text, every value written out."""
        return write_yaml(self.to_data())

    def to_fragment(self) -> str:
        """Return the policy as the fragment of a URL, without `#`, every value written out."""
        return to_link({OF_A_POLICY: self._parts})

    @property
    def _parts(self) -> Parts:
        return self.schemes, self.interactions, self.financing, self.existing

    def with_values(self, values: Mapping[str, object], scheme: int = 0) -> Policy:
        """Return a policy in which some values of one scheme are changed, by path.

        A new rule starts from its own defaults; a new unit of the amount needs a new amount with it.

        >>> policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}]})
        >>> policy.with_values({"take_up": 0.5}).schemes[0].values["take_up"]
        0.5
        """
        expect("values", values, Mapping, 'Write {"take_up": 0.8}.')
        place = checked_place(len(self.schemes), scheme)
        old, where = self.schemes[place], f"schemes[{place + 1}]"
        refuse_slips(old.scheme.parameters, values, where)
        _check_unit(old, values, where)
        new_rule = "rule" in values and values["rule"] != old.values.get("rule")
        kept = {
            path: value for path, value in old.values.items() if not (new_rule and path.startswith("rule."))
        }
        new = SchemeSetting(old.scheme, checked_values(old.scheme.parameters, kept | dict(values), where))
        return replace(self, schemes=(*self.schemes[:place], new, *self.schemes[place + 1 :]))

    def paid_by(self, source: str, **values: object) -> Policy:
        """Return the same policy paid by one source, with values by name; see `simulator.all_sources()`.

        >>> policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}]})
        >>> policy.paid_by("external").financing[0].source.label
        'From outside'
        """
        expect("source", source, str, "Write the name of a source, such as external.")
        data = {"version": 1, "schemes": [], "financing": {source: values}}
        return replace(self, financing=read_policy(data, None)[2])

    def _check(self, name: str, kind: type, mend: str) -> None:
        """Refuse what is no list of the right records, and too long a one."""
        given = getattr(self, name)
        if not isinstance(given, tuple | list) or len(given) > MOST_SCHEMES:
            raise BadInput(name, given, f"a tuple of up to {MOST_SCHEMES} {kind.__name__}", mend)
        if not all(isinstance(each, kind) for each in given):
            raise BadInput(name, given, f"a tuple of up to {MOST_SCHEMES} {kind.__name__}", mend)
        object.__setattr__(self, name, tuple(given))

    def _check_places(self) -> None:
        """Refuse a scheme that the policy lacks, a benefit that is treated twice, and lists in a circle."""
        named = [place for each in self.interactions for place in each.schemes]
        named += [each.by for each in self.existing if each.by is not None]
        for place in named:
            if place not in range(len(self.schemes)):
                allowed = f"numbers from 1 to {len(self.schemes)}, the schemes of the policy"
                raise BadInput("schemes", place + 1, allowed, "Name a scheme of this policy.")
        benefits = [each.benefit for each in self.existing]
        for benefit in benefits:
            if benefits.count(benefit) > 1:
                raise BadInput("existing", benefit, "each benefit once", "Keep one of the two.")
        precedence([each.schemes for each in self.interactions if each.interaction.id == "exclusive"])


def link_of(policy: Policy, baseline: Policy | None = None, alternative: Policy | None = None) -> str:
    """Return a policy as the fragment of a URL, and what stands beside it, each value written out.

    `b1.id=…` is the baseline's, the benefits that exist; `a1.id=…` is that of an alternative to compare with.

    >>> child = Policy.from_fragment("version=1&1.id=child_benefit")
    >>> pension = Policy.from_fragment("version=1&1.id=pension")
    >>> from_link(link_of(child, pension)) == (child, pension)
    True
    """
    return _link((policy, baseline, alternative), short=False)


def short_link(policy: Policy, baseline: Policy | None = None, alternative: Policy | None = None) -> str:
    """Return `link_of` without the values that are as declared: `from_link` reads the same policy.

    >>> short_link(Policy.from_fragment("version=1&1.id=child_benefit&1.take_up=0.5"))
    'version=1&1.id=child_benefit&1.take_up=0.5&f1.id=levy_on_consumption'
    """
    return _link((policy, baseline, alternative), short=True)


def _link(policies: tuple[Policy | None, ...], short: bool) -> str:
    given = dict(zip(("policy", "baseline", "alternative"), policies, strict=True))
    for name, each in given.items():
        if each is not None or name == "policy":
            expect(name, each, Policy, "From YAML use simulator.Policy.from_yaml(text).")
    by_letter = zip(BEFORE, policies, strict=True)
    return to_link({whose: each._parts for whose, each in by_letter if each is not None}, short)


def from_link(link: str, catalogue: Mapping[str, Scheme] | None = None) -> tuple[Policy, Policy | None]:
    """Return the policy in a link, or in its fragment, and the baseline beside it, or None without one.

    >>> policy, baseline = from_link("version=1&1.id=child_benefit&b1.id=pension")
    >>> baseline.schemes[0].scheme.id
    'pension'
    """
    found = _policies(link, catalogue)
    return found[OF_A_POLICY], found.get(OF_A_BASELINE)


def alternative_in_link(link: str, catalogue: Mapping[str, Scheme] | None = None) -> Policy | None:
    """Return alternative A, which a lab's link holds beside its policy, or None without one.

    >>> alternative_in_link("version=1&1.id=child_benefit&a1.id=child_benefit&a1.take_up=0.5").to_data()[
    ...     "schemes"][0]["take_up"]
    0.5
    """
    return _policies(link, catalogue).get(OF_AN_ALTERNATIVE)


def _policies(link: str, catalogue: Mapping[str, Scheme] | None) -> dict[str, Policy]:
    """Return all policies that a link holds, by letter; a wrong one is refused with its name."""
    found = {}
    for whose, parts in policies_in_link(link, catalogue).items():
        with inside(BEFORE[whose].removesuffix(".")) if whose else nullcontext():
            found[whose] = Policy(*parts)
    return found


def _check_unit(old: SchemeSetting, changed: Mapping[str, object], where: str) -> None:
    """Refuse a new unit without a new value: 4 % of GDP per person must not become 4 rupees."""
    for path, parameter in old.scheme.parameters.items():
        unit = parameter.unit_from
        if unit in changed and path in old.values and path not in changed:
            if old.scheme.parameters[unit].check(f"{where}.{unit}", changed[unit], {}) == old.values[unit]:
                continue
            allowed = f"a new unit together with a new {path}"
            raise BadInput(f"{where}.{unit}", changed[unit], allowed, f"Give {path} in the new unit too.")
