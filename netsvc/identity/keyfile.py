"""A secret of this installation in a file of the data folder, made at first use."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from netsvc.ids import new_id


def made_once(path: Path) -> bytes:
    """What the file holds; where there is none, 32 random bytes in hex, for its owner only.

    Two processes that start together end up with the same key: the file appears whole, and only
    the first to link it wins. Raises ``OSError``.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{new_id()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    return path.read_bytes().strip()
