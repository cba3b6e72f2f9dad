"""A shock's file: what it says is what Python makes, and what is wrong in it is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import SimulatorError
from simulator.analysis import JobLoss, PriceShock, Shock, Storm, read_shock, shock_as_data
from simulator.yaml_text import write_yaml

SHARES = st.floats(0, 1)
SHOCKS = st.one_of(
    st.builds(PriceShock, st.just("area"), st.dictionaries(st.sampled_from(["rural", "urban"]), SHARES)),
    st.builds(JobLoss, SHARES),
    st.builds(
        Storm, st.lists(st.sampled_from(["Coast", "Hills"]), min_size=1), SHARES, SHARES, st.just("region")
    ),
)


@given(SHOCKS)
def test_a_shock_comes_back(shock: Shock) -> None:
    """Whatever the shock, the file that it is written to reads back as the same one."""
    assert read_shock(write_yaml(shock_as_data(shock))) == shock


def test_what_may_be_left_out() -> None:
    """A storm's places are areas unless the file says that they are regions."""
    text = "version: 1\nshock:\n  storm: {places: [rural], hit: 0.3, lost: 0.4}\n"
    assert read_shock(text) == Storm(["rural"], 0.3, 0.4)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("shock: {job_loss: {share: 0.1}}", r"^flood\.version: None .* Begin with `version: 1`\.$"),
        ("{version: true, shock: {job_loss: {share: 0.1}}}", r"^flood\.version: True"),
        ("{version: 1, shok: {}}", r"^flood: 'shok' .* Did you mean 'shock'\?$"),
        ("version: 1", r"^flood\.shock: None .* one of prices, job_loss, storm"),
        ("{version: 1, shock: {storm: {}, job_loss: {}}}", r"^flood\.shock: .* Write shock: \{job_loss"),
        ("{version: 1, shock: {strom: {}}}", r"^flood\.shock: 'strom' .* Did you mean 'storm'\?$"),
        ("{version: 1, shock: {storm: 0.3}}", r"^flood\.shock\.storm: 0\.3 .* values by name: places, hit"),
        ("{version: 1, shock: {storm: {hit: 1}}}", r"^flood\.shock\.storm: the key `places` is missing"),
        ("{version: 1, shock: {job_loss: {shares: 1}}}", r"^flood\.shock\.job_loss: 'shares'"),
        ("{version: 1, shock: {job_loss: {share: 2}}}", r"^flood\.shock\.job_loss: share: 2 "),
        ("[]", "^flood: expected lines"),
    ],
)
def test_a_file_that_is_refused(text: str, message: str) -> None:
    """No version, an unknown key, two shocks at once and a share above 1 are refused, each by its name."""
    with pytest.raises(SimulatorError, match=message):
        read_shock(text, "flood")


def test_what_is_no_shock_is_not_written() -> None:
    """Only the three kinds have a file."""
    with pytest.raises(SimulatorError, match=r"^shock: 'storm' .* a PriceShock, JobLoss or Storm"):
        shock_as_data("storm")  # type: ignore[arg-type]
