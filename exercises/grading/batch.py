"""Grade a folder: read, run in workers, write in one place. One bad file never stops the rest."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from exercises.grading import course as courses
from exercises.grading import feedback, trial
from exercises.grading.by_hand import kept_run, marked_by_hand, revised, with_earlier_marks
from exercises.grading.class_list import ClassList
from exercises.grading.crew import Crew
from exercises.grading.files import JOURNAL, Journal, own_salt, write_whole
from exercises.grading.gradebook import Writer
from exercises.grading.inbox import find_files
from exercises.grading.intake import read_submission
from exercises.grading.limits import Limits
from exercises.grading.marking import clean, executed, row_of
from exercises.grading.mends import in_words
from exercises.grading.missing import write_missing
from exercises.grading.records import (
    Exercise,
    File,
    GradingError,
    Mark,
    Ran,
    Refused,
    Row,
    Status,
    Submission,
    assignment_of,
    place_of,
)
from exercises.grading.sandbox import Walls
from exercises.grading.soundness import check_folders
from exercises.grading.stock_settings import may_add_learners, penalty_plugin, settings_of
from exercises.grading.unpacking import unpacked

Tell = Callable[[Row], object]


@dataclass(frozen=True)
class Settings:
    """What the trainer asked for."""

    folder: Path
    course: Path
    feedback: Path
    walls: Walls | None
    workers: int = 2
    limits: Limits = field(default_factory=Limits)


def grade(settings: Settings, tell: Tell = lambda row: None) -> list[Row]:
    """Grade what is in the folder or ZIP and return a line for each file, what was not graded first."""
    check_folders([settings.course, settings.feedback])
    with (
        understood(settings.folder, settings.course) as found,
        courses.open_gradebook(settings.course) as gradebook,
        _journal(settings) as journal,
    ):
        batch = Batch(settings, gradebook, journal, tell)
        rows = list(batch.grade(found))
        rows += batch.grade_missing(rows)
    order = {"failed": 0, "refused": 1, "needs review": 2, "graded": 3}
    return sorted(rows, key=lambda row: (order[row.status], row.learner, row.exercise, row.file))


@contextlib.contextmanager
def understood(given: Path, course: Path) -> Iterator[list[File | tuple[File, str]]]:
    """Give the files in a folder or a ZIP, each with whose it is; what can't be taken has the reason."""
    names = courses.exercise_names(course)
    with unpacked(given) as folder:
        found = find_files(folder, names, courses.recogniser(course))
        if not found:
            raise GradingError(
                f"{given} holds no notebook. Put LEARNER__EXERCISE.ipynb files in it, nbgrader's submitted/ "
                "tree, or name the ZIP that Moodle, Canvas or Google Drive gave you."
            )
        yield found


@contextlib.contextmanager
def _journal(settings: Settings) -> Iterator[Journal]:
    journal = Journal(settings.course / JOURNAL)
    try:
        yield journal
    finally:
        journal.close()


class Batch:
    """One run over a folder. Only this thread touches the gradebook."""

    def __init__(self, settings: Settings, gradebook: Gradebook, journal: Journal, tell: Tell) -> None:
        self._settings = settings
        self._gradebook = gradebook
        self._journal = journal
        self._tell = tell
        self._salt = own_salt(settings.course / "grading")
        self._exercises: dict[str, Exercise] = {}
        told = settings_of(settings.course)
        self._class_list = ClassList(gradebook, may_add_learners(told))
        self._writer = Writer(settings.course, gradebook, penalty_plugin(settings.course, told))

    def grade(self, found: list[File | tuple[File, str]]) -> Iterator[Row]:
        """Yield a line for each file, as soon as it is known."""
        waiting = []
        for item in found:
            read = self._read(item)
            if isinstance(read, Row):
                self._tell(read)
                yield read
            else:
                waiting.append(read)
        for row in self._run(waiting) if waiting else []:
            self._tell(row)
            yield row

    def grade_missing(self, rows: list[Row]) -> Iterator[Row]:
        """Yield a line for each notebook of an assignment that was not handed in with the others."""
        course = self._settings.course
        names = courses.exercise_names(course)
        for row in write_missing(course, self._gradebook, rows, names, self._exercise):
            self._tell(row)
            yield row

    def _run(self, waiting: list[Submission]) -> Iterator[Row]:
        course, walls, limits = self._settings.course, self._settings.walls, self._settings.limits
        with Crew(course, walls, limits, min(self._settings.workers, len(waiting))) as crew:
            used = {each.exercise.name: each.exercise for each in waiting}
            known, broken = trial.tried(course, used.values(), crew)
            for submission in (each for each in waiting if each.exercise.name in broken):
                yield _untouched(submission.file, "failed", broken[submission.exercise.name])
            sound = [each for each in waiting if each.exercise.name not in broken]
            for submission, ran in crew.run([replace(s, exercise=known[s.exercise.name]) for s in sound]):
                yield self._written(submission, ran)

    def _written(self, submission: Submission, ran: Ran) -> Row:
        """Write one submission; what can't be written is told, and never stops the rest."""
        try:
            return self._write(submission, ran)
        except Exception as error:
            self._gradebook.db.rollback()
            reason = f"its result could not be written ({in_words(error)})"
            return _untouched(submission.file, "failed", reason)

    def _read(self, item: File | tuple[File, str]) -> Submission | Row:
        """Return what is to run; or the line at once, for what is refused or was graded before."""
        if not isinstance(item, File):
            return _untouched(item[0], "refused", item[1])
        try:
            known = self._class_list.checked(item)
            submission = read_submission(known, self._exercise(item.exercise), self._salt)
        except Refused as refusal:
            return _untouched(item, "refused", str(refusal))
        except OSError as error:
            return _untouched(item, "failed", f"it could not be read ({error})")
        earlier = self._journal.find(_key(submission))
        return self._revisited(submission, row_from(earlier)) if earlier and self._has(item) else submission

    def _revisited(self, submission: Submission, row: Row) -> Row:
        """Return the line of what was graded before, with the marks that a person has given since."""
        if by_hand := marked_by_hand(self._gradebook, submission):
            row = revised(submission, row, by_hand)
            self._write_page(submission, kept_run(self._settings.course, submission), row, by_hand.comments)
        return with_earlier_marks(self._gradebook, submission, row)

    def _has(self, file: File) -> bool:
        """Say whether the gradebook knows the submission: it may be another one than the journal's."""
        try:
            self._gradebook.find_submission(assignment_of(file.exercise), file.learner)
        except MissingEntry:
            return False
        return True

    def _exercise(self, name: str) -> Exercise:
        if name not in self._exercises:
            self._exercises[name] = courses.load_exercise(self._settings.course, self._gradebook, name)
        return self._exercises[name]

    def _write(self, submission: Submission, ran: Ran) -> Row:
        """Write gradebook, feedback and journal, in this order: killed in between, it is done again."""
        notebook = executed(submission, ran)
        row = row_of(submission, notebook, ran)
        row = replace(row, late_days=self._writer.write(submission, notebook, row))
        self._write_page(submission, ran, row, {})
        if row.status != "failed":
            # What failed is tried again when the grader is run again.
            self._journal.add(_key(submission), row.to_data())
        return with_earlier_marks(self._gradebook, submission, row)

    def _write_page(self, submission: Submission, ran: Ran, row: Row, comments: Mapping[str, str]) -> None:
        page = self._settings.feedback / row.learner / place_of(row.exercise, ".html")
        write_whole(page, feedback.page_of(submission, ran, row, comments))


def _key(submission: Submission) -> str:
    file = submission.file
    return "/".join([file.learner, file.exercise, submission.digest, submission.exercise.version[:16]])


def _untouched(file: File, status: Status, reason: str) -> Row:
    """Return the line of a file that did not run: nothing of it is in the gradebook."""
    names = [
        clean(text, most) for text, most in ((file.learner, 128), (file.exercise, 128), (file.path.name, 255))
    ]
    return Row(names[0], names[1], status, clean(reason), file=names[2])


def row_from(data: dict[str, object]) -> Row:
    """Return the line that a journal kept."""
    given = dict(data)
    cells = given.pop("cells")
    assert isinstance(cells, list)
    marks = tuple(
        Mark(each["id"], each["points"], each["max"], each["message"], each.get("comment")) for each in cells
    )
    return Row(most=given.pop("max"), cells=marks, **given)  # type: ignore[arg-type]
