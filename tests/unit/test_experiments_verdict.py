"""The rule and its words: every verdict once, in three languages."""

from __future__ import annotations

import pytest

from netsvc.experiments.estimates import Estimate, GuardrailResult
from netsvc.experiments.plan import Guardrail
from netsvc.experiments.report import decidability
from netsvc.experiments.statistics.decidability import Decidability, Obstacle, Remedies
from netsvc.experiments.verdict import Because, VerdictKind, judge
from netsvc.experiments.words import (
    GUARDRAILS,
    VERDICTS,
    decidability_sentence,
    number,
    verdict_sentence,
)
from tests.unit.experiments_world import make_plan

FINE = Obstacle.NONE


def effect(estimate: float, half: float) -> Estimate:
    return Estimate(estimate, estimate - half, estimate + half, half / 2, 6.0, 0.01)


def guard(*, harmed: bool = False, warned: bool = False) -> GuardrailResult:
    return GuardrailResult(Guardrail.REDIRECTS, 0.0, effect(0.1, 0.05), harmed, warned or harmed)


@pytest.mark.parametrize(
    ("found", "guards", "obstacle", "final", "kind", "because"),
    [
        (effect(0.08, 0.03), [guard()], FINE, False, "SCALE", "HELPS_ENOUGH"),
        (effect(0.08, 0.03), [guard(warned=True)], FINE, True, "ADJUST", "GUARDRAIL_WARNS"),
        (effect(0.08, 0.03), [guard(harmed=True)], FINE, True, "STOP", "GUARDRAIL_HARMED"),
        (effect(0.03, 0.02), [], FINE, True, "ADJUST", "HELPS_LITTLE"),
        (effect(-0.05, 0.02), [], FINE, False, "STOP", "WORSE"),
        (effect(-0.05, 0.02), [], Obstacle.TOO_FEW_UNITS, False, "STOP", "WORSE"),
        (effect(0.01, 0.03), [], FINE, True, "STOP", "TOO_SMALL"),
        (effect(0.03, 0.05), [], FINE, False, "CANNOT_TELL_YET", "UNDECIDED"),
        (effect(0.03, 0.05), [], FINE, True, "CANNOT_TELL_YET", "UNDECIDED_AT_END"),
        (effect(0.03, 0.05), [], Obstacle.EFFECT_TOO_SMALL, True, "COULD_NEVER_TELL", "TOO_NOISY"),
        (effect(0.09, 0.05), [], Obstacle.EFFECT_TOO_SMALL, True, "SCALE", "HELPS_ENOUGH"),
        (effect(0.09, 0.05), [], Obstacle.TOO_FEW_UNITS, True, "COULD_NEVER_TELL", "TOO_FEW_UNITS"),
    ],
)
def test_the_rule(  # noqa: PLR0917 - one argument a column of the table
    found: Estimate,
    guards: list[GuardrailResult],
    obstacle: Obstacle,
    final: bool,
    kind: str,
    because: str,
) -> None:
    verdict = judge(found, 0.05, guards, obstacle, final=final)
    assert (verdict.kind, verdict.because) == (VerdictKind(kind), Because(because))


def test_the_sentence_holds_the_interval_in_three_languages() -> None:
    verdict = judge(effect(0.071, 0.041), 0.05, [], FINE, final=True)
    found = verdict_sentence(verdict, effect(0.071, 0.041), 0.05)
    assert found.fi == (
        "Laajentakaa. Vertailuyksiköihin nähden yhdellä asiointikerralla ratkenneiden osuus "
        "muuttui +7,1 prosenttiyksikköä (väli +3,0 … +11,2). Väli on kokonaan nollan yläpuolella "
        "ja muutos on vähintään tavoiteltu 5,0 prosenttiyksikköä, eikä yksikään suojaraja "
        "huonontunut. Päätös muuttuisi, jos jokin niistä huononisi."
    )
    assert found.sv == (
        "Utvidga. I förhållande till jämförelseenheterna ändrades andelen ärenden som löstes vid "
        "första kontakten med +7,1 procentenheter (intervall +3,0 … +11,2). Hela intervallet "
        "ligger över noll, förändringen är minst de eftersträvade 5,0 procentenheter och ingen "
        "skyddsgräns försämrades. Beslutet skulle ändras om någon av dem försämrades."
    )
    assert found.en == (
        "Scale. Against the comparison units, first-contact resolution changed by +7.1 percentage "
        "points (interval +3.0 to +11.2). The whole interval lies above zero, the change is at "
        "least the 5.0 percentage points worth having, and no guardrail got worse. It would "
        "change if one of them did."
    )


def test_every_verdict_reason_and_guardrail_has_words_in_every_language() -> None:
    for kind in VerdictKind:
        assert all((VERDICTS[kind].fi, VERDICTS[kind].sv, VERDICTS[kind].en))
    for because in Because:
        verdict = judge(effect(0.1, 0.01), 0.05, [], FINE, final=True)
        named = type(verdict)(verdict.kind, because, (Guardrail.REDIRECTS,))
        text = verdict_sentence(named, effect(0.1, 0.01), 0.05)
        for sentence in (text.fi, text.sv, text.en):
            assert "{" not in sentence
            assert sentence.endswith(".")
    assert set(GUARDRAILS) == set(Guardrail)


def test_two_against_two_is_called_undecidable_before_the_start() -> None:
    found = decidability(make_plan(side=2, smallestEffect=0.18))
    assert not found.decidable
    words = decidability_sentence(found, 0.8)
    units = found.remedies.units_a_side
    assert units is not None
    assert words.fi == (
        "Ei ratkaistavissa: kun kokeiluyksiköitä on 2 ja vertailuyksiköitä 2, mikään tulos ei voi "
        "olla vakuuttava. Selvinkin mahdollinen tulos syntyisi sattumalta todennäköisyydellä "
        f"0,33, ja sallittu on enintään 0,05. Tarvitaan vähintään {units} yksikköä kummallekin "
        "puolelle."
    )
    assert words.sv == (
        "Kan inte avgöras: med 2 försöksenheter mot 2 jämförelseenheter kan inget resultat vara "
        "övertygande. Även det tydligaste tänkbara resultatet skulle uppstå av en slump med "
        "sannolikheten 0,33; högst 0,05 är tillåtet. Det skulle behövas minst "
        f"{units} enheter på vardera sidan."
    )
    assert words.en == (
        "Not decidable: with 2 against 2 units no result can be convincing. Even the clearest "
        "possible one would come about by chance with probability 0.33; 0.05 is the most that is "
        f"allowed. You would need at least {units} units on each side."
    )
    assert units == 4


def test_the_other_answers_of_the_plan_check() -> None:
    def said(obstacle: Obstacle, detectable: float | None, remedies: Remedies) -> str:
        return decidability_sentence(
            Decidability(obstacle, 6, 6, 0.002, 0.05, detectable, 0.05, remedies), 0.8
        ).en

    assert said(FINE, 0.043, Remedies(None, None)) == (
        "Decidable: 6 treated and 6 comparison units find an effect of 4.3 percentage points or "
        "more with 80 % probability."
    )
    assert said(Obstacle.EFFECT_TOO_SMALL, 0.09, Remedies(12, 30)) == (
        "Not decidable as planned: the smallest effect worth having is 5.0 percentage points, but "
        "the pilot would only find 9.0 or more. You would need at least 12 units on each side or "
        "30 weeks after the start."
    )
    assert said(Obstacle.EFFECT_TOO_SMALL, None, Remedies(None, None)).endswith(
        "More units or weeks won't help within reason: use finer units or a steadier measure."
    )


def test_numbers_are_written_as_the_language_does() -> None:
    assert number(-1.25, "fi", signed=True) == "−1,2"
    assert number(-0.01, "en", signed=True) == "0.0"
    assert number(0.3333, "sv", digits=2) == "0,33"
