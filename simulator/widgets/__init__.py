"""What learners touch: views on the simulator that hold no computing of their own."""

from simulator.widgets.policy_lab import PolicyLab

__all__ = ["PolicyLab"]
