"""The state machines drawn from the tables that the code runs on, for docs/handover.md.

``python -m netsvc.handover.drawing`` prints what stands between the two marks of that page.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from netsvc.cases import model as cases
from netsvc.cases.model import CaseState, CaseStep
from netsvc.handover import model as handovers
from netsvc.handover.model import HandoverState, HandoverStep
from netsvc.handover.offering import OFFERING_TRANSITIONS, OfferingState, OfferingStep

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)

BEGIN = "<!-- drawn from the code: python -m netsvc.handover.drawing -->"
END = "<!-- until here -->"


@dataclass(frozen=True)
class Words:
    """What a step is called, who takes it, and what it means for who has the case."""

    name: str
    who: str
    meaning: str


CASE_WORDS: Mapping[CaseStep, Words] = {
    CaseStep.CONTACT: Words(
        "the customer is in touch", "owner", "The customer is there, in a contact that goes on."
    ),
    CaseStep.CONTACT_ENDS: Words(
        "the contact ends", "who handles it", "The case waits for its owner."
    ),
    CaseStep.TAKEN_OVER_LATER: Words(
        "taken over for later", "receiver", "A cold handover was accepted: its receiver calls."
    ),
    CaseStep.RESOLVE: Words("resolve", "owner", "Nobody owns it any more; promises are settled."),
    CaseStep.REDIRECT: Words(
        "redirect", "owner", "The customer was told to go elsewhere: counted, with the reason."
    ),
    CaseStep.REOPEN: Words(
        "open again", "who met the customer", "Whoever opens it again is its owner."
    ),
}
HANDOVER_WORDS: Mapping[HandoverStep, Words] = {
    HandoverStep.ACCEPT: Words("accept", "receiver", "The receiver is the owner from now on."),
    HandoverStep.DECLINE: Words(
        "decline", "receiver", "With a reason; the sender stays the owner and the next is asked."
    ),
    HandoverStep.EXPIRE: Words(
        "time runs out", "netsvc", "The sender stays the owner and the next is asked."
    ),
    HandoverStep.WITHDRAW: Words(
        "take back",
        "sender, or netsvc",
        "The sender stays the owner; also where somebody else of those asked at once accepted.",
    ),
    HandoverStep.FORWARD: Words(
        "pass on", "receiver", "Somebody accepted it from the receiver: this leg did not stick."
    ),
    HandoverStep.RETURN: Words(
        "give back", "receiver", "With a reason; the sender is the owner again."
    ),
}
OFFERING_WORDS: Mapping[OfferingStep, Words] = {
    OfferingStep.ACCEPT: Words("somebody accepts", "receiver", "The others are told who has it."),
    OfferingStep.TAKE_BACK: Words(
        "take back",
        "sender, or netsvc",
        "Nobody else is asked; also when the customer of a warm one has gone.",
    ),
    OfferingStep.ASK_FOR_MORE: Words(
        "information is missing",
        "receiver",
        "Who declined says which fields; the sender fills them in and offers again.",
    ),
    OfferingStep.RUN_OUT: Words(
        "nobody is left", "netsvc", "Everybody was asked: the sender promises the customer a time."
    ),
}


def plain(state: StrEnum) -> str:
    """A state or a step as it is written in running text."""
    return state.value.lower().replace("_", " ")


def diagram(
    transitions: Mapping[tuple[State, Step], State], words: Mapping[Step, Words], start: State
) -> str:
    """A mermaid state diagram; a state that nothing leads out of ends there."""
    lines = ["```mermaid", "stateDiagram-v2"]
    states = [start, *(one for pair in transitions.items() for one in (pair[0][0], pair[1]))]
    lines += [f'    state "{plain(one)}" as {one.value}' for one in dict.fromkeys(states)]
    lines.append(f"    [*] --> {start.value}")
    lines += [
        f"    {state.value} --> {after.value}: {words[step].name}"
        for (state, step), after in transitions.items()
    ]
    sources = {state for state, _step in transitions}
    lines += [f"    {one.value} --> [*]" for one in dict.fromkeys(states) if one not in sources]
    return "\n".join([*lines, "```"])


def table(transitions: Mapping[tuple[State, Step], State], words: Mapping[Step, Words]) -> str:
    """A row a step: from where, to where, by whom, and what it means."""
    lines = ["| step | from | to | who | what it means |", "|---|---|---|---|---|"]
    for step, said in words.items():
        froms = [state for state, one in transitions if one is step]
        tos = list(dict.fromkeys(transitions[state, step] for state in froms))
        lines.append(
            f"| {said.name} | {', '.join(map(plain, froms))} | {', '.join(map(plain, tos))} "
            f"| {said.who} | {said.meaning} |"
        )
    return "\n".join(lines)


def drawn() -> str:
    """What stands between the marks of docs/handover.md."""
    # the states of a case in the order in which they are declared, not of the set they come from
    order = list(CaseState)
    ordered = dict(
        sorted(cases.TRANSITIONS.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    )
    parts = [
        "### The case",
        diagram(ordered, CASE_WORDS, CaseState.OPEN),
        table(ordered, CASE_WORDS),
        "### A handover: one offer to one person",
        diagram(handovers.TRANSITIONS, HANDOVER_WORDS, HandoverState.OFFERED),
        table(handovers.TRANSITIONS, HANDOVER_WORDS),
        "### An offering: the chain of offers of one wish to hand over",
        diagram(OFFERING_TRANSITIONS, OFFERING_WORDS, OfferingState.OPEN),
        table(OFFERING_TRANSITIONS, OFFERING_WORDS),
    ]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(f"{drawn()}\n")
