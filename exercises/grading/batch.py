"""Grade a folder: read, run in workers, write in one place. One bad file never stops the rest."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from exercises.grading import course as courses
from exercises.grading import feedback
from exercises.grading.files import Journal, own_salt, write_whole
from exercises.grading.gradebook import Writer
from exercises.grading.intake import find_files, read_submission
from exercises.grading.limits import Limits
from exercises.grading.marking import executed, row_of
from exercises.grading.records import Exercise, File, GradingError, Mark, Ran, Refused, Row, Submission
from exercises.grading.sandbox import Walls
from exercises.grading.worker import Worker

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
    """Grade what is in the folder and return a line for each file, what was not graded first."""
    names = courses.exercise_names(settings.course)
    found = find_files(settings.folder, names)
    if not found:
        raise GradingError(
            f"{settings.folder} holds no notebook. "
            "Put LEARNER__EXERCISE.ipynb files in it, or nbgrader's submitted/ tree."
        )
    with courses.open_gradebook(settings.course) as gradebook, _journal(settings) as journal:
        rows = list(Batch(settings, gradebook, journal, tell).grade(found))
    order = {"failed": 0, "refused": 1, "needs review": 2, "graded": 3}
    return sorted(rows, key=lambda row: (order[row.status], row.learner, row.exercise, row.file))


@contextlib.contextmanager
def _journal(settings: Settings) -> Iterator[Journal]:
    journal = Journal(settings.course / "grading" / "journal.jsonl")
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
        self._writer = Writer(settings.course, gradebook)

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
        for submission, ran in run_all(waiting, self._settings):
            row = self._write(submission, ran)
            self._tell(row)
            yield row

    def _read(self, item: File | tuple[File, str]) -> Submission | Row:
        """Return what is to run; or the line at once, for what is refused or was graded before."""
        if not isinstance(item, File):
            return _refused(item[0], item[1])
        try:
            submission = read_submission(item, self._exercise(item.exercise), self._salt)
        except Refused as refusal:
            return _refused(item, str(refusal))
        known = self._journal.find(_key(submission))
        return row_from(known) if known and self._has(item) else submission

    def _has(self, file: File) -> bool:
        """Say whether the gradebook knows the submission: it may be another one than the journal's."""
        try:
            self._gradebook.find_submission(file.exercise, file.learner)
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
        page = self._settings.feedback / row.learner / row.exercise / f"{row.exercise}.html"
        write_whole(page, feedback.page_of(submission, ran, row))
        if row.status != "failed":
            # What failed is tried again when the grader is run again.
            self._journal.add(_key(submission), row.to_data())
        return row


def run_all(waiting: list[Submission], settings: Settings) -> Iterator[tuple[Submission, Ran]]:
    """Run submissions in as many workers as asked for; yields each with what came out, as they end."""
    if not waiting:
        return
    todo: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Submission, Ran]] = queue.SimpleQueue()
    count = min(settings.workers, len(waiting))
    workers: list[Worker] = []
    try:
        for number in range(count):
            workers.append(Worker(settings.course, settings.walls, number, settings.limits))
        for worker in workers:
            worker.start()
        for item in [*waiting, *[None] * count]:
            todo.put(item)
        threads = [threading.Thread(target=_work, args=(each, todo, done), daemon=True) for each in workers]
        for thread in threads:
            thread.start()
        for _ in waiting:
            yield done.get()
    finally:
        for worker in workers:
            worker.close()


def _work(
    worker: Worker,
    todo: queue.SimpleQueue[Submission | None],
    done: queue.SimpleQueue[tuple[Submission, Ran]],
) -> None:
    while (submission := todo.get()) is not None:
        try:
            ran = worker.run(submission)
        except Exception as error:
            ran = Ran({}, (), f"the grader itself stumbled: {type(error).__name__}: {error}")
            with contextlib.suppress(Exception):
                worker.restart()
        done.put((submission, ran))


def _key(submission: Submission) -> str:
    file = submission.file
    return "/".join([file.learner, file.exercise, submission.digest, submission.exercise.version[:16]])


def _refused(file: File, reason: str) -> Row:
    return Row(file.learner[:128], file.exercise[:128], "refused", reason, file=file.path.name[:255])


def row_from(data: dict[str, object]) -> Row:
    """Return the line that a journal kept."""
    given = dict(data)
    cells = given.pop("cells")
    assert isinstance(cells, list)
    marks = tuple(Mark(each["id"], each["points"], each["max"], each["message"]) for each in cells)
    return Row(most=given.pop("max"), cells=marks, **given)  # type: ignore[arg-type]
