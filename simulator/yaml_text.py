"""YAML in and out: version 1.2, a key given twice is refused, errors in plain words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from simulator.errors import BadInput, SimulatorError

LONGEST = 50_000
DEEPEST = 20
# What the parser raises beside its own errors, for a tag or an escape that holds no value of its kind.
UNREADABLE = (
    YAMLError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
)


class _WrittenOut(Composer):
    """Refuses aliases: a text of ten lines that quotes itself can stand for millions of values."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            mark = self.parser.peek_event().start_mark
            problem = "an alias (*name) stands here, write its value out"
            raise ComposerError(problem=problem, problem_mark=mark)
        return super().compose_node(parent, index)


def read_yaml(text: str, where: str) -> dict[str, Any]:
    """Return the mapping that a YAML text holds, or refuse, naming the line.

    >>> read_yaml("take_up: 0.8", "policy")
    {'take_up': 0.8}
    """
    if not isinstance(text, str):
        raise BadInput(where, text, "the text of a YAML file", "Read the file first: path.read_text().")
    if len(text) > LONGEST:
        raise SimulatorError(f"{where}: the text has over {LONGEST} characters. Cut it.")
    if max(accumulate((sign in "[{") - (sign in "]}") for sign in text), default=0) > DEEPEST:
        raise SimulatorError(f"{where}: brackets are nested over {DEEPEST} deep. Nest less.")
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _WrittenOut
    try:
        data = yaml.load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = (error.problem or "unreadable").splitlines()[0][:200]
        raise SimulatorError(f"{where}: line {line} is not YAML: {problem}. Mend that line.") from None
    except UNREADABLE as error:
        problem = (str(error) or type(error).__name__).splitlines()[0][:200]
        mend = "Write plain numbers, texts and lists."
        raise SimulatorError(f"{where}: not YAML: {problem}. {mend}") from None
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
    yaml = YAML(typ="safe", pure=True)
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    # Innermost lists and mappings on one line, the rest one key a line.
    yaml.default_flow_style = None
    out = io.StringIO()
    yaml.dump(dict(data), out)
    return out.getvalue()


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
