"""The assumption ranges that a build makes for the labs of its pages: kept, or made anew where it must."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from book.extension.policy_lab import CACHE, FOLDER, kept_range, labs_in, range_key, write_ranges
from simulator.uncertainty import Varying
from simulator.widgets.policy_lab import PolicyLab, ranges
from simulator.widgets.policy_lab.ranges import range_file

POLICY = "{version: 1, schemes: [{id: child_benefit, take_up: 0.8}]}"
FEW = Varying(seeds=2, assumptions=("score_r_squared",))


def page_of(*outputs: str, country: str = "nepal") -> str:
    """Return a page with a lab that shows these outputs."""
    return f"<main>{PolicyLab(country, POLICY, outputs=outputs)._repr_html_()}</main>"


@pytest.fixture
def app(tmp_path: Path) -> Any:
    """A build of one page with the range of a lab on Arumia, and one without."""
    out = tmp_path / "_build" / "html"
    (out / FOLDER).mkdir(parents=True)
    (out / "lesson.html").write_text(page_of("assumption_range", country="arumia"), "utf-8")
    (out / "other.html").write_text(page_of("poverty"), "utf-8")
    return SimpleNamespace(outdir=out, doctreedir=out.parent / ".doctrees", srcdir=tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the range was made of each time; a few populations stand for all."""
    given: list[Any] = []

    def few(*asked: Any) -> bytes:
        given.append(asked)
        return range_file(*asked, FEW)

    monkeypatch.setattr(ranges, "range_file", few)
    return given


def test_a_lab_names_its_range_only_where_it_shows_it() -> None:
    """The page's configuration names a file of the policy, and none for a lab without this output."""
    names = [lab["range"] for lab in labs_in(page_of("poverty") + page_of("assumption_range"))]
    assert names[0] is None and names[1].startswith("nepal-") and names[1].endswith(".range.json")
    other = PolicyLab("nepal", POLICY.replace("0.8", "0.7"), outputs=["assumption_range"])
    assert next(labs_in(other._repr_html_()))["range"] != names[1]


def test_a_build_writes_the_range_beside_its_pages(app: Any, made: list[Any]) -> None:
    """The file that a page names is there after the build, and after one that failed it is not."""
    (lab,) = [each for each in labs_in(page_of("assumption_range", country="arumia"))]
    path = app.outdir / FOLDER / lab["range"]
    write_ranges(app, ValueError("a page is wrong"))
    assert not path.exists() and made == []
    write_ranges(app, None)
    assert "arumia is invented" in json.loads(path.read_bytes())["refused"]
    assert [file.name for file in (app.outdir / FOLDER).iterdir()] == [lab["range"]]
    path.unlink()
    write_ranges(app, None)
    assert path.exists() and made == [("arumia", lab["policy"], None)]
    assert len([*(app.outdir.parent / CACHE).iterdir()]) == 1


def test_a_range_is_made_once_and_the_same(tmp_path: Path, made: list[Any]) -> None:
    """A second build takes the file of the first; made anew, it has the same bytes."""
    (lab,) = labs_in(page_of("assumption_range"))
    first = kept_range(lab, tmp_path / "kept", tmp_path)
    assert kept_range(lab, tmp_path / "kept", tmp_path) == first and len(made) == 1
    assert kept_range(lab, tmp_path / "elsewhere", tmp_path) == first and len(made) == 2
    data = json.loads(first)
    assert data["populations"] == 4 and data["assumptions"][0]["name"] == "score_r_squared"


def test_what_a_range_comes_from_makes_it_anew(tmp_path: Path) -> None:
    """Another policy, line, fact or line of code has another key; a script or a style of the lab has not."""
    (lab,) = labs_in(page_of("assumption_range"))
    (tmp_path / "facts.yaml").write_text("a: 1", "utf-8")
    key = range_key(lab, tmp_path)
    (tmp_path / "view.js").write_text("export {}", "utf-8")
    assert range_key(lab, tmp_path) == key
    assert range_key(lab | {"line": "societal"}, tmp_path) != key
    assert range_key(lab | {"policy": lab["policy"].replace("0.8", "0.7")}, tmp_path) != key
    (tmp_path / "facts.yaml").write_text("a: 2", "utf-8")
    assert range_key(lab, tmp_path) != key
