"""What the apps show beside the panels: one policy across countries, and a made-up family through life."""

from simulator.widgets.apps.compare import ComparePanel
from simulator.widgets.apps.family import FamilyPanel

__all__ = ["ComparePanel", "FamilyPanel"]
