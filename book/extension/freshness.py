"""What Sphinx does not see: changes that must make it read, execute or write a page again."""

import zlib
from pathlib import Path

from sphinx.application import Sphinx

EXTENSION = Path(__file__).parent
OTHER_PAGES = ("index", "search")


def files_in(folder: Path) -> list[Path]:
    """Return the source files in a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def fingerprint(folder: Path) -> int:
    """Return a number that changes when a file in the folder does."""
    return zlib.crc32(b"".join(path.read_bytes() for path in files_in(folder)))


def depend_on_simulator(app: Sphinx, _page: str, source: list[str]) -> None:
    """Execute a lesson again when the simulator has changed, not only when its text has."""
    if "{code-cell}" in source[0]:
        for path in files_in(Path(app.srcdir, "simulator")):
            app.env.note_dependency(str(path))


def forget_pages_with_warnings(app: Sphinx, _exception: Exception | None) -> None:
    """Make the next build read all again, for Sphinx would not repeat a warning of an unchanged page."""
    if app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def remove_dead_pages(app: Sphinx, exception: Exception | None) -> None:
    """Delete what an earlier build wrote for a page that the course no longer has."""
    if exception is None:
        living = {*app.env.found_docs, *OTHER_PAGES}
        for path in Path(app.outdir).rglob("*.html"):
            inside = path.relative_to(app.outdir)
            if inside.parts[0] != "_static" and inside.with_suffix("").as_posix() not in living:
                path.unlink()


def setup(app: Sphinx) -> None:
    """Let code and contents count as settings of all pages, and the style as one of the written pages."""
    contents = (Path(app.srcdir) / app.config.external_toc_path).read_bytes()
    app.add_config_value("course_extension", fingerprint(EXTENSION), "env")
    app.add_config_value("course_contents", zlib.crc32(contents), "env")
    app.add_config_value("course_style", fingerprint(EXTENSION.with_name("style")), "html")
    app.connect("source-read", depend_on_simulator)
    app.connect("build-finished", forget_pages_with_warnings)
    app.connect("build-finished", remove_dead_pages)
