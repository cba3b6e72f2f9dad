"""Links: baseline and alternative beside the policy, numbers without a gap, no key that means nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import BadInput, Policy, SimulatorError
from simulator.policy import alternative_in_link, from_link, line_in_link, link_of, short_link
from tests.strategies import policies

LINK = "version=1&1.id=child_benefit&2.id=social_pension"


@given(
    *(policies(), st.none() | policies(), st.none() | policies()),
    st.sampled_from(["", "#", "https://example.org/lesson.html#"]),
)
def test_all_in_a_link_and_back(
    policy: Policy, baseline: Policy | None, alternative: Policy | None, before: str
) -> None:
    """A policy, its baseline and its alternative, in one link, long or short, are read as the same."""
    for write in (link_of, short_link):
        link = before + write(policy, baseline, alternative)
        assert (*from_link(link), alternative_in_link(link)) == (policy, baseline, alternative)


@given(policies())
def test_a_link_without_a_baseline_is_the_policys_own(policy: Policy) -> None:
    """Where there is no baseline the link is the one that the policy writes, and either way reads it."""
    assert link_of(policy) == policy.to_fragment()
    assert from_link(policy.to_fragment()) == (Policy.from_fragment(policy.to_fragment()), None)


def test_a_baseline_without_schemes_is_one() -> None:
    """That nobody gets anything now is known too, and another thing than not to know."""
    assert from_link(link_of(Policy(()), Policy(()))) == (Policy(()), Policy(()))


def test_a_baseline_does_not_get_lost() -> None:
    """Whoever asks for the policy alone is told of the baseline; the line stands beside both."""
    link = LINK + "&b1.id=pension&line=other"
    with pytest.raises(SimulatorError, match=r"it holds a baseline .* simulator\.policy\.from_link"):
        Policy.from_fragment(link)
    assert line_in_link(link) == "other"
    assert [each.scheme.id for each in from_link(link)[1].schemes] == ["pension"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("&4.id=child_benefit", r"^link: '4\.' .* numbers that leave none out: 3\. before 4\."),
        ("&i2.id=exclusive&i2.schemes=1,2", r"^link: 'i2\.' .* i1\. before i2\."),
        ("&f2.id=external", r"^link: 'f2\.' .* f1\. before f2\."),
        ("&e1.benefit=old&e1.treatment=kept&e3.benefit=new&e3.treatment=kept", r"'e3\.' .* e2\. before e3\."),
        ("&b2.id=pension", r"^link: 'b2\.' .* b1\. before b2\."),
        ("&a2.id=pension", r"^link: 'a2\.' .* a1\. before a2\."),
        ("&b1.id=pension&bi3.id=cap&bi3.schemes=1", r"^link: 'bi3\.' .* bi1\. before bi3\."),
    ],
)
def test_a_gap_in_the_numbers_is_refused(more: str, message: str) -> None:
    """A number that is left out would let `i1.schemes` and `e1.by` mean another scheme: refused."""
    with pytest.raises(BadInput, match=message):
        from_link(LINK + more)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("&e1.benefit=old&e1.treatment=kept&e1.bye=1", r"^existing\[1\]: 'bye' .* Did you mean 'by'"),
        ("&f1.id=external&f1.sharee=1", r"^financing\[1\]: 'sharee' "),
        ("&i1.id=exclusive&i1.schemes=1,2&i1.withn=person", r"^interactions\[1\]: 'withn' .* 'within'"),
        ("&b1.id=pension&b1.takeup=1", r"^baseline\.schemes\[1\]: 'takeup' "),
        ("&b1.id=pensions", r"^baseline\.schemes\[1\]\.id: 'pensions' .* Did you mean 'pension'"),
        ("&b1.id=pension&be1.benefit=old&be1.treatment=kept&be1.x=1", r"^baseline\.existing\[1\]: 'x' "),
        ("&b1.id=pension&bf1.id=external&bf1.share=0.5", r"^baseline: financing: .* add up to 1"),
        ("&bb1.id=pension", r"^link: 'bb1\.id' "),
        ("&a1.id=pension&a1.takeup=1", r"^alternative\.schemes\[1\]: 'takeup' "),
        ("&a1.id=pension&af1.id=external&af1.share=0.5", r"^alternative: financing: .* add up to 1"),
        ("&ab1.id=pension", r"^link: 'ab1\.id' "),
        ("&ib1.id=cap", r"^link: 'ib1\.id' "),
    ],
)
def test_a_key_that_means_nothing_is_refused(more: str, message: str) -> None:
    """A key that no entry has is refused at its place, with the nearest one that it has."""
    with pytest.raises(BadInput, match=message):
        from_link(LINK + more)


@pytest.mark.parametrize("given", [(None, None), (LINK, None), (Policy(()), LINK), (Policy(()), 1)])
def test_only_policies_are_written(given: Sequence[object]) -> None:
    """What is no policy is refused before it is written."""
    with pytest.raises(BadInput, match=r"a Policy.* simulator\.Policy\.from_yaml"):
        link_of(*given)  # type: ignore[arg-type]
