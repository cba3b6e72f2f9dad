"""`schema`: every command's JSON is what its schema says, field for field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from simulator import BadInput
from simulator.command_line.listing import CODEBOOK, SCHEMAS
from simulator.command_line.parser import FUNCTIONS, _parser
from simulator.reports import json_schema, schema_names
from tests.simulator.command_line.test_shock import STORM
from tests.simulator.command_line.typing_it import NEPAL, POLICY, Captured, printed
from tests.simulator.family.test_command import FAMILY

VARY = ["--vary", "amount.value=2,4"]
GOAL = ["--target", "cost.percent_of_gdp=1"]
FALL = ["--target", "children.fall_in_headcount_percent=5"]
# What each command is typed with; the schema is that of its own name unless said otherwise.
TYPED = {
    "result": ["run", "policy.yaml", *NEPAL, "--by", "area"],
    "comparison": ["compare", "policy.yaml", "half.yaml", *NEPAL],
    "project": ["project", "policy.yaml", *NEPAL, "--to", "2023"],
    "family": ["family", "policy.yaml", "family.yaml", *NEPAL],
    "sweep": ["sweep", "policy.yaml", *NEPAL, *VARY, "--vary", "rule=universal,lottery"],
    "across": ["across", "policy.yaml", "--countries", "nepal,arumia,cambodia"],
    "shock": ["shock", "policy.yaml", "--shock", "storm.yaml", *NEPAL, "--scale-up", "half.yaml"],
    "solve": ["solve", "policy.yaml", *NEPAL, "--vary", "amount.value", *GOAL],
    "cheapest": ["cheapest", "policy.yaml", *NEPAL, "--vary", "amount.value=1..9", *FALL],
    "spot": ["spot", "policy.yaml", *NEPAL],
    "fiscal-years": ["fiscal-years", "policy.yaml", *NEPAL, "--fiscal-year-starts", "7", "--to", "2024"],
    "proxy-errors": ["proxy-errors", "--quotas", "20", "--r-squared", "0.5"],
    "packages": ["spot", "--country", "bangladesh"],
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every file that the commands read."""
    monkeypatch.chdir(tmp_path)
    half = POLICY.replace("0.8", "0.4")
    texts = {"policy": POLICY, "half": half, "family": FAMILY, "storm": STORM}
    for name, text in texts.items():
        Path(f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_every_command_that_writes_json_has_a_schema() -> None:
    """A command that takes --json is typed here, and `schema` prints one by each name."""
    _, commands = _parser()
    write = {name for name in FUNCTIONS if "--json" in commands[name].format_usage()}
    assert write == {typed[0] for typed in TYPED.values()}
    assert {*TYPED, "saved"} == set(schema_names()) and (*schema_names(), CODEBOOK) == SCHEMAS


@pytest.mark.parametrize("name", TYPED)
def test_the_json_fits_its_schema(name: str, files: Path, capsys: Captured) -> None:
    """What a command writes is valid, and with one field less or one more it is not."""
    schema = json.loads(printed(["schema", name], capsys))
    assert schema == json_schema(name)
    validator = Draft202012Validator(schema)
    data = json.loads(printed([*TYPED[name], "--json", "-"], capsys))
    validator.validate(data)
    lacking = {key: value for key, value in data.items() if key != list(data)[-1]}
    for wrong in (lacking, {**data, "more": 1}):
        with pytest.raises(ValidationError):
            validator.validate(wrong)


@pytest.mark.parametrize("command", ["result", "comparison"])
def test_a_saved_result_fits_its_schema(command: str, files: Path, capsys: Captured) -> None:
    """The file that `--save` writes is valid, of one policy and of several."""
    printed([*TYPED[command], "--save", "kept.json"], capsys)
    data = json.loads(Path("kept.json").read_text("utf-8"))
    Draft202012Validator(json_schema("saved")).validate(data)
    with pytest.raises(ValidationError):
        Draft202012Validator(json_schema("saved")).validate({**data, "saved": 1})


def numbers_without_unit(part: Any, path: str = "") -> list[str]:
    """Return the paths of all numbers of a schema that have no unit."""
    if isinstance(part, list):
        return [
            each
            for number, inner in enumerate(part)
            for each in numbers_without_unit(inner, f"{path}.{number}")
        ]
    if not isinstance(part, dict):
        return []
    own = [path] if part.get("type") == "number" and "unit" not in part else []
    return own + [
        each for key, inner in part.items() for each in numbers_without_unit(inner, f"{path}.{key}")
    ]


@pytest.mark.parametrize("name", schema_names())
def test_schemas_are_schemas(name: str) -> None:
    """Each is valid itself, refers to nothing that it does not hold, and gives every number its unit."""
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    for reference in re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(schema)):
        assert reference in schema["$defs"] or reference in schema["$defs"]["Result"]["$defs"]
    # A value that may be of any parameter, and what stands for each of many measures, has its unit beside it.
    free = ("Value.anyOf", "Values", "assumptions.", "scale_up.", "Policy", "Entry", "Share")
    assert not [path for path in numbers_without_unit(schema) if not any(each in path for each in free)]


def test_an_unknown_schema() -> None:
    """A name that no schema has is refused with the nearest."""
    with pytest.raises(BadInput, match=r"^schema: 'projekt' .* Did you mean 'project'\?$"):
        json_schema("projekt")
