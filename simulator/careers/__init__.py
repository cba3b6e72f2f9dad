"""Typical careers: a made-up worker's years of work in, what each contributory programme does for her out.

No population is needed. Contributions are counted at the end of a year, pensions at its start, and all
money is in constant prices of the career's first year.

>>> from simulator.careers import Career, career_result, setting
>>> result = career_result(Career(life_expectancy=18), setting("pension_notional_account"))
>>> round(result.replacement_of_last_wage_percent, 1)
22.2
"""

from simulator.careers.career import Career, CareerEconomy, career_parameters
from simulator.careers.catalogue import all_programmes, programme_ids, setting
from simulator.careers.pensions import pay_as_you_go_rate
from simulator.careers.plan import CareerPlan, read_career
from simulator.careers.records import CareerResult, Gaps, Programme, ProgrammeSetting, Spell, Worth
from simulator.careers.reports import (
    career_command,
    comparison_text,
    describe_programme,
    list_programmes,
    to_data,
    to_text,
)
from simulator.careers.running import (
    ComparedCareer,
    career_result,
    compare_careers,
    run_career,
    typical_careers,
)

__all__ = [
    "Career",
    "CareerEconomy",
    "CareerPlan",
    "CareerResult",
    "ComparedCareer",
    "Gaps",
    "Programme",
    "ProgrammeSetting",
    "Spell",
    "Worth",
    "all_programmes",
    "career_command",
    "career_parameters",
    "career_result",
    "compare_careers",
    "comparison_text",
    "describe_programme",
    "list_programmes",
    "pay_as_you_go_rate",
    "programme_ids",
    "read_career",
    "run_career",
    "setting",
    "to_data",
    "to_text",
    "typical_careers",
]
