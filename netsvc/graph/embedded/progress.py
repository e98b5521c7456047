"""How a download shows that it goes on: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

MEGABYTE = 1_000_000


class DownloadProgress(Protocol):
    """Told by several threads at once; sizes are bytes."""

    def begin(self, what: str, total: int) -> None: ...
    def advance(self, size: int) -> None: ...
    def say(self, text: str) -> None: ...
    def end(self) -> None: ...


class PlainProgress:
    """A line at the start, one every tenth of the way or every ten seconds, one at the end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._what = ""
        self._total = 0
        self._done = 0
        self._next_share = 0.1
        self._next_time = 0.0

    def begin(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._next_share, self._next_time = 0.1, time.monotonic() + 10
        self.say(f"{what}: {total / MEGABYTE:.0f} MB to download")

    def advance(self, size: int) -> None:
        with self._lock:
            self._done += size
            share = self._done / max(self._total, 1)
            if share < 1 and (share >= self._next_share or time.monotonic() >= self._next_time):
                done, total = self._done / MEGABYTE, self._total / MEGABYTE
                self.say(f"{self._what}: {done:.0f} of {total:.0f} MB ({share:.0%})")
                self._next_share = share + 0.1
                self._next_time = time.monotonic() + 10

    def say(self, text: str) -> None:
        print(text, file=self._stream or sys.stderr, flush=True)

    def end(self) -> None:
        self.say(f"{self._what}: done")


class BarProgress:
    """A bar with size, speed and time left."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self._task = self._progress.add_task("", start=False, visible=False)

    def begin(self, what: str, total: int) -> None:
        self._progress.update(self._task, description=what, total=total, visible=True)
        self._progress.start_task(self._task)
        self._progress.start()

    def advance(self, size: int) -> None:
        self._progress.advance(self._task, size)

    def say(self, text: str) -> None:
        self._progress.console.print(text)

    def end(self) -> None:
        self._progress.stop()


def progress_for_terminal() -> DownloadProgress:
    """The bar if stderr is a terminal, else plain lines."""
    console = Console(stderr=True)
    return BarProgress(console) if console.is_terminal else PlainProgress()
