"""After an acceptance: undone, asked, given back and undone again, by keyboard."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.test_two_windows import MATTER
from tests.e2e.windows import Window

FIND = """query($m: String!) { findExperts(matter: $m, language: FI, first: 20) {
  ... on ExpertMatches { matter { matches { issueType { id packetFields { name required } } } }
  experts { edges { node { freeNow expert { id name } unit { id name { en } } } } } } } }"""
OPEN = """mutation($i: OpenCaseInput!, $k: String!) { openCase(input: $i, key: $k) {
  ... on Case { id number } } }"""
OFFER = """mutation($c: ID!, $e: ID!, $p: [PacketEntryInput!], $k: String!) { offerHandover(
  caseId: $c, toExpertId: $e, kind: WARM, packet: $p, key: $k) { __typename
  ... on Handover { id } } }"""


@dataclass
class Offered:
    agent: Window
    expert: Window
    case_id: str
    name: str
    address: str


async def offered(window: OpenWindow, **options: Any) -> Offered:
    """A case of the agent's that waits in the inbox of whoever is free for it."""
    key = uuid4().hex
    agent = await window(person="aino-virtanen", **options)
    found = (await agent.ask(FIND, m=MATTER))["findExperts"]
    matched = found["matter"]["matches"][0]["issueType"]
    free = next(one["node"] for one in found["experts"]["edges"] if one["node"]["freeNow"])
    case = {"words": MATTER, "language": "FI", "issueTypeId": matched["id"]}
    opened = (await agent.ask(OPEN, i=case, k=f"{key}-open"))["openCase"]
    packet = [
        {"name": one["name"], "skipped": "CUSTOMER_DOES_NOT_KNOW"}
        for one in matched["packetFields"]
        if one["required"]
    ]
    person = free["expert"]
    made = await agent.ask(OFFER, c=opened["id"], e=person["id"], p=packet, k=f"{key}-offer")
    assert made["offerHandover"]["__typename"] == "Handover"
    padded = person["id"] + "=" * (-len(person["id"]) % 4)
    plain = base64.urlsafe_b64decode(padded).decode().partition(":")[2]
    expert = await window(person=plain, **options)
    await expert.go("/inbox")
    return Offered(agent, expert, opened["id"], person["name"], f"/cases/{opened['id']}")


async def accept(case: Offered) -> None:
    button = case.expert.page.get_by_role("button", name="Accept", exact=True).first
    await button.focus()
    await case.expert.press("Enter")


async def test_accepted_given_back_and_undone_by_keyboard(window: OpenWindow) -> None:
    case = await offered(window)
    agent, expert = case.agent, case.expert
    await agent.go(case.address)
    line = expert.page.get_by_role("region", name="What you just did")
    await accept(case)
    await expect(line).to_contain_text("You accepted the case.")
    await expert.press("Alt+z")
    await expect(line).to_contain_text("Undone. Everything is as it was.")
    await expect(agent.page.get_by_role("heading", level=1)).to_contain_text("You have this now.")

    await accept(case)
    await expect(agent.page.get_by_role("heading", level=1)).to_contain_text(
        f"{case.name} has this now."
    )
    await expert.go(case.address)
    await expert.page.get_by_role("button", name="Ask the sender").focus()
    await expert.press("Enter")
    await expect(expert.page.get_by_role("textbox", name="Your question")).to_be_focused()
    await expert.page.keyboard.type("When did they move?")
    await expert.press("Tab", "Enter")
    question = agent.page.get_by_role("article")
    await expect(question).to_contain_text("When did they move?")
    await question.get_by_label("Your answer").fill("In March.")
    await question.get_by_role("button", name="Answer").click()
    await expect(expert.page.locator(".timeline")).to_contain_text("In March.")

    await expert.page.get_by_role("button", name="Give back").focus()
    await expert.press("Enter")
    await expect(expert.page.get_by_label("It is not my matter")).to_be_focused()
    await expert.press("Tab", "Tab", "Enter")
    await expect(line).to_contain_text("You gave the case back.")
    await expect(agent.page.locator(".timeline li").first).to_contain_text(
        f"{case.name} gave it back to Aino Virtanen: it is not my matter."
    )
    await expert.page.get_by_role("button", name="Undo").focus()
    await expert.press("Enter")
    await expect(expert.page.get_by_role("heading", level=1)).to_contain_text("You have this now.")
    await expert.page.get_by_text("Audit trail").click()
    await expect(expert.page.get_by_text("The chain of records is whole.")).to_be_visible()
    await expect(expert.page.get_by_role("cell", name="undoReturnHandover")).to_be_visible()
