"""Published facts that stand beside a population: no build reads them, lessons and results quote them."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.builders.figures import Figure, Source

# The groups of SDG indicator 1.3.1. Mothers are those who gave birth; work injury is asked of the employed.
COVERED_GROUPS = (
    "all_persons",
    "children",
    "mothers",
    "older_persons",
    "severe_disability",
    "unemployed",
    "work_injury",
    "poor",
    "vulnerable",
)
SEXES = ("both", "female", "male")


@dataclass(frozen=True)
class Government:
    """What government takes and spends, in percent of GDP; each is the latest year that is no estimate.

    `central_tax_revenue` is taxes of central government without social contributions; the other two are
    all revenue and all expenditure of general government. The concepts differ: do not add or divide them.
    """

    central_tax_revenue: Figure | None = None
    general_revenue: Figure | None = None
    general_expenditure: Figure | None = None


@dataclass(frozen=True)
class Covered:
    """Percent of one group that is covered; `doubt` says why a figure should not be relied on."""

    group: str
    sex: str
    year: int
    value: float
    doubt: str | None = None


@dataclass(frozen=True)
class LegalCoverage:
    """SDG indicator 1.3.1: who is covered by law and registers, those who only contribute included."""

    unit: str
    source: Source
    rows: tuple[Covered, ...]

    def of(self, group: str, sex: str = "both") -> Covered | None:
        """Return the latest figure of a group that no doubt is noted on, or None where there is none.

        >>> from simulator.countries import country_facts
        >>> country_facts("nepal").social_protection.sdg_1_3_1.of("children").value
        27.5
        """
        found = [row for row in self.rows if (row.group, row.sex) == (group, sex) and row.doubt is None]
        return max(found, key=lambda row: row.year, default=None)


@dataclass(frozen=True)
class SurveyCoverage:
    """ASPIRE: percent of persons in households that reported a benefit of a kind in a survey."""

    all_programmes: Figure | None = None
    social_assistance: Figure | None = None
    social_insurance: Figure | None = None


@dataclass(frozen=True)
class SocialProtection:
    """Two measures of coverage. They count different things: never mix them, and read none as receipt."""

    sdg_1_3_1: LegalCoverage
    aspire: SurveyCoverage = SurveyCoverage()
