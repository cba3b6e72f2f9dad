"""What ESCAP's packages cost on our populations, beside what ESCAP prints, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from simulator.errors import SimulatorError, expect
from simulator.escap.comparing import spot
from simulator.escap.packages import ADMINISTRATION, PACKAGES, Package, package_cost_percent_of_gdp
from simulator.escap.records import PackageCost, SpotResult
from simulator.population import Population

# Percent of GDP that ESCAP's simulator prints, and the groups in percent of all persons that it takes.
PRINTED: Mapping[tuple[str, str], float] = MappingProxyType({("Bangladesh", "global_average"): 2.6})
GROUP_PERCENT: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {"Bangladesh": {"child_benefit": 33.0, "disability_benefit": 2.0, "social_pension": 5.7}}
)


def package_costs(populations: Mapping[str, Population]) -> tuple[PackageCost, ...]:
    """Return what each of ESCAP's packages costs on each population in SPOT's arithmetic, in % of GDP.

    Where ESCAP prints a figure (we know one, Bangladesh's), it stands beside ours, with the effect of each
    group's share on the difference. Populations are given by a name of your choice.

    >>> from simulator import country
    >>> rows = package_costs({"bangladesh": country("bangladesh")})
    >>> [(each.package, each.printed_percent_of_gdp) for each in rows]
    [('global_average', 2.6), ('oecd', None), ('targeted', None)]
    """
    expect("populations", populations, Mapping, 'Write {"nepal": simulator.country("nepal")}.')
    if not populations:
        raise SimulatorError("populations: none was given. Give one at least, by name.")
    return tuple(
        _row(str(name), population, package)
        for name, population in populations.items()
        for package in PACKAGES.values()
    )


def _row(name: str, population: Population, package: Package) -> PackageCost:
    expect(f"populations.{name}", population, Population, "Use simulator.country('nepal').")
    found = spot(population, package.id)
    printed = PRINTED.get((population.name, package.id))
    reasons = () if printed is None else tuple(_reasons(population, package, found, printed))
    return PackageCost(name, package.id, found.spot.cost_percent_of_gdp, printed, reasons)


def _reasons(population: Population, package: Package, found: SpotResult, printed: float) -> Iterator[str]:
    """Yield a sentence on each group whose share differs, and one on what is left."""
    shares = GROUP_PERCENT[population.name]
    for group in found.groups:
        benefit = package.percent_of_gdp_per_person[group.scheme]
        ours, theirs = group.percent_of_population, shares[group.scheme]
        points = (ours - theirs) / 100 * benefit * (1 + ADMINISTRATION)
        name = group.scheme.replace("_", " ")
        yield f"{name}: {ours:.1f} % of persons here, {theirs:g} % at ESCAP: {points:+.2f} points of GDP."
    by_hand = package_cost_percent_of_gdp(package.id, shares)
    yield f"With ESCAP's shares the same formula gives {by_hand:.2f} %, which it prints as {printed:g} %."
