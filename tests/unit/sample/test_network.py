"""What is planted in the sample's network is found by the measures: silos and bridges."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from netsvc.measures.asking import RawAsk, RawReply, ask_facts
from netsvc.measures.catalogue import (
    flows,
    link_opened,
    loops,
    outcomes,
    proposals,
    silo_change,
    siloedness,
    without_unit,
)
from netsvc.measures.facts import DAY, Facts, RawCase, RawLeg
from netsvc.measures.networks import handed_from_home, network_of
from netsvc.measures.own import positions_of
from netsvc.measures.publishing import Publisher, Question, Row
from netsvc.measures.registry import AgainstChance, Dimension, Estimate
from netsvc.measures.steps import RawRedirect, step_facts
from netsvc.measures.tree import tops
from netsvc.sample.generator import generate
from netsvc.sample.model import SampleOrganisation
from netsvc.silos import mixing
from netsvc.silos.measures import betweenness

UNTIL = date(2026, 3, 31)


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
    legs = [
        RawLeg(
            h.case, h.kind, h.state, _ms(h.offered_at), _maybe(h.decided_at), h.sender,
            h.receiver, h.from_unit, h.to_unit, h.bounced,
        )
        for h in org.handovers
    ]  # fmt: skip
    redirects = [RawRedirect(r.case, _ms(r.at), r.by, r.from_unit, r.toward) for r in org.redirects]
    asks = [
        RawAsk(
            a.case, _ms(a.asked_at), _maybe(a.answered_at), _maybe(a.helped_at), True, None,
            a.asker, a.unit, a.issue_type,
            tuple(RawReply(r["expert"], r["unit"], r["state"], bool(r["helped"]))
                  for r in a.replies),
        )
        for a in org.asks
    ]  # fmt: skip
    parents = {unit.id: unit.parent for unit in org.units}
    return Facts(
        now=max(case.opened for case in cases) + DAY,
        asks=ask_facts(asks),
        steps=step_facts(cases, legs, redirects, asks, silo_of=tops(parents), window=7 * DAY),
        members={person.id: person.unit for person in org.people},
        unit_names={unit.id: unit.name for unit in org.units},
        unit_parents=parents,
        issue_type_names={kind.id: kind.name for kind in org.issue_types},
        issue_type_parents={kind.id: kind.broader_id for kind in org.issue_types},
    )


@pytest.fixture(scope="module")
def organisation() -> SampleOrganisation:
    return generate(until=UNTIL)


@pytest.fixture(scope="module")
def publisher(organisation: SampleOrganisation) -> Publisher:
    return Publisher(facts(organisation))


def test_the_silos_are_found(publisher: Publisher) -> None:
    (row,) = publisher.answer(siloedness.MEASURE, Question(Dimension.TOTAL)).rows
    crossing, ei, segregation = (row.values[name] for name in ("crossing", "ei", "segregation"))
    assert isinstance(crossing, Estimate)
    assert isinstance(ei, AgainstChance)
    assert isinstance(segregation, AgainstChance)
    # six people in ten stay in their silo, where chance would keep three in ten
    assert crossing.low < 0.43 < crossing.high < (1 + ei.expected) / 2 == pytest.approx(0.692, 1e-3)
    assert ei.high is not None
    assert ei.high < (ei.expected_low or 0)
    assert segregation.low is not None
    assert 0.2 < segregation.low < segregation.value < 0.45
    assert segregation.p == pytest.approx(1 / 500)


def test_the_planted_bridges_are_found(
    organisation: SampleOrganisation, publisher: Publisher
) -> None:
    """Seven people were made bridges; nobody else looks like one."""
    known = publisher.facts
    planted = organisation.truth.bridges
    second_line, agents = planted[:4], planted[4:]
    # as each of them is told, and nobody else
    own = positions_of(known)
    between = own.values(betweenness.MEASURE.id)
    assert {own.people[place] for place in np.argsort(-between)[:4]} == set(second_line)
    for bridge in second_line:
        told = own.of(bridge, left_out=False).figures[0]
        assert (told.id, told.error) == (betweenness.MEASURE.id, None)
        assert told.value is not None
        assert told.high is not None
        assert told.value > told.high
    network = network_of(handed_from_home(known), known)
    outside, sent = mixing.external_by_sender(network)
    home = {person.id: person.unit for person in organisation.people}
    centres = {home[agent] for agent in agents}
    crossing = {
        node: outside[place] / sent[place]
        for place, node in enumerate(network.nodes)
        if home.get(node) in centres and sent[place] >= 10
    }
    assert len(crossing) == 44
    assert {node for node, share in crossing.items() if share > 0.5} == set(agents)
    # agents who are none keep more than half of their handovers inside
    assert max(share for node, share in crossing.items() if node not in agents) < 0.42


def test_what_the_organisation_would_be_without_its_second_line(publisher: Publisher) -> None:
    rows = publisher.answer(without_unit.MEASURE, Question(Dimension.UNIT)).rows
    (row,) = [row for row in rows if row.key == "service-second-line"]
    # four people there pass cases on: what that takes would be a figure of theirs
    assert [row.values[name] for name in ("hopsChange", "hoursChange", "stranded")] == [None] * 3
    # it is the way through which most cases go, and yet every unit has another way
    assert row.values["cases"] == max(one.values["cases"] for one in rows)  # type: ignore[type-var]
    assert row.values["apart"] == 0


def test_opening_the_link_saves_a_part_of_what_the_first_proposal_does(
    organisation: SampleOrganisation, publisher: Publisher
) -> None:
    key = "→".join(sorted(organisation.truth.needs_network))
    opened = publisher.answer(link_opened.MEASURE, Question(Dimension.PAIR)).rows
    proposed = publisher.answer(proposals.MEASURE, Question(Dimension.PAIR)).rows
    (link,) = [row.values for row in opened if row.key == key]
    (network,) = [row.values for row in proposed if row.key == key]
    # who went straight and came round again later has the link already
    assert (link["cases"], network["cases"]) == (54, 129)
    saved, promised = link["hoursChange"], network["hoursSaved"]
    assert isinstance(saved, Estimate)
    assert isinstance(promised, Estimate)
    assert saved.high < 0
    assert -saved.value < promised.value


def test_no_silo_is_more_open_than_chance(publisher: Publisher) -> None:
    rows = publisher.answer(siloedness.MEASURE, Question(Dimension.SILO)).rows
    assert [row.key for row in rows] == ["service", "benefits", "other"]
    for row in rows:
        ei = row.values["ei"]
        assert isinstance(ei, AgainstChance)
        assert ei.value < ei.expected
        # as no shuffle of who received is
        assert ei.expected_low is not None
        assert ei.value < ei.expected_low
        assert ei.p is not None
        assert ei.p < 0.01


def test_a_unit_is_told_beside_chance_too(publisher: Publisher) -> None:
    rows = publisher.answer(siloedness.MEASURE, Question(Dimension.UNIT)).rows
    (row,) = [row for row in rows if row.key == "service-tampere"]
    ei = row.values["ei"]
    assert isinstance(ei, AgainstChance)
    assert ei.p == pytest.approx(1 / 500)
    # anybody else of the silo it is in, by chance
    silo = next(
        row for row in publisher.answer(siloedness.MEASURE, Question(Dimension.SILO)).rows
    ).values["ei"]
    assert isinstance(silo, AgainstChance)
    assert ei.expected == pytest.approx(silo.expected)


def test_the_second_half_crosses_more_because_of_the_mini_networks(publisher: Publisher) -> None:
    (row,) = publisher.answer(silo_change.MEASURE, Question(Dimension.TOTAL)).rows
    change = row.values["change"]
    assert isinstance(change, Estimate)
    assert row.values["turn"] == date(2025, 9, 29)
    assert change.value == pytest.approx(
        float(row.values["after"]) - float(row.values["before"])  # type: ignore[arg-type]
    )
    # two networks in three of the contact centres: a little, and just sure
    assert 0 < change.low < 0.001 < change.value < change.high < 0.05


def test_the_ping_pong_pair_is_first_among_loops(
    organisation: SampleOrganisation, publisher: Publisher
) -> None:
    rows = publisher.answer(loops.MEASURE, Question(Dimension.LOOP)).rows
    first = max(rows, key=lambda row: row.values["hours"])  # type: ignore[arg-type, return-value]
    assert set(first.key.split("→")) == set(organisation.truth.ping_pong_units)
    assert _types(first) == organisation.truth.ping_pong_types
    assert first.values["times"] == 105


def test_bounces_between_the_ping_pong_units_are_all_there_is(publisher: Publisher) -> None:
    rows = publisher.answer(outcomes.MEASURE, Question(Dimension.SILO_FLOW)).rows
    (row,) = [row for row in rows if row.key == "collections⇒benefits"]
    bounced = row.values["bounced"]
    assert isinstance(bounced, Estimate)
    assert (bounced.value, bounced.n) == (1.0, 105)


def test_the_pair_that_needs_a_network_is_first_among_proposals(
    organisation: SampleOrganisation, publisher: Publisher
) -> None:
    rows = publisher.answer(proposals.MEASURE, Question(Dimension.PAIR)).rows

    def surely(row: Row) -> float:
        saved = row.values["hoursSaved"]
        assert isinstance(saved, Estimate)
        return saved.low

    # several small pairs together are no pair to act on
    first = max((row for row in rows if not row.merged), key=surely)
    assert set(first.key.split("→")) == set(organisation.truth.needs_network)
    # its weeks differ as by chance: a Poisson number of 129 in 52 is at most 5 in 19 weeks of 20
    assert (first.values["cases"], first.values["busyWeek"]) == (129, 5)
    assert _types(first)[:2] == organisation.truth.ping_pong_types


def test_weeks_are_as_busy_as_said_where_they_differ_more_than_by_chance(
    publisher: Publisher,
) -> None:
    rows = publisher.answer(proposals.MEASURE, Question(Dimension.PAIR)).rows
    (row,) = [row for row in rows if row.key == "benefits-students→service-helsinki"]
    start = publisher.scope(proposals.MEASURE, Question(Dimension.PAIR)).begin
    cases = publisher.of_row(proposals.MEASURE, Question(Dimension.PAIR), row.key)
    counts = np.bincount([(case.at - start) // (7 * DAY) for case in cases], minlength=52)
    assert (len(counts), len(cases), row.values["busyWeek"]) == (52, 279, 12)
    # Poisson would say 9, which eight weeks of the 52 had more than
    assert ((counts > 9).sum(), (counts > 12).sum()) == (8, 1)


def _types(row: Row) -> tuple[str, ...]:
    return tuple(one.key for one in row.values["issueTypes"])  # type: ignore[union-attr]


def test_promises_hold_in_the_weeks_that_were_held_out(publisher: Publisher) -> None:
    rows = publisher.answer(proposals.MEASURE, Question(Dimension.PAIR)).rows
    kept = 0
    for row in rows:
        promised, realised = row.values["promised"], row.values["realised"]
        assert isinstance(promised, Estimate)
        assert isinstance(realised, float)
        kept += promised.low <= realised <= promised.high
    # 95 % intervals, of a history in which things do change
    assert kept / len(rows) >= 0.9


def test_agents_go_through_their_second_line_more_than_volumes_would_give(
    publisher: Publisher,
) -> None:
    rows = publisher.answer(flows.MEASURE, Question(Dimension.FLOW)).rows
    (row,) = [row for row in rows if row.key == "service-helsinki→service-second-line"]
    against = row.values["against"]
    assert isinstance(against, AgainstChance)
    assert against.low is not None
    assert against.expected < against.low < against.value
