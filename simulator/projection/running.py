"""The projection: in each year the engine itself, on that year's people, with that year's law."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral

from simulator.economy import YEARS
from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, SimulatorError, expect, inside
from simulator.policy import Policy
from simulator.population import Population
from simulator.projection.indexing import grown, law_after
from simulator.projection.notes import notes_of, warnings_of
from simulator.projection.outlook import Indexation, Outlook, indexation_weights
from simulator.projection.people import PeopleByYear, PeopleInYear, people_of_country
from simulator.projection.records import ProjectedPayment, ProjectedScheme, ProjectedYear, Projection
from simulator.scenario import Payment, SchemeSummary, Summary, summarise

MONTHS = 12
LAST = 2050


@dataclass(frozen=True, eq=False)
class _Plan:
    """What all years of a projection share; `first` is the people and money of the first year."""

    people: PeopleByYear
    policy: Policy
    baseline: Policy | None
    indexation: Indexation
    outlook: Outlook
    first_year: int
    first: Population

    @property
    def price_year(self) -> int:
        return self.people.population.economy.price_year


def project(  # noqa: PLR0913 (what is projected, and what is assumed)
    people: PeopleByYear | str,
    policy: Policy,
    to: int = LAST,
    indexation: Indexation = "prices",
    outlook: Outlook | None = None,
    *,
    first_year: int | None = None,
    baseline: Policy | None = None,
) -> Projection:
    """Return cost, adequacy, coverage and who pays at which rate, in each year up to `to`.

    `people` is a country's name, or `PeopleByYear`. The policy's amounts are those of `first_year` (without
    one, the price year); from then on they follow `indexation`: prices, wages, gdp_per_person, none, or
    several with weights. Take-up stays as it is. Years without population figures are `BadInput`.
    Each year is `simulate` on reweighted households (`PeopleByYear`); money is at constant prices.

    >>> policy = Policy.from_yaml("{version: 1, schemes: [{id: social_pension}]}")
    >>> projection = project("nepal", policy, to=2024)
    >>> [(each.year, each.basis, round(each.cost_percent_of_gdp, 2)) for each in projection.years]
    [(2022, 'as built', 1.04), (2023, 'interpolated', 1.05), (2024, 'interpolated', 1.06)]
    """
    if isinstance(people, str):
        people = people_of_country(people)
    expect(
        "people", people, PeopleByYear, "Write a country's name, or use projection.held_constant(population)."
    )
    expect("policy", policy, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    if baseline is not None:
        expect("baseline", baseline, Policy, "From a YAML text use simulator.Policy.from_yaml(text).")
    indexation_weights(indexation)
    outlook = Outlook() if outlook is None else outlook
    expect("outlook", outlook, Outlook, "Write simulator.projection.Outlook(inflation=3).")
    start = people.population.economy.price_year if first_year is None else first_year
    _check_years(people, start, to)
    since = start - people.population.economy.price_year
    index = outlook.amounts(indexation, since)
    first = grown(people.in_year(start).population, outlook, since, index)
    plan = _Plan(people, policy, baseline, indexation, outlook, start, first)
    years = tuple(_projected(plan, year) for year in range(start, to + 1))
    return _projection(plan, years)


def _projected(plan: _Plan, year: int) -> ProjectedYear:
    """Return one year: its people, its money and its law, simulated."""
    found, since_prices = plan.people.in_year(year), year - plan.price_year
    index = plan.outlook.amounts(plan.indexation, since_prices)
    population = grown(found.population, plan.outlook, since_prices, index)
    years = year - plan.first_year
    factor = plan.outlook.amounts(plan.indexation, years)
    with inside(f"year {year}"):
        law = law_after(plan.policy, plan.first, factor, years)
        today = plan.baseline and law_after(plan.baseline, plan.first, factor, years)
        outcome, refused = _simulated(population, law, today)
    return _year(found, outcome, year, plan.outlook.prices(since_prices), (plan.policy, refused))


def _simulated(population: Population, law: Policy, today: Policy | None) -> tuple[Outcome, str | None]:
    """Return the outcome of a law, and why its sources cannot pay for it: then the money is from outside."""
    try:
        return simulate(population, law, baseline=today), None
    except SimulatorError as error:
        # Where something else is wrong, this refuses it too.
        return simulate(population, law.paid_by("external"), baseline=today), str(error)


def _year(
    found: PeopleInYear, outcome: Outcome, year: int, prices: float, paid: tuple[Policy, str | None]
) -> ProjectedYear:
    summary = summarise(outcome)
    policy, refused = paid
    cost, reach, economy = summary.cost, summary.reach, outcome.population.economy
    gdp_month = economy.gdp_per_person_month * summary.persons
    net = cost.percent_of_gdp - 100 * cost.saved_month / gdp_month
    return ProjectedYear(
        year=year,
        basis=found.basis,
        persons=summary.persons,
        recipients=reach.reached_persons,
        coverage_percent=reach.direct_percent,
        households_percent=reach.households_percent,
        cost_percent_of_gdp=cost.percent_of_gdp,
        net_percent_of_gdp=net,
        cost_year=cost.total_year,
        cost_current_year=cost.total_year * prices,
        gdp_per_person_month=economy.gdp_per_person_month,
        mean_consumption_month=outcome.population.mean_consumption_month,
        design_effect=found.design_effect,
        largest_ratio=found.largest_ratio,
        schemes=tuple(_scheme(summary, place, each) for place, each in enumerate(summary.schemes)),
        financing=_declared(policy, net) if refused else tuple(map(_payment, summary.financing)),
        not_paid_for=refused,
    )


def _payment(paid: Payment) -> ProjectedPayment:
    rates = paid.rate_percent, paid.higher_rate_percent
    return ProjectedPayment(paid.source, paid.share, paid.percent_of_gdp, *rates)


def _declared(policy: Policy, net_percent_of_gdp: float) -> tuple[ProjectedPayment, ...]:
    """Return what each source would have to pay where together they cannot: no rate raises it."""
    return tuple(
        ProjectedPayment(each.source.id, each.share, each.share * max(0.0, net_percent_of_gdp), None, None)
        for each in policy.financing
    )


def _scheme(summary: Summary, place: int, scheme: SchemeSummary) -> ProjectedScheme:
    paid, group = scheme.paid_per_recipient, scheme.group_persons
    return ProjectedScheme(
        scheme=scheme.scheme,
        place=place + 1,
        group_persons=group,
        recipients=scheme.reached_persons,
        coverage_percent=100 * scheme.reached_persons / group if group else None,
        cost_percent_of_gdp=scheme.percent_of_gdp,
        benefit_month=paid.currency_month if paid else None,
        benefit_percent_of_gdp_per_person=paid.percent_of_gdp_per_person if paid else None,
        benefit_percent_of_poverty_line=100 * paid.currency_month / summary.line.month if paid else None,
    )


def _projection(plan: _Plan, years: tuple[ProjectedYear, ...]) -> Projection:
    population = plan.people.population
    return Projection(
        data_label=population.label,
        currency=population.economy.currency,
        price_year=plan.price_year,
        line=population.economy.line(),
        policy=plan.policy.to_fragment(),
        indexation=plan.indexation,
        outlook=plan.outlook,
        years=years,
        warnings=warnings_of(years, len(population.households.size)),
        notes=notes_of(years, plan.indexation, plan.outlook, plan.price_year),
    )


def _check_years(people: PeopleByYear, start: int, to: int) -> None:
    """Refuse a year that is none, one without population figures, and an end before the start."""
    first, last = people.population.economy.price_year, people.last_year or YEARS[1]
    for name, year, low in (("first_year", start, first), ("to", to, start)):
        if isinstance(year, bool) or not isinstance(year, Integral) or not low <= year <= last:
            why = "The population figures end there." if people.last_year else "Choose another year."
            raise BadInput(name, year, f"a whole year from {low} to {last}", why)
    people.basis(start)
