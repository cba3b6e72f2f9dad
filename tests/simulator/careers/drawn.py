"""Hypothesis strategies for careers and for settings of a programme."""

from __future__ import annotations

from hypothesis import strategies as st

from simulator.careers import Career, CareerEconomy, ProgrammeSetting, Spell, all_programmes, programme_ids
from simulator.careers.records import WHOLE_YEARS
from simulator.parameters import Value
from tests.strategies import values_of


def six_digits(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers with six digits behind the point: nobody sets a rate of 1e-300."""
    return st.floats(low, high).map(lambda number: round(number, 6))


# A percentage between 0 and 1 would look like a share.
PERCENTS = st.one_of(st.just(0.0), six_digits(1, 100))
RATES = six_digits(-5, 10)


@st.composite
def economies(draw: st.DrawFn) -> CareerEconomy:
    """Return an economy with growth and interest from -5 to 10 %."""
    return CareerEconomy(
        wage_growth=draw(RATES),
        interest=draw(RATES),
        inflation=draw(RATES),
        average_wage=draw(six_digits(1, 1e6)),
        legal_minimum=draw(PERCENTS),
    )


@st.composite
def spells_between(draw: st.DrawFn, start: int, end: int) -> tuple[Spell, ...]:
    """Return spells that cover some of the years from start to before end, in any order of states."""
    states = ("formal", "informal", "unemployed", "care", "")
    drawn = draw(st.lists(st.sampled_from(states), min_size=end - start, max_size=end - start))
    return tuple(Spell(state, (start + t, start + t)) for t, state in enumerate(drawn) if state)


@st.composite
def careers(draw: st.DrawFn, economy: st.SearchStrategy[CareerEconomy] = economies()) -> Career:  # noqa: B008
    """Return a career of one to fifty years, with spells in half of them."""
    start = draw(st.integers(20, 40))
    end = draw(st.integers(max(start + 1, 30), 70))
    return Career(
        age_start=start,
        age_retirement=end,
        first_wage=draw(six_digits(1, 1000)),
        wage_growth=draw(RATES),
        density=draw(st.sampled_from([0.0, 0.25, 0.5, 1.0])),
        spells=draw(st.one_of(st.just(()), spells_between(start, end))),
        life_expectancy=draw(six_digits(1, 40)),
        sex=draw(st.sampled_from(["female", "male", "unspecified"])),
        economy=draw(economy),
    )


@st.composite
def settings_of(draw: st.DrawFn, *names: str) -> ProgrammeSetting:
    """Return one of the named programmes, or any, with any allowed value for each parameter."""
    programme = all_programmes()[draw(st.sampled_from(names or programme_ids()))]
    values: dict[str, Value] = {}
    for path, each in programme.parameters.items():
        drawn = draw(values_of(each, values))
        digits = 0 if each.unit == WHOLE_YEARS else 6
        values[path] = round(drawn, digits) if isinstance(drawn, float) else drawn
        if each.unit.startswith("percent of ") and 0 < float(values[path]) < 1:  # type: ignore[arg-type]
            values[path] = 1.0  # less would look like a share
    if programme.id == "pension_pay_as_you_go":
        # At most 100 % of wages: 50 × 50 pensioners for each 25 contributors.
        values |= {"replacement": min(50.0, float(values["replacement"]))}  # type: ignore[arg-type]
        values |= {"old_age_dependency": min(50.0, float(values["old_age_dependency"]))}  # type: ignore[arg-type]
        values |= {"contributor_share": max(0.25, float(values["contributor_share"]))}  # type: ignore[arg-type]
    return ProgrammeSetting(programme, values)
