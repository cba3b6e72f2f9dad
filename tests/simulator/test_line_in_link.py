"""The poverty line in a lab's link: read for itself, no part of the policy, refused where it is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import Policy, SimulatorError
from simulator.policy import line_in_link

LINK = "version=1&1.id=child_benefit"


@pytest.mark.parametrize(
    ("link", "line"),
    [
        (LINK, None),
        (LINK + "&line=societal", "societal"),
        ("https://example.org/lesson.html#line=a%20b&" + LINK, "a b"),
        (LINK + "&line=", ""),
    ],
)
def test_the_line_of_a_link(link: str, line: str | None) -> None:
    """A lab's link may name a poverty line, which is read for itself and is no part of the policy."""
    assert line_in_link(link) == line
    assert Policy.from_fragment(link) == Policy.from_fragment(LINK)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (LINK + "&line=a&line=a", "^link: 'line'"),
        (LINK + "&Line=a", "^link: 'Line'"),
        (LINK + "&line", "^link: "),
        (LINK + "&line=%FF", "^link: "),
        (LINK + "&1.line=a", r"schemes\[1\]: 'line'"),
    ],
)
def test_wrong_lines_are_refused(link: str, message: str) -> None:
    """A line given twice, cut short or under another key is refused as other wrong keys are."""
    with pytest.raises(SimulatorError, match=message):
        Policy.from_fragment(link)


@pytest.mark.parametrize("link", [LINK + "&line=a&line=b", LINK + "&line", LINK + "&Line=a", 5])
def test_no_line_is_read_in_a_wrong_link(link: Any) -> None:
    """What is no link of a lab has no line either: it is refused."""
    with pytest.raises(SimulatorError, match=r"^link: "):
        line_in_link(link)
