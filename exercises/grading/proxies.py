"""What the tests see of the learner's work: plain values, functions that can be called, and nothing else.

Lives in the judge. A name is asked for when a test first uses it; a call runs in the learner's process.
"""

from __future__ import annotations

import builtins
import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from exercises.grading.codec import NotPlain, Reader, Writer
from exercises.grading.limits import Limits
from exercises.grading.wire import Wire, WireClosed, WireError, WireLate

ENDED = "its process ended before the tests were done"
LATE = "it did not stop when its time was up"


ENDS_A_LOOP = ("StopIteration", "StopAsyncIteration")


class LearnerGone(BaseException):
    """The learner's process has ended or can't be believed: no test can catch this and go on."""


class LearnerError(Exception):
    """The learner's code raised an error of a kind that the tests do not know."""


class Line:
    """The judge's end of the wire to the learner's process."""

    def __init__(self, wire: Wire, limits: Limits) -> None:
        self._wire = wire
        self._limits = limits
        self._count = 0
        self.end = float("inf")
        self.gone: str | None = None
        self.stopped = False
        # Whether tests may look into a learner's objects, as into the solution's; and whether they did.
        self.objects_allowed = True
        self.objects_used = False
        self.called: Callable[[], object] = lambda: None
        self.print: Callable[[str], object] = lambda text: None
        self.odd_types: list[str] = []

    def ask(
        self, request: dict[str, Any], buffers: Iterable[bytes] = ()
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Send a request and return the answer to it; anything else ends the conversation for good."""
        if self.gone:
            raise LearnerGone(self.gone)
        self._count += 1
        deadline = min(self.end, time.monotonic() + self._limits.cell_seconds) + self._limits.grace_seconds
        try:
            self._wire.send({**request, "id": self._count}, list(buffers), deadline)
            answer, buffers = self._wire.receive(deadline)
        except WireLate:
            self._lose(LATE)
        except WireClosed:
            self._lose(ENDED)
        except WireError as error:
            self._lose(f"its process sent what is no answer: {error}")
        if type(answer.get("id")) is not int or answer["id"] != self._count:
            self._lose("its process answered out of turn")
        return answer, buffers

    def value(self, request: dict[str, Any], buffers: Iterable[bytes] = ()) -> Any:
        """Return the value that the learner's process answers with, or raise the error that it names."""
        left = max(min(self.end - time.monotonic(), self._limits.cell_seconds), 0.1)
        answer, received = self.ask({**request, "seconds": left}, buffers)
        if isinstance(answer.get("printed"), str):
            self.print(answer["printed"])
        self.stopped = self.stopped or answer.get("stopped") is True
        if "error" in answer:
            raise error_named(answer["error"])
        if answer.get("missing"):
            raise KeyError(request.get("name"))
        try:
            return Reader(received, self._proxy).read(answer.get("value"))
        except NotPlain as error:
            raise LearnerError(f"the answer is not plain data: {error}") from None

    def _lose(self, reason: str) -> NoReturn:
        self.gone = reason
        raise LearnerGone(reason)

    def _proxy(self, data: dict[str, Any]) -> Any:
        number, kind, name = data.get("n"), data.get("type"), data.get("name")
        if type(number) is not int or type(kind) is not str or type(name) is not str:
            raise NotPlain("a handle that is malformed")
        if data.get("kind") == "module":
            raise NotPlain("a module: the tests need to import it themselves")
        found = LearnerFunction if data.get("kind") == "function" else LearnerObject
        return found(self, number, kind[:80], name[:80])


class LearnerObject:
    """Something that the tests can't look into. It equals only itself, and is neither true nor false."""

    def __init__(self, line: Line, number: int, kind: str, name: str) -> None:
        self._line, self._number, self._kind = line, number, kind
        self.__name__ = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._line.objects_allowed:
            # The solution gives plain data here: an object could answer a test's own question for it.
            self._refuse()
        self._line.objects_used = True
        return self._line.value({"op": "attribute", "handle": self._number, "name": name})

    def __repr__(self) -> str:
        return f"<the learner's {self._kind}>"

    def _refuse(self, *_: object) -> NoReturn:
        self._line.odd_types.append(self._kind)
        raise TypeError(
            f"Your answer is of the type '{self._kind}'. The tests need plain data: "
            "a number, a text, a list, a table or an array."
        )


for _operation in """
    __bool__ __len__ __iter__ __contains__ __getitem__ __lt__ __le__ __gt__ __ge__ __float__ __int__ __index__
    __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__
    __neg__ __abs__
    __round__ __array__ __floordiv__ __mod__
""".split():  # noqa: SIM905
    setattr(LearnerObject, _operation, LearnerObject._refuse)


class LearnerFunction(LearnerObject):
    """A function of the learner's: called here, it runs there."""

    def __call__(self, *positional: Any, **named: Any) -> Any:
        """Run the function in the learner's process and return what it answers, as plain data."""
        writer = Writer(_handle_of)
        request = {
            "op": "call",
            "handle": self._number,
            "positional": writer.many(positional, 0),
            "named": {name: writer.write(value) for name, value in named.items()},
        }
        try:
            return self._line.value(request, writer.buffers)
        finally:
            self._line.called()


def _handle_of(value: Any) -> dict[str, Any]:
    if isinstance(value, LearnerObject):
        return {"t": "handle", "n": value._number}
    raise NotPlain(
        f"The test hands the learner's function a {type(value).__name__}, which is not plain data."
    )


def error_named(pair: Any) -> Exception:
    """Return the error that the learner's code raised, if Python has it; it carries only a text."""
    if type(pair) is not list or len(pair) != 2 or not all(type(each) is str for each in pair):
        return LearnerError("an error that is malformed")
    name, text = pair
    # One that ends a loop would let a test end before it has tested.
    known = None if name in ENDS_A_LOOP else getattr(builtins, name, None)
    if isinstance(known, type) and issubclass(known, Exception) and not issubclass(known, UnicodeError):
        return known(text)
    return LearnerError(f"{name}: {text}"[:2_000])


class Names(dict[str, Any]):
    """The names that a test can use: the judge's own first, then Python's, and the learner's last.

    The names of answers are the exception: these are always the learner's, however the prelude used them.
    """

    def __init__(self, line: Line, answers: Iterable[str]) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins)
        self._line = line
        self._answers = frozenset(answers)
        self._asked: dict[str, Any] = {}

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name) and name not in self._answers:
            raise KeyError(name)
        # Kept: two lines of a test must not see two answers.
        value = self[name] = self._asked[name] = self._line.value({"op": "get", "name": name})
        return value

    def forget_answers(self) -> None:
        """Ask for the answers afresh: a cell may have changed them."""
        for name in self._answers:
            self.pop(name, None)
        self.forget_asked()

    def forget_asked(self) -> None:
        """Ask for what was asked afresh: a call may have changed it. What a test has bound itself stays."""
        for name, value in self._asked.items():
            if name in self and self[name] is value:
                del self[name]
        self._asked.clear()
