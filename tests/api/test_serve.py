"""`netsvc serve`: what it says when it can't begin, and how it goes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def _serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")}
    return subprocess.run(
        [sys.executable, "-m", "netsvc", "serve"],
        env={**clean, "NETSVC_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _serve(tmp_path, NETSVC_PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"netsvc: 127.0.0.1:{port} can't be used: Address already in use. "
        "Stop what uses it, or choose another port with --port or NETSVC_PORT.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("NETSVC_LOG_LEVEL", "LOUD", "NETSVC_LOG_LEVEL is 'LOUD'."),
        ("NETSVC_PROT", "1", "NETSVC_PROT is not a setting of netsvc. Did you mean NETSVC_PORT?"),
    ],
)
def test_settings_that_can_not_be_used(tmp_path: Path, name: str, value: str, seen: str) -> None:
    done = _serve(tmp_path, **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"netsvc: {seen}")
    assert list(tmp_path.iterdir()) == []
