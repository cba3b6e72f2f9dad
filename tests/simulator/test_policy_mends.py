"""Policies with a plain slip: the mend says how to write what was meant."""

from __future__ import annotations

import pytest

from simulator import BadInput, Policy

START = "version: 1\nschemes:\n- id: child_benefit\n"
OF_GDP = "Write `amount: {{value: {}, unit: percent_gdp_per_person}}`, or another unit of percent."


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("amount: 4", "Write `amount: {value: 4}`."),
        ("amount: 7.5", "Write `amount: {value: 7.5}`."),
        ("amount: currency", "Write `amount: {unit: currency}`."),
        ("amount: household", "Write `amount: {per: household}`."),
        ("amount:", "Write `amount: {value: …}`."),
        ("who: [0, 17]", "Write `who: {age: [0, 17]}`."),
        ("amount.per: person", "Write `amount: {per: person}`."),
        ("who.age: [0, 4]", "Write `who: {age: [0, 4]}`."),
        ("take_up: 80", "Write 0.8 for 80 %."),
        ("take_up: 80 %", "Write 0.8 for 80 %."),
        ("take_up: 29%", "Write 0.29 for 29 %."),
        ("take_up: '12,5 %'", "Write 0.125 for 12.5 %."),
        ("take_up: 0,8", "Write 0.8, with a point."),
        ("amount: {value: '2,5'}", "Write 2.5, with a point."),
        (
            "amount: {value: 4%}",
            OF_GDP.format(4),
        ),
        (
            "amount: {value: '2,5 %'}",
            OF_GDP.format(2.5),
        ),
        ("amount: {value: '1,000'}", "Write 1000, or 1 if the comma was a point."),
        ("amount: {value: '2,500,000'}", "Write 2500000."),
        ("amount: {value: 1 000}", "Write 1000."),
        ('amount: {value: "4"}', "Write 4, without quotes."),
        ('take_up: "0.8"', "Write 0.8, without quotes."),
        ("amount: {value: yes}", "Write how many, or how much."),
        ("amount: {value: true}", "Write how many, or how much."),
        ("take_up: yes", "Write 1 for all, 0 for none."),
        ("take_up: false", "Write 1 for all, 0 for none."),
        ("rule: {proxy_quota: {share: 40}}", "Write 0.4 for 40 %."),
        ("take_up: 1.5", "Choose a value inside this range."),
        ("take_up: 800 %", "Choose a value inside this range."),
        ("take_up: 800", "Choose a value inside this range."),
    ],
)
def test_the_mend_can_be_copied(line: str, mend: str) -> None:
    """Where it is plain what was meant, the mend says how to write it, and that is then read."""
    with pytest.raises(BadInput) as caught:
        Policy.from_yaml(START + "  " + line)
    assert caught.value.mend == mend
    if "`" in mend and "…" not in mend:
        assert Policy.from_yaml(START + "  " + mend.split("`")[1])


def test_the_mend_in_python() -> None:
    """The same slips in Python get the same mend."""
    with pytest.raises(BadInput, match=r"Write 0\.8 for 80 %\.$"):
        Policy.from_yaml(START).with_values({"take_up": "80%"})
