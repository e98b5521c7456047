"""A real service on a real Neo4j with a small sample, and a real Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, Playwright, async_playwright, expect

from netsvc.settings import WEB_DIST
from tests.e2e.windows import Window, open_window

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CASES = "800"
START_SECONDS = 240
NETSVC = [sys.executable, "-m", "netsvc"]

OpenWindow = Callable[..., Awaitable[Window]]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service of our own, with a small sample in a data folder of its own.

    E2E_SERVICE names one that runs already, which spares the start while one works on a test.
    """
    if running := os.environ.get("E2E_SERVICE"):
        yield running
        return
    if not (WEB_DIST / "index.html").is_file():
        pytest.fail("The web app has not been built. Run `npm run build` in netsvc/web.")
    folder = tmp_path_factory.mktemp("e2e")
    environ = {name: value for name, value in os.environ.items() if name[:7] != "NETSVC_"}
    environ["NETSVC_DATA_DIR"] = str(folder / "data")
    environ["NETSVC_SENTENCE_VECTORS"] = "false"
    load = [*NETSVC, "sample", "load", "--cases", CASES]
    subprocess.run(load, env=environ, check=True, capture_output=True, timeout=START_SECONDS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*NETSVC, "serve", "--port", str(port)], env=environ, stdout=output, stderr=output
        )
        try:
            _wait(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    pytest.fail(f"The service did not become ready: {log.read_text()[-2000:]}")


def _chromium() -> str | None:
    """The browser to drive; None is the one that Playwright installs."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


# Continuous integration runs this beside other suites on two cores.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as running:
        yield running


@pytest.fixture(scope="session")
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    path = _chromium()
    browser = (
        await playwright.chromium.launch(executable_path=path, args=FLAGS)
        if path
        else await playwright.chromium.launch(args=FLAGS)
    )
    yield browser
    await browser.close()


@pytest.fixture
async def window(browser: Browser, service: str) -> AsyncIterator[OpenWindow]:
    """Opens windows; afterwards each must have stayed on the origin and without errors."""
    opened: list[Window] = []

    async def open_(**options: object) -> Window:
        new = await open_window(browser, service, **options)  # type: ignore[arg-type]  # passed on
        opened.append(new)
        return new

    yield open_
    for one in opened:
        await one.page.context.close()
    for one in opened:
        assert one.errors == []
        assert one.foreign == []


@pytest.fixture
def screenshot() -> Callable[[Page, str], Awaitable[None]]:
    """Saves a picture for the README, only with UPDATE_SCREENSHOTS=1."""
    folder = Path(__file__).resolve().parents[2] / "docs" / "images"

    async def save(page: Page, name: str) -> None:
        if os.environ.get("UPDATE_SCREENSHOTS") == "1":
            folder.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=folder / f"{name}.png")

    return save
