"""Panels of stock controls for what Python must compute: a survey, intervals, a projection, a proxy score.

Each holds a frozen state and a pure function from state and event to state; its widget only draws it.
"""

from simulator.widgets.panels.chooser import PeopleChooser
from simulator.widgets.panels.intervals import IntervalsPanel
from simulator.widgets.panels.projection import ProjectionPanel
from simulator.widgets.panels.proxy_score import ProxyScorePanel
from simulator.widgets.panels.survey import SurveyPanel

__all__ = ["IntervalsPanel", "PeopleChooser", "ProjectionPanel", "ProxyScorePanel", "SurveyPanel"]
