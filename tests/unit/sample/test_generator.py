"""What was planted in the sample is there, and the same seed gives the same sample."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from netsvc.directory.packets import FieldType, fault_in, fitting
from netsvc.errors import BadInputError
from netsvc.sample.calendar import HELSINKI, first_day
from netsvc.sample.generator import generate
from netsvc.sample.issues import issue_types
from netsvc.sample.live import OFFERS
from netsvc.sample.model import CaseRow, SampleOrganisation

UNTIL = date(2026, 3, 31)


@pytest.fixture(scope="module")
def year() -> SampleOrganisation:
    return generate(until=UNTIL)


def silo_of(year: SampleOrganisation) -> dict[str, str]:
    parents = {u.id: u.parent for u in year.units}

    def top(unit: str) -> str:
        parent = parents[unit]
        return unit if parent is None else top(parent)

    return {unit: top(unit) for unit in parents}


def test_size_and_shape(year: SampleOrganisation) -> None:
    assert len(year.cases) == 32_000
    assert len(year.people) >= 150
    assert len({u.id for u in year.units if u.parent is None}) == 5
    assert len({u.id for u in year.units}) >= 12
    assert len({p.id for p in year.people}) == len(year.people)
    assert len({k.number for k in year.cases}) == len(year.cases)
    roles = Counter(role for p in year.people for role in p.roles)
    assert roles["ADMINISTRATOR"] == roles["PILOT_LEAD"] == 1
    assert roles["MANAGER"] >= 5


def test_issue_types_have_words_in_three_languages() -> None:
    types = [t for t in issue_types() if t.broader_id is not None]
    assert len(types) == 72
    phrases = [p for t in types for w in (t.examples.fi, t.examples.sv, t.examples.en) for p in w]
    assert len(phrases) == len(set(phrases)) >= 72 * 15
    for t in types:
        for words in (t.examples.fi, t.examples.sv, t.examples.en):
            assert len(words) >= 5
        assert all((t.synonyms.fi, t.synonyms.sv, t.synonyms.en))
        assert all((t.description.fi, t.description.sv, t.description.en))
        assert any(field.required for field in t.packet_fields)
        assert fault_in(t.packet_fields) is None
    fields = [field for t in types for field in t.packet_fields]
    assert {field.type for field in fields} == set(FieldType)
    assert any(field.sensitive for field in fields)


def test_what_travels_with_the_waiting_offers_fits() -> None:
    declared = {t.id: t.packet_fields for t in issue_types()}
    for _to, _by, type_id, _language, _minute, _note, values in OFFERS:
        for field, value in zip(declared[type_id], values, strict=False):
            assert fitting(field, value) == value, (type_id, field.name)


def test_same_seed_same_sample() -> None:
    assert generate(7, UNTIL, 600) == generate(7, UNTIL, 600)
    assert generate(7, UNTIL, 600).cases != generate(8, UNTIL, 600).cases


def test_history_ends_with_the_last_day(year: SampleOrganisation) -> None:
    days = {k.opened_at.astimezone(HELSINKI).date() for k in year.cases}
    assert min(days) >= first_day(UNTIL)
    assert max(days) == UNTIL
    ends = [k.resolved_at for k in year.cases if k.resolved_at] + [
        c.ended_at for c in year.contacts
    ]
    assert max(ends).astimezone(HELSINKI).date() <= UNTIL
    assert all(k.resolved_at >= k.opened_at for k in year.cases if k.resolved_at)


def test_mini_networks_help_by_the_planted_amount(year: SampleOrganisation) -> None:
    """Treated units against themselves before and against the others after, in live channels."""
    warm = {h.case for h in year.handovers if h.kind == "WARM"}
    told_away = {r.case for r in year.redirects}
    for truth in year.truth.networks:
        shares = {}
        for treated in (True, False):
            for after in (True, False):
                cases = [
                    k.id
                    for k in year.cases
                    if k.issue_type in truth.covers
                    and k.channel in year.truth.live_channels
                    and (k.opened_in in truth.treated_units) is treated
                    and (k.opened_at.astimezone(HELSINKI).date() >= truth.start) is after
                ]
                shares[treated, after] = (
                    sum(k in warm for k in cases) / len(cases),
                    sum(k in told_away for k in cases) / len(cases),
                )
        more_warm = shares[True, True][0] - shares[True, False][0]
        fewer_redirects = shares[True, False][1] - shares[True, True][1]
        assert more_warm == pytest.approx(truth.effect, abs=0.06)
        assert fewer_redirects == pytest.approx(truth.effect, abs=0.06)
        assert abs(shares[False, True][0] - shares[False, False][0]) < 0.05
        assert truth.start == first_day(UNTIL) + timedelta(weeks=truth.start_week)


def test_units_are_siloed_and_bridges_are_not(year: SampleOrganisation) -> None:
    silo = silo_of(year)
    inside = {True: Counter[bool](), False: Counter[bool]()}
    for h in year.handovers:
        if h.state in ("ACCEPTED", "FORWARDED"):
            inside[h.sender in year.truth.bridges][silo[h.from_unit] == silo[h.to_unit]] += 1
    others, bridges = inside[False], inside[True]
    assert others[True] / others.total() > 0.7
    assert bridges[True] / bridges.total() < 0.4


def test_one_pair_plays_ping_pong(year: SampleOrganisation) -> None:
    pair = set(year.truth.ping_pong_units)
    legs: dict[str, list[tuple[str, str]]] = {}
    for h in year.handovers:
        if h.state in ("ACCEPTED", "FORWARDED"):
            legs.setdefault(h.case, []).append((h.from_unit, h.to_unit))
    back_and_forth: Counter[frozenset[str]] = Counter()
    for path in legs.values():
        for (a, b), (c, d) in pairwise(path):
            if (a, b) == (d, c) and a != b:
                back_and_forth[frozenset((a, b))] += 1
    assert back_and_forth.most_common(1)[0][0] == pair
    assert back_and_forth[frozenset(pair)] > 5 * sum(
        n for units, n in back_and_forth.items() if units != pair
    )


def test_customers_come_back(year: SampleOrganisation) -> None:
    resolved = sum(k.state == "RESOLVED" for k in year.cases)
    last: dict[tuple[str, str], list[CaseRow]] = {}
    for k in year.cases:
        last.setdefault((k.customer, k.issue_type), []).append(k)
    returned = 0
    for cases in last.values():
        for first in cases:
            returned += first.resolved_at is not None and any(
                timedelta(0) < k.opened_at - first.resolved_at <= timedelta(days=7) for k in cases
            )
    assert returned / resolved == pytest.approx(year.truth.repeat_share * 0.93, abs=0.01)


def test_week_and_year_have_a_rhythm(year: SampleOrganisation) -> None:
    opened = [k.opened_at.astimezone(HELSINKI) for k in year.cases]
    weekday = Counter(at.weekday() for at in opened)
    assert weekday[0] > weekday[4] > weekday[5] * 5
    area = {t.id: t.broader_id for t in year.issue_types}
    students = Counter(k.opened_at.month for k in year.cases if area[k.issue_type] == "students")
    assert students[8] > 1.8 * students[11]
    assert all(k.channel in ("MESSAGE", "FORM") for k, at in zip(year.cases, opened, strict=True)
               if at.weekday() >= 5 and k.id.startswith("sc"))  # fmt: skip


@pytest.mark.parametrize("cases", [0, 499])
def test_too_small_a_sample_is_refused(cases: int) -> None:
    with pytest.raises(BadInputError, match="too few"):
        generate(1, UNTIL, cases)
