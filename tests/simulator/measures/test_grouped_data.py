"""Poverty from printed tables: PovcalNet's own figures, exact recovery, and independent integrals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import beta, betainc
from scipy.stats import norm

from simulator import SimulatorError
from simulator.measures import poverty_from_groups
from simulator.measures.grouped_data import fitted_curve
from simulator.measures.lorenz_forms import BetaLorenz, GeneralQuadratic

PERSONS = [0.009, 0.034, 0.085, 0.164, 0.261, 0.413, 0.549, 0.719, 0.819, 0.917, 0.957, 0.975, 1]
Form = GeneralQuadratic | BetaLorenz
HELD = [
    *(0.001991515, 0.009945133, 0.03052146, 0.06927468, 0.1254779, 0.2300284, 0.3415817),
    *(0.5101806, 0.6315733, 0.7805841, 0.8593205, 0.9028459, 1),
]
# Each satisfies Datt's conditions; the second bends the other way under the root (m above 0).
QUADRATICS = [
    GeneralQuadratic(0.8591629998, -1.4113820447, 0.2027709559),
    GeneralQuadratic(4.5, -4.45, 0.02),
    GeneralQuadratic(1.0, -1.0, 0.0),
]
BETAS = [BetaLorenz(0.5634, 0.9298, 0.5450), BetaLorenz(0.3, 0.8, 0.3), BetaLorenz(0.7, 1.0, 0.9)]
FORMS = [*QUADRATICS, *BETAS]
EACH = pytest.mark.parametrize("curve", FORMS, ids=str)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("general_quadratic", (60.0262, 19.1661, 8.15776, 30.0593)),
        ("beta", (59.3443, 19.3124, 8.33263, 30.1131)),
    ],
)
def test_rural_india_1983(form: str, expected: tuple[float, ...]) -> None:
    """PovcalNet's example: headcount, gap, severity and Gini in percent, to one unit in the last digit."""
    found = poverty_from_groups(PERSONS, HELD, mean=60.7079, line=57.7917, form=form)
    figures = (found.headcount, found.gap, found.severity, found.gini)
    for figure, printed in zip(figures, expected, strict=True):
        digits = 5 if printed < 10 else 4
        assert type(figure) is float
        assert abs(round(100 * figure, digits) - printed) < 1.5 * 10**-digits


def slope(curve: Form, persons: float) -> float:
    """Return the slope of a curve by differences, knowing its shares alone."""
    step = 1e-6 * min(persons, 1 - persons)
    return (curve.share(persons + step) - curve.share(persons - step)) / (2 * step)


@EACH
@pytest.mark.parametrize("ratio", [0.4, 0.8, 0.95])
def test_measures_are_integrals_of_the_curve(curve: Form, ratio: float) -> None:
    """Headcount is where the slope is line / mean; severity and Gini are integrals, here by scipy."""
    headcount = curve.headcount(ratio)
    assert slope(curve, headcount) == pytest.approx(ratio, rel=1e-6)
    squares = quad(lambda p: (1 - slope(curve, p) / ratio) ** 2, 1e-12, headcount, limit=400)[0]
    assert curve.severity(headcount, ratio) == pytest.approx(squares, rel=1e-5)
    area = quad(curve.share, 0, 1, limit=400)[0]
    # Simpson's rule, by which PovcalNet prints the Gini of a beta curve, is low by some hundred-thousandths.
    within = 3e-5 if isinstance(curve, BetaLorenz) else 1e-9
    assert curve.gini() == pytest.approx(1 - 2 * area, abs=within)


@pytest.mark.parametrize("gamma", [0.505, 0.6, 0.93, 1.0])
@pytest.mark.parametrize(("delta", "ratio"), [(0.3, 0.5), (0.55, 0.95), (0.9, 1.02), (0.55, 5.0)])
def test_severity_by_incomplete_beta_functions(gamma: float, delta: float, ratio: float) -> None:
    """Datt's table 2 writes the severity with incomplete beta functions, here scipy's."""
    theta = 0.2
    curve = BetaLorenz(theta, gamma, delta)
    h = curve.headcount(ratio)
    gap = h - curve.share(h) / ratio

    def incomplete(first: float, second: float) -> float:
        if second > 0:
            return float(betainc(first, second, h) * beta(first, second))
        return quad(lambda t: t ** (first - 1) * (1 - t) ** (second - 1), 0, h, limit=400)[0]

    squares = (
        gamma**2 * incomplete(2 * gamma - 1, 2 * delta + 1)
        - 2 * gamma * delta * incomplete(2 * gamma, 2 * delta)
        + delta**2 * incomplete(2 * gamma + 1, 2 * delta - 1)
    )
    datt = (1 - 1 / ratio) * (2 * gap - (1 - 1 / ratio) * h) + (theta / ratio) ** 2 * squares
    assert curve.severity(h, ratio) == pytest.approx(datt, rel=1e-8)


def test_two_groups_of_one_mean() -> None:
    """Equal means of neighbouring groups are no disorder, though their slopes differ by rounding."""
    persons, held = [0.1, 0.2, 0.3, 0.6, 0.8, 1], [0.03, 0.07, 0.11, 0.32, 0.55, 1]
    assert 0 < poverty_from_groups(persons, held, 100, 60, "general_quadratic").headcount < 1


@EACH
def test_exact_points_give_the_curve_back(curve: Form) -> None:
    """Points that lie on a curve give its coefficients back, whatever the unit of mean and line."""
    form = "beta" if isinstance(curve, BetaLorenz) else "general_quadratic"
    persons = np.array([0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97])
    held = [curve.share(each) for each in persons]
    found = fitted_curve([*persons, 1], [*held, 1], form)
    assert list(vars(found).values()) == pytest.approx(list(vars(curve).values()), rel=1e-6, abs=1e-8)
    measured = poverty_from_groups([*persons, 1], [*held, 1], mean=200, line=160, form=form)
    again = poverty_from_groups([*persons, 1], [*held, 1], mean=20, line=16, form=form)
    assert measured.headcount == pytest.approx(again.headcount, rel=1e-12)
    assert measured.headcount == pytest.approx(curve.headcount(0.8), rel=1e-6)


@pytest.mark.parametrize(("form", "within"), [("general_quadratic", 0.01), ("beta", 0.01)])
def test_lognormal_tenths(form: str, within: float) -> None:
    """From the tenths of a lognormal distribution the poverty measures come out within a point."""
    persons = np.linspace(0.1, 1, 10)
    held = np.append(norm.cdf(norm.ppf(persons[:-1]) - 0.6), 1)
    mean = 100 * np.exp(0.18)
    try:
        found = poverty_from_groups(persons, held, mean, 80, form)
    except SimulatorError as error:
        assert form == "beta" and "it falls at its start" in str(error)
        return
    assert found.headcount == pytest.approx(0.35498, abs=within)
    assert found.gap == pytest.approx(0.10723, abs=within)
    assert found.severity == pytest.approx(0.04563, abs=within)
    assert found.gini == pytest.approx(0.328627, abs=within)


@EACH
@given(ratios=st.tuples(st.floats(0.4, 0.98), st.floats(0.4, 0.98)))
def test_a_higher_line_has_more_poor(curve: Form, ratios: tuple[float, float]) -> None:
    """Headcount, gap and severity rise with the line, and keep their order."""
    low, high = sorted(ratios)
    found = []
    for ratio in (low, high):
        headcount = curve.headcount(ratio)
        gap = headcount - curve.share(headcount) / ratio
        found.append((headcount, gap, curve.severity(headcount, ratio)))
        assert 0 <= gap <= headcount and found[-1][2] >= 0
        # A beta curve lets the first few persons hold less than nothing: a gap above 1, squared.
        assert isinstance(curve, BetaLorenz) or found[-1][2] <= gap
    assert all(one <= two + 1e-9 for one, two in zip(*found, strict=True))


@pytest.mark.parametrize(
    ("curve", "why"),
    [
        (GeneralQuadratic(-3.0, 0.1, 0.5), "does not start at 0"),
        (GeneralQuadratic(0.3, -1.2, 0.4), "does not end at 1"),
        (GeneralQuadratic(1.5, -1.0, -0.2), "falls at its start"),
        (GeneralQuadratic(0.6, -2.0, 0.5), "does not bend upwards"),
        (BetaLorenz(-0.2, 0.9, 0.5), "does not lie below the diagonal"),
        (BetaLorenz(0.2, 0.5, 0.5), "severity is infinite"),
        (BetaLorenz(1.4, 1.0, 0.5), "falls at its start"),
        (BetaLorenz(0.5, 1.2, 0.5), "does not bend upwards"),
        (BetaLorenz(0.5, 0.95, 2.5), "does not bend upwards"),
    ],
)
def test_no_lorenz_curve(curve: Form, why: str) -> None:
    """Each of Datt's conditions refuses a curve that breaks it, and says which."""
    with pytest.raises(SimulatorError, match=f"no Lorenz curve: .*{why}"):
        curve.check()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"persons": PERSONS[:-1]}, "persons and held"),
        ({"persons": PERSONS[-4:], "held": HELD[-4:]}, "persons and held"),
        ({"persons": [100 * each for each in PERSONS]}, r"persons: 100.*Divide percentages by 100"),
        ({"persons": PERSONS[::-1]}, "persons: .*rise"),
        ({"held": HELD[::-1]}, "held: .*rise"),
        ({"held": [0.0, *HELD[1:]]}, "held: .*above 0"),
        ({"held": [np.nan, *HELD[1:]]}, "held: .*rise"),
        ({"held": np.sqrt(PERSONS)}, "held: .*below those of the persons"),
        ({"held": PERSONS}, "held: .*below those of the persons"),
        (
            {"held": [*np.array(PERSONS[:6]) ** 2, 0.18, 0.51, 0.63, 0.78, 0.86, 0.9, 1]},
            "held: .*means that rise",
        ),
        ({"held": None}, "held: "),
        ({"mean": 0}, "mean: .*above 0"),
        ({"line": 0}, "line: .*above 0"),
        ({"line": 1e-3}, "line: .*lowest and the highest"),
        ({"form": "quadratic"}, "form: .*general_quadratic, beta"),
        ({"form": ["beta"]}, "form: .*general_quadratic, beta"),
    ],
)
def test_tables_that_are_none(change: dict[str, object], field: str) -> None:
    """What is no table of cumulative shares, and a line off the curve, is refused by name."""
    call = {"persons": PERSONS, "held": HELD, "mean": 60.7, "line": 57.8, "form": "general_quadratic"}
    with pytest.raises(SimulatorError, match=f"^{field}"):
        poverty_from_groups(**(call | change))  # type: ignore[arg-type]
