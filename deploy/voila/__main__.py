"""Start the app's server: `python -m deploy.voila [NOTEBOOK] --port=8866`; without a notebook, the lab."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from voila.app import Voila  # type: ignore[import-untyped]
from voila.request_info_handler import RequestInfoSocketHandler  # type: ignore[import-untyped]
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler  # type: ignore[import-untyped]
from voila.tornado.handler import TornadoVoilaHandler  # type: ignore[import-untyped]
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler  # type: ignore[import-untyped]

from deploy.notebooks import app_notebook
from deploy.voila.settings import settings
from deploy.voila.visitors import ChannelsHandler, PageHandler, ShutdownHandler

SHARE = Path(__file__).parent / "share"
BUILD = Path(__file__).parents[2] / "build"
OURS = {
    TornadoVoilaHandler: PageHandler,
    VoilaKernelWebsocketHandler: ChannelsHandler,
    VoilaShutdownKernelHandler: ShutdownHandler,
}


class App(Voila):  # type: ignore[misc]
    """Stand-alone Voilà with one notebook, in which a visitor reaches no kernel but their own."""

    def load_config_file(self, filename: str, path: object = None) -> None:
        """Take our settings and the command line's: no file of this machine may open what they close."""
        ours = settings()
        ours.merge(self.cli_config)
        self.update_config(ours)

    @property
    def data_dir(self) -> str:
        """Return where Voilà's own themes lie: it would take the folder of our templates for it."""
        return str(Path(sys.prefix, "share", "jupyter", "voila"))

    def init_handlers(self) -> list[Any]:
        """Return Voilà's handlers with ours in their place, and without what asks for no token."""
        if not self.notebook_path:
            sys.exit("Name a notebook, not a folder: a folder would be listed to every visitor.")
        every = super().init_handlers()
        kept = [handler for handler in every if handler[1] is not RequestInfoSocketHandler]
        return [(pattern, OURS.get(which, which), *rest) for pattern, which, *rest in kept]


def main(arguments: list[str]) -> None:
    """Serve the notebook that the arguments name, or the lab's own, with the course's template."""
    places = [str(SHARE), os.environ.get("JUPYTER_PATH", "")]
    # Kernels side by side that each take every core hold each other up.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, places))
    named = [each for each in arguments if not each.startswith("-")]
    App.launch_instance(arguments if named else [str(app_notebook(BUILD / "app")), *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
