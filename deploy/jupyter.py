"""The two programs that need Python behind the page: JupyterLab with the lessons, and the apps."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.notebooks import app_notebooks, exercise_notebooks, lesson_notebooks, panels_notebook
from deploy.programs import Plan, free_port

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
FIRST_LESSON = "first_lesson"
LAB_PORT, APP_PORT = 8888, 8866


def plans(build: Path = BUILD) -> list[Plan]:
    """Return what is to be run, its notebooks made."""
    folder = build / "notebooks"
    first = next(path for path in lesson_notebooks(folder) if path.stem == FIRST_LESSON)
    opened = {
        "Open the first lesson as a notebook": first.relative_to(folder).as_posix(),
        "Open its exercise as a notebook": exercise_notebooks(folder)[0].name,
        "Open the panels as a notebook": panels_notebook(folder).name,
    }
    return [jupyterlab(build, folder, opened), app(build, app_notebooks(build / "apps"))]


def jupyterlab(build: Path, folder: Path, opened: Mapping[str, str]) -> Plan:
    """Return the plan of a JupyterLab on a folder, with links to some of its notebooks."""
    port = free_port(LAB_PORT)
    options = [
        f"--config={HERE / 'jupyterlab' / 'settings.py'}",
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.port={port}",
    ]
    return Plan(
        name="JupyterLab",
        port=port,
        command=[sys.executable, "-m", "jupyterlab", *options],
        environment=_surroundings(build) | {"JUPYTER_CONFIG_PATH": str(HERE / "jupyterlab")},
        probe="/api",
        pages={words: f"/lab/tree/{name}" for words, name in opened.items()},
        log=build / "logs" / "jupyterlab.log",
    )


def app(build: Path, notebooks: Path) -> Plan:
    """Return the plan of a notebook as an app, or of a folder of them with a front page."""
    port = free_port(APP_PORT)
    return Plan(
        name="Voilà",
        port=port,
        command=[sys.executable, "-m", "deploy.voila", str(notebooks), f"--port={port}"],
        environment=_surroundings(build),
        probe="/voila/static/favicon.ico",
        pages={"Open the apps": "/"},
        log=build / "logs" / "voila.log",
    )


def _surroundings(build: Path) -> dict[str, str]:
    """Keep a user's own settings out, and what Jupyter writes in the folder of made things."""
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "lab-settings",
        "JUPYTERLAB_WORKSPACES_DIR": "lab-workspaces",
        "IPYTHONDIR": "ipython",
    }
    own = {name: str(build / "jupyter" / folder) for name, folder in folders.items()}
    # Kernels side by side that each take every core hold each other up: a lab takes 5 s, not 0.2.
    return own | {"PYTHONPATH": str(HERE.parent), "OPENBLAS_NUM_THREADS": "1"}
