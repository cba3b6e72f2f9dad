"""A module's file: what it holds, and what is refused."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from book.extension.module_file import load_module
from book.extension.strict import CourseError

PAGES = [
    {"page": "start", "kind": "start", "minutes": 3},
    {"page": "lesson", "kind": "lesson", "minutes": 57},
    {"page": "more", "kind": "further", "minutes": 30},
]
MODULE = {"number": 2, "title": "Children", "aims": ["Do this.", "Do that.", "Say why."], "pages": PAGES}


def write(folder: Path, record: Any) -> Path:
    """Write a module's file, and return its path."""
    path = folder / "children" / "module.yml"
    path.parent.mkdir()
    YAML().dump(record, path)
    return path


def test_a_module_knows_its_pages_and_their_minutes(tmp_path: Path) -> None:
    """What goes further takes no minute of the hour."""
    module = load_module(write(tmp_path, MODULE))
    assert (module.number, module.title, len(module.aims)) == (2, "Children", 3)
    assert sum(page.minutes for page in module.pages if page.is_core) == 60
    page = module.page("modules/children/more")
    assert page is not None and not page.is_core
    assert module.page("modules/children/another") is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"aims": ["One."]}, "its aims must be a list of 3 to 5 sentences."),
        ({"aims": ["One.", "", "Three."]}, "aim 2 must be a text that is not empty."),
        ({"title": ""}, "its title must be a text"),
        ({"hours": 1}, "has the unknown key 'hours'."),
        ({"pages": [*PAGES, {"page": "x", "kind": "lesson", "minutes": 8}]}, "take 68 minutes together, and"),
        (
            {"pages": [{"page": "x", "kind": "leson", "minutes": 8}]},
            "unknown kind 'leson'. Did you mean 'lesson'",
        ),
        ({"pages": [{"page": "x", "kind": "lesson", "minutes": 0}]}, "its minutes must be above 0, not 0."),
        ({"pages": [{"page": "x", "kind": "lesson"}]}, "page 1 lacks the key 'minutes'."),
    ],
)
def test_a_wrong_module_is_refused(tmp_path: Path, changed: dict[str, Any], message: str) -> None:
    """The error names the file, the page and the mend."""
    with pytest.raises(CourseError) as error:
        load_module(write(tmp_path, MODULE | changed))
    assert message in str(error.value) and "children/module.yml" in str(error.value)
