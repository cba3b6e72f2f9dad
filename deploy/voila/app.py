"""The apps' server: Voilà with handlers, settings and kernels of our own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from voila.app import Voila  # type: ignore[import-untyped]
from voila.request_info_handler import RequestInfoSocketHandler  # type: ignore[import-untyped]
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler  # type: ignore[import-untyped]
from voila.tornado.contentshandler import VoilaContentsHandler  # type: ignore[import-untyped]
from voila.tornado.handler import TornadoVoilaHandler  # type: ignore[import-untyped]
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler  # type: ignore[import-untyped]
from voila.tornado.treehandler import TornadoVoilaTreeHandler  # type: ignore[import-untyped]

from deploy.notebooks import app_notebooks
from deploy.voila.forking import use_forks
from deploy.voila.front import FrontHandler, apps_in
from deploy.voila.settings import settings
from deploy.voila.visitors import ChannelsHandler, PageHandler, ShutdownHandler

SHARE = Path(__file__).parent / "share"
BUILD = Path(__file__).parents[2] / "build"
OURS = {
    TornadoVoilaHandler: PageHandler,
    VoilaKernelWebsocketHandler: ChannelsHandler,
    VoilaShutdownKernelHandler: ShutdownHandler,
}
# They ask for no token, or list folders.
LEFT_OUT = (RequestInfoSocketHandler, TornadoVoilaTreeHandler, VoilaContentsHandler)


class App(Voila):  # type: ignore[misc]
    """Stand-alone Voilà with a notebook or a folder of them; a visitor reaches no kernel but theirs."""

    def load_config_file(self, filename: str, path: object = None) -> None:
        """Take our settings and the command line's: no file of this machine may open what they close."""
        ours = settings()
        ours.merge(self.cli_config)
        self.update_config(ours)

    @property
    def data_dir(self) -> str:
        """Return where Voilà's own themes lie: it would take the folder of our templates for it."""
        return str(Path(sys.prefix, "share", "jupyter", "voila"))

    def start(self) -> None:
        """Serve; what kernels are forked off is started now, when the token is out of the environment."""
        use_forks()
        super().start()

    def init_handlers(self) -> list[Any]:
        """Return Voilà's handlers with ours in their place, and a page for each notebook of a folder."""
        kept = [each for each in super().init_handlers() if each[1] not in LEFT_OUT]
        if not self.notebook_path:
            # Voilà's own would take any path for a notebook.
            kept = [*(each for each in kept if each[1] is not TornadoVoilaHandler), *self._pages()]
        return [(pattern, OURS.get(which, which), *rest) for pattern, which, *rest in kept]

    def _pages(self) -> list[Any]:
        """Return the front page, and each app under the name of its notebook."""
        told = {"voila_configuration": self.voila_configuration}
        rest = told | {"template_paths": self.template_paths, "config": self.config}
        apps = apps_in(Path(self.root_dir))
        pages = [
            (url_path_join(self.server_url, each.path), PageHandler, rest | {"notebook_path": each.notebook})
            for each in apps
        ]
        return [(self.server_url, FrontHandler, told | {"apps": apps}), *pages]


def main(arguments: list[str]) -> None:
    """Serve the notebook or folder that the arguments name, else all apps, with the course's template."""
    places = [str(SHARE), os.environ.get("JUPYTER_PATH", "")]
    # Kernels side by side that each take every core hold each other up.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, places))
    named = [each for each in arguments if not each.startswith("-")]
    App.launch_instance(arguments if named else [str(app_notebooks(BUILD / "apps")), *arguments])
