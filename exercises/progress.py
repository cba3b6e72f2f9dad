"""What a learner has done of an exercise, kept between sessions in a small file beside the notebook."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

# nbgrader says so when it runs a notebook: a grader's folder is no place for a learner's progress.
GRADING = "NBGRADER_EXECUTION"
NOTHING: dict[str, Any] = {"done": False, "checks": 0, "hints": 0, "prediction": None}


class Progress:
    """The progress of one exercise. Where no file can be written it lasts as long as the session."""

    def __init__(self, exercise: str, version: int) -> None:
        self.path = Path.cwd() / f".{exercise}.progress.json"
        self._version = version
        self._kept: dict[str, dict[str, Any]] | None = None
        self._is_written = False

    def keep(self, question: str, done: bool, prediction: float | None = None) -> None:
        """Keep that an answer was checked; of predictions the first one is kept."""
        entry = self._entry(question)
        entry |= {"done": done, "checks": entry["checks"] + 1}
        if entry["prediction"] is None:
            entry["prediction"] = prediction
        self._write()

    def keep_hints(self, question: str, opened: int) -> None:
        """Keep how many hints of a question were opened."""
        self._entry(question)["hints"] = opened
        self._write()

    def hints(self, question: str) -> int:
        """Return how many hints of a question were opened."""
        opened: int = self._entry(question)["hints"]
        return opened

    def state(self, question: str) -> str:
        """Return in words how far a question was when it was checked last."""
        entry = self._entry(question)
        state = "done" if entry["done"] else "not yet" if entry["checks"] else "not checked"
        hints = f", {entry['hints']} of its hints opened" if entry["hints"] else ""
        first = f", first prediction {entry['prediction']:g}" if entry["prediction"] is not None else ""
        return f"{state}{hints}{first}."

    def forget(self) -> None:
        """Begin anew."""
        self._kept = {}
        self._write()

    def told(self) -> str:
        """Return where the progress is kept, in a sentence."""
        if self._is_written:
            return f"Kept for the next session in {self.path}."
        return "Nothing can be written beside this notebook: your progress is kept until you close it."

    def _entry(self, question: str) -> dict[str, Any]:
        if self._kept is None:
            self._kept = self._read()
        return self._kept.setdefault(question, dict(NOTHING))

    def _read(self) -> dict[str, dict[str, Any]]:
        """Return what the file holds; one that is damaged, or of another version, counts for nothing."""
        try:
            data = json.loads(self.path.read_text("utf-8"))
            kept = {str(name): NOTHING | dict(entry) for name, entry in data["questions"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        good = data.get("version") == self._version and all(map(_is_whole, kept.values()))
        self._is_written = good
        return kept if good else {}

    def _write(self) -> None:
        data = {"version": self._version, "questions": self._kept or {}}
        # Whole or not at all: a kernel may be ended at any time.
        new = self.path.with_suffix(".new")
        try:
            if GRADING in os.environ:
                return
            new.write_text(json.dumps(data, indent=1), "utf-8")
            new.replace(self.path)
            self._is_written = True
        except OSError:
            self._is_written = False


def _is_whole(entry: dict[str, Any]) -> bool:
    return (
        type(entry["done"]) is bool
        and all(type(entry[key]) is int and entry[key] >= 0 for key in ("checks", "hints"))
        and (entry["prediction"] is None or type(entry["prediction"]) in (int, float))
    )
