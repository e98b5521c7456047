"""Folders and their troubles, said in words: not writable, full, a file in the way."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from netsvc.errors import ConfigurationError

FreeSpace = Callable[[Path], int]
"""Free bytes on the file system of a folder."""

MEGABYTE = 1_000_000


def free_space(folder: Path) -> int:
    """Bytes that this user can still write below ``folder``."""
    return shutil.disk_usage(folder).free


@contextmanager
def writing(folder: Path, setting: str) -> Iterator[None]:
    """Turn what the system says about writing below ``folder`` into ``ConfigurationError``.

    ``setting`` tells the reader where to choose another folder.
    """
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise full(folder) from error
        what = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigurationError(
            f"Can't write to {error.filename or folder}: {what}.",
            action=f"Make it writable or choose another folder with {setting}.",
        ) from error


def make_folder(folder: Path, setting: str) -> None:
    """Create it, and find out now whether it can be written to."""
    with writing(folder, setting):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass


def require_space(folder: Path, needed: int, free: FreeSpace = free_space) -> None:
    """Raise ``ConfigurationError`` unless ``needed`` bytes are free."""
    available = free(folder)
    if available < needed:
        raise full(folder, needed=needed, available=available)


def full(
    folder: Path, *, needed: int | None = None, available: int | None = None
) -> ConfigurationError:
    """The disk is full, with figures where they are known (bytes)."""
    figures = (
        f": {available / MEGABYTE:.0f} MB free, {needed / MEGABYTE:.0f} MB needed"
        if needed is not None and available is not None
        else ""
    )
    return ConfigurationError(
        f"The disk that holds {folder} is full{figures}.", action="Free some space and start again."
    )


def write_private(path: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
