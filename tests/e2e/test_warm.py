"""A warm offer that nobody takes goes on by itself: to the next, to duty, to a promise."""

from __future__ import annotations

import secrets

from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.test_mininetworks import CREATE, SET_ROTA, ids_of
from tests.e2e.test_offers import inbox_of
from tests.e2e.test_two_windows import choose_free, find, hand_over
from tests.e2e.windows import Window

AGENT, LEAD, ON_DUTY = "aino-virtanen", "eeva-karjalainen", "Henrik Lindholm"
# units that are open round the clock: a test runs at any hour
DECLINED, RUNS_OUT = "lapsilisän saaja vaihtuu eron jälkeen", "varusmiehen asumisavustus"
# a service that runs already may have seen an earlier run
PROMISED = f"Soitamme avustuksesta, {secrets.token_hex(2)}"
WEEK = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


async def at_inbox(window: OpenWindow, person: str) -> Window:
    """Whoever sits before their window stays available, also where an earlier test closed one."""
    shown = await window(person=person, language="FI")
    await shown.go("/inbox")
    await expect(shown.page.get_by_role("heading", level=1)).to_contain_text("Saapuneet.")
    return shown


async def name_of(shown: Window) -> str:
    name: str = (await shown.ask("{me{expert{name}}}"))["me"]["expert"]["name"]
    return name


async def test_declined_then_accepted_while_the_agent_types_nothing(window: OpenWindow) -> None:
    agent = await window(person=AGENT, language="FI")
    async with people_of(agent.address) as people:
        kind, free = await people.only_free(AGENT, DECLINED, but=2)
        inboxes = {await name_of(one): one for one in [await at_inbox(window, id_) for id_ in free]}
        await people.offers_wait(kind, 120)
        await agent.go("/desk")
        await find(agent, DECLINED)
        first = await choose_free(agent)
        expert = inboxes.pop(first)
        await hand_over(agent)
        status = agent.page.locator(".status-title")
        await expect(status).to_have_text(f"Tarjottu: {first}")
        offer = expert.page.get_by_role("article").filter(has_text=DECLINED)
        await offer.get_by_role("button", name="Ei kuulu minulle").click()

        [(second, other)] = inboxes.items()
        await expect(status).to_have_text(f"Tarjottu: {second}")
        await (
            other.page.get_by_role("article")
            .filter(has_text=DECLINED)
            .get_by_role("button", name="Otan asian")
            .click()
        )
        await expect(status).to_have_text(f"{second} otti asian")
        await expect(other.page.get_by_role("region", name="Omat asiani")).to_contain_text(DECLINED)
        await expect(offer).to_have_count(0)
        await agent.press("Alt+n")


async def on_duty_for(lead: Window, kind: str) -> None:
    """A mini-network of its own that covers the matter, with one person on duty round the clock."""
    run = secrets.token_hex(4)
    members = await ids_of(lead, ON_DUTY, "Tuula Heikkinen")
    names = {"fi": f"Päivystys {run}", "sv": f"Jour {run}", "en": f"Duty {run}"}
    network = {"name": names, "memberIds": members, "issueTypeIds": [kind]}
    made = (await lead.ask(CREATE, i=network, k=f"make {run}"))["createMiniNetwork"]
    rota = {
        "timeZone": "Europe/Helsinki",
        "holidays": "",
        "hours": [],
        "turns": [
            {"weekday": day, "starts": "00:00", "ends": "24:00", "expertId": members[0]}
            for day in WEEK
        ],
    }
    set_ = await lead.ask(SET_ROTA, n=made["id"], i=rota, k=f"rota {run}")
    assert set_["setRota"] == {"__typename": "MiniNetwork"}


async def test_expired_then_on_duty_then_promised(window: OpenWindow) -> None:
    agent = await window(person=AGENT, language="FI")
    page = agent.page
    async with people_of(agent.address) as people:
        await people.present("henrik-lindholm", "AVAILABLE")
        kind, free = await people.only_free(AGENT, RUNS_OUT)
        # they are there and do not answer
        for id_ in (*free, "henrik-lindholm"):
            await at_inbox(window, id_)
        await on_duty_for(await window(person=LEAD), kind)
        await people.offers_wait(kind, 5)
        await agent.go("/desk")
        await find(agent, RUNS_OUT)
        first = await choose_free(agent)
        await hand_over(agent)
        status = page.locator(".status-title")
        steps = page.get_by_role("list", name="Keneltä on kysytty").get_by_role("listitem")
        await expect(status).to_have_text("Kukaan ei ehtinyt ottaa asiaa nyt")
        await expect(steps).to_have_count(2)
        await expect(steps.nth(1)).to_contain_text("päivystää")
        for step, name in ((0, first), (1, ON_DUTY)):
            await expect(steps.nth(step)).to_contain_text(name)
            await expect(steps.nth(step)).to_contain_text("ei vastattu ajoissa")
        assert await agent.axe() == []

        # from here two presses; what was written outlives a closed dialog
        promise = page.get_by_role("button", name="Lupaa ja siirrä myöhemmäksi")
        await expect(promise).to_be_focused()
        await agent.press("Enter")
        what = page.get_by_role("dialog").get_by_label("Lupaamme")
        await expect(what).to_be_focused()
        await what.fill(PROMISED)
        await agent.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await promise.focus()
        await agent.press("Enter")
        await expect(what).to_have_value(PROMISED)
        await expect(page.get_by_role("dialog").get_by_role("radio", checked=True)).to_have_count(1)
        await expect(what).to_be_focused()
        await agent.press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(status).to_contain_text("Tarjottu: ")
        later = (await status.inner_text()).removeprefix("Tarjottu: ")

        expert = await inbox_of(agent, window, later)
        offer = expert.page.get_by_role("article").filter(has_text=RUNS_OUT)
        await expect(offer).to_contain_text(f"Asiakkaalle on luvattu: {PROMISED}")
        await offer.get_by_role("button", name="Otan asian").click()
        due = expert.page.get_by_role("region", name="Lupaukseni").get_by_role("listitem")
        await expect(due.filter(has_text=PROMISED)).to_have_count(1)
        await expect(status).to_have_text(f"{later} otti asian")
        await page.get_by_role("link", name="Katso asiaa").click()
        promised = page.get_by_role("list", name="Asiakkaalle luvattu")
        await expect(promised).to_contain_text(PROMISED)
        await expect(page.locator(".timeline")).to_contain_text("antoi asiakkaalle lupauksen")
        # only who has the case says that it is done
        await expect(promised.get_by_role("button")).to_have_count(0)

        await due.filter(has_text=PROMISED).get_by_role("link").click()
        kept = expert.page.get_by_role("button", name=f"Tehty, {PROMISED}")
        await kept.focus()
        await expert.press("Enter")
        await expect(expert.page.locator(".timeline")).to_contain_text("Lupaus pidettiin.")
        await expect(kept).to_have_count(0)
        assert await expert.axe() == []
        await agent.go("/desk")
        await agent.press("Alt+n")
