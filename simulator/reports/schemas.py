"""JSON Schemas (draft 2020-12) of all that the commands write, by the name of the command."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from simulator.errors import unknown
from simulator.reports.results import comparison_schema, result_schema
from simulator.yaml_text import read_yaml

FOLDER = "schema_files"
WRITTEN = (
    *("sweep", "across", "shock", "solve", "cheapest", "project", "fiscal-years", "family"),
    *("proxy-errors", "spot", "packages", "saved"),
)
SCHEMAS = ("result", "comparison", *WRITTEN)
OF_A_RESULT = "urn:social-protection-course:result:"
HERE = "#/$defs/"
Schema = dict[str, Any]


def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas: `result` is of `run`, `comparison` of `compare`, the others of theirs.

    >>> schema_names()[:3]
    ('result', 'comparison', 'sweep')
    """
    return SCHEMAS


def json_schema(name: str) -> Schema:
    """Return the JSON Schema of what a command writes: each field with its type, meaning and unit.

    >>> json_schema("project")["$defs"]["Payment"]["properties"]["rate_percent"]["unit"]
    'percent of its base'
    """
    if name not in SCHEMAS:
        raise unknown("schema", name, SCHEMAS)
    if name not in WRITTEN:
        return result_schema() if name == "result" else comparison_schema()
    schema = _whole(name)
    return {**schema, "$defs": dict(_definitions(schema))}


def json_schema_text(name: str) -> str:
    """Return the JSON Schema of what a command writes as text."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False)


def _definitions(schema: Schema) -> Iterator[tuple[str, Any]]:
    """Yield what a schema refers to, each once: its own parts, shared ones, and the schema of a result."""
    known = {**_shared(), **schema.get("$defs", {})}
    found: dict[str, Any] = {}
    left = list(_references(schema))
    while left:
        name = left.pop(0)
        if name.startswith(OF_A_RESULT):
            found["Result"] = result_schema()
        elif (inner := name.removeprefix(HERE)) not in found:
            found[inner] = known[inner]
            left += _references(known[inner])
    yield from found.items()


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "$ref":
                yield value
            elif key != "$defs":
                yield from _references(value)
    elif isinstance(part, list):
        for each in part:
            yield from _references(each)


def _whole(name: str) -> Schema:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:social-protection-course:{name}:1",
    }
    return {**head, **_closed(_read(name))}


@cache
def _shared() -> Mapping[str, Any]:
    return MappingProxyType({name: _closed(part) for name, part in _read("shared").items()})


def _read(name: str) -> Mapping[str, Any]:
    path = files("simulator.reports").joinpath(FOLDER, f"{name}.yaml")
    return read_yaml(path.read_text("utf-8"), f"{name}.yaml")


def _closed(part: Any) -> Any:
    """Return a part in which each object has all its properties and no others, unless it says otherwise."""
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, Mapping):
        return part
    closed = {key: _closed(value) for key, value in part.items()}
    if closed.get("type") == "object" and "properties" in closed:
        return {"required": list(closed["properties"]), "additionalProperties": False} | closed
    return closed
