"""Columns that need no mapping: those of ESCAP's simulator, and the population's own."""

from __future__ import annotations

from dataclasses import replace

from simulator.surveys.fields import PER_ADULT
from simulator.surveys.mapping import ColumnMapping, SurveyMapping
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
OWN_BENEFIT = "benefit_"


def recognised(tables: list[Table], given: SurveyMapping | None) -> SurveyMapping:
    """Return the mapping with the columns that are recognised by name added to those it names itself.

    ESCAP's `adj_welfare` is local currency a month per equivalent adult, and a benefit of 1 adds
    adj_factor / hhsize to it: so an equivalent adult stands for adj_factor persons.
    Source: the program of ESCAP's simulator (spot.unescap.org/simulator), its module on impacts.
    """
    mapping = given or SurveyMapping({})
    found: dict[str, ColumnMapping] = {}
    for field, names in NAMES.items():
        for name, meant in names:
            actual = next((column for table in tables if (column := find_column(table, name))), None)
            if actual is not None:
                found[field] = replace(meant, columns=(actual,))
                break
    if "consumption" in mapping.columns:
        found.pop("equivalent_size", None)
    elif "consumption" in found and "equivalent_size" not in found | dict(mapping.columns):
        options = dict(found["consumption"].options) | {"per": "person"}
        found["consumption"] = replace(found["consumption"], options=options)
    benefits = dict(mapping.benefits) or _benefits(tables)
    return replace(mapping, columns=found | dict(mapping.columns), benefits=benefits)


def _benefits(tables: list[Table]) -> dict[str, ColumnMapping]:
    """Return the existing benefits whose columns have names that are known."""
    found = {}
    for table in tables:
        for name in map(str, table.frame.columns):
            if name in ESCAP_BENEFITS:
                options = {**_MONTH, "per": PER_ADULT}
                found[ESCAP_BENEFITS[name]] = ColumnMapping((name,), missing_means=0, options=options)
            elif name.startswith(OWN_BENEFIT) and name != OWN_BENEFIT:
                found[name.removeprefix(OWN_BENEFIT)] = ColumnMapping((name,), options={"per": "person"})
    return found
