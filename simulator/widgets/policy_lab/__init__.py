"""The policy lab: one cell in a lesson; a live widget in a notebook, a web component in a page."""

from simulator.widgets.policy_lab.component import write_site_files
from simulator.widgets.policy_lab.configuration import (
    DEFAULT_CONTROLS,
    DEFAULT_OUTPUTS,
    OUTPUTS,
    Configuration,
)
from simulator.widgets.policy_lab.lab import PolicyLab
from simulator.widgets.policy_lab.packs import packs_for
from simulator.widgets.policy_lab.paper import paper_of, read_out_html

__all__ = [
    "DEFAULT_CONTROLS",
    "DEFAULT_OUTPUTS",
    "OUTPUTS",
    "Configuration",
    "PolicyLab",
    "packs_for",
    "paper_of",
    "read_out_html",
    "write_site_files",
]
