"""Who knows such a matter: smoothed counts that back off from thin contexts to broad ones.

With r the matters a person resolved, the older the less (netsvc/ranking/fading.py), the score is

    ln P(type | words) + ln(1 + r + H + D + B + U + C) + logit(p) - logit(0.7) + 0.7 ln(1 + c)

H half of the questions to which the person's answer helped a colleague (no matter was in their
hands, so it says nothing about p), D declared skill as a prior of 1, 3 or 6 matters, B a tenth of
what the person resolved under the broader type, U a fiftieth of what the unit resolved (and one
matter if it is responsible), C ten times what the person resolved of matters from the same place,
ten times those of the same opener and a tenth of those of the same channel (each with a fiftieth
of the unit's), p the person's share of success smoothed towards the unit's share m,
which is itself smoothed towards 0.7, and c the matters of this customer that the person resolved.
A prior of a few matters counts fully for a newcomer and vanishes beside forty resolved ones: that
is the back-off. So it is with C: where a place or an opener is new it adds nothing, and never more
than ln(1 + 10 + 10 + 0.1) to what the person and the unit resolved anyway. docs/evaluation.md tells
how it was chosen.

Whether somebody is free, speaks the language or sits in the covering mini-network says nothing
about what they know; ``rank`` takes those as separate steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log

from netsvc.ranking.model import (
    Candidate,
    Circumstance,
    Context,
    Contribution,
    Counts,
    Reason,
    ReasonKind,
    Source,
    Suggestion,
)

DECLARED = (0.0, 1.0, 3.0, 6.0)
HELPED_SHARE = 0.5
BROADER_SHARE = 0.1
UNIT_SHARE = 0.02
RESPONSIBLE = 1.0
LOCATION_WEIGHT = 10.0
OPENER_WEIGHT = 10.0
CHANNEL_WEIGHT = 0.1
SUCCESS_PRIOR = 0.7
UNIT_STRENGTH = 10.0
EXPERT_STRENGTH = 5.0
CUSTOMER_WEIGHT = 0.7
LEAST_LIKELIHOOD = 0.001
EQUALS = 1.0
"""Scores in one step of this width (a factor e of evidence) count as equally good."""
THIN = 10
"""With fewer cases of one's own than this, the broader contexts are shown as reasons too."""


def contributions(candidate: Candidate, likelihood: float) -> tuple[Contribution, ...]:
    """The named parts of the score, in natural logarithms; their sum is the score."""
    parts = [Contribution(Source.WORDS, log(max(likelihood, LEAST_LIKELIHOOD)))]
    known = 1.0
    for source, amount in (
        (Source.EXPERT, candidate.own.amount),
        (Source.HELPED, HELPED_SHARE * candidate.helped),
        (Source.DECLARED, DECLARED[candidate.declared_level]),
        (Source.BROADER, BROADER_SHARE * candidate.broader.amount),
        (
            Source.UNIT,
            UNIT_SHARE * candidate.unit.amount + RESPONSIBLE * candidate.responsible,
        ),
        (Source.LOCATION, LOCATION_WEIGHT * _alike(candidate.location)),
        (Source.OPENER, OPENER_WEIGHT * _alike(candidate.opener)),
        (Source.CHANNEL, CHANNEL_WEIGHT * _alike(candidate.channel)),
    ):
        parts.append(Contribution(source, log((known + amount) / known)))
        known += amount
    expected = _smoothed(candidate.unit, SUCCESS_PRIOR, UNIT_STRENGTH)
    reached = _smoothed(candidate.own, expected, EXPERT_STRENGTH)
    parts.append(Contribution(Source.SUCCESS, _logit(reached) - _logit(SUCCESS_PRIOR)))
    parts.append(Contribution(Source.CUSTOMER, CUSTOMER_WEIGHT * log(1 + candidate.customer_cases)))
    return tuple(parts)


def _alike(circumstance: Circumstance) -> float:
    return circumstance.person.amount + UNIT_SHARE * circumstance.unit.amount


def _smoothed(counts: Counts, prior: float, strength: float) -> float:
    resolved = min(counts.resolved, counts.received)
    return (resolved + strength * prior) / (counts.received + strength)


def _logit(share: float) -> float:
    kept = min(max(share, 0.001), 0.999)
    return log(kept / (1 - kept))


def reasons(candidate: Candidate, context: Context) -> tuple[Reason, ...]:
    """The counts that moved this person up, most telling first."""
    found: list[Reason] = []
    own, broader, unit = candidate.own, candidate.broader, candidate.unit
    if own.resolved:
        found.append(_counted(ReasonKind.EXPERT_RESOLVED, own, candidate.issue_type_id))
    for kind, alike in (
        (ReasonKind.LOCATION, candidate.location),
        (ReasonKind.OPENER, candidate.opener),
    ):
        if alike.person.resolved:
            found.append(Reason(kind, count=alike.person.resolved))
    if candidate.helped:
        found.append(
            Reason(ReasonKind.HELPED, count=candidate.helped, subject_id=candidate.issue_type_id)
        )
    if own.received < THIN and broader.resolved:
        found.append(
            _counted(ReasonKind.EXPERT_RESOLVED_BROADER, broader, candidate.broader_type_id)
        )
    if candidate.declared_level:
        found.append(
            Reason(
                ReasonKind.DECLARED_SKILL,
                count=candidate.declared_level,
                subject_id=candidate.issue_type_id,
            )
        )
    if own.received < THIN and unit.resolved:
        found.append(_counted(ReasonKind.UNIT_RESOLVED, unit, candidate.unit_id))
    if candidate.customer_cases:
        found.append(Reason(ReasonKind.KNOWS_CUSTOMER, count=candidate.customer_cases))
    if candidate.mini_network_id is not None:
        found.append(Reason(ReasonKind.MINI_NETWORK, subject_id=candidate.mini_network_id))
    if context.language is not None and candidate.speaks_language:
        found.append(Reason(ReasonKind.SPEAKS_LANGUAGE, subject_id=context.language))
    if not own.received and not broader.received and not candidate.helped:
        found.append(Reason(ReasonKind.NEWCOMER))
    return tuple(found)


def _counted(kind: ReasonKind, counts: Counts, subject_id: str | None) -> Reason:
    return Reason(
        kind,
        count=counts.resolved,
        total=max(counts.received, counts.resolved),
        hours=counts.median_hours,
        subject_id=subject_id,
    )


def rank(candidates: Iterable[Candidate], context: Context) -> list[Suggestion]:
    """Everybody once, with the issue type they fit best, in order of ``place``.

    Those about equally good (a step of ``EQUALS`` below the best score) stand together; among
    them who is free now comes first, then who speaks the language, then who is in a covering
    mini-network (on duty before others), then the score, then the id.
    """
    scored: dict[str, tuple[float, tuple[Contribution, ...], Candidate]] = {}
    for candidate in candidates:
        parts = contributions(candidate, context.likelihoods.get(candidate.issue_type_id, 0.0))
        score = round(sum(part.value for part in parts), 6)
        held = scored.get(candidate.expert_id)
        if held is None or (-score, candidate.issue_type_id) < (-held[0], held[2].issue_type_id):
            scored[candidate.expert_id] = (score, parts, candidate)
    best = max((score for score, _, _ in scored.values()), default=0.0)
    found = [
        Suggestion(
            expert_id=candidate.expert_id,
            unit_id=candidate.unit_id,
            issue_type_id=candidate.issue_type_id,
            score=score,
            contributions=parts,
            reasons=reasons(candidate, context),
            free_now=candidate.free_now,
            speaks_language=candidate.speaks_language,
            mini_network_id=candidate.mini_network_id,
            place=_place(candidate, score, best),
        )
        for score, parts, candidate in scored.values()
    ]
    return sorted(found, key=lambda suggestion: suggestion.place)


def _place(
    candidate: Candidate, score: float, best: float
) -> tuple[int, int, int, int, float, str]:
    network = 2 if candidate.mini_network_id is None else 0 if candidate.on_duty else 1
    return (
        floor((best - score) / EQUALS),
        0 if candidate.free_now else 1,
        0 if candidate.speaks_language else 1,
        network,
        -score,
        candidate.expert_id,
    )
