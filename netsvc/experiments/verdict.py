"""The registered rule: from an interval, the guardrails and the plan to one of five verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from netsvc.experiments.estimates import Estimate, GuardrailResult
from netsvc.experiments.plan import Guardrail
from netsvc.experiments.statistics.decidability import Obstacle


class VerdictKind(StrEnum):
    SCALE = "SCALE"
    ADJUST = "ADJUST"
    STOP = "STOP"
    CANNOT_TELL_YET = "CANNOT_TELL_YET"
    COULD_NEVER_TELL = "COULD_NEVER_TELL"


class Because(StrEnum):
    """What decided; each has its own sentence and its own 'what would change it'."""

    GUARDRAIL_HARMED = "GUARDRAIL_HARMED"
    WORSE = "WORSE"
    TOO_FEW_UNITS = "TOO_FEW_UNITS"
    HELPS_ENOUGH = "HELPS_ENOUGH"
    GUARDRAIL_WARNS = "GUARDRAIL_WARNS"
    HELPS_LITTLE = "HELPS_LITTLE"
    TOO_SMALL = "TOO_SMALL"
    UNDECIDED = "UNDECIDED"
    UNDECIDED_AT_END = "UNDECIDED_AT_END"
    TOO_NOISY = "TOO_NOISY"


@dataclass(frozen=True)
class Verdict:
    kind: VerdictKind
    because: Because
    guardrails: tuple[Guardrail, ...] = ()


def judge(  # noqa: PLR0911 - one return a line of the rule
    effect: Estimate,
    smallest_effect: float,
    guardrails: Sequence[GuardrailResult],
    obstacle: Obstacle,
    *,
    final: bool,
) -> Verdict:
    """Apply the rule; the first line that holds decides.

    1. a guardrail surely worse than tolerated, or the interval below zero: stop;
    2. too few units for any result to convince: could never tell;
    3. interval above zero: scale if the estimate reaches ``smallest_effect`` and no guardrail
       warns, else adjust;
    4. interval below ``smallest_effect``: stop, it is not worth it;
    5. otherwise cannot tell yet; at the last look of a plan that was too noisy, could never tell.
    """
    harmed = tuple(result.guardrail for result in guardrails if result.harmed)
    warned = tuple(result.guardrail for result in guardrails if result.warned)
    if harmed:
        return Verdict(VerdictKind.STOP, Because.GUARDRAIL_HARMED, harmed)
    if effect.high < 0:
        return Verdict(VerdictKind.STOP, Because.WORSE)
    if obstacle is Obstacle.TOO_FEW_UNITS:
        return Verdict(VerdictKind.COULD_NEVER_TELL, Because.TOO_FEW_UNITS)
    if effect.low > 0:
        return _helps(effect, smallest_effect, warned)
    if effect.high < smallest_effect:
        return Verdict(VerdictKind.STOP, Because.TOO_SMALL)
    if not final:
        return Verdict(VerdictKind.CANNOT_TELL_YET, Because.UNDECIDED)
    if obstacle is Obstacle.EFFECT_TOO_SMALL:
        return Verdict(VerdictKind.COULD_NEVER_TELL, Because.TOO_NOISY)
    return Verdict(VerdictKind.CANNOT_TELL_YET, Because.UNDECIDED_AT_END)


def _helps(effect: Estimate, smallest_effect: float, warned: tuple[Guardrail, ...]) -> Verdict:
    if effect.estimate < smallest_effect:
        return Verdict(VerdictKind.ADJUST, Because.HELPS_LITTLE, warned)
    if warned:
        return Verdict(VerdictKind.ADJUST, Because.GUARDRAIL_WARNS, warned)
    return Verdict(VerdictKind.SCALE, Because.HELPS_ENOUGH)
