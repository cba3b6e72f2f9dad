"""What the app's server refuses: to run what a client sends, to show another's kernel, to list its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import InvalidStatus

from deploy.programs import Plan
from tests.hosts.visitor import Visitor, message, received_until, send, wait_for
from tests.processes import running_with


def visitor(server: Plan, token: bool = True) -> Visitor:
    """Return somebody new, with the token or without."""
    return Visitor(f"http://127.0.0.1:{server.port}", server.token if token else "")


@pytest.fixture(scope="module")
def guest(lab_app: Plan) -> tuple[Visitor, str]:
    """Somebody who has opened the app, and the number of their kernel."""
    who = visitor(lab_app)
    return who, who.open_app()


def hostile_messages(marker: Path) -> list[dict[str, Any]]:
    """Return a message of each kind that would run code or look into the kernel."""
    code = f"open({str(marker)!r}, 'w').close()"
    execute = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {"x": code},
        "allow_stdin": False,
        "stop_on_error": False,
    }
    evaluate = {"type": "request", "seq": 1, "command": "evaluate", "arguments": {"expression": code}}
    return [
        message("execute_request", execute),
        message("complete_request", {"code": "sim", "cursor_pos": 3}),
        message("inspect_request", {"code": "PolicyLab", "cursor_pos": 4, "detail_level": 1}),
        message("history_request", {"hist_access_type": "tail", "n": 9, "output": True, "raw": True}),
        message("debug_request", evaluate),
        message("create_subshell_request", {}),
    ]


def answered(
    who: Visitor, kernel: str, binary: bool, channel: str, messages: list[dict[str, Any]]
) -> list[str]:
    """Send messages and then one that every kernel answers; return the kinds of what came for the others."""
    fence = message("kernel_info_request", {})
    with who.channels(kernel, binary) as socket:
        for each in [*messages, fence]:
            send(socket, channel, each)
        sent = {each["header"]["msg_id"] for each in messages}
        return [kind for kind, parent in received_until(socket, fence) if parent in sent]


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_nothing_that_a_client_sends_is_run(guest: tuple[Visitor, str], tmp_path: Path, channel: str) -> None:
    """To none of the hostile messages comes an answer, and the code has not been run."""
    who, kernel = guest
    marker = tmp_path / "was-run"
    assert answered(who, kernel, True, channel, hostile_messages(marker)) == []
    assert not marker.exists()


def test_the_older_protocol_is_refused(guest: tuple[Visitor, str]) -> None:
    """Voilà would read a widget's binary answer in it as a number of parts beyond measure, and hang."""
    who, kernel = guest
    with pytest.raises(InvalidStatus) as refused, who.channels(kernel, binary=False):
        pass
    assert refused.value.response.status_code == 400


def test_a_widgets_whole_state_can_be_asked_for(lab_app: Plan, guest: tuple[Visitor, str]) -> None:
    """The answer has a population's bytes in it: the server passes it on, and serves the next visitor."""
    who, kernel = guest
    opened = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    start = message("comm_open", opened) | {"metadata": {"version": "1.0.0"}}
    asked = message("comm_msg", {"comm_id": "c", "data": {"method": "request_states"}})
    with who.channels(kernel) as socket:
        send(socket, "shell", start)
        send(socket, "shell", asked)
        wait_for(socket, "comm_msg", asked)
    assert visitor(lab_app).ask("/voila/static/favicon.ico")[0] == 200


@pytest.mark.parametrize("binary", [False, True], ids=["json", "binary"])
def test_the_same_client_runs_code_where_it_may(lab_server: Plan, tmp_path: Path, binary: bool) -> None:
    """A canary: in JupyterLab the very messages are answered and the code is run."""
    who = visitor(lab_server)
    root = f"http://127.0.0.1:{lab_server.port}/api/kernels"
    headers = {"Authorization": f"token {lab_server.token}", "Content-Type": "application/json"}
    with urlopen(Request(root, data=b"{}", headers=headers)) as answer:
        kernel = json.loads(answer.read())["id"]
    marker = tmp_path / "was-run"
    kinds = answered(who, kernel, binary, "shell", hostile_messages(marker)[:3])
    assert {"execute_reply", "complete_reply", "inspect_reply"} <= set(kinds)
    assert marker.exists()


def test_another_visitors_kernel_is_out_of_reach(lab_app: Plan, guest: tuple[Visitor, str]) -> None:
    """Who has the token and even the kernel's number can neither see, hear nor end it; its visitor can."""
    one, (other, _own) = visitor(lab_app), guest
    kernel = one.open_app()
    assert one.ask(f"/api/kernels/{kernel}")[0] == 200
    for who in (other, visitor(lab_app), visitor(lab_app, token=False)):
        assert who.ask(f"/api/kernels/{kernel}")[0] in (302, 403)
        assert who.ask(f"/voila/api/shutdown/{kernel}", "POST", b"")[0] == 403
        assert who.ask(f"/api/kernels/{kernel}", "DELETE")[0] == 403
        with pytest.raises(InvalidStatus) as refused, who.channels(kernel):
            pass
        assert refused.value.response.status_code == 403
    assert one.ask(f"/api/kernels/{kernel}", "DELETE")[0] == 403
    assert one.ask(f"/api/kernels/{kernel}")[0] == 200
    assert one.ask(f"/voila/api/shutdown/{kernel}", "POST", b"")[0] == 204


@pytest.mark.parametrize(
    "path",
    [
        "/voila/api/contents/",
        "/voila/tree/",
        "/voila/render/lab.ipynb",
        "/voila/files/lab.ipynb",
        "/voila/files/",
        "/voila/query/00000000-0000-0000-0000-000000000000",
        "/api/contents/",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/lab.ipynb",
        "/files/lab.ipynb",
    ],
)
def test_nothing_is_listed_or_sent(lab_app: Plan, path: str) -> None:
    """No kernel, session or file is listed, and no file of the folder is sent, to whoever has the token."""
    status, text = visitor(lab_app).ask(path)
    assert status in (302, 403, 404)
    assert "cells" not in text and "ipynb" not in text.replace(path, "")
    for method in ("PUT", "POST", "PATCH"):
        assert visitor(lab_app).ask(path, method, b"{}")[0] in (403, 404, 405)


def test_without_the_token_there_is_no_page_and_no_kernel(lab_app: Plan) -> None:
    """A stranger is sent to where the token is asked for, and no kernel is started for them."""
    before = lab_app.log.read_text("utf-8").count("Using pre-heated kernel")
    status, text = visitor(lab_app, token=False).ask("/lab")
    assert status == 302 and "kernelId" not in text
    assert lab_app.log.read_text("utf-8").count("Using pre-heated kernel") == before


def test_the_token_is_in_no_kernel(lab_server: Plan, lab_app: Plan) -> None:
    """Neither server leaves the token in the environment of a kernel, not even of the one that comes next."""
    for _again in range(2):
        with urlopen(*lab_app.links.values()) as page:
            page.read()
    kernels = {*running_with("ipykernel_launcher", "cmdline"), *running_with("app-", "comm")}
    assert kernels
    for server in (lab_server, lab_app):
        assert not kernels & set(running_with(server.token))
