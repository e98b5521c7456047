"""Measures of questions: what counts as answered in the contact, and knowledge that moved."""

from __future__ import annotations

import pytest

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.asking import AskFact, RawAsk, RawReply, ask_facts
from netsvc.measures.catalogue import asks_answered, asks_helped, knowledge_moved
from netsvc.measures.facts import DAY, HOUR, Facts, RawCase, RawContact, RawLeg, case_facts
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate

AT = 1_700_000_000_000
NOW = AT + 400 * DAY
NAMES = {"u": LocalText("u", "u", "u"), "v": LocalText("v", "v", "v")}


def raw(
    n: int = 0,
    *,
    asker: str = "a0",
    answered: int | None = AT + 60_000,
    ended: int | None = AT + 600_000,
    helped: int | None = None,
    in_contact: bool = True,
    experts: tuple[str, ...] = ("x0",),
    at: int = AT,
) -> RawAsk:
    replies = tuple(
        RawReply(one, "v", "WAITING" if answered is None else "ANSWERED", helped is not None)
        for one in experts
    )
    return RawAsk(f"k{n}", at, answered, helped, in_contact, ended, asker, "u", "t", replies)


@pytest.mark.parametrize(
    ("answered", "ended", "in_contact", "within"),
    [
        (AT + 1, AT + 2, True, True),
        (AT + 2, AT + 2, True, True),
        (AT + 3, AT + 2, True, False),
        (None, AT + 2, True, False),
        # the contact goes on: answered is in time, and without an answer it can't be told yet
        (AT + 1, None, True, True),
        (None, None, True, None),
        (AT + 1, None, False, None),
    ],
)
def test_answered_while_the_customer_was_there(
    answered: int | None, ended: int | None, in_contact: bool, within: bool | None
) -> None:
    (fact,) = ask_facts([raw(answered=answered, ended=ended, in_contact=in_contact)])
    assert fact.within is within
    assert fact.answered is (answered is not None)


def facts(asks: tuple[AskFact, ...]) -> Facts:
    return Facts(now=NOW, asks=asks, unit_names=NAMES, unit_parents={"u": None, "v": None})


def test_shares_are_over_questions_that_can_be_told() -> None:
    asks = [raw(n, asker=f"a{n % 5}", experts=(f"x{n % 5}",)) for n in range(10)]
    asks += [raw(n, asker=f"a{n % 5}", answered=None, experts=()) for n in range(10, 15)]
    asks.append(raw(99, answered=None, ended=None))
    publisher = Publisher(facts(ask_facts(asks)))
    (row,) = publisher.answer(asks_answered.MEASURE, Question(Dimension.TOTAL)).rows
    assert row.values["asks"] == 15
    within = row.values["answeredWithin"]
    assert isinstance(within, Estimate)
    assert (round(within.value, 4), within.n) == (round(10 / 15, 4), 15)


def test_what_few_experts_answered_is_hidden_though_many_asked() -> None:
    asks = [raw(n, asker=f"a{n}", experts=("x0",)) for n in range(9)]
    publisher = Publisher(facts(ask_facts(asks)))
    (row,) = publisher.answer(asks_answered.MEASURE, Question(Dimension.TOTAL)).rows
    assert row.values == {"asks": 9, "answeredWithin": None, "answered": None, "helped": None}
    result = publisher.answer(asks_helped.MEASURE, Question(Dimension.UNIT))
    assert (result.rows, result.suppressed) == ((), True)


def test_help_is_counted_by_the_unit_that_was_asked() -> None:
    asks = [
        raw(n, asker=f"a{n % 6}", experts=(f"x{n % 6}",), helped=AT + 1 if n % 3 else None)
        for n in range(12)
    ]
    result = Publisher(facts(ask_facts(asks))).answer(asks_helped.MEASURE, Question(Dimension.UNIT))
    (row,) = result.rows
    assert (row.key, row.values["asked"]) == ("v", 12)
    helped = row.values["helped"]
    assert isinstance(helped, Estimate)
    assert round(helped.value, 4) == round(8 / 12, 4)


def case(n: int, at: int, *, legs: int = 0, state: str = "RESOLVED") -> RawCase:
    resolved = at + HOUR if state == "RESOLVED" else None
    return RawCase(
        f"c{n}", at, resolved, state, f"p{n}", "t", "u", f"a{n % 6}",
        f"a{n % 6}" if resolved else None, "u" if resolved else None, False,
    )  # fmt: skip


def contact(one: RawCase) -> RawContact:
    return RawContact(one.id, one.opened, one.opened + HOUR, one.opened_by, "u")


def leg(one: RawCase) -> RawLeg:
    return RawLeg(
        one.id, "WARM", "ACCEPTED", one.opened, one.opened + 1, one.opened_by, "x", "u", "v"
    )


def test_alone_is_without_handover_redirect_and_answer() -> None:
    cases = [case(n, AT + n) for n in range(6)]
    cases.append(case(6, AT, state="WAITING"))
    found = case_facts(cases, map(contact, cases), [leg(cases[1])], ["c2"], answered={"c3"})
    assert {fact.id for fact in found if fact.alone} == {"c0", "c4", "c5"}


def test_knowledge_that_moved_compares_ninety_days_each_side() -> None:
    asked = case(0, AT)
    before = [case(n, AT - n * DAY) for n in range(1, 31)]
    after = [case(n + 100, AT + n * DAY) for n in range(1, 31)]
    far = [case(500, AT - 91 * DAY), case(501, AT + 91 * DAY)]
    other = RawCase("o", AT - DAY, None, "WAITING", "q", "t2", "u", "a1", None, None, False)
    cases = [asked, *before, *after, *far, other]
    handed = [leg(one) for one in before[:20]] + [leg(one) for one in after[:6]]
    asks = ask_facts([raw(helped=AT + 1), raw(1, helped=AT + 40 * DAY)])
    asks = tuple(
        AskFact(
            a.at, "c0", a.unit, a.issue_type, a.employees, a.helpers, a.answered, a.within,
            a.helped_at, a.answers,
        )
        for a in asks
    )  # fmt: skip
    whole = Facts(
        now=NOW,
        cases=case_facts(cases, map(contact, cases), handed, [], answered={"c0"}),
        asks=asks,
        unit_names=NAMES,
        unit_parents={"u": None, "v": None},
    )
    for by in (Dimension.TOTAL, Dimension.UNIT, Dimension.ISSUE_TYPE):
        (row,) = Publisher(whole).answer(knowledge_moved.MEASURE, Question(by)).rows
        assert row.values["cases"] == 60
        earlier, later = row.values["aloneBefore"], row.values["aloneAfter"]
        moved = row.values["change"]
        assert isinstance(earlier, Estimate)
        assert isinstance(later, Estimate)
        assert isinstance(moved, Estimate)
        assert (round(earlier.value, 4), earlier.n) == (round(10 / 30, 4), 30)
        assert (later.value, later.n) == (24 / 30, 30)
        assert round(moved.value, 4) == round(24 / 30 - 10 / 30, 4)
        assert moved.low < moved.value < moved.high
        assert moved.n == 60


def test_the_interval_of_a_change_is_newcombes() -> None:
    # Newcombe 1998, table II, (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339
    before, after = estimates.share(48, 80), estimates.share(56, 70)
    moved = knowledge_moved.change(before, after)
    assert moved is not None
    assert (round(moved.low, 4), round(moved.high, 4)) == (0.0524, 0.3339)
    assert knowledge_moved.change(None, after) is None


def test_nothing_is_shown_where_a_side_has_too_few() -> None:
    cases = [case(n, AT + n * DAY) for n in range(1, 12)] + [case(50, AT - DAY)]
    whole = Facts(
        now=NOW,
        cases=case_facts(cases, map(contact, cases), [], []),
        asks=ask_facts([raw(helped=AT + 1)]),
        unit_names=NAMES,
        unit_parents={"u": None, "v": None},
    )
    (row,) = Publisher(whole).answer(knowledge_moved.MEASURE, Question(Dimension.TOTAL)).rows
    assert row.values == {"cases": 12, "aloneBefore": None, "aloneAfter": None, "change": None}
