"""A real service on a real Neo4j with a small sample, and a real Chromium to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, async_playwright, expect

from netsvc.settings import WEB_DIST
from tests.e2e.people import People, people_of
from tests.e2e.windows import Window, open_window
from tests.serving import Serving

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
# another last day gives other cases, and of so few not every view always has something to show
UNTIL = "2026-11-27"
HISTORY = Path(__file__).resolve().parents[1] / "data" / "routing_small.csv"
START_SECONDS = 240

OpenWindow = Callable[..., Awaitable[Window]]


# of this folder and not of the session: idle, they would take time from the suites that come after
@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service of our own, with a small sample in a data folder of its own.

    E2E_SERVICE names one that runs already, which spares the start while one works on a test.
    """
    if running := os.environ.get("E2E_SERVICE"):
        yield running
        return
    with serving_sample(tmp_path_factory.mktemp("e2e") / "data", CASES) as serving:
        serving.command("evaluate", "routing", str(HISTORY), "--keep")
        yield serving.url


@contextmanager
def serving_sample(data: Path, cases: str) -> Iterator[Serving]:
    """A service with so many cases of the sample in its own data folder."""
    if not (WEB_DIST / "index.html").is_file():
        pytest.fail("The web app has not been built. Run `npm run build` in netsvc/web.")
    # continuous integration runs this beside other suites on two cores
    patience = {"NETSVC_READ_DEADLINE": "30", "NETSVC_WRITE_DEADLINE": "30"}
    serving = Serving(data, environ=patience)
    serving.command("sample", "load", "--cases", cases, "--until", UNTIL)
    serving.start(START_SECONDS)
    try:
        yield serving
    finally:
        serving.stop()


def chromium() -> str | None:
    """The browser to drive; None is the one that Playwright installs."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


expect.set_options(timeout=30_000)


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as running:
        yield running


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    path = chromium()
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
        # an offer that waits would stand in the inbox that another test counts
        await one.close()
    for one in opened:
        assert one.errors == []
        assert one.foreign == []


@pytest.fixture
async def people(service: str) -> AsyncIterator[People]:
    """Whoever acts without a window; put back as they were afterwards."""
    async with people_of(service) as acting:
        yield acting
