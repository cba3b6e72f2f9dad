"""The made-up family of the panel: what a reader says of it, and the family that this makes."""

from __future__ import annotations

from simulator.family import Family, LifeEvent, Member
from simulator.population import Population
from simulator.widgets.panels.form import Form, declared

NOBODY, ONE_MORE = "nobody", "one_more"
TOWN, VILLAGE = "town", "village"
BETWEEN_CHILDREN, LEAVES_AT = 3, 20
EARNER, PARTNER, GRANDPARENT, OLD = "the earner", "the partner", "the grandparent", 70
FAMILY = declared(
    {
        "earnings": {
            "kind": "number",
            "unit": "% of GDP per person",
            "label": "Earned a month",
            "help": "What the earner earns a month. All of it is consumed by the family.",
            "bounds": {"low": 0, "high": 500, "step": 10},
            "default": 100,
        },
        "age": {
            "kind": "number",
            "unit": "years",
            "label": "Age of the earner",
            "help": "The partner is as old. Both are adults.",
            "bounds": {"low": 18, "high": 60, "step": 1},
            "default": 30,
        },
        "partner": {
            "kind": "choice",
            "label": "A partner",
            "help": "Another adult, who earns nothing.",
            "choices": {ONE_MORE: "Yes, who earns nothing", NOBODY: "No"},
            "default": ONE_MORE,
        },
        "children": {
            "kind": "number",
            "unit": "children",
            "label": "Children",
            "help": f"They are {BETWEEN_CHILDREN} years apart. Each leaves at {LEAVES_AT}.",
            "bounds": {"low": 0, "high": 5, "step": 1},
            "default": 2,
        },
        "youngest": {
            "kind": "number",
            "unit": "years",
            "label": "Age of the youngest child",
            "help": "It counts where there are children.",
            "bounds": {"low": 0, "high": 7, "step": 1},
            "default": 1,
        },
        "grandparent": {
            "kind": "choice",
            "label": "A grandparent",
            "help": f"A person of {OLD} without a pension, who lives in the family for twenty years.",
            "choices": {NOBODY: "No", ONE_MORE: f"Yes, of {OLD} years"},
            "default": NOBODY,
        },
        "place": {
            "kind": "choice",
            "label": "Where it lives",
            "help": "Some rules and take-up differ between towns and villages.",
            "choices": {VILLAGE: "In a village", TOWN: "In a town"},
            "default": VILLAGE,
        },
        "retires_at": {
            "kind": "number",
            "unit": "years",
            "label": "The earner stops work at",
            "help": "From then on nothing is earned, and there is no pension but that of the policy.",
            "bounds": {"low": 61, "high": 75, "step": 1},
            "default": 65,
        },
        "years": {
            "kind": "number",
            "unit": "years",
            "label": "Years of life shown",
            "help": "All else stays as it is today: prices, wages, the law and the people around.",
            "bounds": {"low": 1, "high": 50, "step": 1},
            "default": 45,
        },
    }
)


def family_of(form: Form, people: Population) -> Family:
    """Return the family that a form describes; its earnings are local currency a month.

    >>> from simulator import example_population
    >>> from simulator.widgets.panels.form import form_of
    >>> [each.name for each in family_of(form_of(FAMILY), example_population()).members]
    ['the earner', 'the partner', 'child 1', 'child 2']
    """
    earned = form.number("earnings") / 100 * people.economy.gdp_per_person_month
    members = [Member(EARNER, form.whole("age"), earnings_month=earned)]
    if form.text("partner") == ONE_MORE:
        members.append(Member(PARTNER, form.whole("age"), sex="male"))
    if form.text("grandparent") == ONE_MORE:
        members.append(Member(GRANDPARENT, OLD))
    children = [Member(f"child {place + 1}", age) for place, age in enumerate(_ages(form))]
    region = people.regions[0] if people.regions else None
    return Family((*members, *children), urban=form.text("place") == TOWN, region=region)


def events_of(form: Form) -> tuple[LifeEvent, ...]:
    """Return what happens to the family in the years shown: children leave, the earner stops work.

    >>> from simulator.widgets.panels.form import form_of
    >>> [(each.year, each.what, each.who) for each in events_of(form_of(FAMILY))]
    [(16, 'leaves', 'child 1'), (19, 'leaves', 'child 2'), (35, 'retires', 'the earner')]
    """
    leaving = [
        LifeEvent(LEAVES_AT - age, "leaves", f"child {place + 1}") for place, age in enumerate(_ages(form))
    ]
    rest = [LifeEvent(form.whole("retires_at") - form.whole("age"), "retires", EARNER)]
    if form.text("grandparent") == ONE_MORE:
        rest.append(LifeEvent(LEAVES_AT, "dies", GRANDPARENT))
    return tuple(each for each in (*leaving, *rest) if each.year < form.whole("years"))


def _ages(form: Form) -> list[int]:
    """Return the ages of the children, the eldest first."""
    number, youngest = form.whole("children"), form.whole("youngest")
    return [youngest + BETWEEN_CHILDREN * place for place in reversed(range(number))]
