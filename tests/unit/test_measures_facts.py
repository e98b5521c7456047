"""First-contact resolution, one handmade case a rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import (
    first_contact_resolution,
    redirect_rate,
    repeat_contacts,
    time_to_acceptance,
    time_to_resolution,
)
from netsvc.measures.changes import TakenFact
from netsvc.measures.estimates import mean, median, share
from netsvc.measures.facts import (
    DAY,
    HOUR,
    Facts,
    RawCase,
    RawContact,
    RawLeg,
    case_facts,
)
from netsvc.measures.registry import Dimension, Estimate, Scope
from netsvc.measures.steps import step_facts

MINUTE = 60_000
CASE = RawCase(
    id="c1",
    opened=0,
    resolved=5 * MINUTE,
    state="RESOLVED",
    customer="k1",
    issue_type="housing",
    unit="desk",
    opened_by="a1",
    resolved_by="a1",
    resolved_in="desk",
    excluded=False,
)
CONTACT = RawContact("c1", 0, 10 * MINUTE, "a1", "desk")
WARM = RawLeg("c1", "WARM", "ACCEPTED", MINUTE, 2 * MINUTE, "a1", "e1", "desk", "benefits")
FORWARDED = replace(WARM, state="FORWARDED")
DECLINED = replace(WARM, state="DECLINED")
NEXT_DAY = replace(CASE, resolved=DAY + MINUTE)
LATER = RawContact("c1", DAY, DAY + 10 * MINUTE, "e1", "benefits")


@pytest.mark.parametrize(
    ("rule", "case", "contacts", "legs", "redirects", "strict", "customer"),
    [
        ("resolved in the contact", CASE, [CONTACT], [], 0, True, True),
        ("on its last moment", replace(CASE, resolved=10 * MINUTE), [CONTACT], [], 0, True, True),
        ("a moment after", replace(CASE, resolved=10 * MINUTE + 1), [CONTACT], [], 0, False, False),
        ("no known end", CASE, [replace(CONTACT, ended=None)], [], 0, False, False),
        ("reopened, then resolved", replace(CASE, reopened=True), [CONTACT], [], 0, False, False),
        ("not resolved", replace(CASE, resolved=None, state="WAITING"), [CONTACT], [], 0, 0, 0),
        ("closed unresolved", replace(CASE, state="CLOSED_UNRESOLVED"), [CONTACT], [], 0, 0, 0),
        ("reopened", replace(CASE, state="REOPENED"), [CONTACT], [], 0, False, False),
        ("in the second contact", NEXT_DAY, [CONTACT, LATER], [], 0, False, False),
        ("a second contact after it", CASE, [CONTACT, LATER], [], 0, True, True),
        ("warm within the contact", CASE, [CONTACT], [WARM], 0, False, True),
        ("two warm ones", CASE, [CONTACT], [FORWARDED, WARM], 0, False, True),
        ("warm after the contact", CASE, [CONTACT], [replace(WARM, decided=DAY)], 0, False, False),
        ("warm undecided moment", CASE, [CONTACT], [replace(WARM, decided=None)], 0, False, False),
        ("cold", CASE, [CONTACT], [replace(WARM, kind="COLD")], 0, False, False),
        ("warm, then cold", CASE, [CONTACT], [WARM, replace(WARM, kind="COLD")], 0, False, False),
        ("declined: it never moved", CASE, [CONTACT], [DECLINED], 0, True, True),
        ("expired", CASE, [CONTACT], [replace(WARM, state="EXPIRED")], 0, True, True),
        ("withdrawn", CASE, [CONTACT], [replace(WARM, state="WITHDRAWN")], 0, True, True),
        ("redirected", CASE, [CONTACT], [], 1, False, False),
        ("warm and redirected", CASE, [CONTACT], [WARM], 1, False, False),
        ("no contact known", CASE, [], [], 0, False, False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_rule(  # noqa: PLR0917  # the columns of the table
    rule: str,
    case: RawCase,
    contacts: list[RawContact],
    legs: list[RawLeg],
    redirects: int,
    strict: bool,
    customer: bool,
) -> None:
    (fact,) = case_facts([case], contacts, legs, ["c1"] * redirects)
    assert (fact.strict, fact.customer) == (bool(strict), bool(customer)), rule
    assert fact.judged == bool(contacts and contacts[0].ended is not None)
    assert fact.helpers == ({"a1", "e1"} if customer and not strict else set())
    assert fact.redirects == redirects


@pytest.mark.parametrize(
    ("rule", "other", "comeback"),
    [
        ("same customer, same type", {}, DAY - 5 * MINUTE),
        ("another customer", {"customer": "k2"}, None),
        ("another issue type", {"issue_type": "sickness"}, None),
        ("before the resolution", {"opened": MINUTE}, None),
        ("at its moment", {"opened": 5 * MINUTE}, None),
        ("customer unknown", {"customer": None}, None),
    ],
)
def test_a_comeback(rule: str, other: dict[str, Any], comeback: int | None) -> None:
    second = replace(
        CASE, **{"id": "c2", "opened": DAY, "resolved": None, "state": "OPEN", **other}
    )
    contact = replace(CONTACT, case="c2", started=second.opened, ended=None)
    first, _ = case_facts([CASE, second], [CONTACT, contact], [], [])
    assert first.comeback == comeback, rule


def test_a_later_contact_about_the_same_case_is_a_comeback() -> None:
    (fact,) = case_facts([CASE], [LATER, CONTACT], [], [])
    assert fact.comeback == DAY - 5 * MINUTE
    assert fact.settled == 10 * MINUTE


def test_windows_and_maturity_to_the_moment() -> None:
    (fact,) = case_facts([CASE], [CONTACT, LATER], [], [])
    gap = DAY - 5 * MINUTE
    assert fact.holds(gap - 1)
    assert not fact.holds(gap)
    assert not fact.mature(7 * DAY + 10 * MINUTE - 1, 7 * DAY)
    assert fact.mature(7 * DAY + 10 * MINUTE, 7 * DAY)


def _story() -> Facts:
    """Eight cases: what each shows stands beside it."""
    cases, contacts, legs, redirects = [], [], [], []

    def add(name: str, day: int, *, customer: str | None = None, **changes: Any) -> None:
        start = day * DAY
        cases.append(
            replace(
                CASE,
                **{
                    "id": name,
                    "opened": start,
                    "resolved": start + 5 * MINUTE,
                    "customer": customer or name,
                    **changes,
                },
            )
        )
        contacts.append(RawContact(name, start, start + 10 * MINUTE, "a1", "desk"))

    add("plain", 0)  # strict and customer view
    add("warm", 1)  # customer view only
    legs.append(replace(WARM, case="warm", offered=DAY, decided=DAY + MINUTE))
    add("cold", 2)  # neither
    legs.append(replace(WARM, case="cold", kind="COLD", decided=3 * DAY))
    add("redirected", 3)  # neither
    redirects.append("redirected")
    add("void", 4, customer="k")  # void: back after five days
    add("again", 9, customer="k")  # strict; its own comeback is 20 days later
    add("back", 29, customer="k")  # strict at 7 days, not yet mature for 30
    add("excluded", 10, resolved=None, state="WAITING", excluded=True)  # fails, outside net
    add("fresh", 57)  # not mature
    return Facts(
        now=58 * DAY,
        cases=case_facts(cases, contacts, legs, redirects),
        unit_names={"desk": LocalText("Tiski", "Disk", "Desk")},
    )


def test_the_figures_of_a_worked_example() -> None:
    facts = _story()
    mature = first_contact_resolution._select(facts)
    assert len(mature) == 8
    values = first_contact_resolution._summarise(mature, Scope(facts, len(mature)))

    def figure(name: str) -> tuple[float, int]:
        estimate = values[name]
        assert isinstance(estimate, Estimate)
        return round(estimate.value * estimate.n), estimate.n

    assert figure("strictGross") == (3, 8)  # plain, again, back
    assert figure("customerGross") == (4, 8)  # and warm
    assert figure("strictNet") == (3, 7)
    assert figure("customerNet") == (4, 7)
    assert figure("strictGross72h") == (4, 8)  # and void: five days are not within 72 hours
    assert figure("customerGross72h") == (5, 8)
    assert figure("strictGross30d") == (1, 7)  # plain; back is not yet mature for 30 days
    assert figure("customerGross30d") == (2, 7)


def test_the_redirect_rate_of_the_worked_example() -> None:
    facts = _story()
    values = redirect_rate._summarise(facts.cases, Scope(facts, 9))
    redirected = values["redirectedShare"]
    assert isinstance(redirected, Estimate)
    assert (redirected.value, redirected.n) == (1 / 9, 9)
    units = values["unitsPerCase"]
    assert isinstance(units, Estimate)
    # two of the eight resolved cases passed "benefits" too
    assert (units.value, units.n) == (10 / 8, 8)


def test_a_case_without_a_known_end_of_its_contact_is_not_counted() -> None:
    """As imported logs have it: resolved a month later, and nobody knows when the contact ended."""
    unended = replace(CONTACT, ended=None)
    late = replace(CASE, resolved=30 * DAY)
    waiting = replace(CASE, resolved=None, state="WAITING")
    for case in (CASE, late, waiting):
        facts = Facts(now=90 * DAY, cases=case_facts([case], [unended], [], []))
        assert not first_contact_resolution._select(facts)
    ended = Facts(now=90 * DAY, cases=case_facts([late], [CONTACT], [], []))
    assert len(first_contact_resolution._select(ended)) == 1


def test_legs_name_who_worked_and_how_long_acceptance_took() -> None:
    legs = [
        WARM,
        replace(WARM, state="DECLINED"),
        replace(WARM, state="WITHDRAWN"),
        replace(WARM, to_unit=None),
        replace(WARM, sender=None, receiver=None, kind="COLD", decided=None),
        replace(WARM, state="FORWARDED", decided=3 * MINUTE),
        replace(WARM, state="RETURNED", decided=4 * MINUTE),
        replace(WARM, state="EXPIRED"),
    ]
    case = replace(CASE, resolved_by="r9")
    facts = step_facts([case], legs, [], [], silo_of={}, window=7 * DAY)
    assert [(leg.source, leg.target, leg.waited) for leg in facts] == [
        ("desk", "benefits", MINUTE),
        ("desk", "benefits", None),
        ("desk", "benefits", None),
        ("desk", "benefits", 2 * MINUTE),
        ("desk", "benefits", 3 * MINUTE),
        ("desk", "benefits", None),
    ]
    both = {"a1", "e1"}
    assert [set(leg.employees) for leg in facts] == [both, both, {"r9"}, both, both, both]
    assert [leg.receiver for leg in facts] == ["e1", "e1", None, "e1", "e1", "e1"]


def test_intervals_against_published_values() -> None:
    # Newcombe 1998, Stat Med 17:857, method 3 (Wilson without continuity correction)
    for successes, n, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ):
        estimate = share(successes, n)
        assert estimate is not None
        assert round(estimate.low, 4) == low
        assert round(estimate.high, 4) == high
        assert estimate.low <= estimate.value <= estimate.high
    assert share(0, 0) is None
    assert mean([]) is None
    assert mean([2, 2, 2]) == Estimate(2.0, 2.0, 2.0, 3)
    one = mean([0, 1])
    assert one is not None
    assert (one.value, one.low, round(one.high, 4)) == (0.5, 0.0, 1.48)
    assert HOUR * 24 == DAY


def test_the_time_to_resolution_is_from_the_offer_and_not_told_before_it() -> None:
    legs = [
        RawLeg("c1", "COLD", "ACCEPTED", 1000, 1500, "a", "b", "u", "v"),
        RawLeg("c1", "COLD", "ACCEPTED", 9000, 9500, "b", "c", "v", "u"),
        RawLeg("c2", "COLD", "ACCEPTED", 1000, 1500, "a", "b", "u", "v"),
        RawLeg("c3", "COLD", "OFFERED", 1000, None, "a", "b", "u", "v"),
    ]
    cases = [
        replace(CASE, id="c1", resolved=4000, resolved_by="b"),
        replace(CASE, id="c2", resolved=None, resolved_by=None),
    ]
    found = step_facts(cases, legs, [], [], silo_of={}, window=7 * DAY)
    # an offer that is not decided yet is no handover;
    # the second handover is after a resolution that was taken back
    assert [(leg.resolved, leg.resolver) for leg in found] == [
        (3000, "b"),
        (None, "b"),
        (None, None),
    ]
    assert [leg.issue_type for leg in found] == [CASE.issue_type] * 3


def test_repeat_contacts_wait_until_those_who_come_back_have_come() -> None:
    facts = _story()
    # seven have had 7 days since they were resolved ("excluded" is not, "fresh" was yesterday)
    ready = repeat_contacts._select(facts)
    assert sorted(case.id for case in ready) == [
        "again", "back", "cold", "plain", "redirected", "void", "warm",
    ]  # fmt: skip
    values = repeat_contacts._summarise(ready, Scope(facts, len(ready)))
    week, month = values["repeated"], values["repeated30d"]
    assert isinstance(week, Estimate)
    assert isinstance(month, Estimate)
    # "void" after five days; within 30 days "again" too; "back" has not had 30 days
    assert (round(week.value * week.n), week.n) == (1, 7)
    assert (round(month.value * month.n), month.n) == (2, 6)


def test_a_median_lies_between_order_statistics() -> None:
    # tables: of 20 the 6th and the 15th (95.9 %), of 6 the ends (96.9 %)
    assert median([float(n) for n in range(20, 0, -1)]) == Estimate(10.5, 6.0, 15.0, 20)
    assert median([3.0, 1.0, 2.0, 9.0, 5.0, 4.0]) == Estimate(3.5, 1.0, 9.0, 6)
    assert median([2.0]) == Estimate(2.0, 2.0, 2.0, 1)
    assert median([]) is None


def test_time_to_resolution_is_of_resolved_cases() -> None:
    open_case = replace(CASE, id="open", resolved=None, state="OPEN")
    backwards = replace(CASE, id="backwards", opened=HOUR, resolved=0)
    day = replace(CASE, id="day", resolved=24 * HOUR)
    facts = Facts(0, cases=case_facts([CASE, open_case, backwards, day], [CONTACT], [], []))
    chosen = time_to_resolution._select(facts)
    assert [case.id for case in chosen] == ["c1", "day"]
    values = time_to_resolution._summarise(chosen, Scope(facts, 2))
    assert values["medianHours"] == Estimate((24 + 1 / 12) / 2, 1 / 12, 24.0, 2)
    assert values["p90Hours"] == pytest.approx(1 / 12 + 0.9 * (24 - 1 / 12))


def test_time_to_acceptance_is_by_who_took_it_up() -> None:
    taken = [
        TakenFact(0, "benefits", hours, frozenset(f"e{n}" for n in range(5)), "housing")
        for hours in (0.5, 1.0, 2.5)
    ]
    declined = TakenFact(0, "benefits", None, frozenset(), taken=False)
    values = time_to_acceptance._summarise([*taken, declined], Scope(Facts(0), 4))
    assert values["medianMinutes"] == Estimate(60.0, 30.0, 150.0, 3)
    assert values["p90Minutes"] == pytest.approx(132.0)
    keys = time_to_acceptance.MEASURE.keys
    assert keys(taken[0], Dimension.UNIT) == keys(taken[0], Dimension.WEEK) == "benefits"
    assert keys(taken[0], Dimension.ISSUE_TYPE) == "housing"
