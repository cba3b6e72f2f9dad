"""SPOT's conventions, one function each: how a policy is read one step nearer to ESCAP's arithmetic.

Source of all: what ESCAP's simulator and its guide show. Where they name no convention, such as for the
degree of a disability, the policy's own value stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from simulator.escap.packages import ADMINISTRATION
from simulator.parameters import Value
from simulator.policy import ExistingSetting, Policy, SchemeSetting

AGES: Mapping[str, tuple[int, int]] = {
    "child_benefit": (0, 17),
    "disability_benefit": (0, 64),
    "social_pension": (65, 120),
}
SCHEMES = (*AGES, "maternity_benefit", "household_benefit")
MATERNITY_WEEKS = 18
HOUSEHOLD, HOUSEHOLD_QUOTA, HOUSEHOLD_ADMINISTRATION = "household_benefit", 0.2, 0.1
QUOTA, PENSION_TEST = "proxy_quota", "pension_test"
QUOTAS = (QUOTA, "proxy_quota_drawn", "community", "lottery")
TAKE_UP = ("take_up", "take_up_rural", "take_up_poorest")
Values = Mapping[str, Value]
Changed = dict[str, object]


@dataclass(frozen=True)
class Reading:
    """A policy on its way from our arithmetic to SPOT's.

    `costed` says what it costs and `felt` what it does: SPOT parts the two. With `gross`, gains count
    benefits alone. `group_percent` replaces a group's share of the population in the cost.
    """

    costed: Policy
    felt: Policy
    gross: bool = False
    group_percent: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Convention:
    """One of SPOT's conventions: its name, what SPOT does, what we do, and the change of a reading.

    `ours` is left empty where the values that change say it.
    """

    name: str
    spot: str
    change: Callable[[Reading], Reading]
    ours: str = ""


def changed_values(before: Policy, after: Policy) -> list[tuple[SchemeSetting, str]]:
    """Return each value of a scheme that a convention changes: the scheme as it was, and the path.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
    >>> [path for _, path in changed_values(policy, policy.with_values({"take_up": 0.5}))]
    ['take_up']
    """
    if len(before.schemes) != len(after.schemes):
        return []
    return [
        (old, path)
        for old, new in zip(before.schemes, after.schemes, strict=True)
        for path, value in old.values.items()
        if path not in new.values or new.values[path] != value
    ]


def _no_rules_between(reading: Reading) -> Reading:
    """Add benefits up: no convention of SPOT lets one scheme bar, cut or top up another."""
    policy = reading.costed
    existing = tuple(
        ExistingSetting(each.benefit, "kept") if each.by is not None else each for each in policy.existing
    )
    return _both(replace(policy, interactions=(), existing=existing))


def _its_schemes(reading: Reading) -> Reading:
    kept = tuple(each for each in reading.costed.schemes if each.scheme.id in SCHEMES)
    return _both(replace(reading.costed, schemes=kept))


def _ages(name: str, values: Values) -> Changed:
    if name not in AGES:
        return {}
    roll_out: Changed = (
        {"roll_out.oldest_at_start": 17, "roll_out.year": 0} if name == "child_benefit" else {}
    )
    return {"who.age": AGES[name], **roll_out}


def _weeks(name: str, values: Values) -> Changed:
    return {"weeks": MATERNITY_WEEKS} if name == "maternity_benefit" else {}


def _chosen(name: str, values: Values) -> Changed:
    """Choose everybody of the group, or the poorest of all persons by score; the pension test stays."""
    rule = str(values.get("rule"))
    cost = values.get(f"rule.{rule}.test_cost", 0.0)
    if rule == PENSION_TEST and name == "social_pension":
        return {}
    if name == HOUSEHOLD:
        share: Value = HOUSEHOLD_QUOTA
    elif rule in QUOTAS:
        share = values[f"rule.{rule}.share"]
    else:
        return {"rule": "universal"}
    path = f"rule.{QUOTA}."
    return {"rule": QUOTA, f"{path}share": share, f"{path}of": "persons", f"{path}test_cost": cost}


def _tested(name: str, values: Values) -> Changed:
    return {"rule": "universal"} if values.get("rule") == PENSION_TEST else {}


def _take_up(name: str, values: Values) -> Changed:
    return {path: 1 for path in TAKE_UP if path in values}


def _delivery(name: str, values: Values) -> Changed:
    return {"delivery_loss": 0} if "delivery_loss" in values else {}


def _administration(name: str, values: Values) -> Changed:
    tests: Changed = {path: 0 for path in values if path.endswith(".test_cost")}
    share = HOUSEHOLD_ADMINISTRATION if name == HOUSEHOLD else ADMINISTRATION
    return {"administration": share, **tests}


def _both(policy: Policy) -> Reading:
    return Reading(policy, policy)


def _with(policy: Policy, change: Callable[[str, Values], Changed]) -> Policy:
    """Return the policy with the values of each scheme that a convention changes."""
    for place, each in enumerate(policy.schemes):
        changed = change(each.scheme.id, each.values)
        if changed:
            policy = policy.with_values(changed, place)
    return policy


def _every_scheme(change: Callable[[str, Values], Changed]) -> Callable[[Reading], Reading]:
    def changed(reading: Reading) -> Reading:
        return replace(reading, costed=_with(reading.costed, change), felt=_with(reading.felt, change))

    return changed


CONVENTIONS = (
    Convention(
        "Rules between schemes",
        "No convention says how one benefit bars, limits or tops up another: all are added up.",
        _no_rules_between,
        "The policy's own rules between schemes hold.",
    ),
    Convention(
        "Schemes",
        "Benefits for children, disability, old age and maternity, and a household benefit; no others.",
        _its_schemes,
        "Every scheme of the policy counts.",
    ),
    Convention(
        "Ages",
        "A child is 0 to 17; disability counts from 0 to 64, old age from 65. All ages begin at once.",
        _every_scheme(_ages),
    ),
    Convention("Weeks of maternity", "18 weeks.", _every_scheme(_weeks)),
    Convention(
        "Who is chosen",
        "Everybody of the group, or a quota of persons: households are sorted by proxy score, and their "
        "weights are added up until it is full. A household benefit always has a quota, of 20 %.",
        _every_scheme(_chosen),
    ),
    Convention(
        "Test against another pension",
        "The test lowers the cost, and not the effect: all older persons are taken to get the pension.",
        lambda reading: replace(reading, felt=_with(reading.felt, _tested)),
        "Who does not pass the test is left out of cost and effect alike.",
    ),
    Convention("Take-up", "All who are eligible get it: 100 %.", _every_scheme(_take_up)),
    Convention("Lost on the way", "Every payment arrives whole.", _every_scheme(_delivery)),
    Convention(
        "Administration",
        "5 % of benefits, 10 % for the household benefit; a test costs nothing more.",
        _every_scheme(_administration),
    ),
    Convention(
        "Who pays",
        "Nobody here: the budget is not closed, so nobody loses.",
        lambda reading: replace(reading, felt=reading.felt.paid_by("external")),
        "The policy says who pays, and what they pay lowers what they consume.",
    ),
    Convention(
        "Gains",
        "Gross: the benefit as it arrives, also where it replaces another. Poverty is net of that.",
        lambda reading: replace(reading, gross=True),
        "Net of benefits that are replaced, and of what people pay.",
    ),
)
