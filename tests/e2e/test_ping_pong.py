"""A case that goes round in a circle: one press at the desk leads to who names its owner."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of, plain
from tests.e2e.test_two_windows import expert_window, find, hand_over
from tests.e2e.windows import Window

MATTER = "opintotuki loppui kesken lukukauden toukokuussa"


STORY = """query($s: String) { cases(filter: MINE, search: $s) { edges { node { id } } } }"""
CONFERENCE = (
    """query($c: ID!) { caseStory(caseId: $c) { conferences { candidates { id name } } } }"""
)


async def choose(agent: Window, name: str) -> None:
    option = agent.page.locator("#experts").get_by_role("option").filter(has_text=name).first
    await expect(option.locator(".mark-free")).to_be_visible()
    await option.click()
    await expect(option).to_have_attribute("aria-selected", "true")


async def test_given_back_then_a_conference_names_the_owner(window: OpenWindow) -> None:
    agent = await window(person="aino-virtanen", language="FI")
    page = agent.page
    async with people_of(agent.address) as people:
        name, other = await people.two_of_a_unit("aino-virtanen", MATTER)
        await agent.go("/desk")
        await find(agent, MATTER)
        await choose(agent, name)
        expert = await expert_window(agent, window, name)
        await hand_over(agent)
        offer = expert.page.get_by_role("article").filter(has_text=MATTER)
        await offer.get_by_role("button", name="Ta emot").click()
        status = page.locator(".status-title")
        await expect(status).to_have_text(f"{name} otti asian")

        mine = expert.page.get_by_role("region", name="Mina ärenden").get_by_role("listitem")
        await mine.filter(has_text=MATTER).get_by_role("button", name="Lämna tillbaka").click()
        back = expert.page.get_by_role("dialog")
        await back.get_by_role("textbox").fill("Gäller stöd för skolresor.")
        await back.get_by_role("button", name="Lämna tillbaka").click()
        await expect(status).to_have_text(f"{name} palautti asian")
        await expect(page.locator(".status")).to_contain_text("Ei kuulu minulle.")
        await expect(page.locator(".status")).to_contain_text("Gäller stöd för skolresor.")

        # to the same unit again: the rule stops it, one press leads on
        await choose(agent, other)
        await agent.press("Control+Enter")
        confer = page.get_by_role("button", name="Vie asia neuvotteluun")
        await expect(confer).to_be_focused()
        await expect(page.locator(".panel .panel-message")).to_contain_text(other)
        assert await agent.axe() == []
        await agent.press("Enter")
        await expect(status).to_have_text("Asian neuvottelu")
        await expect(status).to_be_focused()
        await expect(page.get_by_role("list", name="Missä asia on ollut")).to_contain_text(name)
        await expect(expert.page.locator(".inbox-news")).to_contain_text("En ärendekonferens")
        assert await agent.axe() == []

        heading = await page.get_by_role("heading", name="Asia ").first.inner_text()
        number = heading.removeprefix("Asia ")
        case = (await agent.ask(STORY, s=number))["cases"]["edges"][0]["node"]["id"]
        story = (await agent.ask(CONFERENCE, c=case))["caseStory"]
        third = next(
            one for one in story["conferences"][0]["candidates"] if one["name"] not in (name, other)
        )
        decider = await window(person=plain(third["id"]), language="EN")
        await decider.go("/inbox")
        asked = decider.page.get_by_role("article").filter(has_text=number)
        options = asked.get_by_label("Who has it from now on?")
        value = await options.get_by_role("option", name=other).get_attribute("value")
        await options.select_option(value)
        await asked.get_by_role("button", name="Name the owner").click()
        await expect(decider.page.locator(".inbox-news")).to_contain_text(other)

        await expect(page.locator(".conferring-named")).to_have_text(
            f"Asia on nyt henkilöllä {other}."
        )
        await expect(expert.page.locator(".inbox-news")).to_contain_text(
            f"Ärende {number}: {other} utsågs till ansvarig."
        )
        found = await agent.ask("query($c: ID!) { case(id: $c) { owner { name } } }", c=case)
        assert found["case"]["owner"]["name"] == other
        await agent.press("Alt+n")
        await expect(page.locator("#matter")).to_have_value("")
