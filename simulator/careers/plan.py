"""A career file: one worker, one economy, and the programmes to follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.careers.career import (
    Career,
    CareerEconomy,
    economy_parameters,
    field_of,
    worker_parameters,
)
from simulator.careers.catalogue import known_programme
from simulator.careers.declarations import check_keys
from simulator.careers.records import ProgrammeSetting, Spell
from simulator.errors import BadInput, expect
from simulator.nesting import flat, refuse_slips
from simulator.yaml_text import read_yaml

VERSION = 1
MOST_PROGRAMMES = 20
KEYS = ("version", "career", "economy", "programmes")
OWN_KEYS = ("label", "spells")
SPELL_MEND = "Write `{state: care, ages: [30, 39]}`."


@dataclass(frozen=True)
class CareerPlan:
    """A career and the programmes to follow, each with its values."""

    career: Career
    programmes: tuple[ProgrammeSetting, ...]

    def __post_init__(self) -> None:
        expect("career", self.career, Career, "Use simulator.careers.Career(age_start=25).")
        given = self.programmes
        many = isinstance(given, tuple | list) and 1 <= len(given) <= MOST_PROGRAMMES
        if not many or not all(isinstance(each, ProgrammeSetting) for each in given):
            allowed = f"a list of 1 to {MOST_PROGRAMMES} programmes"
            mend = "Make each with simulator.careers.setting."
            raise BadInput("programmes", given, allowed, mend)
        object.__setattr__(self, "programmes", tuple(given))


def check_plan(plan: object) -> None:
    """Refuse what is not a plan, saying where to get one.

    >>> check_plan(read_career("{version: 1, programmes: [{id: pension_provident_fund}]}"))
    """
    expect("plan", plan, CareerPlan, "Use simulator.careers.read_career(text).")


def read_career(text: str, where: str = "career file") -> CareerPlan:
    """Return the plan that a YAML text describes; what is left out is as declared.

    Raises `BadInput` or `SimulatorError`, naming the field, for whatever cannot be.

    >>> plan = read_career('''
    ... version: 1
    ... career: {age_start: 25, age_retirement: 65, spells: [{state: care, ages: [30, 39]}]}
    ... economy: {interest: 3, wage_growth: 1.25}
    ... programmes:
    ... - {id: pension_notional_account, contribution_rate: 10}
    ... ''')
    >>> plan.career.years_contributed, plan.programmes[0].values["contribution_rate"]
    (30.0, 10.0)
    """
    data = read_yaml(text, where)
    check_keys(where, data, KEYS)
    version = data.get("version")
    if type(version) is not int or version != VERSION:
        raise BadInput(f"{where}.version", version, str(VERSION), f"Begin with `version: {VERSION}`.")
    economy = _economy(_mapping("economy", data.get("economy", {})))
    career = _career(_mapping("career", data.get("career", {})), economy)
    listed = data.get("programmes")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_PROGRAMMES:
        allowed = f"a list of 1 to {MOST_PROGRAMMES} programmes"
        raise BadInput("programmes", listed, allowed, "Start each with `- id: pension_notional_account`.")
    settings = [_setting(entry, f"programmes[{number}]") for number, entry in enumerate(listed, start=1)]
    return CareerPlan(career, tuple(settings))


def _economy(given: Mapping[str, Any]) -> CareerEconomy:
    known = economy_parameters()
    check_keys("economy", given, [*known, "currency"])
    refuse_slips(known, given, "economy")
    return CareerEconomy(**given)


def _career(given: Mapping[str, Any], economy: CareerEconomy) -> Career:
    known = worker_parameters()
    values = flat({key: each for key, each in given.items() if key not in OWN_KEYS}, "career")
    refuse_slips(known, values, "career")
    check_keys("career", values, [*known, *OWN_KEYS])
    fields: dict[str, Any] = {field_of(path): value for path, value in values.items()}
    if "label" in given:
        fields["label"] = given["label"]
    return Career(**fields, spells=_spells(given.get("spells", [])), economy=economy)


def _spells(listed: object) -> tuple[Spell, ...]:
    if not isinstance(listed, list):
        raise BadInput("career.spells", listed, "a list of spells", SPELL_MEND)
    return tuple(_spell(each, f"career.spells[{number}]") for number, each in enumerate(listed, start=1))


def _spell(given: object, where: str) -> Spell:
    if not isinstance(given, Mapping) or set(given) != {"state", "ages"}:
        raise BadInput(where, given, "a state and its ages", SPELL_MEND)
    try:
        return Spell(**given)
    except BadInput as error:
        field = where + error.field.removeprefix("spell")
        raise BadInput(field, error.value, error.allowed, error.mend) from None


def _setting(entry: object, where: str) -> ProgrammeSetting:
    values = dict(_mapping(where, entry))
    programme = known_programme(values.pop("id", None), f"{where}.id")
    refuse_slips(programme.parameters, values, programme.id)
    return ProgrammeSetting(programme, values)


def _mapping(where: str, given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise BadInput(where, given, "values by name", "Write `name: value`, one a line.")
    return given
