"""A result that is kept: with all that it takes to compute it again to the same digits."""

from simulator.saved.rerunning import Rerun, rerun
from simulator.saved.saving import save_result, saved_data
from simulator.saved.source import DataSource

__all__ = ["DataSource", "Rerun", "rerun", "save_result", "saved_data"]
