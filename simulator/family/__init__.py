"""One family's view: what a policy means for a made-up family, along its earnings and along its life.

>>> from simulator import Policy, example_population
>>> from simulator.family import Family, Member, family_view
>>> policy = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}], financing: external}")
>>> family = Family((Member("Asha", age=30, earnings_month=100.0), Member("Ravi", age=5)))
>>> family_view(family, policy, example_population()).net_income_month
108.0
"""

from simulator.family.budget import budget_line
from simulator.family.events import EVENTS, LifeEvent
from simulator.family.life import life_cycle
from simulator.family.members import Family, Member
from simulator.family.placing import placed
from simulator.family.plan import FamilyPlan, read_family
from simulator.family.records import BudgetPoint, FamilyBenefit, FamilyView, LifeYear
from simulator.family.reports import budget_text, family_data, life_text, view_html, view_text
from simulator.family.viewing import claimed, family_view

__all__ = [
    "EVENTS",
    "BudgetPoint",
    "Family",
    "FamilyBenefit",
    "FamilyPlan",
    "FamilyView",
    "LifeEvent",
    "LifeYear",
    "Member",
    "budget_line",
    "budget_text",
    "claimed",
    "family_data",
    "family_view",
    "life_cycle",
    "life_text",
    "placed",
    "read_family",
    "view_html",
    "view_text",
]
