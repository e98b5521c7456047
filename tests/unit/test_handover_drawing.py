"""The page about handovers shows the state machines of the code."""

from __future__ import annotations

from netsvc.cases.model import CaseStep
from netsvc.handover.drawing import (
    BEGIN,
    CASE_WORDS,
    END,
    HANDOVER_WORDS,
    OFFERING_WORDS,
    diagram,
    drawn,
    table,
)
from netsvc.handover.model import TRANSITIONS, HandoverState, HandoverStep
from netsvc.handover.offering import OfferingStep
from netsvc.settings import ROOT


def test_the_page_is_what_the_code_draws() -> None:
    page = (ROOT / "docs" / "handover.md").read_text(encoding="utf-8")
    _, _, rest = page.partition(f"{BEGIN}\n\n")
    between, _, after = rest.partition(f"\n\n{END}\n")
    assert between == drawn()
    assert after


def test_every_step_has_its_words() -> None:
    assert list(CASE_WORDS) == list(CaseStep)
    assert list(HANDOVER_WORDS) == list(HandoverStep)
    assert list(OFFERING_WORDS) == list(OfferingStep)


def test_a_handover_is_drawn_with_its_beginning_and_its_ends() -> None:
    lines = diagram(TRANSITIONS, HANDOVER_WORDS, HandoverState.OFFERED).split("\n")
    assert lines[:3] == ["```mermaid", "stateDiagram-v2", '    state "offered" as OFFERED']
    assert "    [*] --> OFFERED" in lines
    assert "    OFFERED --> EXPIRED: time runs out" in lines
    assert "    ACCEPTED --> RETURNED: give back" in lines
    ends = {"DECLINED", "EXPIRED", "WITHDRAWN", "FORWARDED", "RETURNED"}
    assert {line.split()[0] for line in lines if line.endswith("--> [*]")} == ends


def test_a_step_tells_from_where_and_to_where() -> None:
    rows = table(TRANSITIONS, HANDOVER_WORDS).split("\n")
    assert len(rows) == 2 + len(HandoverStep)
    assert rows[2] == (
        "| accept | offered | accepted | receiver | The receiver is the owner from now on. |"
    )
