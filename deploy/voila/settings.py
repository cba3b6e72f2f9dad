"""Settings of the apps' server: on this machine only, with a token, no file of the apps' folder."""

from __future__ import annotations

import os
import sys

from traitlets.config import Config

from deploy.voila.forking import NAME as FORKED
from deploy.voila.visitors import OwnKernelOnly, VisitorsKernels
from simulator.widgets.panels.people import MOST_BYTES

# What a message has beside the bytes of a file.
MARGIN_BYTES = 2**20
# The browser itself is told to ask no other host; a widget's module comes as a blob.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'self'"
)


def settings() -> Config:
    """Return the settings; APP_… and JUPYTER_TOKEN in the environment change some."""
    return Config(
        Voila=_server(),
        VoilaConfiguration=_page(),
        VisitorsKernels=_kernels(_number("APP_IDLE_SECONDS", 900)),
        # A fork is cheap: the next visitor's kernel need not wait until this one's page has come.
        VoilaKernelManager=Config(fill_delay=0.0),
        # Sockets in a folder of the server's: no other user reaches them, no two kernels choose one port.
        KernelManager=Config(transport="ipc"),
        KernelProvisionerFactory=Config(default_provisioner_name=FORKED),
    )


def _server() -> Config:
    """Return where the server listens, and whom it lets in."""
    return Config(
        ip="127.0.0.1",
        port_retries=0,
        open_browser=False,
        # Taken out of the environment, so that no kernel inherits it; without one Voilà makes and prints one.
        token=os.environ.pop("JUPYTER_TOKEN", None),
        auto_token=True,
        authorizer_class=OwnKernelOnly,
        # The largest message is a file of the survey app; a larger one would cut the page off.
        tornado_settings={
            "websocket_max_message_size": MOST_BYTES + MARGIN_BYTES,
            "headers": {"Content-Security-Policy": POLICY},
        },
    )


def _page() -> Config:
    """Return what a page is made of, and how many wait for a visitor."""
    return Config(
        multi_kernel_manager_class=VisitorsKernels,
        template="course",
        resources={"most_bytes": MOST_BYTES},
        allow_template_override="NO",
        allow_theme_override="NO",
        file_allowlist=[],
        extension_allowlist=[
            "@jupyter-widgets/jupyterlab-manager",
            "@voila-dashboards/widgets-manager8",
            "anywidget",
        ],
        extension_denylist=[],
        # So many kernels have run the notebook before anybody asks.
        preheat_kernel=True,
        default_pool_size=_number("APP_POOL", 1),
    )


def _kernels(idle: int) -> Config:
    """Return how many sessions there may be, and when an idle one ends."""
    return Config(
        cull_idle_timeout=idle,
        cull_interval=max(1, idle // 10),
        cull_connected=True,
        most_sessions=_number("APP_SESSIONS", 60),
    )


def _number(name: str, otherwise: int) -> int:
    """Return a whole number from the environment."""
    given = os.environ.get(name, str(otherwise))
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        sys.exit(f"{name}={given} is no whole number above 0. Write {name}={otherwise}, or leave it out.")
    return int(given)
