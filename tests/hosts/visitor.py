"""A visitor of the app who uses no browser: requests with cookies, and a kernel's channels by hand."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from websockets.sync.client import ClientConnection, connect

KERNEL = re.compile(r'"kernelId": "([0-9a-f-]{36})"')
BINARY = "v1.kernel.websocket.jupyter.org"
PATIENCE = 60.0


@dataclass
class Visitor:
    """Somebody with cookies of their own, and with the token or without."""

    root: str
    token: str = ""
    cookies: CookieJar = field(default_factory=CookieJar)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None) -> tuple[int, str]:
        """Return status and text of the answer; a redirection is an answer, not a way."""
        headers = {"Authorization": f"token {self.token}"} if self.token else {}
        request = Request(self.root + path, data=body, method=method, headers=headers)
        try:
            with self._opener().open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8", "replace")

    def open_app(self, path: str = "/lab") -> str:
        """Open an app's page, and return the number of the kernel that came with it."""
        status, page = self.ask(path)
        assert status == 200, page
        (kernel,) = KERNEL.findall(page)
        return kernel

    def channels(self, kernel: str, binary: bool = True) -> ClientConnection:
        """Open the channels of a kernel."""
        address = f"{self.root.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
        return connect(
            address,
            additional_headers={"Cookie": cookies, "Authorization": f"token {self.token}"},
            subprotocols=[BINARY] if binary else None,
            max_size=None,
        )

    def _opener(self) -> OpenerDirector:
        opener = build_opener(HTTPCookieProcessor(self.cookies))
        opener.handle_error["http"].clear()
        opener.add_handler(_NoWay())
        return opener


class _NoWay(HTTPCookieProcessor):
    """Makes of every answer that is no success an error, redirections too."""

    def http_response(self, request: Request, response: Any) -> Any:
        if not 200 <= response.status < 300:
            raise HTTPError(request.full_url, response.status, "", response.headers, response)
        return response


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a message of the kernel's protocol."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "s", "username": "", "version": "5.3"}
    return {"header": header, "parent_header": {}, "metadata": {}, "content": content}


def send(socket: ClientConnection, channel: str, sent: dict[str, Any]) -> None:
    """Send a message, in the binary form if the connection speaks it."""
    if socket.subprotocol != BINARY:
        socket.send(json.dumps(sent | {"channel": channel}))
        return
    keys = ("header", "parent_header", "metadata", "content")
    parts = [channel.encode(), *(json.dumps(sent[key]).encode() for key in keys)]
    places, place = [], 8 * (len(parts) + 2)
    for part in parts:
        places.append(place)
        place += len(part)
    places.append(place)
    numbers = [len(places), *places]
    socket.send(b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts))


def received_until(socket: ClientConnection, fence: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give kind and parent of each message up to the reply to `fence`."""
    while True:
        kind, parent = _read(socket.recv(timeout=PATIENCE))
        if kind.endswith("_reply") and parent == fence["header"]["msg_id"]:
            return
        yield kind, parent


def wait_for(socket: ClientConnection, kind: str, sent: dict[str, Any]) -> None:
    """Wait for a message of a kind that answers `sent`; it may come after replies to what was sent later."""
    while _read(socket.recv(timeout=PATIENCE)) != (kind, sent["header"]["msg_id"]):
        pass


def _read(raw: str | bytes) -> tuple[str, str]:
    if isinstance(raw, str):
        told = json.loads(raw)
        return told["header"]["msg_type"], told["parent_header"].get("msg_id", "")
    count = int.from_bytes(raw[:8], "little")
    places = [int.from_bytes(raw[8 * (1 + n) : 8 * (2 + n)], "little") for n in range(count)]
    header, parent = (json.loads(raw[places[n] : places[n + 1]]) for n in (1, 2))
    return header["msg_type"], parent.get("msg_id", "")
