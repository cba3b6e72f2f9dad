"""Keys that nothing reads: wherever a policy is made, each is refused in words and at its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulator import BadInput, Policy, all_interactions, all_schemes, all_sources
from simulator.policy import InteractionSetting, SchemeSetting, SourceSetting

POLICY = Policy.from_yaml("{version: 1, schemes: [{id: child_benefit}]}")
CAP = {"id": "cap", "schemes": [1]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"line": "low"}, r"^policy: 'line' "),
        ({5: 1}, r"^policy: 5 "),
        ({"schemes": [{"id": "child_benefit", 5: 1}]}, r"^schemes\[1\]: 5 .* a name without a dot"),
        ({"schemes": [{"id": "child_benefit", None: 1}]}, r"^schemes\[1\]: None "),
        ({"interactions": [{"id": "cap", "scheme": [1]}]}, r"^interactions\[1\]\.schemes: None .* a list of"),
        (
            {"interactions": [{**CAP, "limit": {"valeu": 1}}]},
            r"'limit\.valeu' .* Did you mean 'limit\.value'",
        ),
        ({"interactions": [{**CAP, "share": 1}]}, r"^interactions\[1\]: 'share' "),
        ({"financing": {"external": {"id": "reallocation"}}}, r"financing\.external\.id: .* the name once"),
        ({"financing": {"id": "external", "label": "x"}}, r"financing\[1\]: 'label' .* nothing\. Remove it"),
        ({"financing": [{"external": {}}]}, r"^financing\[1\]\.id: None "),
        ({"financing": {5: None}}, r"^financing\[1\]\.id: 5 "),
        ({"existing": {"pension": {"benefit": "allowance"}}}, r"^existing\.pension\.benefit: 'allowance' "),
        ({"existing": {"pension": {"treatment": "kept", "bye": 1}}}, "Did you mean 'by'"),
        ({"existing": [{"pension": "kept"}]}, r"^existing\[1\]: 'pension' "),
        ({"existing": {5: "kept"}}, r"^existing\[1\]: benefit: 5 .* in quotes"),
    ],
)
def test_a_key_of_a_file_that_nothing_reads(data: dict[Any, Any], message: str) -> None:
    """A key of a file that means nothing there, or that says a second time what a thing is, is refused."""
    with pytest.raises(BadInput, match=message):
        Policy.from_data({**POLICY.to_data(), **data})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: POLICY.paid_by("external", id="reallocation"),
            r"^financing\.external\.id: .* the name once",
        ),
        (lambda: POLICY.paid_by("external", rate=3), r"^financing\[1\]: 'rate' .* Allowed: nothing\. Remove"),
        (lambda: POLICY.paid_by("external", share=0.5), "shares that add up to 1"),
        (lambda: POLICY.paid_by("levy_on_consumption", exempt=3), "Did you mean 'exempt_below'"),
        (lambda: POLICY.paid_by("levy_on_consumption", **{"a.b": 3}), "a name without a dot"),
        (lambda: POLICY.with_values({"id": "pension"}), r"^schemes\[1\]: 'id' "),
        (lambda: POLICY.with_values({5: 1}), r"^schemes\[1\]: 5 "),  # type: ignore[dict-item]
        (lambda: SchemeSetting(all_schemes()["child_benefit"], {"take_upp": 1}), "Did you mean 'take_up'"),
        (lambda: SourceSetting(all_sources()["external"], {"id": "reallocation"}), r"^external: 'id' "),
        (lambda: InteractionSetting(all_interactions()["cap"], (0,), {"schemes": "1"}), r"^cap: 'schemes' "),
    ],
)
def test_a_key_in_python_that_nothing_reads(make: Callable[[], object], message: str) -> None:
    """The same in Python: no value goes where nobody looks for it."""
    with pytest.raises(BadInput, match=message):
        make()
