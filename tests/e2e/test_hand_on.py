"""Handing a case on from its page: what must travel by type, who is asked next, and the promise."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import uuid4

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.windows import WITHDRAW, Window

AGENT = "aino-virtanen"
MATTER = "lapsilisä toiselle tilille"
OPEN = """mutation($w: String!, $t: ID!, $k: String!) { openCase(
  input: {words: $w, language: FI, issueTypeId: $t}, key: $k) {
  ... on Case { id contact { id } } } }"""
END = "mutation($c: ID!, $k: String!) { endContact(contactId: $c, key: $k) { __typename } }"
CASE = """query($c: ID!) { case(id: $c) { promises { what } handovers {
  id kind state packet { name value skipped } offering { nextExperts { id } } } } }"""


async def last_leg(agent: Window, case_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = (await agent.ask(CASE, c=case_id))["case"]
    return found["handovers"][-1], found["promises"]


async def test_typed_fields_a_skip_who_is_next_and_a_promise(window: OpenWindow) -> None:
    agent = await window(person=AGENT)
    page = agent.page
    async with people_of(agent.address) as people:
        kind, free = await people.only_free(AGENT, MATTER, but=2)
        await people.offers_wait(kind, 240)
        for id_ in free:
            await (await window(person=id_)).go("/inbox")
        opened = (
            await agent.ask(OPEN, w=f"{MATTER} {secrets.token_hex(2)}", t=kind, k=uuid4().hex)
        )["openCase"]
        await agent.go(f"/cases/{opened['id']}")
        await page.get_by_role("button", name="Hand on").click()
        panel = page.get_by_role("region", name="Who should have it next?")
        person = (
            panel.get_by_role("listitem")
            .filter(has=page.locator(".mark-free"))
            .filter(has_not=page.locator(".network-line"))
        )
        offer = person.first.get_by_role("button")
        custody = panel.locator("select#packet-custody")
        await custody.select_option("turns")
        assert await agent.axe() == []

        # a required field is filled in or left out with a reason; nothing goes out before
        await offer.click()
        await expect(panel.get_by_role("alert")).to_contain_text("Fill in “From which day”")
        await expect(page.locator("#packet-changeDate")).to_be_focused()
        assert (await agent.ask(CASE, c=opened["id"]))["case"]["handovers"] == []
        await agent.press("Alt+s")
        await expect(page.locator("select#packet-changeDate")).to_be_focused()
        await offer.click()
        await expect(page.get_by_text("Offered to ").first).to_be_visible()
        leg, promises = await last_leg(agent, opened["id"])
        travels = [
            {"name": "changeDate", "value": "", "skipped": "CUSTOMER_DOES_NOT_KNOW"},
            {"name": "custody", "value": "turns", "skipped": None},
        ]
        assert (leg["kind"], leg["state"], leg["packet"]) == ("WARM", "OFFERED", travels)
        # whoever does not take it, somebody is asked next without a press
        assert leg["offering"]["nextExperts"] != []
        assert promises == []

        # later the customer is not there, is promised something, and what travelled is kept
        await agent.ask(WITHDRAW, h=leg["id"], k=uuid4().hex)
        await agent.ask(END, c=opened["contact"]["id"], k=uuid4().hex)
        await agent.go(f"/cases/{opened['id']}")
        await page.get_by_role("button", name="Hand on").click()
        await expect(custody).to_have_value("turns")
        await expect(page.locator("select#packet-changeDate")).to_have_value(
            "CUSTOMER_DOES_NOT_KNOW"
        )
        await offer.click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("radio", checked=True)).to_have_count(1)
        await dialog.get_by_label("We promise").press("Enter")
        await expect(dialog).to_have_count(0)
        leg, promises = await last_leg(agent, opened["id"])
        assert (leg["kind"], leg["state"], leg["packet"]) == ("COLD", "OFFERED", travels)
        assert promises == [{"what": "We contact you about this matter"}]
        await agent.ask(WITHDRAW, h=leg["id"], k=uuid4().hex)
