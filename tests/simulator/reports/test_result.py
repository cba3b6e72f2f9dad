"""All of a run as JSON: the schema, and what is true of every result."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from simulator import (
    BadInput,
    Policy,
    Population,
    against_records,
    breakdown,
    equivalence_table,
    example_population,
    measured,
    redistribution,
    simulate,
    summarise,
    targeting,
    to_data,
)
from simulator.economy import PovertyLine
from simulator.policy import TREATMENTS, from_link
from simulator.reports import Asked, result_data, result_schema
from simulator.scenario import (
    BREAKDOWNS,
    MEASURES,
    Group,
    Measured,
    RecordCheck,
    Redistribution,
    ScaleRow,
    Summary,
    Targeting,
)
from simulator.uncertainty import AssumptionRange, Estimated
from tests.simulator.making import affordable, child_benefit, families
from tests.strategies import policies, populations

VILLAGE = example_population()
SURVEY = replace(VILLAGE, synthetic=False)
SCHEMA = result_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
NOBODY = child_benefit(who={"age": [17, 17]})
ALL_PARTS = Policy.from_data(
    {
        "version": 1,
        "schemes": [
            {"id": "child_benefit", "rule": {"proxy_quota": {"share": 0.5}}},
            {"id": "social_pension"},
            {"id": "child_benefit"},
        ],
        "interactions": [{"id": "exclusive", "schemes": [1, "social_pension"]}],
        "financing": [{"id": "levy_on_consumption", "share": 0.5}, {"id": "external", "share": 0.5}],
        "existing": [{"benefit": "social_pension", "treatment": "topped_up", "by": "social_pension"}],
    }
)
PENSION = Policy.from_data({"version": 1, "schemes": [{"id": "social_pension", "amount": {"value": 1}}]})
PLAIN = ("number", "integer", "string")
TYPES = {float: "number", int: "integer", str: "string", bool: "boolean"}


def written(policy: Policy, people: Population = VILLAGE, seed: int = 1, **asked: Any) -> Any:
    """Return a result as it is read back from its JSON text."""
    outcome = simulate(people, policy, seed, asked.get("baseline"))
    return json.loads(json.dumps(result_data(outcome, Asked("example", **asked)), allow_nan=False))


def plain_data(part: Any) -> Any:
    """Return records as plain data, lists and names kept."""
    if isinstance(part, dict):
        return {name: plain_data(each) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [plain_data(each) for each in part]
    return asdict(part)


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for inner in schema.values():
            yield from objects(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from objects(inner)


def records() -> dict[str, type]:
    """Return every record that a result is made of, by its name: those of its lists and parts too."""
    found: dict[str, type] = {}
    waiting: list[Any] = [Summary, Group, Measured, Redistribution, Targeting, ScaleRow, RecordCheck]
    waiting += [Estimated, AssumptionRange]
    while waiting:
        kind = waiting.pop()
        if is_dataclass(kind):
            found[kind.__name__] = kind  # type: ignore[assignment]
            waiting += [
                inner for inner in typing.get_type_hints(kind).values() if inner not in found.values()
            ]
        else:
            waiting += typing.get_args(kind)
    return found


def described(kind: Any) -> dict[str, Any]:
    """Return how the schema must describe a field of this type."""
    if isinstance(kind, types.UnionType):
        (inner,) = (described(each) for each in typing.get_args(kind) if each is not types.NoneType)
        plain = inner.get("type") in PLAIN
        return {"type": [inner["type"], "null"]} if plain else {"anyOf": [inner, {"type": "null"}]}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": described(typing.get_args(kind)[0])}
    return {"$ref": f"#/$defs/{kind.__name__}"} if is_dataclass(kind) else {"type": TYPES[kind]}


def test_the_schema_is_one() -> None:
    """The schema is valid itself, refuses unknown keys throughout, and refers to nothing that it lacks."""
    Draft202012Validator.check_schema(SCHEMA)
    assert [each for each in objects(SCHEMA) if each["additionalProperties"] is not False] == []
    text = json.dumps(SCHEMA)
    for name in SCHEMA["$defs"]:
        assert f'"#/$defs/{name}"' in text, f"{name} is described and used nowhere"


@pytest.mark.parametrize("name", sorted(records()))
def test_each_field_of_each_record_is_described(name: str) -> None:
    """Each field of a record is in the schema with its type, what it means and, of a number, its unit."""
    schema, hints = SCHEMA["$defs"][name], typing.get_type_hints(records()[name])
    assert list(schema["properties"]) == list(hints) == schema["required"]
    for field, kind in hints.items():
        given = dict(schema["properties"][field])
        told, unit = given.pop("description", ""), given.pop("unit", None)
        assert given == described(kind), f"{name}.{field}"
        assert told.endswith("."), f"{name}.{field} needs a sentence"
        is_number = given.get("type") in ("number", "integer", ["number", "null"])
        assert bool(unit) == is_number, f"{name}.{field}: a number has a unit, and nothing else"


def test_a_missing_field_and_another_type_would_be_found() -> None:
    """The comparison above tells a missing, an added and a retyped field apart."""
    assert described(float) != described(float | None) != described(tuple[float, ...])
    assert described(PovertyLine) == {"$ref": "#/$defs/PovertyLine"}
    assert {"Poverty", "Errors", "Money", "Tenth", "PovertyLine"} <= set(records())


def test_names_are_those_of_the_simulator() -> None:
    """Breakdowns and treatments in the schema are those that the simulator has."""
    assert list(SCHEMA["properties"]["breakdowns"]["properties"]) == list(BREAKDOWNS)
    treatments = SCHEMA["$defs"]["ExistingEntry"]["properties"]["treatment"]["enum"]
    assert treatments == list(TREATMENTS)


@pytest.mark.parametrize(
    ("policy", "asked"),
    [
        (child_benefit(), {}),
        (child_benefit(), {"by": ("area", "decile", "household_type", "sex", "age_group")}),
        (child_benefit(), {"equivalence": "oecd_modified", "records": {"child_benefit": {"recipients": 7}}}),
        (ALL_PARTS, {"baseline": PENSION, "by": ("area",)}),
        (NOBODY, {"by": ("sex",)}),
        (Policy(()), {}),
        (Policy(()), {"people": SURVEY, "by": ("area", "decile")}),
        (Policy(()), {"people": SURVEY, "by": ("area", "decile"), "smallest_cell": 0}),
    ],
)
def test_real_results_fit_the_schema(policy: Policy, asked: dict[str, Any]) -> None:
    """Results with every part, with nobody, and with nothing fit; a key too many does not."""
    data = written(policy, **asked)
    VALIDATOR.validate(data)
    assert list(data["breakdowns"]) == list(asked.get("by", ()))
    data["summary"]["cost"]["more"] = 1
    with pytest.raises(ValidationError, match="more"):
        VALIDATOR.validate(data)


@given(people=populations(), policy=policies(), seed=st.integers(0, 2**32 - 1))
def test_every_result_fits_the_schema(people: Population, policy: Policy, seed: int) -> None:
    """Any people and any policy give a result that fits the schema."""
    by = ("area", "decile", "household_type", "sex", "age_group", "disability")
    VALIDATOR.validate(written(affordable(people, policy, seed), people, seed, by=by))


def test_numbers_are_pythons() -> None:
    """The summary in a result is `to_data`, and the measures have their full names."""
    data = written(child_benefit(), line="example", seed=9)
    summary = summarise(simulate(VILLAGE, child_benefit(), 9), "example")
    assert data["summary"] == json.loads(json.dumps(to_data(summary)))
    assert [each["measure"] for each in data["measures"]] == list(MEASURES)
    assert [each["scheme"] for each in data["targeting"]] == ["child_benefit"]


def test_every_part_is_taken_at_the_line_and_scale_asked_for() -> None:
    """Each part is what Python's own function gives at another line than the first, and on another scale."""
    people = families([3, 1, 4, 2], [11, 18, 25, 60], age=[4, 30, 31, 70, 2, 8, 33, 35, 16, 40], gdp=30)
    policy = Policy.from_data({"version": 1, "schemes": [{"id": "child_benefit"}, {"id": "social_pension"}]})
    outcome, line, scale = simulate(people, policy), "other", "square_root"
    asked = Asked(
        "made", line=line, equivalence=scale, by=("sex",), records={"child_benefit": {"recipients": 2}}
    )
    data = result_data(outcome, asked)
    expected = {
        "summary": summarise(outcome, line, scale),
        "breakdowns": {"sex": breakdown(outcome, "sex", line, scale)},
        "measures": measured(outcome, line, scale),
        "redistribution": redistribution(outcome, scale),
        "targeting": [targeting(outcome, place, line, scale) for place in (0, 1)],
        "equivalence_table": equivalence_table(outcome, line),
        "records": against_records(outcome, asked.records or {}),
    }
    for name, part in expected.items():
        assert data[name] == plain_data(part), name
    assert data["redistribution"] != asdict(redistribution(outcome))
    assert data["equivalence_table"] != plain_data(equivalence_table(outcome))


def test_a_result_can_be_computed_again() -> None:
    """The policy, the baseline, the link, the seed and the versions are in it."""
    data = written(ALL_PARTS, seed=3, baseline=PENSION)
    both = Policy.from_data(data["policy"]), Policy.from_data(data["baseline"])
    assert both == from_link(data["link"]) == (ALL_PARTS, PENSION)
    assert data["summary"]["seed"] == 3 and set(data["versions"]) == {"simulator", "python", "numpy"}
    again = simulate(VILLAGE, Policy.from_data(data["policy"]), 3, Policy.from_data(data["baseline"]))
    assert json.loads(json.dumps(to_data(summarise(again)))) == data["summary"]


def test_nonsense_is_refused() -> None:
    """What is no outcome, and what is no question, is refused in words."""
    with pytest.raises(BadInput, match=r"outcome: .* Use simulator\.simulate"):
        result_data(None, Asked("x"))  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="asked: 'area' is not allowed"):
        result_data(simulate(VILLAGE, child_benefit()), "area")  # type: ignore[arg-type]
