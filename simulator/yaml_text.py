"""YAML in and out: version 1.2, a key given twice is refused, errors in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from simulator.errors import BadInput, SimulatorError

LONGEST = 50_000
DEEPEST = 20


def read_yaml(text: str, where: str, longest: int = LONGEST) -> dict[str, Any]:
    """Return the mapping that a YAML text holds, or refuse, naming the line.

    >>> read_yaml("take_up: 0.8", "policy")
    {'take_up': 0.8}
    """
    if not isinstance(text, str):
        raise BadInput(where, text, "the text of a YAML file", "Read the file first: path.read_text().")
    if len(text) > longest:
        raise SimulatorError(f"{where}: the text has over {longest} characters. Cut it.")
    if max(accumulate((sign in "[{") - (sign in "]}") for sign in text), default=0) > DEEPEST:
        raise SimulatorError(f"{where}: brackets are nested over {DEEPEST} deep. Nest less.")
    # The parser takes a third of the time of `import simulator`: it loads with the first text.
    from simulator.yaml_parser import parsed

    data = parsed(text, where)
    if not isinstance(data, dict):
        found = "nothing" if data is None else type(data).__name__
        raise SimulatorError(f"{where}: expected lines of `key: value`, found {found}.")
    return data


def write_yaml(data: Mapping[str, Any]) -> str:
    """Return the mapping as YAML text, keys in their order.

    >>> print(write_yaml({"version": 1, "age": [0, 17]}), end="")
    version: 1
    age: [0, 17]
    """
    from simulator.yaml_parser import written

    return written(data)


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without a mark at its beginning, or refuse it in words."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SimulatorError(f"byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    except FileNotFoundError:
        raise SimulatorError("there is no such file. Check its name and its folder.") from None
    except (OSError, ValueError) as error:
        raise SimulatorError(f"cannot be read ({problem_of(error)}). Name a YAML file.") from None


def problem_of(error: Exception) -> object:
    """Return what the system says of a file that it cannot read or write.

    >>> problem_of(FileNotFoundError(2, "No such file or directory"))
    'No such file or directory'
    """
    return getattr(error, "strerror", None) or error
