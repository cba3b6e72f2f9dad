"""Each kernel of the app belongs to the visitor whose page it runs, and is there for nobody else."""

from __future__ import annotations

import asyncio
import re
import secrets
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError, authenticated
from traitlets import Integer
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler  # type: ignore[import-untyped]
from voila.tornado.handler import TornadoVoilaHandler  # type: ignore[import-untyped]
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler  # type: ignore[import-untyped]

PROTOCOL = "v1.kernel.websocket.jupyter.org"
# The address of a request has the token in it. Voilà would put it into a kernel's environment.
ADDRESSES = {"QUERY_STRING", "VOILA_REQUEST_URL"}
# Voilà would wait for ever for a kernel that has died.
LONGEST_START_SECONDS = 120.0
# When who finds the server full may try again.
RETRY_SECONDS = 60


class VisitorsKernels(AsyncMappingKernelManager):
    """Kernels, and whose each is; one that waits for its visitor is nobody's."""

    most_sessions = Integer(60, help="So many kernels have visitors at most.").tag(config=True)
    most_pages = Integer(4, help="So many of them one visitor has at most.").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self.visitors: dict[str, str] = {}
        # Pages that have been asked for and have no kernel yet.
        self.awaited = 0

    @property
    def is_full(self) -> bool:
        """Whether no further page can be opened."""
        return len(self.visitors) + self.awaited >= self.most_sessions

    async def make_room(self, visitor: str) -> None:
        """End the oldest kernels of a visitor who has as many pages as are allowed and opens another."""
        own = [kernel_id for kernel_id, whose in self.visitors.items() if whose == visitor]
        for kernel_id in own[: max(0, len(own) - self.most_pages + 1)]:
            await ensure_async(self.shutdown_kernel(kernel_id))  # type: ignore[no-untyped-call]

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel and its visitor."""
        self.visitors.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End an idle kernel, but never one that waits: Voilà would not heat another."""
        if kernel_id in self.visitors:
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]


class OwnKernelOnly(Authorizer):
    """Lets a visitor look at and talk to their own kernel, and do nothing else."""

    def is_authorized(self, handler: JupyterHandler, user: Any, action: str, resource: str) -> bool:
        """Say whether the visitor may do that."""
        return resource == "kernels" and action in ("read", "execute") and _is_own(handler)


class PageHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """The app's page; it notes whose kernel it has got."""

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Give the visitor a name that no other knows, then the page; or say that the server is full."""
        self.visitor = _visitor_of(self) or secrets.token_hex(16)
        kernels = super().kernel_manager
        await kernels.make_room(self.visitor)
        if kernels.is_full:
            return self._say_that_it_is_full()
        self.set_signed_cookie(_cookie(self), self.visitor, httponly=True, samesite="Strict")
        self.awaited = True
        kernels.awaited += 1
        try:
            await asyncio.wait_for(super().get(path), LONGEST_START_SECONDS)
        finally:
            self._await_no_longer()

    @property
    def kernel_manager(self) -> Any:
        """Return the kernels as this page sees them."""
        return _KernelsOf(self, super().kernel_manager)

    def hand_out(self, kernel_id: str) -> None:
        """Note whose the kernel is; it may have waited for hours, and is idle only from now on."""
        kernels = super().kernel_manager
        self._await_no_longer()
        kernels.visitors[kernel_id] = self.visitor
        kernels.get_kernel(kernel_id).last_activity = utcnow()

    def _await_no_longer(self) -> None:
        if self.awaited:
            super().kernel_manager.awaited -= 1
        self.awaited = False

    def _say_that_it_is_full(self) -> None:
        self.set_status(503)
        self.set_header("Retry-After", str(RETRY_SECONDS))
        self.finish(self.render_template("full.html"))


class ChannelsHandler(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """A kernel's channels. Voilà reads each binary message as of protocol v1; an older one would hang it."""

    async def get(self, kernel_id: str) -> None:
        """Open the channels to who speaks v1, as the page does."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        if PROTOCOL not in map(str.strip, offered):
            raise HTTPError(400, f"The app speaks {PROTOCOL} only.")
        await super().get(kernel_id=kernel_id)


class ShutdownHandler(VoilaShutdownKernelHandler):  # type: ignore[misc]
    """Ends a visitor's own kernel when the page is closed."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel, if it is the visitor's."""
        if _owner(self, kernel_id) != (_visitor_of(self) or "nobody"):
            raise HTTPError(403)
        await super().post(kernel_id)


class _KernelsOf:
    """The kernel manager, as far as a page uses it: each kernel that it hands out gets the visitor's name."""

    def __init__(self, page: PageHandler, kernels: Any) -> None:
        self.page, self.kernels = page, kernels

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kernels, name)

    async def start_kernel(self, env: dict[str, str], **settings: Any) -> str:
        """Start a kernel for the visitor."""
        kept = {name: value for name, value in env.items() if name not in ADDRESSES}
        kernel_id: str = await ensure_async(self.kernels.start_kernel(env=kept, **settings))
        self.page.hand_out(kernel_id)
        return kernel_id

    async def get_rendered_notebook(self, notebook_name: str, **_addresses: Any) -> Any:
        """Give the visitor the kernel that has waited longest."""
        rendered = await self.kernels.get_rendered_notebook(notebook_name=notebook_name)
        self.page.hand_out(rendered[2])
        return rendered


def _is_own(handler: JupyterHandler) -> bool:
    kernel_id = handler.path_kwargs.get("kernel_id", "")
    return _owner(handler, kernel_id) == (_visitor_of(handler) or "nobody")


def _owner(handler: JupyterHandler, kernel_id: str) -> str | None:
    kernels: Any = handler.kernel_manager
    owner: str | None = kernels.visitors.get(kernel_id)
    return owner


def _visitor_of(handler: JupyterHandler) -> str | None:
    name = handler.get_signed_cookie(_cookie(handler))
    return name.decode() if name else None


def _cookie(handler: JupyterHandler) -> str:
    """Return the cookie's name: a browser sends cookies to every port of a machine."""
    return re.sub(r"\W", "-", f"visitor-{handler.request.host}")
