"""What the marks and the skipped fields add up to, and for whom they are hidden."""

from __future__ import annotations

from typing import Any

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.packets import RawPacket, packet_facts
from netsvc.measures.publishing import Question
from netsvc.measures.registry import Dimension, Estimate, discover
from netsvc.measures.service import MeasuresService

RENT = LocalText("Vuokra", "Hyra", "Rent")


def packet(n: int, *, marks: tuple[str, ...] = (), skipped: tuple[str, ...] = ()) -> RawPacket:
    """One of ten accepted handovers; each has a sender and a receiver of its own."""
    asked = ("rent", "since")
    return RawPacket(
        f"c{n}", n, "housing", f"s{n}", f"r{n}", asked, skipped, marks, n < 6, "desk", "benefits"
    )


def facts(*packets: RawPacket) -> Facts:
    return Facts(
        now=1000,
        sent_fields=packet_facts(packets, by_receiver=False),
        received_fields=packet_facts(packets, by_receiver=True),
        field_names={"rent": RENT},
        issue_type_names={"housing": RENT},
        issue_type_parents={"housing": None},
        unit_names={"desk": RENT, "benefits": RENT},
        unit_parents={"desk": None, "benefits": None},
    )


async def rows(of: Facts, measure: str, by: Dimension) -> dict[str, Any]:
    async def read() -> Facts:
        return of

    found = await MeasuresService(read, discover()).answer(measure, Question(by))
    return {row.key: row for row in found.rows}


def counted(value: object) -> tuple[int, int]:
    assert isinstance(value, Estimate)
    return round(value.value * value.n), value.n


TEN = (
    *(packet(n, marks=("rent=ASKED_AGAIN", "since=NEVER_USED")) for n in range(2)),
    packet(2, marks=("since=MISSING",), skipped=("since=NO_TIME",)),
    *(packet(n) for n in range(3, 9)),
    packet(9, skipped=("rent=REFUSED",)),
)


async def test_only_marked_packets_count_for_repeat_asking() -> None:
    total = (await rows(facts(*TEN), "repeatAsking", Dimension.TOTAL))["total"]
    assert counted(total.values["repeatAsking"]) == (3, 12)
    assert counted(total.values["missing"]) == (1, 12)
    assert counted(total.values["neverUsed"]) == (2, 12)
    by_field = await rows(facts(*TEN), "repeatAsking", Dimension.FIELD)
    assert counted(by_field["rent"].values["repeatAsking"]) == (2, 6)
    assert by_field["rent"].label == RENT
    # a field that no issue type asks for any more goes by its name
    assert by_field["since"].label == LocalText("since", "since", "since")
    assert counted(by_field["since"].values["neverUsed"]) == (2, 6)


async def test_skipped_fields_with_their_reasons() -> None:
    total = (await rows(facts(*TEN), "skippedFields", Dimension.TOTAL))["total"]
    assert counted(total.values["skipped"]) == (2, 20)
    assert counted(total.values["noTime"]) == (1, 20)
    assert counted(total.values["refused"]) == (1, 20)
    assert counted(total.values["notRelevant"]) == (0, 20)
    by_type = await rows(facts(*TEN), "skippedFields", Dimension.ISSUE_TYPE)
    assert counted(by_type["housing"].values["skipped"]) == (2, 20)


async def test_what_fewer_than_five_receivers_marked_is_not_shown() -> None:
    few = facts(*(packet(n, marks=("rent=ASKED_AGAIN",)) for n in range(4)))
    assert await rows(few, "repeatAsking", Dimension.TOTAL) == {}
    assert await rows(few, "repeatAsking", Dimension.FIELD) == {}


async def test_repeat_asking_is_told_from_unit_to_unit() -> None:
    (row,) = (await rows(facts(*TEN), "repeatAskingFlows", Dimension.FLOW)).values()
    assert (row.source.key, row.target.key) == ("desk", "benefits")
    assert row.values["fields"] == 12
    assert counted(row.values["repeatAsking"]) == (3, 12)
    # four who received and marked are too few
    assert await rows(facts(*TEN[:4]), "repeatAskingFlows", Dimension.FLOW) == {}
