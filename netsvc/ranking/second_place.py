"""A fair chance for newcomers: now and then the second place goes to somebody promising. Pure.

Whoever has resolved little of a kind is asked little and so stays unknown. With a share s above 0
the second place of about s of all matters goes to the best of those who are promising: free now,
speaking the customer's language, with fewer than ``THIN`` such matters behind them, and with
something that speaks for them (a declared skill, matters next to these, answers that helped). The
first place never changes. A hash decides which matters, so that a read draws no lots, writes
nothing and says the same when it is asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from netsvc.ranking.additive import THIN
from netsvc.ranking.model import Candidate, Reason, ReasonKind, Suggestion

_ALL = 1 << 64


def drawn(matter: str, share: float) -> bool:
    """Whether this matter is one of the ``share`` (0 to 1); case and spaces make no difference."""
    if share <= 0 or not matter.strip():
        return False
    words = " ".join(matter.casefold().split())
    lot = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big")
    return lot < share * _ALL


def promising(candidate: Candidate) -> bool:
    """Whether little is known of them, and that little speaks for them."""
    hopeful = candidate.declared_level or candidate.broader.resolved or candidate.helped
    own = candidate.own
    return bool(
        candidate.free_now
        and candidate.speaks_language
        and own.received < THIN
        and 2 * own.resolved >= own.received
        and (hopeful or own.resolved)
    )


def with_second_place(
    ranked: Sequence[Suggestion], candidates: Mapping[tuple[str, str], Candidate]
) -> list[Suggestion]:
    """The order with the best of the promising in the second place, and the reason said.

    ``candidates`` are by person and issue type. Nothing changes where the second is promising
    already, or nobody is.
    """
    if len(ranked) < 2:
        return list(ranked)
    first, *rest = ranked
    chosen = max(
        (one for one in rest if promising(candidates[one.expert_id, one.issue_type_id])),
        key=lambda one: (one.score, one.expert_id),
        default=None,
    )
    if chosen is None or chosen is rest[0]:
        return list(ranked)
    second = replace(
        chosen,
        reasons=(*chosen.reasons, Reason(ReasonKind.SECOND_PLACE)),
        # directly after the first, before whoever else there is: pages go on from there
        place=(*first.place[:5], first.place[5] + "\0"),
    )
    return [first, second, *(one for one in rest if one is not chosen)]
