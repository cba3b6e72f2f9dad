"""A ZIP as a learning platform gives it, unpacked into a folder of its own that is gone afterwards."""

from __future__ import annotations

import contextlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from exercises.grading.limits import ARCHIVE_BYTES, ARCHIVE_FILES, SUBMISSION_BYTES
from exercises.grading.records import GradingError


@contextlib.contextmanager
def unpacked(given: Path) -> Iterator[Path]:
    """Give the folder that was named, or one that holds what the named ZIP holds.

    A file of more than a submission's size is cut just above it, and refused when it is read.
    """
    if given.is_dir():
        yield given
        return
    if not zipfile.is_zipfile(given):
        raise GradingError(f"{given} is neither a folder nor a ZIP file")
    with tempfile.TemporaryDirectory(prefix="inbox-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(given) as archive:
                _unpack(archive, folder)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise GradingError(f"{given} is damaged ({error}): download it again") from None
        except (RuntimeError, NotImplementedError) as error:
            raise GradingError(f"{given} can't be unpacked ({error}): unpack it yourself") from None
        yield folder


def _unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    members = [member for member in archive.infolist() if not member.is_dir()]
    size = sum(min(member.file_size, SUBMISSION_BYTES + 1) for member in members)
    if len(members) > ARCHIVE_FILES or size > ARCHIVE_BYTES:
        raise GradingError(
            f"the ZIP holds {len(members)} files of {size // 2**20} MiB: "
            f"at most {ARCHIVE_FILES} files of {ARCHIVE_BYTES // 2**20} MiB are unpacked; grade it in parts"
        )
    for member in members:
        target = _place(folder, member.filename)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source:
            target.write_bytes(source.read(SUBMISSION_BYTES + 1))


def _place(folder: Path, name: str) -> Path:
    """Return where a member goes: always inside the folder, and never over another one."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")]
    place = folder.joinpath(*parts or ["nameless"])
    number = 1
    while place.exists():
        place = place.with_stem(f"{PurePosixPath(name).stem} ({number})")
        number += 1
    return place
