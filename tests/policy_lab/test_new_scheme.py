"""A scheme that neither engine has seen runs in both: schemes are data, engines know primitives only."""

from __future__ import annotations

from random import Random

import pytest

from simulator import Policy, Population, simulate
from simulator.policy import SchemeSetting, SourceSetting
from simulator.schemes import Scheme, Source, all_schemes, all_sources, read_scheme, read_source
from tests.policy_lab.comparing import job, wrong_answers
from tests.policy_lab.conftest import RunJobs
from tests.policy_lab.random_policies import random_policy
from tests.policy_lab.random_populations import full_population

PENSION = """
id: rural_pension
label: Pension for women in rural places
help: Paid every month to older women outside the towns, drawn person by person.
group: {one: woman, many: women}
parameters:
  who.age:
    kind: range
    unit: years
    label: Ages
    help: The youngest and the oldest age.
    bounds: {low: 50, high: 120, step: 1}
    default: [60, 120]
  amount.value:
    kind: number
    unit: currency
    label: Pension
    help: Local currency a month.
    bounds: {low: 0, high: 100000, step: 50}
    default: 2500
  half:
    kind: choice
    label: Quota of
    help: What the quota counts.
    choices: {persons: persons, eligible_persons: the women}
    default: eligible_persons
shared: [rule, take_up, administration]
steps:
  group:
  - filter: {column: sex, within: [0, 0]}
  - filter: {column: urban, within: [0, 0]}
  - filter: {column: age, within: who.age}
  reach:
  - rank_cut: {score: consumption_month, share: 0.5, of: half}
  - draw: {chance: take_up, by: person, purpose: the post office is open}
  pay:
  - scale: {value: amount.value, unit: currency}
  - scale: {value: 1, unit: percent_gdp_per_person}
  - share: {per: household}
"""
# Every primitive that the first one does not use, some of them as no scheme of the package uses them.
ALLOWANCE = """
id: winter_allowance
label: Winter allowance
help: An allowance for those who live with somebody old, less what they earn and what they have.
group: {one: person, many: persons}
parameters:
  kind.household:
    kind: choice
    label: Kind of household
    help: Who must live there.
    choices: {older_person: an older person, no_one_of_working_age: nobody of working age}
    default: older_person
  oldest:
    kind: number
    unit: years
    label: Oldest
    help: From here on nobody.
    bounds: {low: 0, high: 99, step: 1}
    default: 90
  line:
    kind: number
    unit: currency
    label: Line
    help: A month.
    bounds: {low: 0, high: 9000, step: 1}
    default: 2000
  r_squared:
    kind: number
    unit: share
    label: R²
    help: Of the score.
    bounds: {low: 0, high: 1, step: 0.01}
    default: 0.3
  chance:
    kind: number
    unit: share
    label: Chance
    help: To come.
    bounds: {low: 0, high: 1, step: 0.01}
    default: 0.7
  who.disability:
    kind: range
    unit: degree
    label: Degree
    help: From and to.
    bounds: {low: 0, high: 2, step: 1}
    default: [1, 2]
  factor:
    kind: number
    unit: times
    label: Factor
    help: For these.
    bounds: {low: 0, high: 3, step: 0.1}
    default: 1.5
  sum:
    kind: number
    unit: currency
    label: Sum
    help: A month.
    bounds: {low: 0, high: 500, step: 1}
    default: 100
shared: [delivery_loss]
steps:
  group:
  - lives_with: {category: kind.household}
  - limit: {column: age, start: oldest, plus: 3}
  - qualify: {column: contribution_years, at_least: 0.75}
  - in_area: {area: rural}
  - existing_below: {benefit: pension, value: line, unit: currency}
  reach:
  - score_cut: {column: earnings_month, value: line, unit: currency}
  - noisy_rank_cut: {r_squared: r_squared, share: 0.9, of: eligible_persons, purpose: village}
  - predicted_cut: {r_squared: r_squared, value: 150, unit: percent_mean_consumption, purpose: village}
  - rank_regions: {share: 0.8}
  - draw_by_rank: {poorest: 1, richest: chance, by: person, purpose: cold feet}
  - draw_among: {among: men, chance: chance, by: household, purpose: pride}
  - draw_among: {among: women, chance: 0.9, by: person, purpose: distance}
  pay:
  - scale: {value: sum, unit: currency}
  - replace_earnings: {column: earnings_month, rate: 0.1}
  - accrue: {column: contribution_years, rate: 0.05, most: 1.5}
  - at_least: {value: 2, unit: percent_gdp_per_person}
  - multiply: {column: disability, within: who.disability, factor: factor}
  - multiply: {column: urban, within: [0, 0], factor: 1.25}
  - prorate: {part: 5, whole: 12}
  - withdraw: {column: earnings_month, rate: 0.01}
  - taper: {column: consumption_month, full_below: 40, ends_at: 160, unit: percent_mean_consumption}
  - cap: {value: 90, unit: currency}
"""
LEVIES = (
    """
id: levy_on_pay
label: A levy on pay
help: On the pay of the insured, in bands, up to a ceiling.
option: raise_tax_revenue
parameters: {}
base:
- earnings: {}
- insured: {}
- bands: {exempt_below: 5, higher_above: 120, multiple: 3, unit: percent_gdp_per_person}
- ceiling: {value: 400, unit: percent_gdp_per_person}
""",
    """
id: levy_on_luxury
label: A levy on luxury
help: It grows with consumption, spares a part of it, and is as large as some tax is now.
option: raise_tax_revenue
parameters:
  growth:
    kind: number
    unit: times
    label: Growth
    help: Above one for the rich.
    bounds: {low: 0, high: 4, step: 0.1}
    default: 1.7
base:
- consumption: {}
- ceiling: {value: 300, unit: percent_mean_consumption}
- power: {exponent: growth}
- spare: {poorest: 0.9, richest: 0.2}
- rescale: {percent_of_gdp: 5}
""",
)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Scheme]:
    """The schemes of the package and two more."""
    unseen = [read_scheme(PENSION), read_scheme(ALLOWANCE)]
    return {**all_schemes(), **{scheme.id: scheme for scheme in unseen}}


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """The sources of the package and two more."""
    unseen = [read_source(text) for text in LEVIES]
    return {**all_sources(), **{source.id: source for source in unseen}}


def full_people() -> Population:
    """Return people of whom every column was observed, the same each time."""
    return full_population(Random(3), most=400)


def some_policies(
    only: str, catalogue: dict[str, Scheme], sources: dict[str, Source], number: int
) -> list[Policy]:
    """Return random policies of one unseen scheme, and of it beside the known ones."""
    random = Random(7)
    alone = {only: catalogue[only]}
    beside = [random_policy(random, catalogue, sources) for _ in range(number)]
    return [random_policy(random, alone, sources) for _ in range(number)] + beside


def test_the_unseen_schemes_reach_some(nepal: Population, catalogue: dict[str, Scheme]) -> None:
    """The new schemes do in Python what their files say, so that the comparison compares something."""
    for people, name in ((nepal, "rural_pension"), (full_people(), "winter_allowance")):
        policy = Policy.from_data(
            {"version": 1, "schemes": [{"id": name}], "financing": "external"}, catalogue
        )
        (scheme,) = simulate(people, policy).schemes
        assert 0 < scheme.reached.sum() < scheme.eligible.sum() <= scheme.group.sum()
        assert scheme.received_month.sum() > 0


def test_the_unseen_levies_take_unequal_shares(sources: dict[str, Source]) -> None:
    """Each new levy meets a budget in Python, and is not the same share of everybody's consumption."""
    people = full_people()
    scheme = SchemeSetting(all_schemes()["child_benefit"], {"amount.value": 0.5})
    for name in ("levy_on_pay", "levy_on_luxury"):
        outcome = simulate(people, Policy((scheme,), financing=(SourceSetting(sources[name]),)))
        shares = outcome.levied_month / people.households.consumption_month / people.households.size
        assert shares.std() > 0.01 * shares.mean() > 0


@pytest.mark.parametrize("only", ["rural_pension", "winter_allowance"])
def test_an_unseen_scheme_runs_in_both_engines(
    catalogue: dict[str, Scheme], sources: dict[str, Source], run_in_browser: RunJobs, only: str
) -> None:
    """Random settings of a new scheme, paid by new levies too, alone and beside the known ones, agree."""
    people = full_people()
    policies = some_policies(only, catalogue, sources, 40)
    jobs = [job(policy, seed=number) for number, policy in enumerate(policies)]
    found = run_in_browser(people, jobs, catalogue, sources.values())
    wrong = wrong_answers(people, jobs, found, [(policy, None) for policy in policies])
    assert not wrong, f"{len(wrong)} differences, such as\n" + "\n".join(wrong[:5])
    assert sum("refused" not in answer for answer in found) > 30
    levied = [each["id"] for answer in found if "outcome" in answer for each in answer["outcome"]["levies"]]
    assert {"levy_on_pay", "levy_on_luxury"} <= {*levied}


def test_an_unseen_scheme_runs_on_a_country(
    nepal: Population, catalogue: dict[str, Scheme], sources: dict[str, Source], run_in_browser: RunJobs
) -> None:
    """On a country too, where some of what the schemes need was not observed and both refuse alike."""
    policies = some_policies("rural_pension", catalogue, sources, 15)
    jobs = [job(policy, seed=number) for number, policy in enumerate(policies)]
    found = run_in_browser(nepal, jobs, catalogue, sources.values())
    wrong = wrong_answers(nepal, jobs, found, [(policy, None) for policy in policies])
    assert not wrong, "\n".join(wrong[:5])
