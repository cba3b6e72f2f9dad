"""`pip install .` gives the simulator, its data and its command line, and no notebook package."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = "IPython ipykernel ipywidgets anywidget jupyterlab voila sphinx nbgrader plotly pytest"
PROGRAM = f"""
import sys
import simulator, exercises.self_check
policy = simulator.Policy.from_data({{"version": 1, "schemes": [{{"id": "child_benefit"}}]}})
summary = simulator.summarise(simulator.simulate(simulator.country("nepal"), policy))
assert 15 < summary.everyone.after.headcount_percent < 20
loaded = [name for name in {HEAVY.split()!r} if name in sys.modules]
assert not loaded, loaded
print(simulator.__file__)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a wheel of the package, unpacked as an installer does it, lies in."""
    folder = tmp_path_factory.mktemp("wheel")
    # Built in a copy: a build leaves folders behind, and old ones would get into the wheel.
    for name in ("pyproject.toml", "README.md", "LICENSE", "DATA-LICENCES.md"):
        shutil.copy(ROOT / name, folder)
    for name in ("simulator", "exercises"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    build = "from setuptools import build_meta; build_meta.build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=folder, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_the_installed_package_simulates(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout, the installed package builds Nepal, and loads no notebook package."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r})\n{PROGRAM}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed))


def test_the_widgets_say_what_they_need(installed: Path, tmp_path: Path) -> None:
    """Where only the simulator is installed, asking for the lab names the line that brings the rest."""
    lacking = "import sys; sys.modules['anywidget'] = None"
    program = f"{lacking}\nsys.path.insert(0, {str(installed)!r})\nimport simulator\nimport simulator.widgets"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = done.stderr.strip().splitlines()[-1]
    assert said.startswith("ImportError: The widgets need the package anywidget"), done.stderr
    assert said.endswith('Run, in the folder of the course: pip install ".[course]"')


def test_the_wheel_holds_the_lab_and_the_data_and_nothing_of_the_course(installed: Path) -> None:
    """The browser's files, the schemes and the countries travel; tests, lessons and solutions do not."""
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    assert {"simulator/widgets/policy_lab/policy-lab.js", "simulator/countries/nepal.yaml"} <= names
    assert {"simulator/schemes/child_benefit.yaml", "simulator/schemes/rules/proxy_quota.yaml"} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"simulator", "exercises"}


def test_the_wheel_holds_no_solution(installed: Path) -> None:
    """What checks a learner's answers travels; references, with solutions and hidden tests, do not."""
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*")}
    assert {"exercises/self_check.py", "exercises/messages.yaml"} <= names
    assert "exercises/grading/feedback.html.j2" in names
    assert not [name for name in names if name.startswith("exercises/references")]
    texts = [
        path.read_text("utf-8") for path in installed.rglob("*") if path.suffix in (".py", ".md", ".yaml")
    ]
    for reference in (ROOT / "exercises" / "references").glob("*.py"):
        hidden = [line.strip() for line in hidden_lines(reference.read_text("utf-8")) if len(line) > 30]
        assert hidden and not [line for line in hidden if any(line in text for text in texts)]


def hidden_lines(text: str) -> list[str]:
    """Return the lines of a reference's hidden tests."""
    regions = text.split("### BEGIN HIDDEN TESTS")[1:]
    return [line for region in regions for line in region.split("### END HIDDEN TESTS")[0].splitlines()]
