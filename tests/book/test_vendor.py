"""The files of others that the site carries are those that were checked."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "book" / "vendor"
OWN = {"README.md", "CHECKSUMS"}


def test_every_file_has_its_checksum() -> None:
    """CHECKSUMS names each file of book/vendor, and its SHA-256 is that of the file."""
    lines = (VENDOR / "CHECKSUMS").read_text(encoding="utf-8").splitlines()
    recorded = {name: digest for digest, name in (line.split() for line in lines)}
    paths = [path for path in VENDOR.rglob("*") if path.is_file() and path.name not in OWN]
    found = {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()) for path in paths}
    assert {name: digest.hexdigest() for name, digest in found.items()} == recorded


def test_every_folder_has_its_licence() -> None:
    """Each vendored package carries its licence, and the README names its version."""
    readme = (VENDOR / "README.md").read_text(encoding="utf-8")
    for folder in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert (folder / "LICENSE.txt").is_file()
        assert f"`{folder.name}/" in readme
