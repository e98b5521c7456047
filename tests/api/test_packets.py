"""Context packets through the API: declared, filled in or skipped, marked, kept in the house."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from netsvc.graph.driver import Graph
from netsvc.importers.organisation_service import export_organisation
from netsvc.outside.secrets import Secrets
from netsvc.outside.wired import OutsideConfig
from netsvc.wiring import wire_operations
from tests.api.desk import Desk, expert, issue_type, make_endpoint
from tests.organisation import digest, load_organisation
from tests.receiver import Receiver, receiving

PROBLEM = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen owner { id } }
"""
STATE = "... on NotYours { owner { id } } ... on WrongState { was: state }"
FIELD = """
name required type sensitive label { fi sv en } help { en } why { fi }
options { value label { sv } }
"""
SET = f"""
mutation($t: ID!, $f: [PacketFieldInput!]!, $k: String!) {{
  setPacketFields(issueTypeId: $t, fields: $f, key: $k) {{
    {PROBLEM} ... on IssueType {{ id packetFields {{ {FIELD} }} }}
  }}
}}
"""
OPEN = """
mutation($t: ID!, $k: String!) {
  openCase(input: {words: "muutin", language: FI, issueTypeId: $t}, key: $k) { ... on Case { id } }
}
"""
PACKET = """
id state packetMarkedAt packet { name value hidden skipped skipNote } packetMarks { name mark }
packetFields { name type sensitive }
"""
OFFER = f"""
mutation($c: ID!, $to: ID!, $p: [PacketEntryInput!]!, $k: String!) {{
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, packet: $p, key: $k) {{
    {PROBLEM} ... on Handover {{ {PACKET} }}
  }}
}}
"""
ACCEPT = """
mutation($h: ID!, $k: String!) { acceptHandover(handoverId: $h, key: $k) { __typename } }
"""
MARK = f"""
mutation($h: ID!, $m: [PacketMarkInput!]!, $k: String!) {{
  markPacket(handoverId: $h, marks: $m, key: $k) {{
    {PROBLEM} {STATE} ... on Handover {{ {PACKET} }}
  }}
}}
"""
RESOLVE = "mutation($c: ID!, $k: String!) { resolveCase(caseId: $c, key: $k) { __typename } }"
CASE = f"query($c: ID!) {{ case(id: $c) {{ handovers {{ {PACKET} }} }} }}"
KEPT = "MATCH (h:Handover) RETURN properties(h) AS kept"
LABEL = {"fi": "Kenttä", "sv": "Fält", "en": "Field"}
SECRET = "blue heron diagnosis"
FIELDS: list[dict[str, Any]] = [
    {"name": "rent", "label": LABEL, "required": True, "type": "MONEY",
     "help": LABEL, "why": LABEL},
    {"name": "home", "label": LABEL, "required": False, "type": "CHOICE",
     "options": [{"value": "own", "label": LABEL}, {"value": "let", "label": LABEL}]},
    {"name": "illness", "label": LABEL, "required": False, "sensitive": True},
]  # fmt: skip


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    wired = wire_operations(
        graph,
        pseudonym=lambda number: f"pseudonym-{len(number)}",
        scrub=lambda text: text,
        offer_seconds=45,
        outside=OutsideConfig(
            Secrets(b"s" * 32), public_url="https://netsvc.example", allow_private=True
        ),
    )
    # the first search reads models from the disk, which is nobody's request here
    await wired.operations.finding.find_experts("-")
    return Desk(graph, wired, make_endpoint(wired))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as one:
        yield one


async def declare(desk: Desk, fields: list[dict[str, Any]] = FIELDS, who: str = "ada") -> Any:
    return await desk.get(who, SET, t=issue_type("moving-out"), f=fields, k=desk.key())


async def opened(desk: Desk) -> str:
    case = await desk.get("aino", OPEN, t=issue_type("moving-out"), k=desk.key())
    return str(case["id"])


async def offer(desk: Desk, case: str, *packet: dict[str, Any]) -> Any:
    return await desk.get("aino", OFFER, c=case, to=expert("eeva"), p=list(packet), k=desk.key())


async def mark(desk: Desk, handover: str, *marks: tuple[str, str], who: str = "eeva") -> Any:
    given = [{"name": name, "mark": word} for name, word in marks]
    return await desk.get(who, MARK, h=handover, m=given, k=desk.key())


def exported(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in folder.iterdir()]


async def test_an_administrator_declares_what_travels(desk: Desk) -> None:
    shown = await declare(desk)
    assert [field["name"] for field in shown["packetFields"]] == ["rent", "home", "illness"]
    assert shown["packetFields"][0] == {
        "name": "rent",
        "required": True,
        "type": "MONEY",
        "sensitive": False,
        "label": LABEL,
        "help": {"en": "Field"},
        "why": {"fi": "Kenttä"},
        "options": [],
    }
    assert shown["packetFields"][1]["options"][1] == {"value": "let", "label": {"sv": "Fält"}}
    assert shown["packetFields"][2]["sensitive"] is True
    rows = await desk.graph.read("MATCH (a:Audit {action: 'setPacketFields'}) RETURN a.detail AS d")
    assert rows == [{"d": "moving-out +home +illness +rent -dwelling -since"}]


async def test_what_can_t_be_declared_changes_nothing(desk: Desk) -> None:
    before = await digest(desk.graph)
    twice = await declare(desk, [FIELDS[0], FIELDS[0]])
    assert (twice["field"], twice["seen"]) == ("fields.1.name", "rent")
    bare = await declare(desk, [{**FIELDS[1], "options": []}])
    assert (bare["field"], bare["seen"]) == ("fields.0.options", "0")
    body = await desk.ask("maija", SET, t=issue_type("moving-out"), f=FIELDS, k="m")
    assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await digest(desk.graph) == before
    unknown = await desk.get("ada", SET, t=issue_type("none"), f=[], k=desk.key())
    assert unknown["__typename"] == "NotFound"


async def test_values_are_checked_and_skipping_needs_a_reason(desk: Desk) -> None:
    await declare(desk)
    case = await opened(desk)
    for packet, field, seen in (
        ((), "packet.rent", ""),
        (({"name": "rent", "value": "much"},), "packet.rent", "much"),
        (({"name": "rent", "value": "1"}, {"name": "x", "value": "1"}), "packet.x", "x"),
        (({"name": "rent", "value": "1", "skipped": "NO_TIME"},), "packet.rent", "NO_TIME"),
        (({"name": "rent", "value": "1" * 1_000_000},), "packet", "1000004 bytes"),
        (
            ({"name": "rent", "value": "1"}, {"name": "illness", "value": SECRET * 40}),
            "packet.illness",
            "•••",
        ),
    ):
        said = await offer(desk, case, *packet)
        assert (said["__typename"], said["field"], said["seen"]) == ("InvalidInput", field, seen)
        assert said["owner"] == {"id": expert("aino")}
    assert await desk.graph.read("MATCH (h:Handover) RETURN h") == []
    skip = {"name": "rent", "skipped": "CUSTOMER_DOES_NOT_KNOW", "skipNote": "asks her sister"}
    made = await offer(desk, case, skip, {"name": "home", "value": "let"})
    assert made["packet"] == [
        {"name": "rent", "value": "", "hidden": False, "skipped": "CUSTOMER_DOES_NOT_KNOW",
         "skipNote": "asks her sister"},
        {"name": "home", "value": "let", "hidden": False, "skipped": None, "skipNote": None},
    ]  # fmt: skip
    # what is asked for later leaves the offers as they were
    await declare(desk, [])
    (leg,) = (await desk.get("eeva", CASE, c=case))["handovers"]
    assert [field["name"] for field in leg["packetFields"]] == ["rent", "home", "illness"]


async def test_the_receiver_marks_until_the_case_ends(desk: Desk) -> None:
    await declare(desk)
    case = await opened(desk)
    made = await offer(
        desk, case, {"name": "rent", "value": "845.5"}, {"name": "home", "value": "let"}
    )
    early = await mark(desk, made["id"], ("rent", "ASKED_AGAIN"))
    assert (early["__typename"], early["was"]) == ("WrongState", "OFFERED")
    await desk.get("eeva", ACCEPT, h=made["id"], k=desk.key())
    before = await desk.graph.read(KEPT)
    other = await mark(desk, made["id"], ("rent", "ASKED_AGAIN"), who="aino")
    assert (other["__typename"], other["owner"]) == ("NotYours", {"id": expert("eeva")})
    wrong = await mark(desk, made["id"], ("rent", "MISSING"))
    assert (wrong["__typename"], wrong["field"]) == ("InvalidInput", "marks.rent")
    assert await desk.graph.read(KEPT) == before
    marked = await mark(desk, made["id"], ("home", "NEVER_USED"), ("illness", "MISSING"))
    assert marked["packetMarks"] == [
        {"name": "home", "mark": "NEVER_USED"},
        {"name": "illness", "mark": "MISSING"},
    ]
    assert marked["packetMarkedAt"] is not None
    changed = await mark(desk, made["id"])
    assert changed["packetMarks"] == []
    await mark(desk, made["id"], ("rent", "ASKED_AGAIN"))
    rows = await desk.graph.read(
        "MATCH (a:Audit {action: 'markPacket'}) RETURN a.detail AS d ORDER BY a.seq"
    )
    assert [row["d"] for row in rows] == ["home=NEVER_USED illness=MISSING", "", "rent=ASKED_AGAIN"]
    await desk.get("eeva", RESOLVE, c=case, k=desk.key())
    late = await mark(desk, made["id"])
    assert late["__typename"] == "WrongState"
    (leg,) = (await desk.get("eeva", CASE, c=case))["handovers"]
    assert leg["packetMarks"] == [{"name": "rent", "mark": "ASKED_AGAIN"}]


async def test_a_sensitive_value_is_for_who_has_to_do_with_it(desk: Desk) -> None:
    await declare(desk)
    case = await opened(desk)
    made = await offer(
        desk, case, {"name": "rent", "value": "1"}, {"name": "illness", "value": SECRET}
    )
    for who, seen in (("aino", SECRET), ("eeva", SECRET), ("emil", "•••"), ("arvid", "•••")):
        (leg,) = (await desk.get(who, CASE, c=case))["handovers"]
        told = {entry["name"]: (entry["value"], entry["hidden"]) for entry in leg["packet"]}
        assert told == {"rent": ("1.00", False), "illness": (seen, seen != SECRET)}
    # a field called sensitive later on is so for what travelled before
    await declare(desk, [{**FIELDS[0], "sensitive": True}])
    (leg,) = (await desk.get("emil", CASE, c=case))["handovers"]
    assert {entry["value"] for entry in leg["packet"]} == {"•••"}
    assert made["id"] == leg["id"]


async def test_a_sensitive_value_never_leaves_the_house(
    desk: Desk, receiver: Receiver, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    await declare(desk)
    events = "[CASE_OPENED, HANDOVER_OFFERED, HANDOVER_ACCEPTED, HANDOVER_DECLINED, CASE_RESOLVED]"
    hook = f"""mutation {{ createWebhook(url: "{receiver.url}", events: {events}, key: "w") {{
      ... on Webhook {{ id }} }} }}"""
    await desk.get("ada", hook)
    address = f"json://127.0.0.1:{receiver.port}/told"
    await desk.get(
        "eeva",
        f"""mutation {{ setNotificationAddress(address: "{address}", key: "n") {{
      __typename }} }}""",
    )
    case = await opened(desk)
    packet = ({"name": "rent", "value": "1"}, {"name": "illness", "value": SECRET})
    refused = await offer(desk, case, {"name": "illness", "value": SECRET})
    assert refused["field"] == "packet.rent"
    made = await offer(desk, case, *packet)
    # an offer that was answered meanwhile is told nobody any more
    await desk.wired.outside.dispatcher.drain()
    await desk.get("eeva", ACCEPT, h=made["id"], k=desk.key())
    await mark(desk, made["id"], ("illness", "ASKED_AGAIN"))
    await desk.get("eeva", RESOLVE, c=case, k=desk.key())
    while await desk.wired.outside.dispatcher.drain():
        pass
    kinds = {one.path for one in receiver.got}
    assert kinds == {"/hook", "/told"}
    assert len(receiver.got) == 5
    for one in receiver.got:
        assert SECRET.encode() not in one.body
        assert SECRET not in str(one.headers)

    await export_organisation(desk.graph, tmp_path, lambda _step, _done, _total: None)
    assert not any(SECRET in text for text in exported(tmp_path))
    assert any("illness" in text for text in exported(tmp_path))

    # in the graph it stands at the handover and nowhere else: no event, audit record or answer
    rows = await desk.graph.read(
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
    )
    holding = [row["labels"] for row in rows if SECRET in str(row["properties"])]
    assert holding == [["Handover"]]
    heard = capfd.readouterr()
    assert SECRET not in heard.out + heard.err
