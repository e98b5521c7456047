"""The agent asks and keeps the case; the expert answers; what was learnt is there the next time."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import People
from tests.e2e.test_two_windows import choose_free, expert_window, find
from tests.e2e.windows import Window

MATTER = "asumistuki kun vuokra nousee"
ANSWER = "Ja, och bidraget räknas om från början av nästa månad."


async def ask(agent: Window, more: str = "") -> None:
    """Alt+A and Enter: the words are there already."""
    await agent.press("Alt+a")
    await expect(agent.page.locator("#ask-question")).to_be_focused()
    if more:
        await agent.page.keyboard.type(more)
    await agent.press("Enter")


async def test_asked_answered_noted_and_shown_the_next_time(
    window: OpenWindow, people: People
) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    await people.some_free("aino-virtanen", MATTER)
    await agent.go("/desk")
    await find(agent, MATTER)
    name = await choose_free(agent)
    expert = await expert_window(agent, window, name, width=390, height=844)

    await ask(agent, ", mistä päivästä?")
    panel = agent.page.get_by_role("region", name="Mitä kysyit")
    await expect(panel).to_contain_text("odottaa vastausta")
    await expect(panel).to_contain_text(f"Vastata voi {name}")
    await expect(agent.page.locator("#matter")).to_be_focused()

    asked = expert.page.get_by_role("region", name="Frågor till dig")
    card = asked.get_by_role("article")
    await expect(card).to_contain_text("Aino Virtanen")
    await expect(card).to_contain_text(f"{MATTER}, mistä päivästä?")
    await expect(card).to_contain_text("Kunden är på linjen, på finska")
    await expect(expert.page.get_by_role("navigation")).to_contain_text("1 fråga väntar")
    assert await expert.axe() == []
    assert await expert.overflow() == 0
    await card.get_by_label("Ditt svar").fill(ANSWER)
    await card.get_by_role("button", name="Svara").click()
    await expect(
        expert.page.get_by_text("Tack. Ditt svar gick till den som frågar.")
    ).to_be_visible()
    await expect(card).to_have_count(0)

    await expect(panel).to_contain_text(ANSWER)
    await expect(agent.page.get_by_text(f"{name} vastasi kysymykseesi.")).to_be_visible()
    assert await agent.axe() == []
    await agent.press("Alt+h")
    await expect(panel).to_contain_text("auttoi")
    await expect(expert.page.get_by_text("Ditt svar hjälpte. Tack.")).to_be_visible()
    await expect(asked).to_contain_text("Du har besvarat en fråga, och ett svar hjälpte.")

    await panel.get_by_role("button", name="Tee muistiinpano").click()
    dialog = agent.page.get_by_role("dialog")
    # the answer is in Swedish, and so is the note until somebody adds the other languages
    await expect(dialog.get_by_label("ruotsi")).to_have_value(ANSWER)
    await dialog.get_by_label("suomi").fill("Tuki lasketaan uudelleen seuraavan kuun alusta.")
    assert await agent.axe() == []
    await dialog.get_by_role("button", name="Tallenna muistiinpano").click()
    await expect(dialog).to_have_count(0)

    await agent.page.get_by_role("button", name="Ratkaisin itse").click()
    await expect(agent.page.locator(".status-title")).to_contain_text("Ratkaisit asian heti")
    await agent.press("Alt+n")
    await find(agent, MATTER)
    noted = agent.page.get_by_role("complementary", name="Mitä työkaverit ovat kirjanneet")
    await expect(noted).to_contain_text("Tuki lasketaan uudelleen seuraavan kuun alusta.")
    await expect(noted).to_contain_text("Aino Virtanen")

    found = await agent.ask(
        "query($s:String){cases(filter:MINE,search:$s){edges{node{state resolvedBy{name}"
        " handovers{id} asks{state}}}}}",
        s=MATTER,
    )
    assert found["cases"]["edges"][0]["node"] == {
        "state": "RESOLVED",
        "resolvedBy": {"name": "Aino Virtanen"},
        "handovers": [],
        "asks": [{"state": "HELPED"}],
    }

    await expert.go("/notes")
    note = expert.page.get_by_role("listitem").filter(has_text="Aino Virtanen").first
    await expect(note).to_contain_text(ANSWER)
    assert await expert.axe() == []
    assert await expert.overflow() == 0


async def test_passed_and_taken_back(window: OpenWindow, people: People) -> None:
    agent = await window(person="aino-virtanen")
    matter = "study grant and income limit"
    await people.some_free("aino-virtanen", matter)
    await agent.go("/desk")
    await find(agent, matter)
    name = await choose_free(agent)
    expert = await expert_window(agent, window, name)
    await ask(agent)
    panel = agent.page.get_by_role("region", name="What you asked")
    card = expert.page.get_by_role("region", name="Frågor till dig").get_by_role("article")
    await card.get_by_role("button", name="Hinner inte nu").click()
    await expect(expert.page.get_by_text("Uppfattat.")).to_be_visible()
    await expect(panel).to_contain_text(f"{name}: can’t answer now")
    await expect(panel).to_contain_text("Nobody could answer this time.")
    await panel.get_by_role("button", name="Take the question back").click()
    await expect(panel).to_contain_text("You took it back.")
    await ask(agent, " ?")
    await expect(card).to_have_count(1)
    await agent.page.get_by_role("button", name="I resolved it myself").click()
    await expect(card).to_have_count(0)
    await expect(expert.page.get_by_text("no longer")).to_have_count(0)
