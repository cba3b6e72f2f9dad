"""What every app needs, loaded once in the process that kernels are forked off: a fork finds it there."""

from __future__ import annotations

import gc
import sys

# Nobody debugs an app's kernel; its debugger takes a second to load, and would be one more thing to close.
sys.modules["debugpy"] = None  # type: ignore[assignment]

import ipykernel.ipkernel  # noqa: E402
import ipykernel.kernelapp  # noqa: E402
import ipywidgets  # noqa: E402

from simulator.widgets import ProjectionPanel, SurveyPanel  # noqa: E402
from simulator.widgets.apps import ComparePanel, FamilyPanel  # noqa: E402

__all__ = ["ipykernel", "ipywidgets"]

# It does so by itself only where a kernel runs already; without it a page asks for each widget alone.
ipywidgets.register_comm_target()
# Their countries, years and catalogues are kept once they have been made: each fork begins with them.
for panel in (ComparePanel, FamilyPanel, ProjectionPanel, SurveyPanel):
    panel()
# What is loaded now is never collected: looking at it would copy its pages into every fork.
gc.collect()
gc.freeze()
