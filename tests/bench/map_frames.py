"""Frames a second while the map of 5,000 units is panned, in a real Chromium on the real page.

The built web app is opened at ``/network`` and every request of it is answered here: from the two
schemas with empty rows, and with a generated map. The mouse then drags the map in circles for five
seconds, three times; the page counts its animation frames meanwhile. The middle of the three is
printed. A machine without a graphics card draws in software, which the last line says.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import math
import mimetypes
import random
import statistics
import time
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    graphql_sync,
    is_composite_type,
)
from playwright.async_api import Page, Route, async_playwright

from netsvc.settings import SCHEMA_DIR, WEB_DIST
from tests.bench.promises import CannotRunError
from tests.e2e.conftest import FLAGS, chromium

UNITS, SILOS, LINKS_EACH = 5_000, 7, 3
SECONDS, RUNS = 5.0, 3
RADIUS, STEP = 150, 0.12
ADDRESS = "http://127.0.0.1:9"
WHEN = "2026-11-01T08:00:00+00:00"
_SCALARS: dict[str, Any] = {"Int": 0, "Float": 0.0, "Boolean": False, "DateTime": WHEN}
_SCALARS |= {"Date": WHEN[:10]}

COUNT_FRAMES = """() => {
  window.frames_ = [];
  const next = (at) => { window.frames_.push(at); window.counting_ = requestAnimationFrame(next); };
  window.counting_ = requestAnimationFrame(next);
}"""
FRAMES = "() => { cancelAnimationFrame(window.counting_); return window.frames_; }"
RENDERER = """() => {
  const gl = document.createElement('canvas').getContext('webgl2');
  const about = gl && gl.getExtension('WEBGL_debug_renderer_info');
  return about ? gl.getParameter(about.UNMASKED_RENDERER_WEBGL) : 'no WebGL';
}"""


def generated_map(seed: int = 1) -> dict[str, Any]:
    """Units in silos on a circle; each hands over to three, mostly of its own silo."""
    draw = random.Random(seed)  # noqa: S311 - a picture, no secret
    text = {"fi": "", "sv": "", "en": ""}
    per_silo = UNITS // SILOS + 1
    nodes, flows = [], []
    for unit in range(UNITS):
        silo, place = divmod(unit, per_silo)
        turn, far = place * math.pi * (3 - math.sqrt(5)), 0.33 * math.sqrt(place / per_silo)
        middle = 2 * math.pi * silo / SILOS
        name = dict.fromkeys(text, f"Unit {unit}")
        nodes.append(
            {
                "x": 0.65 * math.cos(middle) + far * math.cos(turn),
                "y": 0.65 * math.sin(middle) + far * math.sin(turn),
                "silo": dict.fromkeys(text, f"Silo {silo}"),
                "place": {
                    "key": f"u{unit}",
                    "unitId": f"u{unit}",
                    "silo": f"s{silo}",
                    "label": name,
                },
            }
        )
        for _ in range(LINKS_EACH):
            near = draw.random() < 0.8
            other = silo * per_silo + draw.randrange(per_silo) if near else draw.randrange(UNITS)
            flows.append(
                {
                    "source": f"u{unit}",
                    "target": f"u{min(other, UNITS - 1)}",
                    "count": 1 + int(draw.paretovariate(1.2)),
                }
            )
    period = {"key": "all", "from": WHEN[:10], "to": WHEN[:10], "label": text, "flows": flows}
    return {"asOf": WHEN, "suppressed": False, "nodes": nodes, "periods": [period]}


class Answers:
    """Answers what the page asks: the least that its schema allows, and what is given."""

    def __init__(self) -> None:
        self._insights = build_schema((SCHEMA_DIR / "insights.graphql").read_text("utf-8"))
        self._operations = build_schema((SCHEMA_DIR / "operations.graphql").read_text("utf-8"))
        me = {"roles": ["MANAGER"], "language": "EN", "serverTime": WHEN}
        self._given = {"insights": {"networkMap": generated_map()}, "graphql": {"me": me}}

    async def route(self, route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path == "/auth/session":
            await route.fulfill(json={"signedIn": True, "demo": False})
        elif path in ("/graphql", "/insights"):
            asked = json.loads(route.request.post_data or "{}")
            schema = self._insights if path == "/insights" else self._operations
            await route.fulfill(json=self._answer(schema, path[1:], asked))
        else:
            file = WEB_DIST / path[1:]
            file = file if file.is_file() else WEB_DIST / "index.html"
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            await route.fulfill(path=file, content_type=kind)

    def _answer(self, schema: GraphQLSchema, api: str, asked: dict[str, Any]) -> dict[str, Any]:
        done = graphql_sync(
            schema,
            asked["query"],
            root_value=self._given[api],
            variable_values=asked.get("variables"),
            field_resolver=least,
            type_resolver=lambda _value, info, kind: info.schema.get_possible_types(kind)[0].name,
        )
        return {"data": done.data, "errors": [one.formatted for one in done.errors or []] or None}


def least(source: Any, info: GraphQLResolveInfo, **_arguments: Any) -> Any:
    """What is given, else the emptiest value of the type."""
    if isinstance(source, dict) and info.field_name in source:
        return source[info.field_name]
    if not isinstance(info.return_type, GraphQLNonNull):
        return None
    kind = info.return_type.of_type
    if isinstance(kind, GraphQLList):
        return []
    if is_composite_type(kind):
        return {}
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    return _SCALARS.get(str(kind), "x")


async def pan(page: Page, middle: tuple[float, float]) -> list[float]:
    """Drags in circles; the times of the frames meanwhile, in milliseconds."""
    x, y = middle
    await page.mouse.move(x + RADIUS, y)
    await page.mouse.down()
    await page.evaluate(COUNT_FRAMES)
    end, turn = time.perf_counter() + SECONDS, 0.0
    while time.perf_counter() < end:
        turn += STEP
        await page.mouse.move(x + RADIUS * math.cos(turn), y + RADIUS * math.sin(turn))
    frames: list[float] = await page.evaluate(FRAMES)
    await page.mouse.up()
    return frames


async def measure() -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        await context.add_init_script("localStorage.setItem('netsvc.language', 'EN')")
        await context.route("**/*", Answers().route)
        page = await context.new_page()
        began = time.perf_counter()
        await page.goto(f"{ADDRESS}/network")
        canvas = page.locator("[data-drawn=webgl] canvas").first
        await canvas.wait_for(timeout=120_000)
        opened = time.perf_counter() - began
        await canvas.scroll_into_view_if_needed()
        await page.wait_for_timeout(2_000)
        drawn = page.locator("[data-drawn=webgl]")
        before = await drawn.screenshot()
        box = await drawn.bounding_box()
        if box is None:
            raise CannotRunError("The map is not on the page.")
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        runs = [await pan(page, middle) for _ in range(RUNS)]
        if await drawn.screenshot() == before:
            raise CannotRunError("The map did not move.")
        rates = [1000 * (len(run) - 1) / (run[-1] - run[0]) for run in runs]
        gaps = sorted(later - one for run in runs for one, later in itertools.pairwise(run))
        print(
            f"  {UNITS:,} units, {UNITS * LINKS_EACH:,} flows: page with its map in {opened:.1f} s"
        )
        spread = ", ".join(f"{rate:.0f}" for rate in rates)
        print(f"  panning: {statistics.median(rates):.0f} frames a second (runs: {spread})")
        print(f"  slowest 5 % of frames: {gaps[int(len(gaps) * 0.95)]:.0f} ms and more")
        print(f"  drawn by {await page.evaluate(RENDERER)}")
        await browser.close()


def main() -> None:
    if not (WEB_DIST / "index.html").is_file():
        raise CannotRunError("The web app has not been built: `npm run build` in netsvc/web.")
    asyncio.run(measure())


if __name__ == "__main__":
    main()
