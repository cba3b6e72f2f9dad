"""Each kernel of the app belongs to the visitor whose page it runs, and is there for nobody else."""

from __future__ import annotations

import re
import secrets
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server._tz import utcnow
from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler  # type: ignore[import-untyped]
from voila.tornado.handler import TornadoVoilaHandler  # type: ignore[import-untyped]
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler  # type: ignore[import-untyped]

PROTOCOL = "v1.kernel.websocket.jupyter.org"
# The address of a request has the token in it. Voilà would put it into a kernel's environment.
ADDRESSES = {"QUERY_STRING", "VOILA_REQUEST_URL"}


class VisitorsKernels(AsyncMappingKernelManager):
    """Kernels, and whose each is; one that waits for its visitor is nobody's."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self.visitors: dict[str, str] = {}

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

    async def get(self, path: str | None = None) -> None:
        """Give the visitor a name that no other knows, then the page."""
        self.visitor = _visitor_of(self) or secrets.token_hex(16)
        self.set_signed_cookie(_cookie(self), self.visitor, httponly=True, samesite="Strict")
        await super().get(path)

    @property
    def kernel_manager(self) -> Any:
        """Return the kernels as this page sees them."""
        return _KernelsOf(self.visitor, super().kernel_manager)


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

    def __init__(self, visitor: str, kernels: Any) -> None:
        self.visitor, self.kernels = visitor, kernels

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kernels, name)

    async def start_kernel(self, env: dict[str, str], **settings: Any) -> str:
        """Start a kernel for the visitor."""
        kept = {name: value for name, value in env.items() if name not in ADDRESSES}
        kernel_id: str = await ensure_async(self.kernels.start_kernel(env=kept, **settings))
        self._hand_out(kernel_id)
        return kernel_id

    async def get_rendered_notebook(self, notebook_name: str, **_addresses: Any) -> Any:
        """Give the visitor the kernel that has waited longest."""
        rendered = await self.kernels.get_rendered_notebook(notebook_name=notebook_name)
        self._hand_out(rendered[2])
        return rendered

    def _hand_out(self, kernel_id: str) -> None:
        """Note whose the kernel is; it may have waited for hours, and is idle only from now on."""
        self.kernels.visitors[kernel_id] = self.visitor
        self.kernels.get_kernel(kernel_id).last_activity = utcnow()


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
