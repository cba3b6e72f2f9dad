"""Workers side by side: each takes the next submission when it is done with one."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator, Sequence
from types import TracebackType

from exercises.grading.limits import Limits
from exercises.grading.records import Ran, Submission
from exercises.grading.stem import Stems
from exercises.grading.worker import Worker


class Crew:
    """So many workers, started together and ended together."""

    def __init__(self, stems: Stems, limits: Limits, count: int) -> None:
        self._workers = [Worker(stems.of_worker(number), number, limits) for number in range(count)]

    def __enter__(self) -> Crew:
        try:
            for worker in self._workers:
                worker.start()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        for worker in self._workers:
            worker.close()

    def run(self, submissions: Sequence[Submission]) -> Iterator[tuple[Submission, Ran]]:
        """Run submissions; yields each with what came out, as they end."""
        todo: queue.SimpleQueue[Submission | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[Submission, Ran]] = queue.SimpleQueue()
        for item in [*submissions, *[None] * len(self._workers)]:
            todo.put(item)
        for worker in self._workers:
            threading.Thread(target=_work, args=(worker, todo, done), daemon=True).start()
        for _ in submissions:
            yield done.get()


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
