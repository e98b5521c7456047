"""What was asked in the sample, and that the measures find what was planted."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from netsvc.measures.asking import RawAsk, RawReply, ask_facts
from netsvc.measures.catalogue import asks_answered, knowledge_moved
from netsvc.measures.facts import DAY, Facts, RawCase, RawContact, RawLeg, case_facts
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate
from netsvc.sample.generator import generate
from netsvc.sample.model import SampleOrganisation

UNTIL = date(2026, 3, 31)


@pytest.fixture(scope="module")
def year() -> SampleOrganisation:
    return generate(until=UNTIL)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _maybe(at: datetime | None) -> int | None:
    return None if at is None else _ms(at)


def facts(org: SampleOrganisation) -> Facts:
    cases = [
        RawCase(
            c.id, _ms(c.opened_at), _maybe(c.resolved_at), c.state, c.customer, c.issue_type,
            c.opened_in, c.opened_by, c.resolved_by, c.resolved_in, bool(c.excluded_reason),
        )
        for c in org.cases
    ]  # fmt: skip
    ends = {c.id: _ms(c.ended_at) for c in org.contacts}
    asks = [
        RawAsk(
            a.case, _ms(a.asked_at), _maybe(a.answered_at), _maybe(a.helped_at), True,
            ends[a.contact or ""], a.asker, a.unit, a.issue_type,
            tuple(RawReply(r["expert"], r["unit"], r["state"], bool(r["helped"]))
                  for r in a.replies),
        )
        for a in org.asks
    ]  # fmt: skip
    return Facts(
        now=max(case.opened for case in cases) + DAY,
        cases=case_facts(
            cases,
            [RawContact(c.case, _ms(c.started_at), _ms(c.ended_at), c.handled_by, c.unit)
             for c in org.contacts],
            [RawLeg(h.case, h.kind, h.state, _ms(h.offered_at), _maybe(h.decided_at), h.sender,
                    h.receiver, h.from_unit, h.to_unit) for h in org.handovers],
            [redirect.case for redirect in org.redirects],
            {ask.case for ask in asks if ask.answered is not None},
        ),
        asks=ask_facts(asks),
        unit_names={unit.id: unit.name for unit in org.units},
        unit_parents={unit.id: unit.parent for unit in org.units},
    )  # fmt: skip


def test_questions_are_asked_within_their_contact_and_kept_by_the_asker(
    year: SampleOrganisation,
) -> None:
    cases = {case.id: case for case in year.cases}
    contacts = {contact.id: contact for contact in year.contacts}
    touched = {row.case for row in year.handovers} | {row.case for row in year.redirects}
    states = Counter(ask.state for ask in year.asks)
    assert states["OPEN"] == 1
    assert states["HELPED"] >= 30
    for ask in year.asks:
        contact = contacts[ask.contact or ""]
        assert contact.started_at < ask.asked_at < contact.ended_at
        if ask.answered_at is not None:
            assert ask.asked_at < ask.answered_at < contact.ended_at
        if ask.state == "OPEN":
            assert cases[ask.case].owner == ask.asker
            assert [reply["expert"] for reply in ask.replies] == ["henrik-lindholm"]
        else:
            assert cases[ask.case].resolved_by == ask.asker
            assert ask.case not in touched
        assert sum(bool(reply["helped"]) for reply in ask.replies) == (ask.state == "HELPED")


def test_measures_find_what_was_planted(year: SampleOrganisation) -> None:
    publisher = Publisher(facts(year))
    (moved,) = publisher.answer(knowledge_moved.MEASURE, Question(Dimension.TOTAL)).rows
    change = moved.values["change"]
    assert isinstance(change, Estimate)
    # of what was not solved alone before, about .40 of the part that comes by a live channel
    assert change.value == pytest.approx(0.13, abs=0.05)
    assert change.low > 0
    (row,) = publisher.answer(asks_answered.MEASURE, Question(Dimension.TOTAL)).rows
    within = row.values["answeredWithin"]
    assert isinstance(within, Estimate)
    assert within.value == pytest.approx(0.82, abs=0.06)


def test_notes_are_in_a_language_at_least_and_one_is_due(year: SampleOrganisation) -> None:
    people = {person.id for person in year.people}
    assert all((note.fi or note.sv or note.en) and note.author in people for note in year.notes)
    assert [note.issue_type for note in year.notes if note.review_on <= UNTIL] == [
        "social-assistance-calculation"
    ]
