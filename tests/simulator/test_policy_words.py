"""A policy's values in words."""

from __future__ import annotations

import pytest

from simulator import BadInput, Policy
from simulator.policy import scheme_words, value_text


def words(scheme: str) -> dict[str, str]:
    """Return the words of a policy's one scheme, by label."""
    policy = Policy.from_yaml(f"{{version: 1, schemes: [{scheme}]}}")
    return dict(scheme_words(policy.schemes[0]))


def test_what_is_always_said() -> None:
    """Ages, rule, benefit, take-up and administration are said, also as they are declared."""
    assert words("{id: child_benefit}") == {
        "Ages of the children": "0 to 17 years",
        "Who is chosen": "Everyone in the group",
        "Benefit": "4 % of GDP per person a month, paid per person",
        "Take-up": "100 %",
        "Administration": "5 %",
    }


def test_what_was_changed_is_said() -> None:
    """A value that is not as declared is said too, and so is each of the rule in force."""
    said = words("{id: child_benefit, delivery_loss: 0.025, rule: {proxy_quota: {share: 0.4}}}")
    assert said["Lost on the way"] == "2.5 %" and said["Quota"] == "40 %" and "Cost of the test" in said


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (
            "{value: 50, unit: currency, per: household}",
            "50 in local currency a month, paid per household",
        ),
        ("{value: 10, unit: percent_poverty_line}", "10 % of poverty line a month, paid per person"),
        ("{value: 7.5, unit: percent_average_wage}", "7.5 % of average wage a month, paid per person"),
    ],
)
def test_an_amount_has_its_unit(amount: str, text: str) -> None:
    """An amount says in what it is set, and to whom it is paid."""
    assert words(f"{{id: child_benefit, amount: {amount}}}")["Benefit"] == text


def test_units_are_said_with_their_amounts() -> None:
    """The threshold of a means test has its unit beside it, and no line of its own."""
    said = words("{id: child_benefit, rule: means_test}")
    assert any(value == "100 % of poverty line" for value in said.values())
    assert not any(label.endswith("set in") for label in said)


def test_weeks_and_choices() -> None:
    """A number has its unit, and a choice its label."""
    (scheme,) = Policy.from_yaml("{version: 1, schemes: [{id: maternity_benefit, weeks: 18}]}").schemes
    assert dict(scheme_words(scheme))["Weeks"] == "18 weeks"
    unit = scheme.scheme.parameters["amount.unit"]
    assert value_text(unit, "currency", scheme.values) == "local currency"


def test_nonsense_is_refused() -> None:
    """Only a scheme of a policy has words."""
    with pytest.raises(BadInput, match=r"^setting: 'child_benefit' .* Take one of policy\.schemes\.$"):
        scheme_words("child_benefit")  # type: ignore[arg-type]
