"""A measure that is added while the service is running code of its own: one file, four places."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from netsvc.measures.catalogue import hops
from netsvc.settings import WEB_DIST
from tests.e2e.windows import open_window
from tests.serving import Serving

WAIT = 90_000
RUN = """
from netsvc.measures import catalogue
catalogue.__path__.append({folder!r})
from netsvc.cli.main import main
if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service whose catalogue has one more file, over a small sample of its own."""
    if not (WEB_DIST / "index.html").is_file():
        pytest.fail("The web app has not been built. Run `npm run build` in netsvc/web.")
    folder = tmp_path_factory.mktemp("added")
    source = Path(str(hops.__file__)).read_text(encoding="utf-8")
    added = source.replace('id="hops"', 'id="stepsOfCases"').replace(
        '"Hops per case"', '"Steps of cases"'
    )
    (folder / "steps_of_cases.py").write_text(added, encoding="utf-8")
    program = tmp_path_factory.mktemp("program") / "run.py"
    program.write_text(RUN.format(folder=str(folder)), encoding="utf-8")
    patience = {"NETSVC_READ_DEADLINE": "60", "NETSVC_WRITE_DEADLINE": "60"}
    found = Serving(folder / "data", program=[sys.executable, str(program)], environ=patience)
    found.command("sample", "load", "--cases", "500")
    found.start(240)
    try:
        yield found
    finally:
        found.stop()


async def when_ready(page: Page, url: str, query: str) -> dict[str, Any]:
    """The answer; the first figures after a start are asked for again, as the page does."""
    for _ in range(WAIT // 1000):
        response = await page.request.post(url, data={"query": query}, timeout=WAIT)
        body = await response.json()
        codes = [error["extensions"]["code"] for error in body.get("errors", [])]
        if codes != ["NOT_READY"]:
            break
        await page.wait_for_timeout(1_000)
    assert "errors" not in body, body
    data: dict[str, Any] = body["data"]
    return data


async def test_it_is_in_the_api_the_page_the_command_and_the_exports(
    serving: Serving, browser: Browser
) -> None:
    shown = await open_window(browser, serving.url, person="paivi-salonen")
    page = shown.page
    asked = "{ stepsOfCases { rows { label { en } hopsPerCase { value n } } } }"
    answer = await when_ready(page, f"{serving.url}/insights", asked)
    (row,) = answer["stepsOfCases"]["rows"]
    figure = row["hopsPerCase"]
    assert row["label"]["en"] == "The whole organisation"
    assert figure["n"] > 100

    await shown.go("/network")
    await page.get_by_role("button", name="Steps of cases").press("Enter", timeout=WAIT)
    await expect(page).to_have_url(re.compile("figure=stepsOfCases$"))
    said = f"{figure['value']:.2f}".rstrip("0").rstrip(".")
    cell = page.get_by_role("region", name="Table: Steps of cases").get_by_role("cell").first
    await expect(cell).to_contain_text(said, timeout=WAIT)
    assert await shown.axe() == []

    export = await page.request.get(f"{serving.url}/insights/export/stepsOfCases.csv")
    (line,) = csv.DictReader(io.StringIO(await export.text()))
    assert float(line["hopsPerCase"]) == pytest.approx(figure["value"])
    assert shown.errors == []
    await page.context.close()

    serving.stop()
    told = serving.command("insights", "show", "stepsOfCases", "--format", "csv")
    (same,) = csv.DictReader(io.StringIO(told))
    assert float(same["hopsPerCase"]) == pytest.approx(figure["value"])
