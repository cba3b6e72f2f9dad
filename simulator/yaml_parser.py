"""The parser of YAML, loaded with the first text that is read or written."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from simulator.errors import SimulatorError

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


def parsed(text: str, where: str) -> Any:
    """Return what a YAML text holds, or refuse it, naming the line.

    >>> parsed("[1, 2]", "list")
    [1, 2]
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _WrittenOut
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = (error.problem or "unreadable").splitlines()[0][:200]
        raise SimulatorError(f"{where}: line {line} is not YAML: {problem}. Mend that line.") from None
    except UNREADABLE as error:
        problem = (str(error) or type(error).__name__).splitlines()[0][:200]
        mend = "Write plain numbers, texts and lists."
        raise SimulatorError(f"{where}: not YAML: {problem}. {mend}") from None


def written(data: Mapping[str, Any]) -> str:
    """Return the mapping as YAML text, keys in their order.

    >>> print(written({"version": 1, "schemes": [{"id": "child_benefit"}]}), end="")
    version: 1
    schemes:
    - {id: child_benefit}
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    # Innermost lists and mappings on one line, the rest one key a line.
    yaml.default_flow_style = None
    out = io.StringIO()
    yaml.dump(dict(data), out)
    return out.getvalue()
