"""Who knows it, by counts; steps that are no knowledge; sentences that read well."""

from __future__ import annotations

import random
from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.ranking import (
    Candidate,
    Circumstance,
    Context,
    Counts,
    Reason,
    ReasonKind,
    Sentence,
    Source,
    contributions,
    drawn,
    explain,
    rank,
    sentence,
    with_second_place,
)
from netsvc.ranking.online import ContextKind, OnlineRanker, Tuning

RENT = Context({"rent": 1.0})
UNIT = Counts(90, 100, 20.0)
AROUND = ("location", "channel", "opener")


def candidate(expert_id: str, **known: object) -> Candidate:
    base = Candidate(expert_id, "u", "rent", unit=UNIT, broader_type_id="housing", free_now=True)
    return replace(base, **known)  # type: ignore[arg-type]  # keywords are the fields of Candidate


def ids(*candidates: Candidate, context: Context = RENT) -> list[str]:
    return [suggestion.expert_id for suggestion in rank(candidates, context)]


def test_more_resolved_ranks_higher_and_a_poor_share_lower() -> None:
    assert ids(
        candidate("few", own=Counts(4, 5)),
        candidate("many", own=Counts(42, 50)),
        candidate("poor", own=Counts(4, 40)),
        candidate("none"),
    ) == ["many", "few", "none", "poor"]


def test_evidence_overtakes_a_declared_skill() -> None:
    assert ids(candidate("declared", declared_level=3), candidate("new")) == ["declared", "new"]
    proven = candidate("proven", own=Counts(30, 32))
    assert ids(candidate("declared", declared_level=3), proven) == ["proven", "declared"]


def test_an_answer_that_helped_is_half_a_matter_and_no_success() -> None:
    assert ids(candidate("new"), candidate("helped", helped=2)) == ["helped", "new"]
    assert ids(candidate("helped", helped=4), candidate("proven", own=Counts(9, 9))) == [
        "proven",
        "helped",
    ]
    helper = candidate("helped", helped=4)
    parts = {part.source: part.value for part in contributions(helper, 1.0)}
    new = {part.source: part.value for part in contributions(candidate("new"), 1.0)}
    assert parts[Source.HELPED] == pytest.approx(log(3))
    assert parts[Source.SUCCESS] == new[Source.SUCCESS]
    (found,) = rank([helper], RENT)
    assert found.reasons[0] == Reason(ReasonKind.HELPED, count=4, subject_id="rent")
    assert ReasonKind.NEWCOMER not in {reason.kind for reason in found.reasons}
    assert sentence(found.reasons[0]).en == "Helped colleagues with 4 such matters."


def test_thin_evidence_backs_off_to_the_broader_type_and_the_unit() -> None:
    near = candidate("near", broader=Counts(80, 90))
    far = candidate("far")
    stranger = candidate("stranger", unit=Counts())
    assert ids(stranger, far, near) == ["near", "far", "stranger"]


def test_who_resolved_matters_from_here_goes_first_and_a_new_place_says_nothing() -> None:
    def here(resolved: int) -> Circumstance:
        return Circumstance(Counts(resolved, resolved), Counts(40, 50))

    many, local = candidate("many", own=Counts(30, 32)), candidate("local", own=Counts(12, 13))
    assert ids(local, many) == ["many", "local"]
    assert ids(replace(local, location=here(10)), replace(many, location=here(0))) == [
        "local",
        "many",
    ]
    assert ids(replace(local, opener=here(10)), replace(many, opener=here(0))) == ["local", "many"]
    # a channel only tells apart those who are about as good
    assert ids(replace(local, channel=here(12)), replace(many, channel=here(0))) == [
        "many",
        "local",
    ]
    # all of somebody's matters alike: no more than the weights together
    alike = Circumstance(Counts(30, 30))
    most = total(replace(many, location=alike, opener=alike, channel=alike)) - total(many)
    assert 0 < most < log(1 + 10 + 10 + 0.1)


def test_circumstances_are_told_with_their_counts() -> None:
    one = candidate(
        "a",
        own=Counts(14, 15),
        location=Circumstance(Counts(12, 12), Counts(70, 70)),
        opener=Circumstance(Counts(1, 1)),
        channel=Circumstance(Counts(9, 9)),
    )
    (found,) = rank([one], RENT)
    assert found.reasons == (
        Reason(ReasonKind.EXPERT_RESOLVED, 14, 15, None, "rent"),
        Reason(ReasonKind.LOCATION, count=12),
        Reason(ReasonKind.OPENER, count=1),
    )
    said = {part.source: explain(part, one, 1.0).en for part in found.contributions}
    assert said[Source.LOCATION] == "Resolved such matters from the same place: 12, the unit 70"
    assert said[Source.OPENER] == "Resolved such matters that you opened: 1, the unit 0"
    assert said[Source.CHANNEL].endswith("by the same channel: 9, the unit 0")


def test_score_is_the_sum_of_its_named_contributions() -> None:
    one = candidate("a", own=Counts(42, 50), declared_level=2, broader=Counts(9, 12))
    suggestion = rank([one], Context({"rent": 0.4}))[0]

    assert suggestion.score == pytest.approx(sum(p.value for p in suggestion.contributions))
    assert {part.source for part in suggestion.contributions} == set(Source)


@given(
    resolved=st.integers(1, 500),
    missed=st.integers(0, 200),
    level=st.integers(0, 3),
    broader=st.integers(0, 500),
    unit=st.integers(0, 5_000),
    customer=st.integers(1, 20),
    around=st.tuples(*[st.tuples(st.integers(0, 500), st.integers(0, 5_000))] * 3),
)
def test_taking_named_evidence_away_lowers_the_score(  # noqa: PLR0917 - one a given
    resolved: int,
    missed: int,
    level: int,
    broader: int,
    unit: int,
    customer: int,
    around: tuple[tuple[int, int], ...],
) -> None:
    full = candidate(
        "a",
        own=Counts(resolved, resolved + missed),
        broader=Counts(broader, broader),
        unit=Counts(unit, unit),
        declared_level=level,
        customer_cases=customer,
        **{
            name: Circumstance(Counts(own, own), Counts(theirs, theirs))
            for name, (own, theirs) in zip(AROUND, around, strict=True)
        },
    )
    lesser = [
        replace(full, own=Counts(0, resolved + missed)),
        replace(full, customer_cases=0),
    ]
    if level:
        lesser.append(replace(full, declared_level=0))
    if broader:
        lesser.append(replace(full, broader=Counts()))
    if unit:
        lesser.append(replace(full, unit=Counts(0, unit)))
    for name, (own, theirs) in zip(AROUND, around, strict=True):
        if own:
            lesser.append(replace(full, **{name: Circumstance(unit=Counts(theirs, theirs))}))
        if theirs:
            lesser.append(replace(full, **{name: Circumstance(person=Counts(own, own))}))
    score = total(full)
    assert all(total(other) < score for other in lesser)


def total(one: Candidate) -> float:
    return sum(part.value for part in contributions(one, 1.0))


def test_being_free_is_a_step_among_equals_and_no_part_of_the_score() -> None:
    busy = candidate("busy", own=Counts(44, 50), free_now=False)
    free = candidate("free", own=Counts(40, 46))
    novice = candidate("novice")

    assert ids(novice, busy, free) == ["free", "busy", "novice"]
    assert total(busy) == total(replace(busy, free_now=True))


def test_steps_come_in_order_free_language_network_duty_score_id() -> None:
    equal = [
        candidate("e", free_now=False),
        candidate("d", speaks_language=False),
        candidate("c"),
        candidate("b", mini_network_id="n"),
        candidate("a", mini_network_id="n", on_duty=True),
        candidate("c2"),
    ]
    assert ids(*equal) == ["a", "b", "c", "c2", "d", "e"]
    assert ids(*reversed(equal)) == ["a", "b", "c", "c2", "d", "e"]


def test_everybody_once_with_the_type_they_fit_best() -> None:
    both = Context({"rent": 0.2, "deposit": 0.7})
    rent = candidate("a", own=Counts(3, 3))
    deposit = replace(rent, issue_type_id="deposit")

    suggestions = rank([rent, deposit], both)

    assert [(s.expert_id, s.issue_type_id) for s in suggestions] == [("a", "deposit")]


def test_reasons_are_the_counts_that_moved_them_up() -> None:
    one = candidate(
        "a",
        own=Counts(4, 5, 3.0),
        broader=Counts(9, 12),
        declared_level=2,
        mini_network_id="n",
        customer_cases=1,
    )
    found = rank([one], Context({"rent": 1.0}, language="sv"))[0].reasons

    assert found == (
        Reason(ReasonKind.EXPERT_RESOLVED, 4, 5, 3.0, "rent"),
        Reason(ReasonKind.EXPERT_RESOLVED_BROADER, 9, 12, None, "housing"),
        Reason(ReasonKind.DECLARED_SKILL, count=2, subject_id="rent"),
        Reason(ReasonKind.UNIT_RESOLVED, 90, 100, 20.0, "u"),
        Reason(ReasonKind.KNOWS_CUSTOMER, count=1),
        Reason(ReasonKind.MINI_NETWORK, subject_id="n"),
        Reason(ReasonKind.SPEAKS_LANGUAGE, subject_id="sv"),
    )
    newcomer = rank([candidate("b", unit=Counts())], RENT)[0].reasons
    assert newcomer == (Reason(ReasonKind.NEWCOMER),)


def test_nobody_gives_nobody() -> None:
    assert rank([], RENT) == []


HOUSING = Sentence("Asuminen", "Boende", "Housing")


@pytest.mark.parametrize(
    ("reason", "fi", "sv", "en"),
    [
        (
            Reason(ReasonKind.EXPERT_RESOLVED, 42, 50, 20.0),
            "Ratkaissut 50 tällaisesta asiasta 42, yleensä vuorokaudessa.",
            "Har löst 42 av 50 sådana ärenden, oftast inom ett dygn.",
            "Resolved 42 of 50 such matters, usually within a day.",
        ),
        (
            Reason(ReasonKind.EXPERT_RESOLVED, 1, 1),
            "Ratkaissut yhden tällaisen asian.",
            "Har löst ett sådant ärende.",
            "Resolved one such matter.",
        ),
        (
            Reason(ReasonKind.EXPERT_RESOLVED, 1, 4, 0.4),
            "Ratkaissut 4 tällaisesta asiasta yhden, yleensä tunnissa.",
            "Har löst ett av 4 sådana ärenden, oftast inom en timme.",
            "Resolved one of 4 such matters, usually within an hour.",
        ),
        (
            Reason(ReasonKind.EXPERT_RESOLVED, 12, 12, 50.0),
            "Ratkaissut kaikki 12 tällaista asiaansa, yleensä 3 päivässä.",
            "Har löst alla sina 12 sådana ärenden, oftast inom 3 dagar.",
            "Resolved all 12 such matters, usually within 3 days.",
        ),
        (
            Reason(ReasonKind.EXPERT_RESOLVED_BROADER, 9, 12, 5.5),
            "Ratkaissut 12 muusta asiasta 9 aihealueella Asuminen, yleensä 6 tunnissa.",
            "Har löst 9 av 12 andra ärenden inom Boende, oftast inom 6 timmar.",
            "Resolved 9 of 12 other matters in Housing, usually within 6 hours.",
        ),
        (
            Reason(ReasonKind.UNIT_RESOLVED, 900, 1000, 500.0),
            "Yksikkö Asuminen on ratkaissut 1000 tällaisesta asiasta 900, yleensä 3 viikossa.",
            "Enheten Boende har löst 900 av 1000 sådana ärenden, oftast inom 3 veckor.",
            "The unit Housing resolved 900 of 1000 such matters, usually within 3 weeks.",
        ),
        (
            Reason(ReasonKind.MINI_NETWORK),
            "Kuuluu miniverkostoon Asuminen.",
            "Hör till mininätverket Boende.",
            "Belongs to the mini-network Housing.",
        ),
        (
            Reason(ReasonKind.KNOWS_CUSTOMER, 2),
            "Ratkaissut aiemmin 2 tämän asiakkaan asiaa.",
            "Har löst 2 ärenden för den här kunden tidigare.",
            "Resolved 2 matters for this customer before.",
        ),
        (
            Reason(ReasonKind.LOCATION, 12),
            "Ratkaissut 12 tällaista asiaa, jotka tulivat samasta paikasta (Asuminen).",
            "Har löst 12 sådana ärenden från samma plats (Boende).",
            "Resolved 12 such matters from the same place (Housing).",
        ),
        (
            Reason(ReasonKind.OPENER, 1),
            "Ratkaissut yhden tällaisen asian, jonka sinä avasit.",
            "Har löst ett sådant ärende som du har öppnat.",
            "Resolved one such matter that you opened.",
        ),
        (
            Reason(ReasonKind.SPEAKS_LANGUAGE, subject_id="sv"),
            "Puhuu ruotsia.",
            "Talar svenska.",
            "Speaks Swedish.",
        ),
        (
            Reason(ReasonKind.TYPICAL_TIME, hours=20),
            "Tällainen asia ratkeaa yleensä vuorokaudessa.",
            "Ett sådant ärende löses oftast inom ett dygn.",
            "Such a matter is usually resolved within a day.",
        ),
    ],
)
def test_sentences(reason: Reason, fi: str, sv: str, en: str) -> None:
    assert sentence(reason, HOUSING) == Sentence(fi, sv, en)


@pytest.mark.parametrize("kind", list(ReasonKind))
@pytest.mark.parametrize("subject", [None, HOUSING])
def test_every_kind_has_a_sentence_in_every_language(
    kind: ReasonKind, subject: Sentence | None
) -> None:
    said = sentence(Reason(kind, 3, 7, 2.0), subject)

    assert all(text.endswith(".") and "  " not in text for text in (said.fi, said.sv, said.en))
    assert len({said.fi, said.sv, said.en}) == 3


def test_the_online_ranker_learns_contexts_forgets_and_backs_off() -> None:
    ranker = OnlineRanker([ContextKind("topic")], tuning=Tuning(half_life=1.0, warm_up=10))
    assert ranker.rank(["a"], 0.0) == []
    for step in range(40):
        ranker.learn(["a" if step % 2 else "b"], "x" if step % 2 else "y", float(step))
    assert ranker.rank(["a"], 50.0) == ["x", "y"]
    assert ranker.rank(["b"], 50.0) == ["y", "x"]
    for step in range(10):
        ranker.learn(["a"], "z", 90 * 86_400.0 + step)
    assert ranker.rank(["a"], 90 * 86_400.0 + 20, limit=1) == ["z"]
    assert ranker.learned == 50


def test_a_narrow_context_backs_off_to_its_broader_one() -> None:
    def taught(broader: str | None) -> OnlineRanker:
        kinds = [ContextKind("topic"), ContextKind("topic+place", broader)]
        ranker = OnlineRanker(kinds, tuning=Tuning(warm_up=1_000))
        for step in range(60):
            ranker.learn(["a", f"a/{step}"], "x" if step % 3 else "y", float(step))
            ranker.learn(["b", "b/0"], "y", step + 0.5)
        return ranker

    # the place saw one y of three; beside what its topic says that is no news
    thin = ["a", "a/3"]
    alone, backed = taught(None), taught("topic")
    assert alone.rank(thin, 100.0) == backed.rank(["a", "new"], 100.0) == ["x", "y"]
    assert backed.rank_surely(thin, 100.0)[1] < backed.rank_surely(["a", "new"], 100.0)[1]
    assert backed.rank_surely(["a", "new"], 100.0) == alone.rank_surely(["a", "new"], 100.0)


@pytest.mark.parametrize(
    "kinds",
    [
        [ContextKind("a", "b"), ContextKind("b")],
        [ContextKind("a"), ContextKind("b", "none")],
        [ContextKind("a", "a")],
    ],
)
def test_a_broader_context_stands_before_the_narrow_one(kinds: list[ContextKind]) -> None:
    with pytest.raises(ValueError, match="must stand before"):
        OnlineRanker(kinds)


def test_each_kind_of_context_fades_and_backs_off_in_its_own_measure() -> None:
    def sureness(kind: ContextKind) -> float:
        ranker = OnlineRanker([kind], tuning=Tuning(warm_up=1_000))
        for step in range(40):
            ranker.learn(["a" if step % 2 else "b"], "x" if step % 2 else "y", float(step))
        found, sure = ranker.rank_surely(["a"], 20 * 86_400.0, 1)
        assert found == ["x"]
        return sure

    usual = sureness(ContextKind("topic"))
    assert usual == sureness(ContextKind("topic", half_life=30.0, smoothing=12.0))
    assert sureness(ContextKind("topic", half_life=5.0)) < usual
    assert sureness(ContextKind("topic", smoothing=3.0)) > usual


def test_a_context_may_weigh_more_for_one_outcome_than_for_another() -> None:
    """x is bound to a place; y and z are told apart by the topic, and their places say nothing."""

    def taught(step_size: float) -> OnlineRanker:
        ranker = OnlineRanker(
            [ContextKind("topic"), ContextKind("place")],
            tuning=Tuning(warm_up=20, outcome_step=step_size),
            corrections=False,
        )
        chance = random.Random(3)  # noqa: S311 - the same cases every time
        for step in range(1_500):
            topic, place = chance.choice("yz"), chance.randrange(3)
            outcome = "x" if place == 0 else topic if chance.random() < 0.8 else chance.choice("yz")
            ranker.learn([topic, f"p{place}"], outcome, float(step))
        return ranker

    shared, by_outcome = taught(0.0), taught(0.2)
    for place, right in (("p0", "x"), ("p1", "y"), ("p2", "y")):
        assert by_outcome.rank(["y", place], 2_000.0, 1) == [right]
    assert (
        shared.rank_surely(["y", "p0"], 2_000.0)[1]
        < by_outcome.rank_surely(["y", "p0"], 2_000.0)[1]
    )


def test_the_online_ranker_takes_any_number_of_outcomes() -> None:
    ranker = OnlineRanker([ContextKind("topic")], tuning=Tuning(warm_up=5))
    for step in range(300):
        ranker.learn([f"t{step}"], f"o{step}", float(step))
    assert ranker.rank(["t77"], 400.0, limit=1) == ["o77"]


@given(
    st.builds(Counts, st.integers(0, 400), st.integers(0, 400)),
    st.builds(Counts, st.integers(0, 400), st.integers(0, 400)),
    st.integers(0, 3),
    st.integers(0, 9),
    st.floats(0.001, 1.0),
)
def test_every_part_is_explained_by_the_counts_it_was_made_of(
    own: Counts, broader: Counts, level: int, customers: int, likelihood: float
) -> None:
    someone = candidate(
        "x", own=own, broader=broader, declared_level=level, customer_cases=customers
    )
    parts = contributions(someone, likelihood)
    said = {part.source: explain(part, someone, likelihood) for part in parts}
    assert set(said) == set(Source)
    assert all(text for one in said.values() for text in (one.fi, one.sv, one.en))
    assert said[Source.EXPERT].en == f"Resolved such matters: {own.resolved}"
    assert str(broader.resolved) in said[Source.BROADER].fi
    assert str(customers) in said[Source.CUSTOMER].sv
    assert f"level {level} of 3" in said[Source.DECLARED].en
    in_hand = own.received or UNIT.received
    assert str(in_hand) in said[Source.SUCCESS].en


def test_declining_for_lack_of_capacity_leaves_no_trace_in_the_score() -> None:
    """Fairness: the counts hold matters in hand; an offer declined for capacity is none."""
    before = candidate("maija", own=Counts(42, 50))
    (first,) = rank([before], RENT)
    (again,) = rank([replace(before, free_now=False)], RENT)
    assert again.score == first.score
    assert again.contributions == first.contributions


def test_the_second_place_goes_to_the_best_of_the_promising() -> None:
    people = {
        (one.expert_id, "rent"): one
        for one in (
            candidate("a", own=Counts(60, 62)),
            candidate("b", own=Counts(50, 52)),
            candidate("c", own=Counts(40, 41)),
            candidate("hopeful", own=Counts(2, 2), declared_level=2),
            candidate("less", declared_level=1),
            candidate("unknown"),
            candidate("away", declared_level=3, free_now=False),
            candidate("unlucky", own=Counts(1, 9), declared_level=3),
        )
    }
    ranked = rank(people.values(), RENT)
    given = with_second_place(ranked, people)
    assert [one.expert_id for one in given][:4] == ["a", "hopeful", "c", "b"]
    assert Reason(ReasonKind.SECOND_PLACE) in given[1].reasons
    assert {one.expert_id for one in given} == {one.expert_id for one in ranked}
    # pages go on from a place: the order by place is the order shown
    assert sorted(given, key=lambda one: one.place) == given
    # what somebody is known for is not touched by where they stand
    assert {(one.expert_id, one.score, one.contributions) for one in given} == {
        (one.expert_id, one.score, one.contributions) for one in ranked
    }
    without = {key: one for key, one in people.items() if one.declared_level == 0}
    ranked = rank(without.values(), RENT)
    assert with_second_place(ranked, without) == ranked


@given(st.text(), st.floats(0, 1))
def test_a_lot_is_the_same_whenever_it_is_drawn(matter: str, share: float) -> None:
    assert (
        drawn(matter, share) is drawn(f"  {matter.upper()} ".upper(), share) or not matter.strip()
    )
    assert not drawn(matter, 0.0)
    assert drawn(matter, 1.0) is bool(matter.strip())


def test_a_tenth_of_the_matters_is_about_a_tenth() -> None:
    assert sum(drawn(f"matter {number}", 0.1) for number in range(10_000)) == 999
