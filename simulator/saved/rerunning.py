"""Computing a saved result again, and saying what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.engine import Outcome, simulate
from simulator.errors import BadInput, SimulatorError, expect, inside, shown
from simulator.policy import Policy
from simulator.population import Population
from simulator.reports import Asked, result_data
from simulator.saved.doubt import read_doubt, uncertainty_of
from simulator.saved.saving import ALONE, ASKED, FORMAT
from simulator.saved.source import DataSource, population_digest, read_source
from simulator.yaml_text import read_text

KEYS = ("source", "population_sha256", "asked")
RESULT, RESULTS = "result", "results"
AGAIN = "Save the result again with --save."
MOST_TOLD = 3
# The form in which nobody could ask for doubt.
BEFORE_DOUBT = 1
NO_DOUBT = {"resampling": None, "varying": None}


@dataclass(frozen=True, eq=False)
class Rerun:
    """A saved result that was computed again: the outcomes by name, and what differs.

    A result that was saved alone has no name: `outcome` is it, or the first of several. `same` says whether
    every digit is that of then. `differences` are the paths of the numbers that are not; `versions` says what
    computed it then and now, where that differs. `told` is all of it in words.
    """

    outcomes: Mapping[str, Outcome]
    asked: Asked
    same: bool
    differences: tuple[str, ...]
    versions: tuple[str, ...]
    told: str

    @property
    def outcome(self) -> Outcome:
        """The outcome of the policy, or of the first one of several."""
        return next(iter(self.outcomes.values()))


def rerun(path: str | Path) -> Rerun:
    """Return a saved result computed again, and whether every digit is the same.

    Raises `SimulatorError` where that cannot be: no such file, another form, another file of the survey.
    A country that is built otherwise now, or another version that counts otherwise, is told of in `told`.
    """
    if not isinstance(path, str | Path):
        expect("path", path, Path, "Write 'result.json'.")
    place = Path(path)
    with inside(str(place)):
        saved = _read(read_text(place))
        source = read_source(saved["source"], place.resolve().parent)
        return _again(saved, source)


def _again(saved: Mapping[str, Any], source: DataSource) -> Rerun:
    people, results = source.population(), _results_in(saved)
    outcomes = {name: _simulated(people, each) for name, each in results.items()}
    asked = {name: _asked(saved, each["data"], outcomes[name].baseline) for name, each in results.items()}
    doubts = uncertainty_of(outcomes, source, next(iter(asked.values())))
    now = {
        name: json.loads(json.dumps(result_data(outcome, asked[name], doubts[name])))
        for name, outcome in outcomes.items()
    }
    versions = tuple(
        dict.fromkeys(
            told
            for name, each in results.items()
            for told in _other_versions(each["versions"], now[name]["versions"])
        )
    )
    differences = tuple(
        told
        for name, each in results.items()
        for told in _differing({**each, "versions": None}, {**now[name], "versions": None}, name)
    )
    other_people = population_digest(people) != saved["population_sha256"]
    told = _told(differences, versions, other_people)
    return Rerun(outcomes, next(iter(asked.values())), not differences, differences, versions, told)


def _results_in(saved: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the results that were saved, by name; one that was saved alone has none."""
    return saved[RESULTS] if RESULTS in saved else {ALONE: saved[RESULT]}


def _simulated(people: Population, result: Mapping[str, Any]) -> Outcome:
    before = result["baseline"]
    baseline = None if before is None else Policy.from_data(before)
    return simulate(people, Policy.from_data(result["policy"]), result["summary"]["seed"], baseline)


def _read(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise SimulatorError(f"it is no JSON. {AGAIN}") from None
    if not isinstance(data, Mapping) or "saved" not in data:
        raise SimulatorError(f"it is no saved result (`run --json` writes another form). {AGAIN}")
    if data["saved"] not in (BEFORE_DOUBT, FORMAT) or isinstance(data["saved"], bool):
        allowed = f"{BEFORE_DOUBT} or {FORMAT}, the forms that this version reads"
        raise BadInput("saved", data["saved"], allowed, AGAIN)
    for key in KEYS:
        if key not in data:
            raise SimulatorError(f"{key} is missing. {AGAIN}")
    if RESULTS in data:
        expect(RESULTS, data[RESULTS], Mapping, AGAIN)
        if not data[RESULTS] or RESULT in data:
            raise SimulatorError(f"results: it holds none, or one beside them. {AGAIN}")
    elif RESULT not in data:
        raise SimulatorError(f"{RESULT} is missing. {AGAIN}")
    for name, each in _results_in(data).items():
        _check_result(each, f"{RESULTS}.{name}" if RESULTS in data else RESULT)
    return data


def _check_result(result: object, where: str) -> None:
    expect(where, result, Mapping, AGAIN)
    given: Mapping[str, Any] = result  # type: ignore[assignment]
    for key in ("policy", "baseline", "summary", "versions", "data"):
        if key not in given:
            raise SimulatorError(f"{where}.{key} is missing. {AGAIN}")
    for key in ("summary", "versions"):
        expect(f"{where}.{key}", given[key], Mapping, AGAIN)
    expect(f"{where}.data", given["data"], str, AGAIN)
    if "seed" not in given["summary"]:
        raise SimulatorError(f"{where}.summary.seed is missing. {AGAIN}")


def _asked(saved: Mapping[str, Any], data: str, baseline: Policy | None) -> Asked:
    given, form = saved["asked"], saved["saved"]
    expect("asked", given, Mapping, AGAIN)
    known = {*ASKED, "records", *NO_DOUBT}
    asked: Mapping[str, Any] = {**(NO_DOUBT if form == BEFORE_DOUBT else {}), **given}
    if set(asked) != known or not isinstance(asked["by"], list):
        raise BadInput("asked", sorted(map(str, asked)), ", ".join(sorted(known)), AGAIN)
    with inside("asked"):
        doubt = read_doubt(asked, AGAIN)
    return Asked(data, baseline=baseline, **{**asked, **doubt, "by": tuple(asked["by"])})


def _differing(then: Any, now: Any, path: str) -> Iterator[str]:
    """Yield the path of everything that is not the same in both, to the last digit."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*then, *now]):
            inner = f"{path}.{key}".lstrip(".")
            if key in then and key in now:
                yield from _differing(then[key], now[key], inner)
            else:
                yield inner
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True), start=1):
            yield from _differing(one, other, f"{path}[{number}]")
    elif then != now:
        yield f"{path}: {shown(then)} then, {shown(now)} now"


def _other_versions(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*now, *then]):
        if then.get(name) != now.get(name):
            yield f"{name} {then.get(name)} then, {now.get(name)} now"


def _told(differences: tuple[str, ...], versions: tuple[str, ...], other_people: bool) -> str:
    """Return in one paragraph whether the digits are those of then, and what may be why not."""
    because = [f"It was saved by another version ({'; '.join(versions)})."] if versions else []
    if other_people:
        because.append("The data give other people now than then.")
    if not differences:
        return " ".join(["Every digit is the same.", *because])
    first = "; ".join(differences[:MOST_TOLD])
    number = len(differences)
    counted = f"{number} {'entry is' if number == 1 else 'entries are'} not the same: {first}"
    more = f"; and {number - MOST_TOLD} more" if number > MOST_TOLD else ""
    if not because:
        because = ["Versions and data are those of then: somebody has changed the file."]
    mend = "Cite the new numbers, or install the version of then."
    return " ".join([f"{counted}{more}.", *because, mend])
