"""The page Network by keyboard: from the matrix to a cell, to a proposal, to a mini-network."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Literal
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import OpenWindow

MANAGER = "paivi-salonen"
LEADS_AND_HANDLES = "tuula-heikkinen"
LEAD = "eeva-karjalainen"
WAIT = 90_000
BRIDGES = re.compile("^Bridges or silos")


def matrix_of(page: Page) -> Locator:
    return page.locator("section").filter(has=page.locator("h2#flows"))


async def test_from_the_sentence_to_a_cell_its_cases_a_proposal_and_a_draft_pilot(
    window: OpenWindow,
) -> None:
    shown = await window(person=LEADS_AND_HANDLES)
    await shown.go("/network?by=silos")
    page = shown.page
    matrix = page.get_by_role("table", name="Handovers from the unit")
    await expect(matrix).to_be_visible(timeout=WAIT)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("of handovers cross")
    assert await shown.axe() == []
    cell = cell_of(page, "Customer service to Benefit handling")
    await tab_to(page, ".matrix [data-at]")
    await move_to(page, cell)
    row, column = str(await cell.get_attribute("data-at")).split(",")
    there, back = ("ArrowLeft", "ArrowRight") if column == "1" else ("ArrowRight", "ArrowLeft")
    beside = int(column) + (1 if there == "ArrowRight" else -1)
    await page.keyboard.press(there)
    await expect(page.locator(f".matrix [data-at='{row},{beside}']")).to_be_focused()
    await page.keyboard.press(back)
    await expect(cell).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Customer service → Benefit")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"by=silos&from=service&to=benefits$"))
    await expect(page.locator(".cell-says")).to_contain_text(
        re.compile(r"Half are accepted within .+\. Half are resolved within .+ of being offered")
    )
    assert await shown.axe() == []
    await tab_to(page, page.get_by_role("button", name="Show the cases behind it"))
    await page.keyboard.press("Enter")
    await expect(page.locator("table.cases tbody tr").first).to_be_visible()
    assert await shown.axe() == []

    # the address holds the whole state, and everything below is about those two
    await page.reload()
    # of few cases no issue type can be named, and one has to be chosen by hand
    named = page.locator("a[href*='type=']")
    draft = page.get_by_role("link", name="Draft a mini-network:").and_(named).first
    await expect(draft).to_be_visible(timeout=WAIT)
    await expect(page.get_by_role("heading", name="Customer service → Benefit")).to_be_visible()
    await expect(page.locator("table.cases tbody tr").first).to_be_visible()
    pair = (await draft.inner_text()).removeprefix("Draft a mini-network: ")
    await tab_to(page, draft)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("textbox", name="English")).to_have_value(pair)
    await expect(page.get_by_role("button", name=re.compile("^Remove "))).not_to_have_count(0)
    assert await shown.axe() == []
    name = f"{pair} {uuid4().hex[:6]}"
    for language in ("Finnish", "Swedish", "English"):
        await page.get_by_role("textbox", name=language).fill(name)
    await page.get_by_role("button", name="Make it").press("Enter")
    await expect(page).to_have_url(re.compile(r"/mininetworks/(?!new)"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    await expect(page.get_by_text("draft, not started")).to_be_visible()
    await expect(page.get_by_role("link", name="Plan a pilot")).to_have_count(0)

    # the pilot lead is sent the address
    lead = await window(person=LEAD)
    await lead.page.goto(page.url)
    await lead.page.get_by_role("link", name="Plan a pilot from this mini-network").press("Enter")
    await expect(lead.page).to_have_url(re.compile(r"/pilots/new\?network="))
    await expect(lead.page.get_by_role("heading", level=1)).to_have_text(name)
    assert await lead.axe() == []
    await lead.page.get_by_role("button", name="Save and go on").press("Enter")
    await expect(lead.page).to_have_url(re.compile(r"/pilots/(?!new)[^/]+/plan\?step=2$"))
    first, second = pair.split(" – ")
    for unit in (first, second):
        await expect(lead.page.get_by_role("button", name=f"Remove {unit}")).to_be_visible()
    assert await lead.axe() == []

    # nobody is asked through the network until it is started
    await page.get_by_role("button", name="Start it").press("Enter")
    await expect(page.get_by_text("It has started: its members are found")).to_be_visible()
    await expect(page.get_by_text("draft, not started")).to_have_count(0)
    assert await shown.axe() == []


@pytest.mark.parametrize(
    ("language", "scheme", "width", "level"),
    [
        ("FI", "light", 1280, "Yksiköittäin"),
        ("SV", "dark", 1280, "Per enhet"),
        ("EN", "dark", 360, "Units"),
    ],
)
async def test_units_are_shown_in_every_language_and_width(
    language: Literal["FI", "SV", "EN"],
    scheme: Literal["light", "dark"],
    width: int,
    level: str,
    window: OpenWindow,
) -> None:
    shown = await window(person=MANAGER, language=language, scheme=scheme, width=width)
    await shown.go("/network")
    page = shown.page
    await matrix_of(page).get_by_role("button", name=level, exact=True).click(timeout=WAIT)
    await expect(page).to_have_url(re.compile("by=units"))
    await expect(page.locator(".matrix tbody tr").nth(5)).to_be_visible()
    assert await shown.axe() == []
    assert await shown.overflow() == 0


async def test_the_period_stands_in_the_address_and_every_section_follows(
    window: OpenWindow,
) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=silos")
    page = shown.page
    flows = page.get_by_role("heading", name=re.compile("^Flows between units · "))
    whole = await flows.inner_text(timeout=WAIT)
    await page.get_by_role("button", name="Last quarter").focus()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"\?by=silos&period=quarter$"))
    await expect(flows).not_to_have_text(whole)
    quarter = await flows.inner_text()
    exported = page.get_by_role("link", name="CSV", include_hidden=True)
    days = {
        re.sub(r"^.*from=", "", str(await one.get_attribute("href")))
        for one in await exported.all()
    }
    assert len(days) == 1
    assert re.fullmatch(r"\d{4}-\d\d-04", days.pop())
    # files are of the split that is shown
    files = page.locator("section").filter(has=page.get_by_role("table", name="Handovers from"))
    graph = files.get_by_role("link", name="GraphML", include_hidden=True)
    for level, split in (("Units", "FLOW"), ("Silos", "SILO_FLOW")):
        await matrix_of(page).get_by_role("button", name=level, exact=True).click()
        await expect(graph).to_have_attribute("href", re.compile(rf"[?&]by={split}&"))
    answer = page.locator("section").filter(has=page.get_by_role("heading", name=BRIDGES))
    hrefs = [
        await one.get_attribute("href")
        for one in await answer.get_by_role("link", name="CSV", include_hidden=True).all()
    ]
    assert [re.findall("by=([A-Z]+)", str(one)) for one in hrefs] == [["TOTAL"], ["SILO"], ["UNIT"]]
    await page.reload()
    await expect(flows).to_have_text(quarter, timeout=WAIT)
    assert await shown.axe() == []
    # ten years hold all there is; ten years ago there was nothing, and the page says so
    await shown.go("/network?by=silos&period=days&since=2016-01-01&until=2036-01-01")
    await expect(flows).to_have_text(whole, timeout=WAIT)
    await page.get_by_label("Last day").fill("2016-12-31")
    await expect(page.get_by_text("Nothing was handed over in these days.")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "Are we building bridges or silos?"
    )
    assert await shown.axe() == []
    await page.get_by_label("Last day").fill("2015-12-31")
    await expect(page.get_by_text("The period ends before it begins")).to_be_visible()
    await page.get_by_role("button", name="All time", exact=True).click()
    await expect(flows).to_have_text(whole)
    await expect(page).to_have_url(re.compile(r"/network\?by=silos$"))


async def test_who_handles_cases_opens_those_behind_a_cell(window: OpenWindow) -> None:
    shown = await window(person=LEADS_AND_HANDLES)
    await shown.go("/network?by=silos")
    page = shown.page
    await cell_of(page, "Customer service to Benefit handling").focus(timeout=WAIT)
    await page.keyboard.press("Enter")
    opened = page.get_by_role("button", name="Show the cases behind it")
    await opened.focus()
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("cases=shown$"))
    listed = page.get_by_role("region", name="Table: Cases behind the cell")
    rows = listed.locator("tbody tr")
    await expect(rows).to_have_count(25)
    assert await shown.axe() == []
    await page.get_by_role("button", name="Show more").press("Enter")
    await expect(rows).to_have_count(50)
    await page.reload()
    await expect(rows).to_have_count(25, timeout=WAIT)
    number = await rows.first.get_by_role("link").inner_text()
    await rows.first.get_by_role("link").press("Enter")
    await expect(page).to_have_url(re.compile("/cases/"))
    await expect(page.get_by_text(number).first).to_be_visible()


async def test_the_matrix_is_taken_along_as_a_picture_for_print(
    window: OpenWindow, tmp_path: Path
) -> None:
    shown = await window(person=MANAGER, scheme="dark")
    await shown.go("/network?by=silos")
    page = shown.page
    take = page.locator(".pictures")
    async with page.expect_download(timeout=WAIT) as drawn:
        await take.get_by_role("button", name="SVG").press("Enter", timeout=WAIT)
    await (await drawn.value).save_as(tmp_path / "matrix.svg")
    assert (await drawn.value).suggested_filename == "matrix-silos.svg"
    picture = ElementTree.parse(tmp_path / "matrix.svg").getroot()  # noqa: S314 - our own
    said = [one.text or "" for one in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert any(one.startswith("Most go from") for one in said)
    assert "Customer service" in said
    async with page.expect_download() as dots:
        await take.get_by_role("button", name="PNG").press("Enter")
    await (await dots.value).save_as(tmp_path / "matrix.png")
    head = (tmp_path / "matrix.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    assert (width, height) == (
        pytest.approx(3 * float(picture.get("width", "0")), abs=3),
        pytest.approx(3 * float(picture.get("height", "0")), abs=3),
    )


async def test_a_manager_learns_who_reads_the_cases(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=silos&from=service&to=benefits&cases=shown")
    said = shown.page.get_by_text("The cases themselves are read by agents and experts")
    await expect(said).to_be_visible(timeout=WAIT)
    await expect(shown.page.locator("table.cases")).to_have_count(0)


@pytest.mark.parametrize(
    ("kind", "language", "fields"),
    [
        ("A unit is gone", "EN", ["Unit"]),
        ("A link closes", "EN", ["Between the unit", "and the unit"]),
        ("Asiatyyppi siirtyy", "FI", ["Asiatyyppi", "Vastaanottava yksikkö"]),
    ],
)
async def test_a_change_is_answered_in_a_sentence_and_a_table(
    kind: str, language: Literal["FI", "EN"], fields: list[str], window: OpenWindow
) -> None:
    shown = await window(person=MANAGER, language=language)
    await shown.go("/network")
    page = shown.page
    await page.get_by_role("button", name=kind).focus(timeout=WAIT)
    await page.keyboard.press("Enter")
    section = page.locator(".what-if")
    answer = await page.request.post(f"{shown.address}/insights", data={"query": LOAD})
    loaded = {row["key"] for row in (await answer.json())["data"]["load"]["rows"]}
    for field in fields:
        choice = section.get_by_label(field, exact=True)
        await choice.focus(timeout=WAIT)
        # the first that there is, by keyboard; of a unit the first whose load may be told
        await page.keyboard.press("ArrowDown")
        await expect(choice).not_to_have_value("")
        while field == "Unit" and await choice.input_value() not in loaded:
            await page.keyboard.press("ArrowDown")
    await expect(section.get_by_role("status")).to_contain_text(re.compile(r"\w+\."))
    load = {"FI": "Kuormitus", "EN": "Load"}[language]
    await expect(section.get_by_role("status")).to_contain_text(load)
    assert await shown.axe() == []
    said = await section.get_by_role("status").inner_text()
    await page.reload()
    # a newer snapshot may tell other figures of the same change
    same = re.compile(r"\d+([.,\s]\d+)*").sub("NUMBER", said)
    pattern = re.escape(same).replace("NUMBER", r"\d+([.,\s]\d+)*")
    await expect(section.get_by_role("status")).to_have_text(
        re.compile(f"^{pattern}$"), timeout=WAIT
    )


LOAD = "{ load(by: UNIT) { rows { key } } }"
LINKS = """{
  linkClosed { rows { source { key unitId label { en } } target { key unitId label { en } } } }
  flows(by: FLOW) { rows { source { key unitId } target { key unitId } } } }"""


async def test_a_cell_leads_to_what_closing_its_link_would_change(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?by=units")
    page = shown.page
    # the figures are there once the matrix is
    await expect(page.locator(".matrix")).to_be_visible(timeout=WAIT)
    answer = await page.request.post(f"{shown.address}/insights", data={"query": LINKS})
    told = (await answer.json())["data"]
    cells = {(row["source"]["unitId"], row["target"]["unitId"]) for row in told["flows"]["rows"]}
    one, other = next(
        ends
        for row in told["linkClosed"]["rows"]
        for ends in ((row["source"], row["target"]), (row["target"], row["source"]))
        if all(end["unitId"] for end in ends) and (ends[0]["unitId"], ends[1]["unitId"]) in cells
    )
    await shown.go(f"/network?by=units&from={one['key']}&to={other['key']}")
    await page.get_by_role("button", name="What if this link closed?").press("Enter", timeout=WAIT)
    await expect(page.get_by_role("heading", name="What if?")).to_be_focused()
    said = page.locator(".what-if").get_by_role("status")
    await expect(said).to_contain_text(f"between {one['label']['en']} and {other['label']['en']}")
    assert await shown.axe() == []


async def test_somebody_who_leaves_is_a_count_and_no_name(window: OpenWindow) -> None:
    shown = await window(person=MANAGER)
    await shown.go("/network?whatif=person")
    said = shown.page.locator(".what-if").get_by_role("status")
    await expect(said).to_contain_text("would lose their only connection", timeout=WAIT)
    assert await shown.axe() == []


def cell_of(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"^{name}: "))


async def tab_to(page: Page, wanted: str | Locator, most: int = 150) -> None:
    """By Tab alone from wherever the keyboard is to the first that is wanted, a selector or it."""
    for _ in range(most):
        await page.keyboard.press("Tab")
        if isinstance(wanted, str):
            there = await page.evaluate("one => document.activeElement.matches(one)", wanted)
        else:
            there = await wanted.evaluate("one => one === document.activeElement")
        if there:
            return
    raise AssertionError(f"{most} times Tab do not reach {wanted}.")


async def move_to(page: Page, cell: Locator) -> None:
    """By arrows from the cell of the matrix that has the keyboard to another one."""
    here = await page.evaluate("document.activeElement.dataset.at")
    (row, column), (down, right) = (
        [int(number) for number in at.split(",")]
        for at in (here, str(await cell.get_attribute("data-at")))
    )
    for key, steps in (
        ("ArrowDown", down - row),
        ("ArrowUp", row - down),
        ("ArrowRight", right - column),
        ("ArrowLeft", column - right),
    ):
        for _ in range(steps):
            await page.keyboard.press(key)
    await expect(cell).to_be_focused()
