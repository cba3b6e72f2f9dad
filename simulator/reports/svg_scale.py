"""From values to places on a drawing: round ticks, and how a tick and a name are written in little room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from textwrap import wrap

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 190, 46, 24, 34
STEPS = (1, 2, 2.5, 5, 10)
# Between whole numbers, such as years, there is nothing to mark.
WHOLE_STEPS = (1, 2, 5, 10)
TICKS = 4
# In units of the drawing: the height of the letters, of a line of them, and how wide one is on average.
LETTERS, LINE, LETTER = 11, 12, 6.5


class Scale:
    """From values to heights on the page: round ticks from the lowest to the highest, 0 among them."""

    def __init__(self, low: float, high: float, inside: float = HEIGHT - TOP - BOTTOM) -> None:
        self.step = round_step((high - low) / TICKS)
        self.low = floor(low / self.step) * self.step
        self.high = -floor(-high / self.step) * self.step or self.step
        self.inside = inside

    def height(self, value: float) -> float:
        """Return how far from the top of the page a value stands."""
        return TOP + self.inside * (self.high - value) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Return the values that are written beside the axis."""
        number = round((self.high - self.low) / self.step)
        return [self.low + place * self.step for place in range(number + 1)]


def round_step(rough: float, steps: Sequence[float] = STEPS) -> float:
    """Return the next round number: 1, 2, 2.5 or 5 times a power of ten; 1 for nothing.

    >>> round_step(0.3), round_step(7), round_step(0)
    (0.5, 10.0, 1.0)
    """
    if not rough > 0:
        return 1.0
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in steps if step * power >= rough * (1 - 1e-9))


def ticks_between(low: float, high: float, most: int) -> list[float]:
    """Return at most so many round values from `low` to `high`, both included where they are round.

    >>> ticks_between(2022, 2050, 7)
    [2025.0, 2030.0, 2035.0, 2040.0, 2045.0, 2050.0]
    """
    step = round_step((high - low) / (most - 1), WHOLE_STEPS)
    first = ceil(low / step - 1e-9)
    return [step * place for place in range(first, floor(high / step + 1e-9) + 1)]


def short(value: float) -> str:
    """Return a tick in few letters.

    >>> short(2500000), short(-0.5), short(0.0)
    ('2.5 m', '-0.5', '0')
    """
    for size, letter in ((1e9, " bn"), (1e6, " m"), (1e3, " k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}" if value else "0"


def shorts(values: Sequence[float]) -> list[str]:
    """Return ticks of one axis in few letters: below 10,000 in full, for a year is no thousand.

    >>> shorts([2025, 2030]), shorts([0, 5000, 10000])
    (['2025', '2030'], ['0', '5 k', '10 k'])
    """
    is_small = all(abs(value) < 1e4 for value in values)
    return [f"{value:g}" if is_small else short(value) for value in values]


def name_lines(name: str, letters: int) -> list[str]:
    """Return a name on one line or two of so many letters; what does not fit ends with three points.

    >>> name_lines("2. guaranteed minimum income", 15)
    ['2. guaranteed', 'minimum income']
    """
    return wrap(name, letters, max_lines=2, placeholder="…") or [""]


def spread(wanted: Sequence[float], apart: float, lowest: float) -> list[float]:
    """Return heights near those wanted, in the same order, so far apart, and none below `lowest`.

    >>> spread([10, 12, 50], 10, 55)
    [10, 20, 50]
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + apart)
    for place in reversed(order):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - apart
    return placed
