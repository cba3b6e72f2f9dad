"""The front page: the apps that there are, each with what it is for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tornado.web
from voila.handler import BaseVoilaHandler  # type: ignore[import-untyped]


@dataclass(frozen=True)
class AppNotebook:
    """One app: its notebook's name in the folder, and what its front matter says of it."""

    notebook: str
    title: str
    description: str
    order: int

    @property
    def path(self) -> str:
        """Return the app's address on the server."""
        return Path(self.notebook).stem


def apps_in(folder: Path) -> tuple[AppNotebook, ...]:
    """Return the apps of a folder, in the order of their front matter."""
    apps = map(_app, folder.glob("*.ipynb"))
    return tuple(sorted(apps, key=lambda each: (each.order, each.notebook)))


def _app(path: Path) -> AppNotebook:
    told = json.loads(path.read_text("utf-8"))["metadata"]
    return AppNotebook(
        path.name, told.get("title", path.stem), told.get("description", ""), told.get("order", 0)
    )


class FrontHandler(BaseVoilaHandler):  # type: ignore[misc]
    """The front page; it starts no kernel."""

    def initialize(self, apps: Sequence[AppNotebook] = (), **settings: Any) -> None:
        """Take the apps beside what every page of Voilà is given."""
        super().initialize(**settings)
        self.apps = apps

    @tornado.web.authenticated
    def get(self) -> None:
        """Send the page to who has the token."""
        self.finish(self.render_template("front.html", apps=self.apps))
