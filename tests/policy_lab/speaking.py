"""A site whose labs speak languages that a test has made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.widgets.policy_lab import texts as catalogue
from simulator.widgets.policy_lab import write_site_files
from simulator.widgets.policy_lab.texts import texts
from tests.conftest import served
from tests.policy_lab.conftest import Site


@contextmanager
def speaking(languages: Mapping[str, str], folder: Path) -> Iterator[Site]:
    """Serve the lab's files with these languages beside English, each the text of its file."""
    english, files = (catalogue.FOLDER / "en.yaml").read_text("utf-8"), folder / "texts"
    files.mkdir()
    for language, text in {"en": english, **languages}.items():
        (files / f"{language}.yaml").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "FOLDER", files)
        texts.cache_clear()
        write_site_files(folder / "policy-lab")
        with served(folder) as address:
            yield Site(folder, address)
    texts.cache_clear()
