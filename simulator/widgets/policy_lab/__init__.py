"""The policy lab: one cell in a lesson, one web component in the page, no server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from simulator.countries import country, country_names, known_country
from simulator.engine import simulate
from simulator.errors import SimulatorError, unknown
from simulator.policy import Policy
from simulator.population_file import pack
from simulator.reports import number_text, rows
from simulator.scenario import summarise
from simulator.schemes import all_schemes

OUTPUTS = ("reach", "poverty", "inequality", "cost")
DEFAULT_CONTROLS = ("amount.value", "who.age", "rule", "rule.proxy_quota.share", "take_up")


@dataclass(frozen=True)
class PolicyLab:
    """A lab on one country: the controls and outputs that a lesson needs, starting from a policy.

    `policy` is a `Policy`, or its YAML text. `controls` are paths of parameters of its first
    scheme; the others stand under 'More settings'. Unknown names raise `BadInput`.
    """

    country: str
    policy: Policy | str
    controls: Sequence[str] = DEFAULT_CONTROLS
    outputs: Sequence[str] = OUTPUTS
    line: str | None = None
    title: str = "Policy lab"
    start: Policy = field(init=False)

    def __post_init__(self) -> None:
        policy = Policy.from_yaml(self.policy) if isinstance(self.policy, str) else self.policy
        if len(policy.schemes) != 1:
            raise SimulatorError("PolicyLab: the lab shows one scheme. Give a policy with exactly one.")
        object.__setattr__(self, "start", policy)
        for name in self.controls:
            if name not in policy.schemes[0].scheme.parameters:
                raise unknown("controls", name, policy.schemes[0].scheme.parameters)
        for name in self.outputs:
            if name not in OUTPUTS:
                raise unknown("outputs", name, OUTPUTS)
        object.__setattr__(self, "country", known_country(self.country))
        country(self.country).economy.line(self.line)

    def configuration(self) -> dict[str, Any]:
        """Return what the web component needs to know, as plain data."""
        return {
            "country": self.country,
            "policy": self.start.to_fragment(),
            "controls": list(self.controls),
            "outputs": list(self.outputs),
            "line": self.line,
            "title": self.title,
        }

    def _repr_html_(self) -> str:
        """Return the web component; inside it the starting result, for a page without JavaScript."""
        configuration = escape(json.dumps(self.configuration(), ensure_ascii=False))
        return f'<policy-lab configuration="{configuration}">{self._starting_result()}</policy-lab>'

    def _starting_result(self) -> str:
        summary = summarise(simulate(country(self.country), self.start), self.line)
        lines = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{number_text(value)}</td></tr>'
            for name, value in rows(summary).items()
        )
        caption = f"{self.title}: the starting policy. {summary.data_label}. Sliders need JavaScript."
        return f"<table><caption>{escape(caption)}</caption><tbody>{lines}</tbody></table>"


def write_site_files(folder: Path) -> None:
    """Write all that `<policy-lab>` loads into a folder: its modules, the schemes, the countries."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in files("simulator.widgets.policy_lab").iterdir():
        if entry.name.endswith((".js", ".css")):
            (folder / entry.name).write_bytes(entry.read_bytes())
    known = {name: scheme.as_data() for name, scheme in all_schemes().items()}
    (folder / "schemes.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    for name in country_names():
        (folder / f"{name}.population").write_bytes(pack(country(name)))
