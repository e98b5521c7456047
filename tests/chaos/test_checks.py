"""Each check of a bad day finds what it is for: a whole day, then one planted fault at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.audit.chain import Break
from tests.chaos.checks import CHECKS, violations
from tests.chaos.ledger import Facts, Ledger, Row, Told

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(command: str, subject: str, is_: str, id_: str) -> Told:
    return Told(command, "agent1", f"{command}-{subject}", subject, is_, id_)


def handover(id_: str, case: str, state: str) -> Row:
    return {
        "id": id_,
        "caseId": case,
        "state": state,
        "expiresAt": AT - timedelta(seconds=5),
        "sender": "agent1",
        "receiver": "expert1",
        "offering": {"ACCEPTED": "ACCEPTED", "WITHDRAWN": "TAKEN_BACK"}.get(state, "NOBODY_LEFT"),
    }


def audit(id_: str, action: str, case: str, leg: str | None = None) -> Row:
    actor = "netsvc" if action == "expireHandover" else "agent1"
    return {
        "id": id_,
        "action": action,
        "actor": actor,
        "caseId": case,
        "handoverId": leg,
        "toState": "",
        "detail": "",
    }


def event(id_: str, who: str, seq: int, kind: str, leg: str) -> Row:
    return {"id": id_, "recipient": who, "seq": seq, "kind": kind, "handoverId": leg}


def person(id_: str, cases: int, seq: int) -> Row:
    return {"id": id_, "openCases": cases, "counted": cases, "capacity": 3, "inboxSeq": seq}


def good_day() -> tuple[Ledger, Facts]:
    """Four cases: accepted and in hand, declined then resolved, run out, redirected."""
    ledger = Ledger(
        told=[
            *(told("openCase", f"agent1 {n}", "Case", f"c{n}") for n in range(1, 5)),
            told("offerHandover", "c1", "Handover", "h1"),
            told("offerHandover", "c2", "Handover", "h2"),
            told("offerHandover", "c3", "Handover", "h3"),
            told("offerHandover", "c4", "Handover", "h4"),
            told("acceptHandover", "h1", "Handover", "h1"),
            told("acceptHandover", "h1", "WrongState", "h1"),
            told("declineHandover", "h2", "Handover", "h2"),
            told("withdrawHandover", "h4", "Handover", "h4"),
            told("resolveCase", "c2", "Case", "c2"),
            told("recordRedirect", "c4", "Redirect", "r4"),
        ],
        heard={"expert1/1": [("e1", 1), ("e2", 2), ("e3", 3), ("e5", 4), ("e6", 5)]},
        received=["a5", "a6", "a7", "a8", "a11", "a11"],
    )
    facts = Facts(
        at=AT,
        cases=[
            {"id": "c1", "words": "agent1 1", "state": "IN_CONTACT", "owners": 1},
            {"id": "c2", "words": "agent1 2", "state": "RESOLVED", "owners": 0},
            {"id": "c3", "words": "agent1 3", "state": "WAITING", "owners": 1},
            {"id": "c4", "words": "agent1 4", "state": "CLOSED_UNRESOLVED", "owners": 0},
        ],
        handovers=[
            handover("h1", "c1", "ACCEPTED"),
            handover("h2", "c2", "DECLINED"),
            handover("h3", "c3", "EXPIRED"),
            handover("h4", "c4", "WITHDRAWN"),
        ],
        redirects=[{"id": "r4", "caseId": "c4"}],
        audits=[
            *(audit(f"a{n}", "openCase", f"c{n}") for n in range(1, 5)),
            *(audit(f"a{n + 4}", "offerHandover", f"c{n}", f"h{n}") for n in range(1, 5)),
            audit("a9", "acceptHandover", "c1", "h1"),
            audit("a10", "declineHandover", "c2", "h2"),
            audit("a11", "expireHandover", "c3", "h3"),
            audit("a12", "withdrawHandover", "c4", "h4"),
            audit("a13", "resolveCase", "c2"),
            audit("a14", "recordRedirect", "c4"),
        ],
        events=[
            event("e4", "agent1", 1, "EXPIRED", "h3"),
            event("e1", "expert1", 1, "OFFERED", "h1"),
            event("e2", "expert1", 2, "OFFERED", "h2"),
            event("e3", "expert1", 3, "OFFERED", "h3"),
            event("e5", "expert1", 4, "EXPIRED", "h3"),
            event("e6", "expert1", 5, "OFFERED", "h4"),
        ],
        people=[person("agent1", 1, 1), person("expert1", 1, 5)],
        deliveries=[
            {"eventId": id_, "target": "webhook:w", "state": "DELIVERED"}
            for id_ in ("a5", "a6", "a7", "a8", "a11")
        ],
        chained=14,
    )
    return ledger, facts


def test_a_day_without_fault_has_no_violation() -> None:
    assert violations(*good_day()) == {check.__name__: [] for check in CHECKS}


Fault = Callable[[Ledger, Facts], Any]


def facts_with(**changed: Any) -> Fault:
    return lambda _ledger, facts: replace(facts, **changed)


def change(rows: str, number: int, **values: Any) -> Fault:
    return lambda _ledger, facts: getattr(facts, rows)[number].update(values)


def again(rows: str, number: int, **values: Any) -> Fault:
    def fault(_ledger: Ledger, facts: Facts) -> None:
        getattr(facts, rows).append({**getattr(facts, rows)[number], **values})

    return fault


def lose(rows: str, number: int) -> Fault:
    return lambda _ledger, facts: getattr(facts, rows).pop(number) and None


def forget(command: str) -> Fault:
    def fault(ledger: Ledger, _facts: Facts) -> None:
        ledger.told[:] = [one for one in ledger.told if one.command != command]

    return fault


def tell(one: Told) -> Fault:
    return lambda ledger, _facts: ledger.told.append(one)


FAULTS: list[tuple[str, str, Fault]] = [
    ("everybody_answered", "a key without answer", lambda book, _: book.unanswered.append("k")),
    ("everybody_answered", "a day on which nobody declined", forget("declineHandover")),
    ("same_key_same_answer", "two answers", lambda book, _: book.changed_answers.append("k")),
    ("cases_once", "a lost case", lose("cases", 0)),
    ("cases_once", "a doubled case", again("cases", 0, id="c9")),
    ("cases_once", "a case under another id", change("cases", 0, id="c9")),
    ("cases_once", "a case nobody was told of", again("cases", 0, id="c9", words="agent1 9")),
    ("offers_once", "a lost offer", lose("handovers", 0)),
    ("offers_once", "an offer nobody was told of", again("audits", 4, id="a99", handoverId="h9")),
    ("offers_once", "an offer made twice", again("audits", 4, id="a99")),
    (
        "offers_once",
        "one offer for two intents",
        tell(told("offerHandover", "c1", "Handover", "h1")),
    ),
    ("answers_once", "a lost acceptance", change("handovers", 0, state="OFFERED")),
    ("answers_once", "a lost refusal", change("handovers", 1, state="ACCEPTED")),
    ("answers_once", "an acceptance written twice", again("audits", 8, id="a99")),
    ("answers_once", "an acceptance without a record", lose("audits", 8)),
    ("answers_once", "two winners", tell(told("acceptHandover", "h1", "Handover", "h1"))),
    ("answers_once", "an acceptance nobody was told of", again("audits", 8, handoverId="h2")),
    ("taken_back_once", "an offer that is asked on", change("handovers", 3, offering="OPEN")),
    ("taken_back_once", "a lost withdrawal", change("handovers", 3, state="OFFERED")),
    ("taken_back_once", "a withdrawal written twice", again("audits", 11, id="a99")),
    (
        "taken_back_once",
        "one granted twice",
        tell(told("withdrawHandover", "h4", "Handover", "h4")),
    ),
    ("ends_once", "a lost resolution", change("cases", 1, state="WAITING")),
    ("ends_once", "a resolution written twice", again("audits", 12, id="a99")),
    ("ends_once", "a resolution nobody was told of", forget("resolveCase")),
    ("ends_once", "a lost redirect", lose("redirects", 0)),
    ("ends_once", "a doubled redirect", again("redirects", 0, id="r9")),
    ("one_owner", "a case in hand without owner", change("cases", 0, owners=0)),
    ("one_owner", "a case with two owners", change("cases", 0, owners=2)),
    ("one_owner", "an ended case with an owner", change("cases", 1, owners=1)),
    ("places_hold", "a wrong count", change("people", 1, openCases=0)),
    ("places_hold", "more than there are places", change("people", 1, openCases=4, counted=4)),
    ("expiries_once", "an offer that is still open", change("handovers", 2, state="OFFERED")),
    ("expiries_once", "a time that fired twice", again("audits", 10, id="a99")),
    ("expiries_once", "a time that fired without a record", lose("audits", 10)),
    ("expiries_once", "a side that was not told", lose("events", 4)),
    ("expiries_once", "a side told twice", again("events", 4, id="e9", seq=6)),
    ("inboxes_whole", "a gap in the numbers", change("events", 5, seq=9)),
    ("inboxes_whole", "a missing end", change("people", 1, inboxSeq=6)),
    ("inboxes_whole", "an event not heard", lambda book, _: book.heard["expert1/1"].pop(2)),
    (
        "inboxes_whole",
        "an event heard twice",
        lambda book, _: book.heard["expert1/1"].append(("e6", 5)),
    ),
    ("inboxes_whole", "another order", lambda book, _: book.heard["expert1/1"].reverse()),
    ("webhooks_at_least_once", "an event not sent", lambda book, _: book.received.remove("a5")),
    ("webhooks_at_least_once", "one that never was", lambda book, _: book.received.append("x")),
    ("webhooks_at_least_once", "two deliveries", again("deliveries", 0)),
    ("chain_whole", "a broken chain", facts_with(chain=Break("c1", 2, "a5", "changed"))),
    ("chain_whole", "no chain at all", facts_with(chained=0)),
]


@pytest.mark.parametrize(("check", "name", "fault"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_planted_fault_is_found(check: str, name: str, fault: Fault) -> None:
    ledger, facts = copy.deepcopy(good_day())
    changed = fault(ledger, facts)
    found = violations(ledger, changed if isinstance(changed, Facts) else facts)
    assert found[check], f"{check} did not see {name}"


def test_every_check_has_a_planted_fault() -> None:
    assert {check for check, _name, _fault in FAULTS} == {check.__name__ for check in CHECKS}
