"""Settings of the app's server: on this machine only, with a token, one notebook, no file of its folder."""

from __future__ import annotations

import os

from traitlets.config import Config

from deploy.voila.visitors import OwnKernelOnly, VisitorsKernels

# The browser itself is told to ask no other host; a widget's module comes as a blob.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
    "connect-src 'self' ws: wss:; frame-ancestors 'self'"
)


def settings() -> Config:
    """Return the settings; APP_POOL, APP_IDLE_SECONDS and JUPYTER_TOKEN in the environment change some."""
    idle = int(os.environ.get("APP_IDLE_SECONDS", "900"))
    server = Config(
        ip="127.0.0.1",
        port_retries=0,
        open_browser=False,
        # Taken out of the environment, so that no kernel inherits it; without one Voilà makes and prints one.
        token=os.environ.pop("JUPYTER_TOKEN", None),
        auto_token=True,
        authorizer_class=OwnKernelOnly,
        # A lab sends its policy: a few hundred bytes.
        tornado_settings={
            "websocket_max_message_size": 2**20,
            "headers": {"Content-Security-Policy": POLICY},
        },
    )
    page = Config(
        multi_kernel_manager_class=VisitorsKernels,
        template="course",
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
        default_pool_size=int(os.environ.get("APP_POOL", "1")),
    )
    kernels = Config(cull_idle_timeout=idle, cull_interval=max(1, idle // 10), cull_connected=True)
    return Config(Voila=server, VoilaConfiguration=page, VisitorsKernels=kernels)
