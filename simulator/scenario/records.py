"""The records of a result: plain numbers, each with its unit in its name."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.economy import PovertyLine


@dataclass(frozen=True)
class Poverty:
    """Headcount, poverty gap and severity in percent of a group, and the number of its poor."""

    headcount_percent: float
    gap_percent: float
    severity_percent: float
    poor_persons: float


@dataclass(frozen=True)
class Change:
    """The same measure in three states; None for a group that is empty, or hidden.

    `without` any of the benefits, None too where they are not all known; `before`, as recorded; `after`
    the reform.
    """

    without: Poverty | None
    before: Poverty | None
    after: Poverty | None


@dataclass(frozen=True)
class Money:
    """An amount a month in local currency, in % of GDP per person and in % of mean consumption per person."""

    currency_month: float
    percent_of_gdp_per_person: float
    percent_of_mean_consumption: float


@dataclass(frozen=True)
class Cost:
    """What the policy costs: local currency a month, and the total in units that compare.

    `saved_month` is what benefits cost that it replaces, and `needed_month` what is left to be paid for.
    `survey_mean_percent_of_gdp_per_person` says how far consumption in the data is from GDP: a levy of
    1 % of one is not 1 % of the other.
    """

    paid_month: float
    received_month: float
    administration_month: float
    total_month: float
    saved_month: float
    needed_month: float
    total_year: float
    percent_of_gdp: float
    percent_of_mean_consumption: float
    survey_mean_percent_of_gdp_per_person: float


@dataclass(frozen=True)
class Payment:
    """What one source contributes, in three units, and the rate in % of its base.

    `rate_percent` and `levied_month` are None where who pays is only declared, not modelled.
    `higher_rate_percent` is the rate above the second amount, None of a source with one rate.
    """

    source: str
    label: str
    share: float
    needed_month: float
    percent_of_gdp: float
    percent_of_mean_consumption: float
    rate_percent: float | None
    higher_rate_percent: float | None
    levied_month: float | None


@dataclass(frozen=True)
class Balance:
    """Who gains and who loses, net of what they pay: percent of persons, and all money in three units."""

    winners_percent: float
    losers_percent: float
    unchanged_percent: float
    gained_month: float
    gained_percent_of_gdp: float
    gained_percent_of_mean_consumption: float
    lost_month: float
    lost_percent_of_gdp: float
    lost_percent_of_mean_consumption: float


@dataclass(frozen=True)
class Tenth:
    """One tenth of the persons, by consumption before the policy: 1 is the poorest.

    Persons of the schemes' group who are reached and missed; the gain net of what they pay, in percent
    of consumption (None where no consumption was recorded); winners and losers in percent of persons
    (None where the tenth holds nobody). Where too few households stand behind it, or it guards such a
    tenth, `hidden` says so, and each number is None.
    """

    tenth: int
    hidden: str | None
    reached_persons: float | None
    missed_persons: float | None
    gain_percent: float | None
    winners_percent: float | None
    losers_percent: float | None


@dataclass(frozen=True)
class Reach:
    """Who is reached. Percent; None where the group asked about is empty.

    `group_percent`: reached / the schemes' group. `direct_percent`: reached / all persons.
    `households_percent`: persons who live with somebody reached / all persons.
    Intended are the poor of the group, at the line used.
    """

    group_persons: float
    reached_persons: float
    group_percent: float | None
    direct_percent: float
    households_percent: float
    exclusion_error_percent: float | None
    inclusion_error_percent: float | None


@dataclass(frozen=True)
class SchemeSummary:
    """One scheme of the policy: persons, money, and what a recipient is paid (None if there is none).

    What a recipient is paid is the average of a month: a benefit that is paid once counts a twelfth.
    The errors, in percent, are its own: intended are the poor of its group (None where there is nobody).
    """

    scheme: str
    label: str
    group_persons: float
    eligible_persons: float
    reached_persons: float
    paid_month: float
    received_month: float
    administration_month: float
    percent_of_gdp: float
    paid_per_recipient: Money | None
    exclusion_error_percent: float | None
    inclusion_error_percent: float | None


@dataclass(frozen=True)
class Summary:
    """The result of a policy in plain numbers, with the line, the seed and the label of the data.

    A Gini is None where nobody has anything: then no share of it exists.
    """

    data_label: str
    currency: str
    price_year: int
    seed: int
    equivalence: str
    line: PovertyLine
    policy: str
    persons: float
    reach: Reach
    everyone: Change
    group: Change
    gini_without: float | None
    gini_before: float
    gini_after: float | None
    cost: Cost
    financing: tuple[Payment, ...]
    balance: Balance
    schemes: tuple[SchemeSummary, ...]
    tenths: tuple[Tenth, ...]
    notes: tuple[str, ...]


class Comparison(dict[str, Summary]):
    """Summaries of several policies by name: same people, baseline, line, scale and luck."""
