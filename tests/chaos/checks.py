"""What must hold after any bad day, pure: the ledger of the clients against the facts of the graph.

Each check returns a sentence a violation. ``test_checks`` plants one for each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from tests.chaos.ledger import PROMISED, Facts, Ledger

IN_HAND = frozenset({"OPEN", "IN_CONTACT", "WAITING", "REOPENED"})
AFTER = {
    "acceptHandover": frozenset({"ACCEPTED", "FORWARDED", "RETURNED"}),
    "declineHandover": frozenset({"DECLINED"}),
}
ENDED = {"resolveCase": "RESOLVED", "recordRedirect": "CLOSED_UNRESOLVED"}
Check = Callable[[Ledger, Facts], list[str]]


def everybody_answered(ledger: Ledger, _facts: Facts) -> list[str]:
    """Each intent got a definite answer in the end, and some of each kind were carried out."""
    found = [f"{key} was never answered" for key in ledger.unanswered]
    return found + [
        f"no {name} was ever acknowledged" for name in PROMISED if not ledger.done(name)
    ]


def same_key_same_answer(ledger: Ledger, _facts: Facts) -> list[str]:
    return [f"another answer to the same key: {one}" for one in ledger.changed_answers]


def cases_once(ledger: Ledger, facts: Facts) -> list[str]:
    """Each acknowledged case is there, once, under the id that was told; and none besides."""
    told = {one.subject: one.id for one in ledger.done("openCase")}
    there = Counter(row["words"] for row in facts.cases)
    ids = {row["words"]: row["id"] for row in facts.cases}
    found = [f"case {words!r} is there {there[words]} times" for words in told if there[words] != 1]
    found += [f"case {words!r} has another id" for words in told if ids.get(words) != told[words]]
    return found + [f"case {words!r} was not acknowledged" for words in there if words not in told]


def offers_once(ledger: Ledger, facts: Facts) -> list[str]:
    """Each acknowledged offer is there, and each offer that a person made was acknowledged."""
    told = Counter(one.id for one in ledger.done("offerHandover"))
    there = {row["id"] for row in facts.handovers}
    # whom the agent chose; netsvc asks the next ones, and says so in the record
    made = [
        row["handoverId"]
        for row in facts.audits
        if row["action"] == "offerHandover" and not row["detail"]
    ]
    found = [f"offer {id_} is lost" for id_ in told if id_ not in there]
    found += [f"offer {id_} was told {n} times" for id_, n in told.items() if n > 1]
    audited = _audited(facts, "offerHandover", "handoverId")
    found += [f"offer {id_} has {audited[id_]} records" for id_ in there if audited[id_] != 1]
    found += [f"offer {id_} was not acknowledged" for id_ in made if id_ not in told]
    return found + [f"offer {id_} was made {n} times" for id_, n in Counter(made).items() if n > 1]


def answers_once(ledger: Ledger, facts: Facts) -> list[str]:
    """Acknowledged answers to offers stand, by one person each, once."""
    found = []
    for command, states in AFTER.items():
        told = Counter(one.subject for one in ledger.done(command))
        audits = _audited(facts, command, "handoverId")
        for id_ in told.keys() | audits.keys():
            row = facts.handover(id_)
            if not told[id_]:
                found.append(f"{command} of {id_} was not acknowledged")
            elif row is None or row["state"] not in states:
                found.append(f"{command} of {id_} is lost: {row and row['state']}")
            if audits[id_] != 1:
                found.append(f"{command} of {id_} was written {audits[id_]} times")
            if told[id_] > 1:
                found.append(f"{command} of {id_} was granted {told[id_]} times")
    return found


def taken_back_once(ledger: Ledger, facts: Facts) -> list[str]:
    """An acknowledged taking back ends the whole offering; no offer is withdrawn twice.

    Ends of cases and acceptances withdraw too, so not each withdrawal was asked for by itself.
    """
    found = []
    for id_, times in Counter(one.subject for one in ledger.done("withdrawHandover")).items():
        row = facts.handover(id_)
        if row is None or row["state"] == "OFFERED" or row["offering"] != "TAKEN_BACK":
            found.append(f"taking back {id_} is lost: {row and (row['state'], row['offering'])}")
        if times > 1:
            found.append(f"taking back {id_} was granted {times} times")
    audits = _audited(facts, "withdrawHandover", "handoverId")
    return found + [
        f"{row['id']} is {row['state']}, withdrawn {audits[row['id']]} times"
        for row in facts.handovers
        if audits[row["id"]] != int(row["state"] == "WITHDRAWN")
    ]


def ends_once(ledger: Ledger, facts: Facts) -> list[str]:
    """Acknowledged ends of cases stand, once each, and no other end was written."""
    found = []
    states = {row["id"]: row["state"] for row in facts.cases}
    for command, state in ENDED.items():
        told = Counter(one.subject for one in ledger.done(command))
        audits = _audited(facts, command, "caseId")
        for id_ in told.keys() | audits.keys():
            if told[id_] != 1:
                found.append(f"{command} of {id_} was granted {told[id_]} times")
            if audits[id_] != 1:
                found.append(f"{command} of {id_} was written {audits[id_]} times")
            if states.get(id_) != state:
                found.append(f"{command} of {id_} is lost: {states.get(id_)}")
    redirects = Counter(row["caseId"] for row in facts.redirects)
    ids = {row["id"] for row in facts.redirects}
    found += [f"case {id_} has {n} redirects" for id_, n in redirects.items() if n > 1]
    for one in ledger.done("recordRedirect"):
        if one.id not in ids:
            found.append(f"redirect {one.id} is lost")
    return found


def one_owner(_ledger: Ledger, facts: Facts) -> list[str]:
    """A case in hand has exactly one owner, an ended one has none."""
    return [
        f"case {row['id']} is {row['state']} and has {row['owners']} owners"
        for row in facts.cases
        if row["owners"] != int(row["state"] in IN_HAND)
    ]


def places_hold(_ledger: Ledger, facts: Facts) -> list[str]:
    """What counts against somebody's places is what they have, and never more than they have."""
    found = []
    for row in facts.people:
        if row["openCases"] != row["counted"]:
            found.append(f"{row['id']} counts {row['openCases']} cases and has {row['counted']}")
        if row["openCases"] > row["capacity"]:
            found.append(f"{row['id']} has {row['openCases']} of {row['capacity']} places")
    return found


def expiries_once(_ledger: Ledger, facts: Facts) -> list[str]:
    """What ran out is ended, by one record, and each side was told once."""
    found = []
    audits = _audited(facts, "expireHandover", "handoverId")
    heard = Counter(
        (row["handoverId"], row["recipient"]) for row in facts.events if row["kind"] == "EXPIRED"
    )
    for row in facts.handovers:
        id_, expires = row["id"], row["expiresAt"]
        if row["state"] == "OFFERED" and expires is not None and expires < facts.at:
            found.append(f"offer {id_} ran out and is still open")
        wanted = int(row["state"] == "EXPIRED")
        if audits[id_] != wanted:
            found.append(f"offer {id_} is {row['state']} and expired {audits[id_]} times")
        found += [
            f"{person} heard {heard[(id_, person)]} times that {id_} expired"
            for person in (row["sender"], row["receiver"])
            if heard[(id_, person)] != wanted
        ]
    return found


def inboxes_whole(ledger: Ledger, facts: Facts) -> list[str]:
    """Numbers without gap, and every window heard each event from its first on, once, in order."""
    found = []
    inboxes: dict[str, list[tuple[str, int]]] = {row["id"]: [] for row in facts.people}
    for row in facts.events:
        inboxes[row["recipient"]].append((row["id"], row["seq"]))
    for row in facts.people:
        numbers = [seq for _id, seq in inboxes[row["id"]]]
        if numbers != list(range(1, row["inboxSeq"] + 1)):
            found.append(f"the inbox of {row['id']} has a gap: {numbers[:5]} … {numbers[-5:]}")
    for window, events in ledger.heard.items():
        whole = inboxes[window.partition("/")[0]]
        if events != whole:
            found.append(f"{window} heard {len(events)} of {len(whole)} events, or in other order")
    return found


def webhooks_at_least_once(ledger: Ledger, facts: Facts) -> list[str]:
    """One delivery an event, and each was received; repeats carry the same id."""
    wanted = {
        row["id"] for row in facts.audits if row["action"] in ("offerHandover", "expireHandover")
    }
    got = set(ledger.received)
    deliveries = Counter(row["eventId"] for row in facts.deliveries)
    found = [f"event {id_} was not received" for id_ in sorted(wanted - got)]
    found += [f"event {id_} was received and never happened" for id_ in sorted(got - wanted)]
    return found + [f"event {id_} has {n} deliveries" for id_, n in deliveries.items() if n != 1]


def chain_whole(_ledger: Ledger, facts: Facts) -> list[str]:
    broken = facts.chain
    if broken is not None:
        return [f"the audit of {broken.case_id} breaks at {broken.seq}: {broken.reason}"]
    return [] if facts.chained else ["no audit record is in a chain"]


CHECKS: tuple[Check, ...] = (
    everybody_answered,
    same_key_same_answer,
    cases_once,
    offers_once,
    answers_once,
    taken_back_once,
    ends_once,
    one_owner,
    places_hold,
    expiries_once,
    inboxes_whole,
    webhooks_at_least_once,
    chain_whole,
)


def violations(ledger: Ledger, facts: Facts) -> dict[str, list[str]]:
    """What each check found, by its name."""
    return {check.__name__: check(ledger, facts) for check in CHECKS}


def _audited(facts: Facts, action: str, of: str) -> Counter[str]:
    return Counter(row[of] for row in facts.audits if row["action"] == action)
