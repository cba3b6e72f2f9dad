"""The two programs that need Python behind the page: JupyterLab with the lessons, and the lab as an app."""

from __future__ import annotations

import sys
from pathlib import Path

from deploy.notebooks import app_notebook, lesson_notebooks
from deploy.programs import Plan, free_port

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
LAB_PORT, APP_PORT = 8888, 8866


def plans(build: Path = BUILD) -> list[Plan]:
    """Return what is to be run, its notebooks made."""
    lessons = lesson_notebooks(build / "notebooks")
    return [jupyterlab(build, lessons[0]), app(build, app_notebook(build / "app"))]


def jupyterlab(build: Path, notebook: Path) -> Plan:
    """Return the plan of a JupyterLab on the folder of a notebook, opened at this one."""
    port = free_port(LAB_PORT)
    options = [
        f"--config={HERE / 'jupyterlab' / 'settings.py'}",
        f"--ServerApp.root_dir={notebook.parent}",
        f"--ServerApp.port={port}",
    ]
    return Plan(
        name="JupyterLab",
        link="Open the lesson as a notebook",
        port=port,
        command=[sys.executable, "-m", "jupyterlab", *options],
        environment=_surroundings(build) | {"JUPYTER_CONFIG_PATH": str(HERE / "jupyterlab")},
        probe="/api",
        path=f"/lab/tree/{notebook.name}",
        log=build / "logs" / "jupyterlab.log",
    )


def app(build: Path, notebook: Path) -> Plan:
    """Return the plan of a notebook as an app."""
    port = free_port(APP_PORT)
    return Plan(
        name="Voilà",
        link="Open the lab as an app",
        port=port,
        command=[sys.executable, "-m", "deploy.voila", str(notebook), f"--port={port}"],
        environment=_surroundings(build),
        probe="/voila/static/favicon.ico",
        path="/",
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
