"""How much an agent has to do beyond typing: counted in the browser, key by key."""

from __future__ import annotations

import secrets
from typing import cast

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.people import people_of
from tests.e2e.test_two_windows import fill_in
from tests.e2e.test_warm import at_inbox, name_of
from tests.e2e.windows import Window

AGENT = "aino-virtanen"
MOST = 3
# Typing is what puts words into the matter's or a packet field. Going from one packet field to the
# next belongs to filling them in; the press in a packet field that sends is counted.
COUNT = """
window.presses = [];
const field = (target) => target.id === 'matter' || String(target.id).startsWith('packet-');
window.addEventListener('keydown', (event) => {
  const typing = field(event.target) && event.key.length === 1 && !event.ctrlKey && !event.altKey;
  if (typing) return;
  const filling = String(event.target.id).startsWith('packet-');
  window.presses.push({ key: event.key, filling });
}, true);
window.addEventListener('pointerdown', () => window.presses.push({ key: 'pointer' }), true);
"""


async def presses(window: Window) -> list[str]:
    """Every press so far but those that went from one packet field to the next."""
    made = cast(list[dict[str, object]], await window.page.evaluate("window.presses"))
    last = len(made) - 1
    return [str(one["key"]) for at, one in enumerate(made) if not one.get("filling") or at == last]


@pytest.mark.parametrize(
    ("matter", "required"),
    [("opintotuki loppui kesken lukukauden", 1), ("lapsilisä toiselle tilille", 2)],
)
async def test_at_most_three_presses_to_an_accepted_handover(
    matter: str, required: int, window: OpenWindow
) -> None:
    agent = await window(person=AGENT, language="FI")
    page = agent.page
    # a service that runs already may have seen an earlier run
    matter = f"{matter} {secrets.token_hex(2)}"
    await page.add_init_script(COUNT)
    async with people_of(agent.address) as people:
        kind, free = await people.only_free(AGENT, matter, but=2)
        await people.offers_wait(kind, 240)
        inboxes = {await name_of(one): one for one in [await at_inbox(window, id_) for id_ in free]}
        await agent.go("/desk")
        await expect(page.locator("#matter")).to_be_focused()
        await page.keyboard.type(matter)
        await page.locator(f"[data-words='{matter}']").wait_for()
        await agent.press("Enter", "Enter")
        for _ in range(required):
            at = await agent.focused()
            assert at.startswith("packet-")
            await fill_in(agent)
            await agent.press("Enter")
            await page.wait_for_function("at => document.activeElement.id !== at", arg=at)
        status = page.locator(".status-title")
        await expect(status).to_contain_text("Tarjottu: ")
        name = (await status.inner_text()).removeprefix("Tarjottu: ")
        offer = inboxes[name].page.get_by_role("article").filter(has_text=matter)
        await offer.get_by_role("button", name="Otan asian").click()
        await expect(status).to_have_text(f"{name} otti asian")
        made = await presses(agent)
        assert len(made) <= MOST, made
        await agent.press("Alt+n")
