"""Challenges: a task for a policy, checked live in the lab, and again by running the policy of its code."""

from simulator.challenges.checking import (
    Challenge,
    ChallengeResult,
    GoalResult,
    challenge_code,
    check_challenge,
)
from simulator.challenges.goals import Goal, all_measures

__all__ = [
    "Challenge",
    "ChallengeResult",
    "Goal",
    "GoalResult",
    "all_measures",
    "challenge_code",
    "check_challenge",
]
