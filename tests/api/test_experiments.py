"""Pilots through the API: drafted, sealed with a hash, looked at as planned, ended, decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from netsvc.api.http.shared_pilot import SharedPilotRoutes
from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.wiring import wire_operations
from tests.api.desk import Desk, issue_type, make_endpoint
from tests.organisation import digest
from tests.pilots import (
    BASELINE,
    COMPARISON,
    END,
    LOOKS,
    START,
    TREATED,
    Clock,
    load_pilot_world,
)

ESTIMATE = "{ estimate low high se df p }"
EXPERIMENT = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen }
... on NotFound { id }
... on WrongState { was: state }
... on UnitsTaken { unitKey experimentId }
... on Experiment {
  id state name { en } question { fi sv } lockedHash lacks mayChange endReason
  miniNetworks { id } issueTypes { id } sides { key treated people team name { fi } }
  seed allocation smallestEffect decidability { decidable obstacle sentence { en } }
  assumptions { baseRate icc casesPerUnitWeek } verdictByRule
  decision { kind byRule reason by { id } }
  amendments { on text } exclusions { unitKey reason first last }
  looks { number on due takenAt hash takenBy { id } result {
    verdict sentence { fi } effect ESTIMATE guardrails { guardrail harmed } dose
    contamination { unitKey cases } quality { moved newcomers }
    weeks { week after treated { cases resolved } comparison { cases resolved } }
  } }
}
""".replace("ESTIMATE", ESTIMATE)
DRAFT = f"""mutation($i: ExperimentInput!, $k: String!) {{
  draftExperiment(input: $i, key: $k) {{ {EXPERIMENT} }} }}"""
CHANGE = f"""mutation($x: ID!, $i: ExperimentInput!, $k: String!) {{
  changeExperiment(id: $x, input: $i, key: $k) {{ {EXPERIMENT} }} }}"""
LOCK = f"""mutation($x: ID!, $a: Boolean! = false, $k: String!) {{
  lockExperiment(id: $x, acknowledgeUndecidable: $a, key: $k) {{ {EXPERIMENT} }} }}"""
LOOK = f"""mutation($x: ID!, $n: Int, $k: String!) {{
  takeLook(id: $x, number: $n, key: $k) {{ {EXPERIMENT} }} }}"""
AMEND = f"""mutation($x: ID!, $t: String!, $d: Date, $k: String!) {{
  amendExperiment(id: $x, text: $t, on: $d, key: $k) {{ {EXPERIMENT} }} }}"""
EXCLUDE = f"""mutation($x: ID!, $u: String!, $r: String!, $f: Date, $l: Date, $k: String!) {{
  excludeUnitFromExperiment(id: $x, unitKey: $u, reason: $r, first: $f, last: $l, key: $k)
  {{ {EXPERIMENT} }} }}"""
END_IT = f"""mutation($x: ID!, $r: String! = "", $k: String!) {{
  endExperiment(id: $x, reason: $r, key: $k) {{ {EXPERIMENT} }} }}"""
DECIDE = f"""mutation($x: ID!, $v: ExperimentVerdictKind, $r: String! = "", $k: String!) {{
  setExperimentVerdict(id: $x, kind: $v, reason: $r, key: $k) {{ {EXPERIMENT} }} }}"""
FIELDS = EXPERIMENT[EXPERIMENT.index("  id state") : EXPERIMENT.rindex("}")]
ONE = f"query($x: ID!) {{ experiment(id: $x) {{ {FIELDS} }} }}"
EXPANSION = """query($x: ID!) { experimentExpansion(id: $x) { __typename
  ... on WrongState { was: state message { fi } }
  ... on ExperimentExpansion { weeks hidden effect { estimate low high }
    units { units { id } compared weeklyCases level gain { estimate low high } } } } }"""
WATCH = """query($x: ID!) { experimentWatch(id: $x) { asOf weeks dose contamination { unitKey }
  guardrails { guardrail told harmed } quality { immature } } }"""
MINE = "{ myExperiments { id name { en } state start end meaning { role text { fi en } } } }"


class PilotDesk(Desk):
    clock: Clock


@pytest.fixture
async def desk(graph: Graph) -> PilotDesk:
    await load_pilot_world(graph)
    return desk_of(graph)


@pytest.fixture
async def quiet(graph: Graph) -> PilotDesk:
    """The same people, before there was any case."""
    await load_pilot_world(graph, weekly=0)
    return desk_of(graph)


def desk_of(graph: Graph) -> PilotDesk:
    clock = Clock()
    wired = wire_operations(
        graph,
        pseudonym=str,
        scrub=lambda text: text.replace("131052-308T", "[…]"),
        offer_seconds=45,
        clock=clock,
    )
    made = PilotDesk(graph, wired, make_endpoint(wired))
    made.clock = clock
    return made


def units(*plain: str) -> list[str]:
    return [to_global(Kind.UNIT, one) for one in plain]


def whole(**changes: Any) -> dict[str, Any]:
    return {
        "name": {"fi": "Asuminen yhdellä kertaa", "en": "Housing at once"},
        "question": {"fi": "Ratkeaako useampi asia kerralla?", "sv": "Löses fler ärenden direkt?"},
        "change": {"en": "Agents bring housing matters to the mini-network."},
        "miniNetworkIds": [to_global(Kind.MINI_NETWORK, "homes")],
        "treatedUnitIds": units(*TREATED),
        "comparisonUnitIds": units(*COMPARISON),
        "smallestEffect": 0.15,
        "baselineStart": str(BASELINE),
        "start": str(START),
        "end": str(END),
        "looks": [str(day) for day in LOOKS],
        "meaning": [
            {"role": "AGENT", "text": {"fi": "Soitat verkostolle. Asiakas pysyy linjalla."}},
            {"role": "EXPERT", "text": {"fi": "Vastaat kahdessa minuutissa."}},
        ],
        **changes,
    }


async def drafted(desk: Desk, **changes: Any) -> Any:
    return await desk.get("pia", DRAFT, i=whole(**changes), k=desk.key())


async def locked(desk: Desk, **changes: Any) -> Any:
    draft = await drafted(desk, **changes)
    sealed = await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
    assert sealed["__typename"] == "Experiment", sealed
    return sealed


async def test_from_a_draft_to_a_verdict(desk: PilotDesk) -> None:
    draft = await desk.get("pia", DRAFT, i={"name": {"en": "Later"}}, k="d")
    assert (draft["state"], draft["mayChange"], draft["sides"]) == ("DRAFT", True, [])
    assert draft["lacks"] == [
        "question", "change", "treatedUnitIds", "comparisonUnitIds", "smallestEffect",
        "baselineStart", "start", "end", "meaning",
    ]  # fmt: skip
    early = await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
    assert (early["__typename"], early["field"]) == ("InvalidInput", "input.question")
    x = draft["id"]
    changed = await desk.get("pia", CHANGE, x=x, i=whole(), k=desk.key())
    assert (changed["lacks"], changed["name"]["en"]) == ([], "Housing at once")
    assert {(s["treated"], s["people"]) for s in changed["sides"]} == {(True, 5), (False, 5)}

    sealed = await desk.get("pia", LOCK, x=x, k="lock")
    assert (sealed["state"], len(sealed["lockedHash"])) == ("LOCKED", 64)
    assert sealed["decidability"]["decidable"] is True
    assert sealed["issueTypes"] == [{"id": issue_type("housing-allowance")}]
    assert 0.45 < sealed["assumptions"]["baseRate"] < 0.55
    assert await desk.get("pia", LOCK, x=x, k="lock") == sealed
    late = await desk.get("pia", CHANGE, x=x, i=whole(), k=desk.key())
    assert (late["__typename"], late["was"]) == ("WrongState", "LOCKED")

    desk.clock.day = START + timedelta(weeks=3)
    assert (await desk.get("maija", ONE, x=x))["state"] == "RUNNING"
    before = await digest(desk.graph)
    peek = await desk.get("pia", LOOK, x=x, k=desk.key())
    assert (peek["__typename"], peek["was"]) == ("WrongState", "RUNNING")
    assert "2026-07-20" in peek["message"]["sv"]
    assert await digest(desk.graph) != before  # the key is kept, and nothing else
    assert all(look["result"] is None for look in (await desk.get("maija", ONE, x=x))["looks"])

    amended = await desk.get("pia", AMEND, x=x, t="131052-308T: c1 muutti", k=desk.key())
    assert amended["amendments"] == [{"on": "2026-06-29", "text": "[…]: c1 muutti"}]
    assert amended["lockedHash"] == sealed["lockedHash"]
    gone = await desk.get("pia", EXCLUDE, x=x, u="c1", r="muutto", f="2026-06-22", l="2026-06-28",
                          k=desk.key())  # fmt: skip
    assert gone["exclusions"] == [
        {"unitKey": "c1", "reason": "muutto", "first": "2026-06-22", "last": "2026-06-28"}
    ]
    wrong = await desk.get("pia", EXCLUDE, x=x, u="housing", r="x", k=desk.key())
    assert (wrong["__typename"], wrong["field"]) == ("InvalidInput", "unitKey")

    # between looks: use, contamination and harm, and never the effect
    before = await desk.get("maija", WATCH, x=x)
    assert (before["weeks"], before["guardrails"]) == (2, before["guardrails"])
    desk.clock.day = LOOKS[0] - timedelta(days=1)
    between = await desk.get("maija", WATCH, x=x)
    assert (between["asOf"], between["weeks"]) == (str(desk.clock.day), 4)
    assert 0.1 < between["dose"] < 0.4
    assert between["contamination"] == []
    assert {one["guardrail"]: (one["told"], one["harmed"]) for one in between["guardrails"]} == {
        "REDIRECTS": (False, False), "REPEAT_CONTACTS": (False, False),
        "HOURS_TO_RESOLUTION": (True, False), "EXPERT_LOAD": (True, False),
        "COMPARISON_UNITS": (True, False), "PULSE": (False, False),
    }  # fmt: skip
    for number, day in enumerate(LOOKS, start=1):
        desk.clock.day = day + timedelta(days=number)
        seen = await desk.get("pia", LOOK, x=x, n=number, k=f"look{number}")
        look = seen["looks"][number - 1]
        assert (seen["state"], look["takenBy"]["id"]) == ("LOOKED", to_global(Kind.EXPERT, "pia"))
        assert len(look["hash"]) == 64
        assert await desk.get("pia", LOOK, x=x, n=number, k=f"look{number}") == seen
    last = seen["looks"][-1]["result"]
    assert last["effect"]["low"] < 0.2 < last["effect"]["high"]
    assert (last["verdict"], seen["verdictByRule"]) == ("SCALE", "SCALE")
    assert 0.1 < last["dose"] < 0.4
    assert (last["contamination"], last["quality"]) == ([], {"moved": 0, "newcomers": 0})
    assert len(last["weeks"]) == 24
    again = await desk.get("pia", LOOK, x=x, k=desk.key())
    assert again["__typename"] == "WrongState"

    soon = await desk.get("pia", DECIDE, x=x, k=desk.key())
    assert (soon["__typename"], soon["was"]) == ("WrongState", "LOOKED")
    early_plan = await desk.get("maija", EXPANSION, x=x)
    assert (early_plan["__typename"], early_plan["was"]) == ("WrongState", "LOOKED")
    assert (await desk.get("pia", END_IT, x=x, k=desk.key()))["state"] == "ENDED"
    other = await desk.get("pia", DECIDE, x=x, v="ADJUST", k=desk.key())
    assert (other["__typename"], other["field"]) == ("InvalidInput", "reason")
    decided = await desk.get("pia", DECIDE, x=x, v="ADJUST", r="Vuoroja puuttuu", k=desk.key())
    assert decided["decision"] == {
        "kind": "ADJUST", "byRule": "SCALE", "reason": "Vuoroja puuttuu",
        "by": {"id": to_global(Kind.EXPERT, "pia")},
    }  # fmt: skip
    plan = await desk.get("maija", EXPANSION, x=x)
    assert (plan["weeks"], plan["hidden"]) == (12, 0)
    assert plan["effect"] == {name: last["effect"][name] for name in ("estimate", "low", "high")}
    assert {unit["id"] for one in plan["units"] for unit in one["units"]} == set(units(*COMPARISON))
    for one in plan["units"]:
        assert (one["compared"], one["weeklyCases"]) == (True, 16.0)
        assert one["gain"]["estimate"] == pytest.approx(16 * last["effect"]["estimate"])
    done = await desk.get("pia", AMEND, x=x, t="liian myöhään", k=desk.key())
    assert (done["__typename"], done["was"]) == ("WrongState", "ENDED")


async def test_two_against_two_is_called_undecidable_in_three_languages(desk: PilotDesk) -> None:
    draft = await drafted(
        desk, treatedUnitIds=units("t1", "t2"), comparisonUnitIds=units("c1", "c2")
    )
    few = "query($x: ID!) { experiment(id: $x) { tooFewUnits } }"
    assert (await desk.get("maija", few, x=draft["id"])) == {"tooFewUnits": True}
    more = await drafted(desk)
    assert (await desk.get("maija", few, x=more["id"])) == {"tooFewUnits": False}
    refused = await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
    assert refused["__typename"] == "ExperimentUndecidable"
    message = refused["message"]
    assert message["en"].startswith("Not decidable: with 2 against 2 units no result can be")
    assert message["fi"].startswith("Ei ratkaistavissa: kun kokeiluyksiköitä on 2 ja")
    assert message["sv"].startswith("Kan inte avgöras: med 2 försöksenheter mot 2")
    assert (await desk.get("pia", ONE, x=draft["id"]))["state"] == "DRAFT"
    sealed = await desk.get("pia", LOCK, x=draft["id"], a=True, k=desk.key())
    assert (sealed["state"], sealed["decidability"]["obstacle"]) == ("LOCKED", "TOO_FEW_UNITS")


async def test_what_can_not_be_locked(desk: PilotDesk) -> None:
    for changes, field in (
        ({"start": "2026-06-01", "baselineStart": "2026-03-16"}, "input.start"),
        ({"baselineStart": "2026-03-17"}, "input.baselineStart"),
        ({"end": "2026-06-08"}, "input.end"),
        ({"looks": ["2026-06-15", "2026-06-16", "2026-09-07"]}, "input.looks"),
        ({"treatedUnitIds": units("t1", "housing")}, "input.treatedUnitIds"),
        ({"treatedUnitIds": units("service", "t1")}, "input.treatedUnitIds"),
        ({"issueTypeIds": [issue_type("moving-out")]}, "input.treatedUnitIds"),
    ):
        draft = await drafted(desk, **changes)
        assert draft["__typename"] == "Experiment", draft
        refused = await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
        assert (refused["__typename"], refused.get("field")) == ("InvalidInput", field), refused
        assert (await desk.get("pia", ONE, x=draft["id"]))["state"] == "DRAFT"


async def test_what_can_not_be_drafted(quiet: PilotDesk) -> None:
    for changes, kind, field in (
        ({"comparisonUnitIds": units("t1", "c1")}, "InvalidInput", "input.comparisonUnitIds"),
        ({"treatedUnitIds": units("t1", "t1")}, "InvalidInput", "input.treatedUnitIds"),
        ({"treatedUnitIds": units("nowhere")}, "NotFound", None),
        ({"treatedUnitIds": ["x"]}, "InvalidInput", "input.treatedUnitIds"),
        ({"smallestEffect": 2}, "InvalidInput", "input.smallestEffect"),
        ({"teamSize": 4}, "InvalidInput", "input.teamSize"),
        ({"name": {"fi": "x" * 2001}}, "InvalidInput", "input.fi"),
        ({"guardrails": [{"guardrail": "REDIRECTS", "tolerance": -1}]}, "InvalidInput",
         "input.tolerance"),
    ):  # fmt: skip
        refused = await drafted(quiet, **changes)
        assert (refused["__typename"], refused.get("field")) == (kind, field), refused
    assert await quiet.graph.read("MATCH (x:Experiment) RETURN x") == []


async def test_a_unit_of_another_pilot_is_refused(desk: PilotDesk) -> None:
    first = await locked(desk)
    second = await drafted(desk)
    refused = await desk.get("pia", LOCK, x=second["id"], k=desk.key())
    assert (refused["__typename"], refused["unitKey"]) == ("UnitsTaken", "c1")
    assert refused["experimentId"] == first["id"]
    assert (await desk.get("pia", ONE, x=second["id"]))["lockedHash"] is None
    ended = await desk.get("pia", END_IT, x=first["id"], k=desk.key())
    assert (ended["__typename"], ended["field"]) == ("InvalidInput", "reason")
    await desk.get("pia", END_IT, x=first["id"], r="Verkosto hajosi", k=desk.key())
    assert (await desk.get("pia", LOCK, x=second["id"], k=desk.key()))["state"] == "LOCKED"


async def test_lots_are_drawn_by_the_seed(quiet: PilotDesk) -> None:
    one = await drafted(quiet, allocation="RANDOM", seed=7)
    same = await drafted(quiet, allocation="RANDOM", seed=7)
    other = await drafted(quiet, allocation="RANDOM", seed=8)
    sides = [[s["key"] for s in x["sides"] if s["treated"]] for x in (one, same, other)]
    assert sides[0] == sides[1] != sides[2]
    assert [len(side) for side in sides] == [5, 5, 5]


async def test_what_it_means_for_me(desk: PilotDesk) -> None:
    await drafted(desk)
    assert await desk.get("t1-p0", MINE) == []
    await locked(desk)
    mine = await desk.get("arvid", MINE)
    assert [one["name"]["en"] for one in mine] == ["Housing at once"]
    assert [part["role"] for part in mine[0]["meaning"]] == ["AGENT", "EXPERT"]
    assert len(await desk.get("t1-p0", MINE)) == 1
    assert await desk.get("emil", MINE) == []


async def test_a_link_reads_one_pilot_until_it_runs_out(desk: PilotDesk) -> None:
    share = """mutation($x: ID!, $d: Int! = 30, $k: String!) { shareExperiment(id: $x, days: $d,
      key: $k) { __typename ... on Problem { message { en } }
      ... on ExperimentShare { id path expiresAt } } }"""
    draft = await drafted(desk)
    refused = await desk.get("pia", share, x=draft["id"], k=desk.key())
    assert refused["__typename"] == "WrongState"
    pilot = await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
    assert (await desk.get("pia", share, x=pilot["id"], d=91, k=desk.key()))["__typename"] == (
        "InvalidInput"
    )
    made = await desk.get("pia", share, x=pilot["id"], k="share")
    assert await desk.get("pia", share, x=pilot["id"], k="share") == made
    path = made["path"].replace("/pilot/", "/pilot-link/")
    bad = path[:-1] + ("A" if path[-1] != "A" else "B")
    services = desk.wired.operations
    routes = SharedPilotRoutes(
        services.experiment_links,
        services.experiments,
        desk.endpoint.run,
        global_id=lambda plain: to_global(Kind.EXPERIMENT, plain),
        clock=desk.clock,
    ).routes()
    transport = httpx.ASGITransport(Starlette(routes=routes))
    before = await digest(desk.graph)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as web:
        shown = await web.get(path)
        assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
        seen = shown.json()["pilot"]
        assert (seen["id"], seen["mayChange"], len(seen["looks"])) == (pilot["id"], False, 3)
        assert "shares" not in seen
        for wrong in (bad, "/pilot-link/x", f"/pilot-link/{made['id']}"):
            answer = await web.get(wrong)
            assert (answer.status_code, answer.json()) == (404, {"problem": "unknown"})
        assert (await web.post(path)).status_code == 405
        assert await digest(desk.graph) == before
        desk.clock.day += timedelta(days=30)
        answer = await web.get(path)
        assert (answer.status_code, answer.json()) == (410, {"problem": "expired"})
        desk.clock.day -= timedelta(days=30)
        assert (await web.get(path)).status_code == 200
        unshare = """mutation($s: ID!, $k: String!) { unshareExperiment(shareId: $s, key: $k) {
          __typename } }"""
        assert (await desk.get("pia", unshare, s=made["id"], k="u"))["__typename"] == "Experiment"
        answer = await web.get(path)
        assert (answer.status_code, answer.json()) == (410, {"problem": "withdrawn"})


async def test_the_list_costs_the_same_whatever_its_size(quiet: PilotDesk) -> None:
    everything = "{ experiments { id name { fi } state looks { number } verdictByRule } }"
    await drafted(quiet)
    one = await quiet.cost("maija", everything)
    await drafted(quiet)
    assert await quiet.cost("maija", everything) == one
    assert len(await quiet.get("ada", everything)) == 2


def test_the_days_fit_together() -> None:
    assert (START - BASELINE).days % 7 == 0
    assert LOOKS[-1] == END + timedelta(days=7)
    assert date(2026, 6, 1) < START
