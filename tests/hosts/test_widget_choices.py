"""`PolicyLab` in Python, with countries, schemes and lines to choose from, a baseline and ranges."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from ipywidgets import Widget

import simulator
from simulator.policy import country_in_link, from_link, short_link
from simulator.uncertainty import Varying
from simulator.widgets import PolicyLab
from simulator.widgets.policy_lab import lab as lab_module
from simulator.widgets.policy_lab import ranges
from tests.hosts.conftest import HALF, START


@pytest.fixture
def package() -> Iterator[PolicyLab]:
    """A lab of two countries, in which pensions may be added to a child benefit."""
    made = PolicyLab("nepal", START, countries=["mongolia"], schemes=["social_pension"])
    yield made
    Widget.close_all()


def test_another_country_is_shown(package: PolicyLab) -> None:
    """The result is that of the country, at the same line; a country that the lab lacks is refused."""
    package.line = "international_3_65"
    package.country = "mongolia"
    outcome = simulator.simulate(simulator.country("mongolia"), package.policy)
    assert package.result == simulator.summarise(outcome, "international_3_65")
    with pytest.raises(simulator.BadInput, match="Allowed: nepal, mongolia"):
        package.country = "tonga"
    assert repr(package).startswith("PolicyLab('mongolia'")


def test_a_line_that_the_country_lacks_gives_way() -> None:
    """Arumia has no international line: its reference line counts, and nothing is refused."""
    lab = PolicyLab("nepal", START, countries=["arumia"], line="international_3_65")
    lab.country = "arumia"
    assert lab.line is None and lab.result.line.id == "national"
    Widget.close_all()


def test_a_typed_line_stays_where_its_money_counts() -> None:
    """A line in PPP dollars holds in another country; one in rupees gives way to its reference line."""
    lab = PolicyLab("nepal", START, countries=["mongolia"], line="3 PPP a day")
    lab.country = "mongolia"
    assert lab.result.line == simulator.country("mongolia").economy.line("3 PPP a day")
    lab.country, lab.line = "nepal", "200 NPR a day"
    assert lab.result.line.label == "Line of 200 NPR a day"
    lab.country = "mongolia"
    assert lab.line is None
    assert lab.result.line == simulator.country("mongolia").economy.line()
    Widget.close_all()


def test_schemes_that_may_be_added_are_taken(package: PolicyLab) -> None:
    """A policy with an allowed scheme more is shown, one with another is refused, and none is none."""
    package.policy = f"{HALF}&2.id=social_pension"
    assert [each.scheme.id for each in package.policy.schemes] == ["child_benefit", "social_pension"]
    with pytest.raises(simulator.BadInput, match="one or more of child_benefit, social_pension"):
        package.policy = f"{HALF}&2.id=pension"
    with pytest.raises(simulator.BadInput, match="'no scheme'"):
        package.policy = "version=1"


def test_a_link_with_a_country_is_read_as_one_with_a_line(lab: PolicyLab) -> None:
    """A lab's link may end with its country: the policy is read, and `country_in_link` tells the rest."""
    lab.policy = f"{HALF}&line=societal&country=mongolia"
    assert lab.policy.schemes[0].values["take_up"] == 0.5 and lab.country == "nepal"
    assert country_in_link(f"{HALF}&country=mongolia") == "mongolia" and country_in_link(HALF) is None


def test_a_step_is_taken_by_its_title() -> None:
    """It sets the policy of its button; a built page keeps the start, wherever the lab stands by then."""
    lab = PolicyLab("nepal", START, steps={"Half": {"take_up": 0.5}, "Less": {"amount.value": 3}})
    start, half, less = lab.steps
    assert [each.title for each in lab.steps] == ["Start", "Half", "Less"]
    assert start.policy == lab.policy and half.policy == start.policy.with_values({"take_up": 0.5})
    lab.take_step("Half")
    assert lab.policy == half.policy and 40 < lab.result.reach.group_percent < 60
    page = unescape(lab._repr_html_())
    assert all(f'"{short_link(each.policy)}"' in page for each in (start, half, less))
    with pytest.raises(simulator.BadInput, match="Did you mean 'Half'"):
        lab.take_step("half")
    Widget.close_all()


def test_a_lab_with_a_baseline() -> None:
    """A link may hold the benefits that exist: the lab simulates with them, and so do its views."""
    link = f"{HALF}&b1.id=pension"
    lab = PolicyLab("nepal", link)
    _, baseline = from_link(link)
    outcome = simulator.simulate(simulator.country("nepal"), lab.policy, baseline=baseline)
    assert lab.result == simulator.summarise(outcome) and lab.result.everyone.without is not None
    assert "&b1.id=pension&" in lab.get_state("policy")["policy"]
    assert "&amp;b1.id=pension" in lab._repr_html_() and "&b1.id=pension&" in repr(lab)
    lab.policy = lab.get_state("policy")["policy"].replace("1.take_up=0.5", "1.take_up=0.25", 1)
    assert lab.policy.schemes[0].values["take_up"] == 0.25
    with pytest.raises(simulator.BadInput, match="Make another lab for another baseline"):
        lab.policy = f"{HALF}&b1.id=social_pension"
    Widget.close_all()


def test_a_view_asks_for_a_range(package: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel computes the range of the policy, country and line that a view names, or says why not."""
    asked: list[Any] = []
    sent: list[Any] = []
    monkeypatch.setattr(ranges, "range_file", lambda *given: asked.append(given) or b"{}")
    monkeypatch.setattr(package, "send", lambda content, buffers=None: sent.append((content, buffers)))
    names = [f"{ranges.ASKED}{HALF}{more}" for more in ("", "&line=societal&country=mongolia")]
    wrong = [f"{ranges.ASKED}{more}" for more in ("version=1", f"{HALF}&country=tonga", f"{HALF}&line=x")]
    for name in (*names, *wrong):
        package._handle_custom_msg({"file": name}, [])
    link = simulator.Policy.from_fragment(HALF).to_fragment()
    assert asked == [("nepal", link, None), ("mongolia", link, "societal")]
    assert sent[:2] == [({"file": name}, [b"{}"]) for name in names]
    assert all("is not allowed" in said["refused"] for said, _ in sent[2:]) and len(sent) == 5


def test_a_lab_has_the_range_of_its_policy(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    """`lab.assumption_range()` is Python's, of the present country, policy and line, over all assumptions."""
    monkeypatch.setattr(lab_module, "assumption_range", lambda *given: given)
    lab.policy, lab.line = HALF, "societal"
    assert lab.assumption_range() == ("nepal", lab.policy, Varying(line="societal"))
