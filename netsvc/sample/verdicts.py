"""What some customers said after a contact, with a generator of its own: nothing else is moved.

They say "solved" far oftener of what was resolved, and "had to repeat" far oftener of what was
handed over or redirected, so that their verdict and the computed figures tell the same story
without being the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from netsvc.sample.history import History
from netsvc.sample.model import CaseRow, VerdictRow

ASKED = 0.08
BY_LINK = 0.4
LINK_ANSWERED = 0.35
DECLINED = 0.12
LINK_LIVES = timedelta(days=14)


def verdicts(history: History, seed: int) -> Iterator[VerdictRow]:
    """One for each customer who was asked."""
    rng = random.Random(f"verdicts {seed}")
    moved = {row.case for row in history.handovers} | {row.case for row in history.redirects}
    for case in history.cases:
        ended = case.resolved_at or case.closed_at
        if ended is not None and rng.random() < ASKED:
            yield _verdict(rng, case, moved=case.id in moved)


def _verdict(rng: random.Random, case: CaseRow, *, moved: bool) -> VerdictRow:
    asked = case.resolved_at or case.closed_at or case.opened_at
    link = rng.random() < BY_LINK
    answers = rng.random() < (LINK_ANSWERED if link else 1 - DECLINED)
    solved = rng.random() < (0.9 if case.state == "RESOLVED" else 0.12)
    repeated = rng.random() < (0.34 if moved else 0.08)
    later = timedelta(hours=rng.uniform(1, 90)) if link else timedelta(0)
    silent = "ASKED" if link else "DECLINED"
    return VerdictRow(
        id=f"{case.id}v",
        case=case.id,
        state="ANSWERED" if answers else silent,
        via="LINK" if link else "AGENT",
        solved=solved if answers else None,
        repeated=repeated if answers else None,
        asked_at=asked,
        answered_at=asked + later if answers else None,
        expires_at=asked + LINK_LIVES if link else None,
    )
