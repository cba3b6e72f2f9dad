"""Worked households: one situation a file, its results worked out by hand. README.md beside them says how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isclose
from pathlib import Path
from typing import Any

from simulator import BadInput, Economy, Households, Persons, Policy, Population, PovertyLine, SimulatorError
from simulator.errors import inside, shown, unknown
from simulator.population import HOUSEHOLD_TYPES, WORK_STATUSES
from simulator.yaml_text import read_yaml

FOLDER = Path(__file__).parent / "cases" / "households"
NEAR = 1e-9
CASE = ("about", "economy", "households", "policy", "baseline", "seed", "equivalence", "expected")
NEEDED = ("about", "households", "policy", "expected")
ECONOMY = {"gdp_per_person_month": 200, "line": 60, "average_wage_month": None}
HOUSEHOLD = ("weight", "consumption", "urban", "region", "score", "equivalent_size", "members")
EARNED = {
    "earnings": "earnings_month",
    "previous_earnings": "previous_earnings_month",
    "contribution_years": "contribution_years",
}
MEMBER = ("age", "sex", "disability", "work", *EARNED, "benefits")
SEXES, DISABILITIES = ("female", "male"), ("none", "some", "severe")
SCHEME = ("group", "eligible", "reached", "paid")
BUDGET = ("paid", "administration", "saved", "needed", "raised")
EQUIVALENT = ("line", "before", "after")
# Sums over the schemes, levies and benefits of an outcome, one number a household.
MONEY = {
    "paid": ("schemes", "paid_month"),
    "received": ("schemes", "received_month"),
    "levied": ("levies", "levied_month"),
    "removed": ("existing", "removed_month"),
}
STATES = ("before", "after", "without")
EXPECTED = (*MONEY, *STATES, "schemes", "budget", "rate_percent", "equivalent", "refused")
Data = Mapping[str, Any]


@dataclass(frozen=True)
class WorkedCase:
    """One situation: who lives there, what the policy is, and what a person worked out."""

    name: str
    about: str
    economy: Data
    households: list[Data]
    policy: Data
    baseline: Data | None
    seed: int
    equivalence: str
    expected: Data


def all_cases(folder: Path = FOLDER) -> list[Path]:
    """Return the file of every worked case, by name."""
    return sorted(folder.glob("**/*.yaml"))


def read_case(path: Path) -> WorkedCase:
    """Return the case in a file; a missing key, and an unknown one, is refused with the file's name."""
    with inside(path.name):
        given = read_yaml(path.read_text("utf-8"), "case")
        _check("case", given, CASE, NEEDED)
        _check("economy", given.get("economy", {}), ECONOMY)
        _check_households(given["households"])
        _check_expected(given["expected"])
    return WorkedCase(
        name=path.stem,
        about=given["about"],
        economy=ECONOMY | given.get("economy", {}),
        households=given["households"],
        policy=given["policy"],
        baseline=given.get("baseline"),
        seed=given.get("seed", 1),
        equivalence=given.get("equivalence", "per_person"),
        expected=given["expected"],
    )


def policies_of(case: WorkedCase) -> tuple[Policy, Policy | None]:
    """Return the policy of a case, and the policy that describes what exists, if it has one."""
    baseline = None if case.baseline is None else Policy.from_data(case.baseline)
    return Policy.from_data(case.policy), baseline


def population_of(case: WorkedCase) -> Population:
    """Return the people of a case; a column that nobody in the case has was not observed."""
    given, rows = case.economy, case.households
    line = PovertyLine("line", "Line", given["line"], "made up")
    wage = given["average_wage_month"]
    regions = list(dict.fromkeys(row["region"] for row in rows if "region" in row))
    return Population(
        name="Case",
        label="People of a worked case",
        synthetic=False,
        economy=Economy("EXA", 2024, given["gdp_per_person_month"], 1.0, (line,), wage),
        households=_households(rows, regions),
        persons=_persons(rows),
        regions=tuple(regions),
    )


def results(case: WorkedCase, told: Data) -> dict[str, Any]:
    """Return what an engine said, as plain data, in the form in which a case writes its expected numbers."""
    totals = {name: _summed(case, told[table], column) for name, (table, column) in MONEY.items()}
    rates = {each["id"]: each["rate"] for each in told["levies"]}
    return {
        **totals,
        **{name: told[f"consumption_{name}_month"] for name in STATES},
        "schemes": {key: _scheme(case, told["schemes"], key) for key in case.expected.get("schemes", {})},
        "budget": _budget(case, told, totals),
        "rate_percent": {name: None if rate is None else 100 * rate for name, rate in rates.items()},
    }


def wrong_entries(expected: Any, found: Any, where: str = "expected") -> Iterator[str]:
    """Give one line for each number of a case that an engine does not give."""
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            if key in found:
                yield from wrong_entries(value, found[key], f"{where}.{key}")
            else:
                yield f"{where}.{key}: expected {value}, found only {', '.join(found)}"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (value, other) in enumerate(zip(expected, found, strict=True), start=1):
            yield from wrong_entries(value, other, f"{where}[{number}]")
    elif not _same(expected, found):
        yield f"{where}: expected {expected}, found {found}"


def _same(expected: Any, found: Any) -> bool:
    """Say whether two entries are equal; a number may be written as a fraction, `200/7`."""
    if not isinstance(found, int | float):
        return bool(expected == found)
    return expected is not None and isclose(float(Fraction(expected)), found, rel_tol=NEAR, abs_tol=NEAR)


def _summed(case: WorkedCase, entries: Iterable[Data], name: str) -> list[float]:
    """Return the sum over schemes, levies or benefits, one number a household."""
    columns = [each[name] for each in entries if each[name] is not None]
    return [sum(column[row] for column in columns) for row in range(len(case.households))]


def _budget(case: WorkedCase, told: Data, totals: Mapping[str, list[float]]) -> dict[str, float]:
    """Return what is paid, saved, needed and raised, all households together."""
    columns = {
        "paid": totals["paid"],
        "administration": _summed(case, told["schemes"], "administration_month"),
        "saved": _summed(case, told["existing"], "saved_month"),
        "raised": totals["levied"],
    }
    weights = [row.get("weight", 1) for row in case.households]
    budget = {
        name: sum(weight * amount for weight, amount in zip(weights, amounts, strict=True))
        for name, amounts in columns.items()
    }
    return budget | {"needed": sum(each["needed_month"] for each in told["levies"])}


def _scheme(case: WorkedCase, schemes: list[Data], key: str | int) -> dict[str, Any]:
    """Return one scheme's stages as the persons in them, `household.member`, and what it pays."""
    persons = [
        f"{number}.{member}"
        for number, row in enumerate(case.households, start=1)
        for member in range(1, len(row["members"]) + 1)
    ]
    named = [each for number, each in enumerate(schemes, start=1) if key in (number, each["id"])]
    if len(named) != 1:
        raise unknown("expected.schemes", key, [each["id"] for each in schemes])
    stages = {
        stage: [person for person, marked in zip(persons, named[0][stage], strict=True) if marked]
        for stage in ("group", "eligible", "reached")
    }
    return {**stages, "paid": named[0]["paid_month"]}


def _households(rows: list[Data], regions: list[str]) -> Households:
    return Households(
        weight=[row.get("weight", 1) for row in rows],
        urban=[row.get("urban", False) for row in rows],
        size=[len(row["members"]) for row in rows],
        type=[HOUSEHOLD_TYPES.index("other")] * len(rows),
        consumption_month=[row["consumption"] for row in rows],
        proxy_score=_column(rows, "score"),
        region=_column(rows, "region", regions.index),
        equivalent_size=_column(rows, "equivalent_size"),
    )


def _persons(rows: list[Data]) -> Persons:
    persons = [person for row in rows for person in row["members"]]
    return Persons(
        household=[number for number, row in enumerate(rows) for _ in row["members"]],
        age=[person["age"] for person in persons],
        sex=[_place(person.get("sex", "female"), SEXES) for person in persons],
        disability=_column(persons, "disability", lambda word: _place(word, DISABILITIES), "none"),
        work=_column(persons, "work", lambda word: _place(word, WORK_STATUSES), WORK_STATUSES[0]),
        **{name: _column(persons, key, float, 0) for key, name in EARNED.items()},
        benefits_month=_benefits(persons),
    )


def _column(
    rows: list[Data], key: str, turned: Callable[[Any], float] = float, otherwise: Any = None
) -> list[float] | None:
    """Return a column, or None if no row has it; a row that lacks it has the ordinary value."""
    if not any(key in row for row in rows):
        return None
    if otherwise is None and not all(key in row for row in rows):
        raise SimulatorError(f"{key} is missing in some households. Write it in all, or in none.")
    return [turned(row.get(key, otherwise)) for row in rows]


def _benefits(persons: list[Data]) -> dict[str, list[float]] | None:
    """Return what each person gets of each benefit; whoever does not name one gets nothing of it."""
    names = dict.fromkeys(name for person in persons for name in person.get("benefits", {}))
    found = {name: [person.get("benefits", {}).get(name, 0) for person in persons] for name in names}
    return found or None


def _place(word: object, words: tuple[str, ...]) -> int:
    if not isinstance(word, str) or word not in words:
        raise unknown("members", word, words)
    return words.index(word)


def _check(where: str, given: object, known: Iterable[str], needed: Iterable[str] = ()) -> None:
    """Refuse what is no mapping, an unknown key, and a missing one."""
    if not isinstance(given, Mapping):
        raise BadInput(where, given, ", ".join(known), "Write `key: value`.")
    for key in given:
        if key not in known:
            raise unknown(where, key, known)
    for key in needed:
        if key not in given:
            raise SimulatorError(f"{where}: the key `{key}` is missing. Add it.")


def _check_households(rows: object) -> None:
    if not isinstance(rows, list) or not rows:
        raise BadInput("households", rows, "a list of households", "Start each with `- members:`.")
    for number, row in enumerate(rows, start=1):
        where = f"household {number}"
        _check(where, row, HOUSEHOLD, ("consumption", "members"))
        if not isinstance(row["members"], list) or not row["members"]:
            raise BadInput(f"{where}, members", row["members"], "a list of persons", "Write `- {age: 30}`.")
        for member, person in enumerate(row["members"], start=1):
            _check(f"{where}, member {member}", person, MEMBER, ("age",))


def _check_expected(given: object) -> None:
    """Refuse a case that expects nothing, and one that expects what no engine says."""
    _check("expected", given, EXPECTED)
    assert isinstance(given, Mapping)
    if not given or ("refused" in given and len(given) > 1):
        allowed = "results, or `refused` alone"
        raise BadInput("expected", shown(dict(given)), allowed, "Work them out, and write them down.")
    for key, known in (("budget", BUDGET), ("equivalent", EQUIVALENT)):
        _check(f"expected.{key}", given.get(key, {}), known)
    for name, entries in given.get("schemes", {}).items():
        _check(f"expected.schemes.{name}", entries, SCHEME)
