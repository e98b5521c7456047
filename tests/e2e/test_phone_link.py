"""An expert answers an offer from a phone: a real browser without scripts, a signed link."""

from __future__ import annotations

import orjson
from playwright.async_api import Browser, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware

from netsvc.api.http.answers import AnswerRoutes
from netsvc.api.http.middleware import RequestMiddleware
from netsvc.graph.driver import Graph
from netsvc.outside.secrets import Secrets
from netsvc.outside.wired import OutsideConfig, wire_outside
from tests.e2e.windows import Window
from tests.graph.handover_desk import Clock, build, done
from tests.organisation import load_organisation
from tests.receiver import receiving, serving


async def test_accepting_from_a_phone(browser: Browser, graph: Graph) -> None:
    """The link is the one of the notification, as apprise sends it over the network."""
    await load_organisation(graph)
    desk = build(graph, Clock())
    config = OutsideConfig(
        Secrets(b"s" * 32), allow_private=True, public_url="https://netsvc.example"
    )
    outside = wire_outside(
        graph,
        desk.runner,
        config,
        public_id=lambda kind, plain: f"{kind}:{plain}",
        clock=desk.clock,
    )
    answers = AnswerRoutes(outside.answer_tokens, outside.answers, desk.handovers, desk.clock)
    app = Starlette(routes=answers.routes(), middleware=[Middleware(RequestMiddleware)])
    case = await desk.opened()
    complaints: list[str] = []
    async with serving(app) as port, receiving() as receiver:
        address = f"json://127.0.0.1:{receiver.port}/hook"
        done(await outside.commands.set_address("eeva", "address", address))
        await desk.offered(case, "eeva")
        assert await outside.dispatcher.drain() == 1
        [sent] = receiver.got
        token = orjson.loads(sent.body)["message"].rpartition("https://netsvc.example/answer/")[2]
        # axe-core is a script; looking changes nothing
        looker = await browser.new_context(viewport={"width": 320, "height": 720})
        looking = Window(await looker.new_page(), f"http://127.0.0.1:{port}")
        await looking.go(f"/answer/{token}")
        await expect(
            looking.page.get_by_role("button", name="Ota asia hoitaaksesi")
        ).to_be_visible()
        assert await looking.axe() == []
        assert await looking.overflow() == 0
        context = await browser.new_context(
            java_script_enabled=False, viewport={"width": 360, "height": 720}, color_scheme="dark"
        )
        page = await context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        await page.goto(f"http://127.0.0.1:{port}/answer/{token}")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Sinulle tarjotaan asiaa")
        # the style is let through by the policy of the page, and fits a narrow screen
        await expect(page.locator("body")).to_have_css("background-color", "rgb(22, 25, 29)")
        button = page.get_by_role("button", name="Ota asia hoitaaksesi")
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= 360
        # declining without a reason is stopped by the form itself
        await page.get_by_role("button", name="Hylkää tarjous").press("Enter")
        await expect(page.get_by_label("Syy")).to_be_visible()
        await button.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Asia on nyt sinulla")
        await page.goto(f"http://127.0.0.1:{port}/answer/{token}")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Linkki on jo käytetty")
        await context.close()
        await looking.go(f"/answer/{token}")
        await expect(looking.page.get_by_role("heading", level=1)).to_have_text(
            "Linkki on jo käytetty"
        )
        assert await looking.axe() == []
        await looker.close()
    assert [line for line in complaints if "Content Security Policy" in line] == []
    rows = await graph.read(
        "MATCH (:Case {id: $id})-[:OWNED_BY]->(e:Expert) RETURN e.id AS id", id=case
    )
    assert rows == [{"id": "eeva"}]
