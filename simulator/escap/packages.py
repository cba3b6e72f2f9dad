"""ESCAP's preset packages: monthly benefits in percent of GDP per person, and what they cost by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from simulator.errors import BadInput, expect, unknown
from simulator.measures import cost_percent_of_gdp
from simulator.policy import Policy

ADMINISTRATION = 0.05
GROUPS = ("child_benefit", "disability_benefit", "social_pension")


@dataclass(frozen=True)
class Package:
    """A preset of ESCAP's simulator: what each recipient gets, in percent of GDP per person a month.

    `poorest` is the share of persons (0 to 1) that the proxy score lets through, None where all get it.
    """

    id: str
    label: str
    percent_of_gdp_per_person: Mapping[str, float]
    poorest: float | None = None


def _benefits(child: float, disability: float, old_age: float) -> Mapping[str, float]:
    return MappingProxyType(dict(zip(GROUPS, (child, disability, old_age), strict=True)))


GLOBAL_AVERAGE = _benefits(4, 14, 16)
# Of 'targeted' only the quota is known to us: it is taken to pay what 'global average' pays.
PACKAGES: Mapping[str, Package] = MappingProxyType(
    {
        each.id: each
        for each in (
            Package("global_average", "Global average", GLOBAL_AVERAGE),
            Package("oecd", "OECD", _benefits(4, 23, 22)),
            Package("targeted", "Targeted", GLOBAL_AVERAGE, 0.4),
        )
    }
)


def package_policy(package: str) -> Policy:
    """Return one of ESCAP's packages as a policy that nobody here pays for, with administration of 5 %.

    The packages are `global_average` (child 4, disability 14, old age 16 % of GDP per person), `oecd`
    (4, 23, 22) and `targeted`: the first, for the poorest 40 % of persons by proxy score.

    >>> package_policy("oecd").schemes[2].values["amount.value"]
    22.0
    """
    known = known_package(package)
    schemes = [_scheme(name, value, known) for name, value in known.percent_of_gdp_per_person.items()]
    return Policy.from_data({"version": 1, "schemes": schemes, "financing": "external"})


def known_package(name: object) -> Package:
    """Return the package called `name`, or refuse the name.

    >>> known_package("oecd").label
    'OECD'
    """
    if not isinstance(name, str) or name not in PACKAGES:
        raise unknown("package", name, PACKAGES)
    return PACKAGES[name]


def package_cost_percent_of_gdp(package: str, group_percent: Mapping[str, float]) -> float:
    """Return what a package without a quota costs, in percent of GDP, from shares of the population alone.

    `group_percent` holds, by scheme, its group in percent of all persons. SPOT's formula: share x benefit x
    (1 + administration), with everybody reached. Bangladesh, with the shares that ESCAP takes:

    >>> shares = {"child_benefit": 33, "disability_benefit": 2, "social_pension": 5.7}
    >>> round(package_cost_percent_of_gdp("global_average", shares), 4)
    2.6376
    """
    known = known_package(package)
    if known.poorest is not None:
        allowed = ", ".join(name for name, each in PACKAGES.items() if each.poorest is None)
        raise BadInput("package", package, allowed, "Whom a quota leaves in, only a population can tell.")
    shares = checked_percents(group_percent, GROUPS)
    if len(shares) < len(GROUPS):
        allowed = f"a percentage for each of {', '.join(GROUPS)}"
        raise BadInput("group_percent", shares, allowed, "Add what is missing.")
    return sum(
        cost_percent_of_gdp(
            population_share=shares[name] / 100,
            benefit_percent_of_gdp_per_person=benefit,
            take_up=1,
            administration=ADMINISTRATION,
        )
        for name, benefit in known.percent_of_gdp_per_person.items()
    )


def checked_percents(given: object, names: tuple[str, ...]) -> dict[str, float]:
    """Return percentages of the population by scheme; what is no percentage is refused.

    >>> checked_percents({"child_benefit": 33}, ("child_benefit",))
    {'child_benefit': 33.0}
    """
    expect("group_percent", given, Mapping, "Write {'child_benefit': 33}.")
    shares: Mapping[Any, Any] = given  # type: ignore[assignment]
    for name, share in shares.items():
        if name not in names:
            raise unknown("group_percent", name, names)
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 100:
            allowed = "a percentage above 0, up to 100"
            raise BadInput(f"group_percent.{name}", share, allowed, "Write 33 for 33 % of all persons.")
    return {name: float(share) for name, share in shares.items()}


def _scheme(name: str, value: float, package: Package) -> dict[str, Any]:
    data: dict[str, Any] = {"id": name, "amount": {"value": value}, "administration": ADMINISTRATION}
    if package.poorest is not None:
        data["rule"] = {"proxy_quota": {"share": package.poorest, "of": "persons", "test_cost": 0}}
    return data
