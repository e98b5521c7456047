"""Customers' own verdicts as measures: shares of who answered, and how many of those asked did."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Dimension, Estimate, discover
from netsvc.measures.verdicts import RawVerdict, verdict_facts

NOW = 400 * DAY
REGISTRY = discover()


def raw(n: int, state: str = "ANSWERED", **more: object) -> RawVerdict:
    """Asked by the n-th agent of the unit ``front``."""
    known: dict[str, object] = {
        "case": f"c{n}",
        "asked": NOW - 30 * DAY,
        "state": state,
        "solved": True if state == "ANSWERED" else None,
        "repeated": False if state == "ANSWERED" else None,
        "expires": None,
        "employee": f"e{n}",
        "unit": "front",
        "issue_type": "rent",
    }
    return RawVerdict(**{**known, **more})  # type: ignore[arg-type]  # one a field


def answer(measure: str, *verdicts: RawVerdict, by: Dimension = Dimension.TOTAL) -> Result:
    names = {"front": LocalText("F", "F", "F"), "back": LocalText("B", "B", "B")}
    facts = Facts(
        now=NOW,
        verdicts=verdict_facts(verdicts, NOW),
        unit_names=names,
        unit_parents={"front": None, "back": None},
        issue_type_names={"rent": LocalText("V", "H", "R")},
        issue_type_parents={"rent": None},
    )
    found = REGISTRY.get(measure)
    assert found is not None
    return Publisher(facts).answer(found, Question(by))


def share(measure: str, column: str, *verdicts: RawVerdict) -> tuple[float, int]:
    (row,) = answer(measure, *verdicts).rows
    value = row.values[column]
    assert isinstance(value, Estimate)
    return value.value, value.n


def test_what_customers_said() -> None:
    said = [raw(n) for n in range(6)]
    said += [raw(n, solved=False, repeated=True) for n in range(2)]
    said += [raw(6, "DECLINED"), raw(7, "ASKED", expires=NOW - DAY)]
    assert share("customerSolved", "solved", *said) == (0.75, 8)
    assert share("customerRepeated", "repeated", *said) == (0.25, 8)
    assert share("verdictAnswerRate", "answered", *said) == (0.8, 10)


def test_a_link_counts_once_it_has_run_out() -> None:
    """Those who answer do so early: counted at once they would make the rate look better."""
    mature = [raw(n, expires=NOW) for n in range(5)]
    mature += [raw(n, "ASKED", expires=NOW) for n in range(5)]
    early = [raw(n, expires=NOW + 1) for n in range(5)]
    waiting = [raw(n, "ASKED", expires=NOW + 1) for n in range(5)]
    assert share("verdictAnswerRate", "answered", *mature, *early, *waiting) == (0.5, 10)
    assert share("customerSolved", "solved", *mature, *early, *waiting) == (1.0, 10)


def test_the_answers_of_few_agents_are_not_shown() -> None:
    few = [raw(n % 4) for n in range(40)]
    for measure in ("customerSolved", "customerRepeated", "verdictAnswerRate"):
        assert answer(measure, *few).rows == ()
        assert answer(measure, *few).suppressed
    both = [*[raw(n) for n in range(5)], *[raw(n + 9, unit="back") for n in range(4)]]
    rows = answer("customerSolved", *both, by=Dimension.UNIT).rows
    assert [(row.merged, row.values["solved"].n) for row in rows] == [(True, 9)]  # type: ignore[union-attr]
