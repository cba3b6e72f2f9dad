"""A small book in a temporary folder, built in a process of its own as the course is."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = "import sys, pathlib, book.__main__ as book; sys.exit(book.build(pathlib.Path(sys.argv[1])))"

NOTEBOOK = """---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
description: A lesson for the tests.
---

# A small lesson
"""

PLAIN = "---\ndescription: A lesson for the tests.\n---\n\n# A small lesson\n"

CONTENT = r"""
In 2020 {fact}`coverage-2020` of people were covered, and `5 %` of code. Poverty is $P_0 = \frac{q}{n}$.

```{code-cell} ipython3
print(6 * 7)
```

```{quiz} small-q1
```

```{transcript} small
```

```{country-box} Viet Nam
It knows of {fact-value}`mothers-2020` and {fact-value}`coverage-2020`. Later of {fact-value}`coverage-2023`.
```
"""

QUIZ = """
- id: small-q1
  kind: single
  stem: What does a *headcount* count?
  options:
  - {text: "People below a line", right: true, feedback: "It counts `persons`."}
  - {text: "Money", feedback: "That is the gap."}
  sources: [coverage-2020]
"""

SCRIPT = "---\ntitle: A small video\nminutes: 2\n---\n\n## First slide\n\nSpoken words.\n"
TOC = "format: jb-book\nroot: lesson\nchapters:\n- file: book/references\n"


@dataclass(frozen=True)
class SmallBook:
    """A book of one lesson."""

    folder: Path

    def build(self) -> subprocess.CompletedProcess[str]:
        """Build the site, and return the exit code and what was printed."""
        command = [sys.executable, "-c", BUILD, str(self.folder)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    def page(self, name: str) -> str:
        """Return the HTML of a built page."""
        return (self.folder / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")


def write_book(folder: Path, lesson: str) -> SmallBook:
    """Write a book of one lesson with this text."""
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "_config.yml", folder)
    (folder / "videos").mkdir()
    files = {"_toc.yml": TOC, "lesson.md": lesson, "lesson.quiz.yml": QUIZ, "videos/small.md": SCRIPT}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return SmallBook(folder)


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> SmallBook:
    """A book that was built without a fault."""
    book = write_book(tmp_path_factory.mktemp("small_book"), NOTEBOOK + CONTENT)
    result = book.build()
    assert result.returncode == 0, result.stdout + result.stderr
    return book
