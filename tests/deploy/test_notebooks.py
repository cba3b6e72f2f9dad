"""Notebooks from text: made when their text has changed, readable, and no reader's work lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from deploy import notebooks
from exercises.builder import release_text

PANELS = ["PolicyLab", "SurveyPanel", "IntervalsPanel", "ProjectionPanel", "ProxyScorePanel"]
SOURCE = """---
kernelspec: {display_name: Python 3, language: python, name: python3}
---
# A text

It is {fact}`known` that {doc}`all <page>` of {glue:text}`number` count.

```{quiz} a-question
```

```{country-box} Viet Nam
It reached {fact}`known`.
```

```{code-cell} ipython3
1 + 1
```
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text that was changed later than all else that a notebook is made of."""
    path = tmp_path / "text.md"
    path.write_text(SOURCE, "utf-8")
    return path


def make(source: Path) -> Path:
    """Make the notebook as it stands, with no roles replaced."""
    target = source.parent / "made" / "text.ipynb"
    return notebooks._made(target, [source], lambda: notebooks._converted(source, lambda notebook: notebook))


def touch_later(path: Path) -> None:
    """Give a file a later time than any other."""
    later = path.stat().st_mtime + 1000
    os.utime(path, (later, later))


def test_roles_and_blocks_become_text() -> None:
    """Values stand where the page has them, links and boxes keep their words, a question is named."""
    text = notebooks.plain(SOURCE, {"fact": {"known": "40 % (source)"}, "glue:text": {"number": "7"}})
    assert "It is 40 % (source) that all of 7 count." in text
    assert "*A question to answer stands on the course's page.*" in text
    assert "**Viet Nam.** It reached 40 % (source).\n" in text
    assert "{" not in text.split("---")[2].split("```")[0]


def test_a_notebook_is_made_once(source: Path) -> None:
    """Nothing is done again until the text has changed."""
    made = make(source)
    touch_later(made)
    before = made.read_bytes()
    made.write_bytes(before + b" ")
    touch_later(made)
    assert make(source).read_bytes() == before + b" "


def test_a_readers_work_is_kept_when_the_text_changes(source: Path) -> None:
    """A notebook as it was made is replaced; one that was worked in is put beside the new one."""
    made = make(source)
    source.write_text(SOURCE.replace("A text", "Another text"), "utf-8")
    touch_later(source)
    make(source)
    assert [path.name for path in made.parent.glob("*.ipynb")] == ["text.ipynb"]
    made.write_text(made.read_text("utf-8").replace("1 + 1", "my own work"), "utf-8")
    make(source)
    kept = next(path for path in made.parent.glob("*.ipynb") if path != made)
    assert "my own work" in kept.read_text("utf-8")
    assert "Another text" in made.read_text("utf-8") and "my own work" not in made.read_text("utf-8")


def test_the_lesson_reads_as_on_the_page(tmp_path: Path) -> None:
    """Each number and fact is in the text, no role is left, and what the page hides is folded."""
    made = notebooks.lesson_notebooks(tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in made]
    assert {"children/first_lesson.ipynb", "children/roll_out_lab.ipynb"} <= set(names)
    cells = [cell for path in made for cell in json.loads(path.read_text("utf-8"))["cells"]]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert not [text for text in texts if notebooks.ROLE.search(text) or "```{" in text]
    assert "or 543 rupees a month." in " ".join(" ".join(texts).split())
    assert all(cell["metadata"]["jupyter"]["source_hidden"] for cell in cells if cell["cell_type"] == "code")


def test_the_page_of_panels_is_a_notebook(tmp_path: Path) -> None:
    """It holds each panel's cell as the page has it, and nothing that only a page can show."""
    made = notebooks.panels_notebook(tmp_path)
    cells = json.loads(made.read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert [name for name in PANELS if f"{name}(" in code] == PANELS
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert not [text for text in texts if notebooks.ROLE.search(text) or "```{" in text]


def test_an_exercise_is_the_notebook_that_learners_get(tmp_path: Path) -> None:
    """It is the release, byte for byte, under the name that a trainer expects; one without code is first."""
    made = notebooks.exercise_notebooks(tmp_path)
    assert [path.name for path in made] == [f"m2-e{number}.ipynb" for number in range(1, 5)]
    for path in made:
        assert path.read_text("utf-8") == release_text(path.stem)
