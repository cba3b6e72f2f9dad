"""Columns that need no mapping: those of ESCAP's simulator, and the population's own."""

from __future__ import annotations

from dataclasses import replace

from simulator.surveys.converting import different_values
from simulator.surveys.fields import BENEFIT_FIELD, PER_ADULT, PER_PERSON
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
from simulator.surveys.problems import WARNING, Problem
from simulator.surveys.tables import Table, find_column

# What an untold code is taken for; each use is told.
SEX_CODES = ({"female": (0,), "male": (1,)}, {"male": (1,), "female": (2,)})
_MONTH = {"period": "month"}
# Of several names of one column the first that a file has counts.
NAMES: dict[str, tuple[tuple[str, ColumnMapping], ...]] = {
    "household": (("hhid", ColumnMapping(("hhid",))), ("household", ColumnMapping(("household",)))),
    "person": (("pid", ColumnMapping(("pid",))), ("person", ColumnMapping(("person",)))),
    "weight": (("weight", ColumnMapping(("weight",))),),
    "urban": (
        ("rural", ColumnMapping(("rural",), {"rural": (1,), "urban": (0,)})),
        ("urban", ColumnMapping(("urban",), {"rural": (0,), "urban": (1,)})),
    ),
    "region": (("region", ColumnMapping(("region",))),),
    "psu": (("psu", ColumnMapping(("psu",))),),
    "stratum": (("stratum", ColumnMapping(("stratum",))), ("strata", ColumnMapping(("strata",)))),
    "size": (("hhsize", ColumnMapping(("hhsize",))), ("size", ColumnMapping(("size",)))),
    "type": (("hhtype", ColumnMapping(("hhtype",))), ("type", ColumnMapping(("type",)))),
    "consumption": (
        ("adj_welfare", ColumnMapping(("adj_welfare",), options={**_MONTH, "per": PER_ADULT})),
        ("consumption_month", ColumnMapping(("consumption_month",), options={**_MONTH, "per": "person"})),
    ),
    "equivalent_size": (
        ("adj_factor", ColumnMapping(("adj_factor",), options={"form": "persons_per_equivalent_adult"})),
        ("equivalent_size", ColumnMapping(("equivalent_size",))),
    ),
    "proxy_score": (("pmt", ColumnMapping(("pmt",))), ("proxy_score", ColumnMapping(("proxy_score",)))),
    "decile": (("decile", ColumnMapping(("decile",))),),
    "age": (("age", ColumnMapping(("age",))),),
    "sex": (("sex", ColumnMapping(("sex",))),),
    "disability": (
        ("disab", ColumnMapping(("disab",), {"none": (0,), "some": (1,), "severe": (2,)})),
        ("disability", ColumnMapping(("disability",), {"none": (0,), "some": (1,), "severe": (2,)})),
    ),
    "work": (("work", ColumnMapping(("work",))),),
    "relation": (("relation", ColumnMapping(("relation",))),),
    "earnings": (("earnings_month", ColumnMapping(("earnings_month",), options=_MONTH)),),
    "previous_earnings": (
        ("previous_earnings_month", ColumnMapping(("previous_earnings_month",), options=_MONTH)),
    ),
    "contribution_years": (("contribution_years", ColumnMapping(("contribution_years",))),),
}
# Existing benefits in ESCAP's files, on the scale of adj_welfare: the household's, in each member's row.
ESCAP_BENEFITS = {
    "value_childA": "child_benefit",
    "value_disabA": "disability_benefit",
    "value_oldA": "pension",
    "value_matA": "maternity_benefit",
    "value_motherA": "maternity_benefit",
    "value_B": "household_benefit",
}
OWN_BENEFIT, PENSION = "benefit_", "pension"


def recognised(tables: list[Table], given: SurveyMapping) -> tuple[SurveyMapping, list[Problem]]:
    """Return the mapping with the columns that are recognised by name added to those it names itself.

    ESCAP's `adj_welfare` is local currency a month per equivalent adult, and a benefit of 1 adds
    adj_factor / hhsize to it: so an equivalent adult stands for adj_factor persons.
    Source: the program of ESCAP's simulator (spot.unescap.org/simulator), its module on impacts.
    """
    found: dict[str, ColumnMapping] = {}
    for field, names in NAMES.items():
        for name, meant in names:
            actual = next((column for table in tables if (column := find_column(table, name))), None)
            if actual is not None:
                found[field] = replace(meant, columns=(actual,))
                break
    if "consumption" in given.columns:
        found.pop("equivalent_size", None)
    elif "consumption" in found and "equivalent_size" not in found | dict(given.columns):
        options = dict(found["consumption"].options) | {"per": PER_PERSON}
        found["consumption"] = replace(found["consumption"], options=options)
    benefits, problems = (dict(given.benefits), []) if given.benefits else _benefits(tables)
    return replace(given, columns=found | dict(given.columns), benefits=benefits), problems


def _benefits(tables: list[Table]) -> tuple[dict[str, ColumnMapping], list[Problem]]:
    """Return the existing benefits whose columns have names that are known, and those without an amount."""
    found: dict[str, ColumnMapping] = {}
    for table in tables:
        for name in map(str, table.frame.columns):
            if name in ESCAP_BENEFITS:
                options = {**_MONTH, "per": PER_ADULT}
                found[ESCAP_BENEFITS[name]] = ColumnMapping((name,), missing_means=0, options=options)
            elif name.startswith(OWN_BENEFIT) and name != OWN_BENEFIT:
                found[name.removeprefix(OWN_BENEFIT)] = ColumnMapping((name,), options={"per": PER_PERSON})
    flagged = [table for table in tables if PENSION in table.frame.columns]
    if not flagged or not _is_flag(flagged[-1]):
        return found, []
    if PENSION in found and found[PENSION].option(BENEFIT_FIELD, "per") == PER_ADULT:
        found[PENSION] = replace(found[PENSION], received_by=PENSION)
        return found, []
    mend = "It is left out: a benefit needs an amount. Name its column under `benefits` in a mapping."
    told = "says who receives a pension, but nothing says how much"
    return found, [] if PENSION in found else [Problem(WARNING, PENSION, told, "amounts", mend)]


def _is_flag(table: Table) -> bool:
    """Say whether a column says only yes or no, as 1 or 0."""
    values = {
        str(each).strip().removesuffix(".0") for each in different_values(table, PENSION) if each is not None
    }
    return values <= {"0", "1", ""}
