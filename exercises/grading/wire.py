"""Messages over a socket pair: a length, a JSON header, raw buffers. Sizes are checked before reading."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

from exercises.grading.limits import HEADER_BYTES, REPLY_BYTES

LENGTH = struct.Struct(">I")
MOST_BUFFERS = 10_000


class WireError(Exception):
    """The other side is gone, late, or talks nonsense: nothing more can be believed on this wire."""


class WireLate(WireError):
    """The other side did not answer in time."""


class WireClosed(WireError):
    """The other side is gone."""


class Wire:
    """One end of a socket pair. Deadlines are absolute, in the monotonic clock's seconds."""

    def __init__(self, ours: socket.socket) -> None:
        self._socket = ours

    def close(self) -> None:
        """Close this end."""
        self._socket.close()

    def send(
        self, message: dict[str, Any], buffers: Sequence[bytes] = (), deadline: float | None = None
    ) -> None:
        """Send one message with its raw buffers."""
        header = json.dumps({**message, "buffers": [len(each) for each in buffers]}).encode()
        if len(header) > HEADER_BYTES or sum(map(len, buffers)) > REPLY_BYTES:
            raise WireError(f"the message is larger than {REPLY_BYTES // 2**20} MiB")
        try:
            self._wait(deadline)
            self._socket.sendall(b"".join([LENGTH.pack(len(header)), header, *buffers]))
        except TimeoutError:
            raise WireLate("the message was not taken in time") from None
        except OSError as error:
            raise WireClosed(f"the other side is gone ({error})") from None

    def receive(self, deadline: float | None = None) -> tuple[dict[str, Any], list[bytes]]:
        """Return the next message and its buffers."""
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, deadline))
        if length > HEADER_BYTES:
            raise WireError("the header is too large")
        header = _parsed(self._exactly(length, deadline))
        sizes = header.pop("buffers", None)
        return header, [self._exactly(size, deadline) for size in _checked_sizes(sizes)]

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts, missing = [], count
        while missing:
            try:
                self._wait(deadline)
                part = self._socket.recv(min(missing, 2**20))
            except TimeoutError:
                raise WireLate("no answer came in time") from None
            except OSError as error:
                raise WireClosed(f"the other side is gone ({error})") from None
            if not part:
                raise WireClosed("the other side is gone")
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _wait(self, deadline: float | None) -> None:
        if deadline is None:
            self._socket.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time is up")
        self._socket.settimeout(left)


def _parsed(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        raise WireError("the header is not JSON") from None
    if not isinstance(header, dict):
        raise WireError("the header is not an object")
    return header


def _checked_sizes(sizes: object) -> list[int]:
    if not isinstance(sizes, list) or len(sizes) > MOST_BUFFERS:
        raise WireError("the header lists no buffers")
    if not all(type(size) is int and 0 <= size <= REPLY_BYTES for size in sizes):
        raise WireError("a buffer has no proper size")
    if sum(sizes) > REPLY_BYTES:
        raise WireError(f"the reply is larger than {REPLY_BYTES // 2**20} MiB")
    return sizes
