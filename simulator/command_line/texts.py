"""What `--help` says: of the program here, of each command in `texts.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulator.yaml_text import read_text, read_yaml

PROGRAM = "python -m simulator"
ABOUT = "An open microsimulation of social protection: who is reached, what it costs, who pays, what changes."
EXIT_CODES = (
    "Exit codes: 0 fine, 2 wrong usage (an option, or a name of a country, scheme, measure, scale or\n"
    "breakdown, that does not exist), 3 bad data (the message says how to mend it)."
)
FIRST_SESSION = f"""A first session:
  {PROGRAM} countries
  {PROGRAM} new-policy child_benefit --out policy.yaml
  {PROGRAM} run policy.yaml --country nepal
  {PROGRAM} run policy.yaml --country nepal --by area,decile --json result.json

{EXIT_CODES}"""


@dataclass(frozen=True)
class Told:
    """A command's line in the list of commands, its paragraph, and its examples."""

    short: str
    about: str
    example: str


@cache
def texts() -> dict[str, Told]:
    """Return what is said of each command, by its name, in the order in which they are listed."""
    text = read_text(Path(__file__).with_name("texts.yaml")).replace("PROGRAM", PROGRAM)
    return {name: Told(**told) for name, told in read_yaml(text, "texts.yaml").items()}
