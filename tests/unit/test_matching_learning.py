"""Words of resolved cases become examples: bounded, unambiguous, corrected ones first."""

from __future__ import annotations

from netsvc.matching import IssueTypeText, build_matcher
from netsvc.matching.learning import MOST, MOST_A_TYPE, ChosenType, with_learned

RENT = IssueTypeText("rent", {"en": "Change of rent"}, examples={"en": ("my rent went up",)})
TAX = IssueTypeText("tax", {"en": "Tax card"})
WORDS = "the landlord raised what I pay"


def learned(
    *chosen: ChosenType, rows: tuple[IssueTypeText, ...] = (RENT, TAX)
) -> dict[str, object]:
    return {row.id: dict(row.examples) for row in with_learned(rows, chosen)}


def test_words_are_kept_under_the_type_that_was_chosen() -> None:
    assert learned(
        ChosenType("rent", "en", WORDS), ChosenType("tax", "fi", "veroprosentti on väärä")
    ) == {
        "rent": {"en": ("my rent went up", WORDS)},
        "tax": {"fi": ("veroprosentti on väärä",)},
    }


def test_they_are_matched_afterwards() -> None:
    before = build_matcher([RENT, TAX]).match("landlord raised")
    after = build_matcher(with_learned([RENT, TAX], [ChosenType("rent", "en", WORDS)]))

    assert before.matches[0].issue_type_id == "tax"
    assert after.match("landlord raised").matches[0].issue_type_id == "rent"


def test_what_tells_nothing_is_left_out() -> None:
    rows = learned(
        ChosenType("rent", "en", "rent"),
        ChosenType("rent", "en", "My rent went up!"),
        ChosenType("rent", "en", "12 34"),
        ChosenType("rent", "en", "landlord " * 60 + "raised"),
        ChosenType("rent", "en", "something about papers"),
        ChosenType("tax", "en", "something about papers"),
        ChosenType("gone", "en", WORDS),
    )
    assert rows == {"rent": {"en": ("my rent went up",)}, "tax": {}}


def test_the_number_is_bounded_and_corrected_words_come_first() -> None:
    many = [ChosenType("tax", "en", f"paper number{chr(97 + n)} lost") for n in range(26)]
    corrected = ChosenType("tax", "sv", "skattsedeln försvann helt", corrected=True)
    (tax,) = with_learned([TAX], [*many, corrected])

    assert tax.examples["sv"] == (corrected.words,)
    assert tax.examples["en"] == tuple(one.words for one in many[: MOST_A_TYPE - 1])

    rows = [IssueTypeText(f"t{n}", {"en": f"Matter {n}x"}) for n in range(MOST)]
    taught = with_learned(rows, [ChosenType("t0", "en", one.words) for one in many])
    assert [len(row.examples.get("en", ())) for row in taught[:2]] == [1, 0]
