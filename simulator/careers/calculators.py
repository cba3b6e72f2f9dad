"""Every calculator by its name: a career and a programme's values in, what is paid and drawn out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from simulator.careers.career import Career
from simulator.careers.informal import subsidised_account_pension
from simulator.careers.insurance import maternity_benefit, sickness_benefit, unemployment_benefit
from simulator.careers.pensions import (
    defined_benefit_pension,
    notional_account_pension,
    pay_as_you_go_pension,
    provident_fund_pension,
)
from simulator.careers.records import Entitlement, ProgrammeSetting

Calculator = Callable[[Career, ProgrammeSetting], Entitlement]
CALCULATORS: Mapping[str, Calculator] = MappingProxyType(
    {
        each.__name__: each
        for each in (
            defined_benefit_pension,
            notional_account_pension,
            provident_fund_pension,
            pay_as_you_go_pension,
            unemployment_benefit,
            sickness_benefit,
            maternity_benefit,
            subsidised_account_pension,
        )
    }
)
# The share of formal months in the career without gaps that a pension is compared with.
FULL_DENSITY = MappingProxyType(
    {
        "defined_benefit_pension": 1.0,
        "notional_account_pension": 1.0,
        "provident_fund_pension": 1.0,
        "pay_as_you_go_pension": 1.0,
        "subsidised_account_pension": 0.0,
    }
)
