"""What learners touch: views on the simulator that hold no computing of their own."""

try:
    from simulator.widgets.panels import (
        IntervalsPanel,
        PeopleChooser,
        ProjectionPanel,
        ProxyScorePanel,
        SurveyPanel,
    )
    from simulator.widgets.policy_lab import PolicyLab
except ModuleNotFoundError as error:
    if error.name not in ("anywidget", "ipywidgets", "traitlets"):
        raise
    raise ImportError(
        f"The widgets need the package {error.name}, which the simulator alone does not. "
        'Run, in the folder of the course: pip install ".[course]"'
    ) from error

__all__ = [
    "IntervalsPanel",
    "PeopleChooser",
    "PolicyLab",
    "ProjectionPanel",
    "ProxyScorePanel",
    "SurveyPanel",
]
