"""The full sample behind a real `netsvc serve`; loaded once for all benchmarks of a run."""

from __future__ import annotations

import asyncio
import functools
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from netsvc import settings as settings_module
from netsvc.graph.session import open_graph
from netsvc.sample.service import load_sample
from tests.serving import Serving


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="netsvc-bench-")
    asyncio.run(_load(Path(folder.name) / "data"))
    return folder


async def _load(data_dir: Path) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(data_dir)})
    async with open_graph(settings) as graph:
        start = time.perf_counter()
        await load_sample(graph)
        print(f"sample made and loaded in {time.perf_counter() - start:.1f} s", flush=True)


@contextmanager
def serving_sample(*, vectors: bool = True) -> Iterator[Serving]:
    data_dir = Path(_folder().name) / "data"
    start = time.perf_counter()
    serving = Serving(data_dir, vectors=vectors)
    serving.start()
    print(f"serving after {time.perf_counter() - start:.1f} s", flush=True)
    try:
        yield serving
    finally:
        start = time.perf_counter()
        serving.stop()
        print(f"stopped within {time.perf_counter() - start:.1f} s of SIGTERM", flush=True)
