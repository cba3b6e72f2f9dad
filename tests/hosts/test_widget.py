"""`PolicyLab` in Python, with no browser: policy, line and result in step, and wrong values refused."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import anywidget
import pytest
import traitlets
from comm import DummyComm
from ipywidgets import Widget

import simulator
from simulator.population_file import pack
from simulator.widgets import PolicyLab
from simulator.widgets.policy_lab.site_files import site_file
from tests.hosts.conftest import HALF, START


def take_up(lab: PolicyLab) -> object:
    """Return the take-up of the lab's policy."""
    return lab.policy.schemes[0].values["take_up"]


def expected(lab: PolicyLab) -> simulator.Summary:
    """Return what the engine says about the lab's policy at its line."""
    return simulator.summarise(simulator.simulate(simulator.country("nepal"), lab.policy), lab.line)


def test_a_lab_is_a_widget_on_every_host(lab: PolicyLab) -> None:
    """It is an anywidget and so an ipywidget; plain Python without a front end shows it as a short text."""
    assert isinstance(lab, anywidget.AnyWidget) and isinstance(lab, Widget)
    assert repr(lab).startswith("PolicyLab('nepal', 'version=1&1.id=child_benefit")


@pytest.mark.parametrize("form", ["record", "yaml", "fragment", "link"])
def test_a_policy_is_set_in_every_form(lab: PolicyLab, form: str) -> None:
    """A record, a YAML text, a fragment and a whole link mean the same policy, and the result follows."""
    policy = simulator.Policy.from_fragment(HALF)
    lab.policy = {
        "record": policy,
        "yaml": policy.to_yaml(),
        "fragment": HALF,
        "link": f"https://example.org/page.html#{HALF}",
    }[form]
    assert lab.policy == policy
    assert lab.result == expected(lab)


def test_a_handler_hears_of_a_change_once_and_finds_the_result_in_step(lab: PolicyLab) -> None:
    """The record of a change holds both policies; the same policy again is no change."""
    heard: list[Any] = []
    lab.observe(lambda change: heard.append((change, lab.result)), names=["policy"])
    before = lab.policy
    lab.policy = HALF
    lab.policy = HALF
    ((change, result),) = heard
    assert (change.name, change.old, change.new, change.owner) == ("policy", before, lab.policy, lab)
    assert result == expected(lab)


def test_the_result_follows_the_line_and_can_be_observed(lab: PolicyLab) -> None:
    """Another poverty line gives another result, of which a handler hears."""
    heard: list[Any] = []
    lab.observe(heard.append, names=["result"])
    lab.line = "international_6_85"
    assert [change.new for change in heard] == [expected(lab)]
    assert lab.result.line.id == "international_6_85"


def test_the_result_cannot_be_set(lab: PolicyLab) -> None:
    """What the engine computes is nobody's to write."""
    with pytest.raises(traitlets.TraitError, match="read-only"):
        lab.result = expected(lab)


def test_the_policy_kept_as_a_is_state(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python sets and takes away A, in any form; a view's own is heard; a built page begins with it."""
    heard: list[Any] = []
    sent: list[Any] = []
    lab.observe(lambda change: heard.append((change.old, change.new)), names=["alternative"])
    assert lab.alternative is None
    lab.comm = DummyComm()
    monkeypatch.setattr(lab, "_send", lambda message, buffers=None: sent.append(message))
    lab.alternative = HALF
    half = simulator.Policy.from_fragment(HALF)
    assert [message["state"] for message in sent] == [{"alternative": half.to_fragment()}]
    assert "&amp;a1.take_up=0.5&amp;" in lab._repr_html_() and take_up(lab) == 0.8
    lab.set_state({"alternative": lab.policy.to_fragment()})
    assert lab.alternative == lab.policy
    lab.set_state({"alternative": None})
    assert "a1.id" not in lab._repr_html_()
    assert heard == [(None, half), (half, lab.policy), (lab.policy, None)]
    link = f"{HALF}&a1.id=child_benefit&a1.take_up=0.25"
    with pytest.raises(simulator.BadInput, match=r"^alternative: "):
        lab.alternative = 3
    kept = PolicyLab("nepal", link).alternative
    assert kept is not None and kept.schemes[0].values["take_up"] == 0.25


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("alternative", "version=1&1.id=pension"),
        ("alternative", 3),
        ("policy", "{version: 1, schemes: []}"),
        ("policy", "{version: 1, schemes: [{id: child_benefit, take_up: 2}]}"),
        ("policy", "version=1&1.id=pension"),
        ("policy", None),
        ("policy", 3),
        ("line", "international"),
        ("line", 3),
    ],
)
def test_a_wrong_value_is_refused_and_changes_nothing(lab: PolicyLab, name: str, value: Any) -> None:
    """Python raises `BadInput`, no handler hears of it, and policy, line and result stay."""
    heard: list[Any] = []
    lab.observe(heard.append, names=["policy", "alternative", "line", "result"])
    before = (lab.policy, lab.alternative, lab.line, lab.result)
    with pytest.raises(simulator.BadInput):
        setattr(lab, name, value)
    with pytest.raises(simulator.BadInput):
        lab.set_state({name: value})
    assert (lab.policy, lab.alternative, lab.line, lab.result) == before
    assert heard == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "nepall"},
        {"policy": "{version: 1, schemes: []}"},
        {"controls": ["take_upp"]},
        {"outputs": ["povert"]},
        {"line": "x"},
        {"countries": ["mongolia", "atlantis"]},
        {"schemes": ["child_benefitt"]},
        {"schemes": "child_benefit"},
        {"controls": ["take_up", "financingg"]},
    ],
)
def test_a_lab_of_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    """A name that does not exist is refused when the lab is made."""
    with pytest.raises(simulator.BadInput):
        PolicyLab(**{"country": "nepal", "policy": START} | wrong)


def test_what_the_browser_sends_is_not_sent_back(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    """A moved control sets policy and result; the kernel's only answer is the protocol's own echo."""
    sent: list[Any] = []
    # Where a kernel's package was imported before, a channel without a kernel sends nothing.
    lab.comm = DummyComm()
    monkeypatch.setattr(lab, "_send", lambda message, buffers=None: sent.append(message))
    moved = simulator.Policy.from_fragment(HALF).to_fragment()
    lab.set_state({"policy": moved, "line": None})
    assert take_up(lab) == 0.5
    assert lab.result == expected(lab)
    assert [message["method"] for message in sent] == ["echo_update"]


def test_what_python_sets_is_sent_once_as_a_link_says_it(
    lab: PolicyLab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser gets the policy's fragment, and nothing of the result, which it computes itself."""
    sent: list[Any] = []
    # Where a kernel's package was imported before, a channel without a kernel sends nothing.
    lab.comm = DummyComm()
    monkeypatch.setattr(lab, "_send", lambda message, buffers=None: sent.append(message))
    lab.policy = HALF
    assert [message["state"] for message in sent] == [{"policy": lab.policy.to_fragment()}]


def test_a_view_asks_for_files_by_name(lab: PolicyLab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel hands over the bytes that a site would, and says why there is no other file."""
    sent: list[Any] = []
    monkeypatch.setattr(lab, "send", lambda content, buffers=None: sent.append((content, buffers)))
    names = ["mongolia.population", "nepal.years.json"]
    wrong: list[Any] = ["../secret", ["nepal.population"]]
    for asked in (*({"file": name} for name in (*names, *wrong)), {"else": 1}, "file"):
        lab._handle_custom_msg(asked, [])
    found, refused = sent[: len(names)], sent[len(names) :]
    assert found == [({"file": name}, [site_file(name)]) for name in names]
    assert found[0][1] == [pack(simulator.country("mongolia"))]
    assert [said["file"] for said, _ in refused] == wrong
    assert all("is not allowed" in said["refused"] and nothing is None for said, nothing in refused)


def test_in_a_book_a_lab_is_the_component_alone() -> None:
    """While the book is built no channel is opened, so no widget's state gets into the page."""
    program = f"""
import simulator.widgets, comm
opened = []
comm.create_comm = lambda **given: opened.append(given)
lab = simulator.widgets.PolicyLab("nepal", {START!r})
shown = lab._repr_mimebundle_()
assert not opened and lab.comm is None, opened
assert set(shown) == {{"text/plain", "text/html"}}, set(shown)
assert shown["text/html"].startswith("<policy-lab configuration=")
"""
    environment = os.environ | {"SOCIAL_PROTECTION_BOOK": "1"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
