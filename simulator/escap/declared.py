"""SPOT's conventions as plain data: for whoever reads policies by them in another language."""

from __future__ import annotations

from typing import Any

from simulator.escap import conventions as known
from simulator.escap.packages import ADMINISTRATION


def declared_conventions() -> dict[str, Any]:
    """Return each convention's words, and the values that SPOT sets: ages, weeks, quotas, administration.

    Source of all: what ESCAP's simulator and its guide show; see `simulator.escap.conventions`.

    >>> data = declared_conventions()
    >>> data["conventions"][0]["name"], data["ages"]["social_pension"]
    ('Rules between schemes', [65, 120])
    """
    return {
        "conventions": [
            {"name": each.name, "ours": each.ours, "spot": each.spot} for each in known.CONVENTIONS
        ],
        "schemes": list(known.SCHEMES),
        "ages": {name: list(ages) for name, ages in known.AGES.items()},
        "maternity_weeks": known.MATERNITY_WEEKS,
        "administration": ADMINISTRATION,
        "household": known.HOUSEHOLD,
        "household_quota": known.HOUSEHOLD_QUOTA,
        "household_administration": known.HOUSEHOLD_ADMINISTRATION,
        "quota": known.QUOTA,
        "quotas": list(known.QUOTAS),
        "pension_test": known.PENSION_TEST,
        "take_up": list(known.TAKE_UP),
    }
