"""The building blocks of schemes and levies. A file in `schemes/` composes them as data.

Choosing primitives narrow who is chosen, paying primitives set what is paid, levying
primitives say on what a levy is raised. Each is implemented here and in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulator.population import HOUSEHOLD_DTYPES, PERSON_DTYPES
from simulator.primitives import choosing, levying, paying
from simulator.primitives.arguments import SHARE, Argument, Primitive, one_of
from simulator.primitives.setting import (
    UNITS,
    Amount,
    Chosen,
    Paid,
    Recipients,
    Setting,
    Shared,
    in_currency,
    per_recipient,
    recipients,
)

__all__ = [
    "CHOOSING",
    "LEVYING",
    "LUCK",
    "PAYING",
    "SHARE",
    "UNITS",
    "Amount",
    "Argument",
    "Chosen",
    "Paid",
    "Primitive",
    "Recipients",
    "Setting",
    "Shared",
    "in_currency",
    "per_recipient",
    "recipients",
]

TEXT, NUMBER, AMOUNT = Argument("text"), Argument("number"), Argument("number", low=0)
COLUMN = one_of(*PERSON_DTYPES, *HOUSEHOLD_DTYPES)
MONEY = one_of("consumption_month", "earnings_month")
EARNINGS = one_of("earnings_month", "previous_earnings_month")
# Whose luck it is who claims a scheme: that of all schemes, or its own.
LUCK = one_of("shared", "own")
UNIT, OF, BY = one_of(*UNITS), one_of(*choosing.QUOTAS_OF), one_of(*choosing.DRAWN_BY)
WHO = {"by": BY, "purpose": TEXT}

CHOOSING: Mapping[str, Primitive] = MappingProxyType(
    {
        "filter": Primitive(choosing.filter_between, {"column": COLUMN}, {"within": Argument("range")}),
        "limit": Primitive(choosing.limit, {"column": COLUMN}, {"start": NUMBER, "plus": NUMBER}),
        "qualify": Primitive(choosing.qualify, {"column": COLUMN}, {"at_least": AMOUNT}),
        "in_area": Primitive(choosing.in_area, {}, {"area": one_of(*choosing.AREAS)}),
        "lives_with": Primitive(choosing.lives_with, {}, {"category": one_of(*choosing.CATEGORIES)}),
        "score_cut": Primitive(choosing.score_cut, {"column": MONEY}, {"value": AMOUNT, "unit": UNIT}),
        "existing_below": Primitive(
            choosing.existing_below, {"benefit": TEXT}, {"value": AMOUNT, "unit": UNIT}
        ),
        "rank_cut": Primitive(
            choosing.rank_cut, {"score": one_of(*HOUSEHOLD_DTYPES)}, {"share": SHARE, "of": OF}
        ),
        "noisy_rank_cut": Primitive(
            choosing.noisy_rank_cut, {"purpose": TEXT}, {"r_squared": SHARE, "share": SHARE, "of": OF}
        ),
        "predicted_cut": Primitive(
            choosing.predicted_cut, {"purpose": TEXT}, {"r_squared": SHARE, "value": AMOUNT, "unit": UNIT}
        ),
        "rank_regions": Primitive(choosing.rank_regions, {}, {"share": SHARE}),
        "draw": Primitive(choosing.draw, WHO, {"chance": SHARE}),
        "draw_among": Primitive(
            choosing.draw_among, {"among": one_of(*choosing.AMONG), **WHO}, {"chance": SHARE}
        ),
        "draw_by_rank": Primitive(choosing.draw_by_rank, WHO, {"poorest": SHARE, "richest": SHARE}),
    }
)
PAYING: Mapping[str, Primitive] = MappingProxyType(
    {
        "scale": Primitive(paying.scale, {}, {"value": AMOUNT, "unit": UNIT}),
        "prorate": Primitive(paying.prorate, {}, {"part": AMOUNT, "whole": Argument("number", low=1)}),
        "multiply": Primitive(
            paying.multiply, {"column": COLUMN}, {"within": Argument("range"), "factor": AMOUNT}
        ),
        "replace_earnings": Primitive(paying.replace_earnings, {"column": EARNINGS}, {"rate": SHARE}),
        "accrue": Primitive(paying.accrue, {"column": COLUMN}, {"rate": SHARE, "most": SHARE}),
        "share": Primitive(paying.share, {}, {"per": one_of(*paying.PAID_PER)}),
        "withdraw": Primitive(paying.withdraw, {"column": MONEY}, {"rate": SHARE}),
        "taper": Primitive(
            paying.taper, {"column": MONEY}, {"full_below": AMOUNT, "ends_at": AMOUNT, "unit": UNIT}
        ),
        "cap": Primitive(paying.cap, {}, {"value": AMOUNT, "unit": UNIT}),
        "at_least": Primitive(paying.at_least, {}, {"value": AMOUNT, "unit": UNIT}),
    }
)
LEVYING: Mapping[str, Primitive] = MappingProxyType(
    {
        "consumption": Primitive(levying.consumption, {}, {}),
        "earnings": Primitive(levying.earnings, {}, {}),
        "insured": Primitive(levying.insured, {}, {}),
        "bands": Primitive(
            levying.bands,
            {},
            {
                "exempt_below": AMOUNT,
                "higher_above": AMOUNT,
                "multiple": Argument("number", low=1),
                "unit": UNIT,
            },
        ),
        "ceiling": Primitive(levying.ceiling, {}, {"value": AMOUNT, "unit": UNIT}),
        "spare": Primitive(levying.spare, {}, {"poorest": SHARE, "richest": SHARE}),
        "power": Primitive(levying.power, {}, {"exponent": AMOUNT}),
        "rescale": Primitive(levying.rescale, {}, {"percent_of_gdp": AMOUNT}),
    }
)
