"""No identity number, account, telephone number or e-mail address stays in free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.identity.scrubbing import ACCOUNT, EMAIL, IDENTITY, PHONE, scrub

MARKS = (ACCOUNT, EMAIL, IDENTITY, PHONE)
CENTURY_SIGNS = "+-ABCDEFUVWXYabcdefuvwxy"

day = st.integers(1, 28).map(lambda n: f"{n:02}")
month = st.integers(1, 12).map(lambda n: f"{n:02}")
two = st.integers(0, 99).map(lambda n: f"{n:02}")
four = st.integers(0, 9999).map(lambda n: f"{n:04}")
finnish = st.builds(
    lambda d, m, y, sign, n, check: f"{d}{m}{y}{sign}{n:03}{check}",
    day, month, two, st.sampled_from(CENTURY_SIGNS), st.integers(2, 899),
    st.sampled_from("0123456789ABCDEFHJKLMNPRSTUVWXY"),
)  # fmt: skip
swedish = st.builds(
    lambda century, y, m, d, sign, n: f"{century}{y}{m}{d}{sign}{n}",
    st.sampled_from(["", "19", "20"]), two, month, day, st.sampled_from(["", "-", "+"]), four,
)  # fmt: skip
finnish_iban = st.integers(0, 10**16 - 1).map(lambda n: f"FI{n:016}")
mobile = st.builds(
    lambda start, gap, a, b: f"{start}{gap}{a:03}{gap}{b:04}",
    st.sampled_from(["040", "050", "+358 40", "+46 70", "0044 20"]),
    st.sampled_from(["", " ", "-"]),
    st.integers(0, 999), st.integers(0, 9999),
)  # fmt: skip
email = st.from_regex(r"[a-z]{1,8}\.[a-z]{1,8}@[a-z]{2,8}\.(fi|se|com)", fullmatch=True)
words = st.text(alphabet="abcåäö ,.\n", max_size=30)


@given(words, st.one_of(finnish, swedish, finnish_iban, mobile, email), words)
def test_numbers_go_from_within_any_text(before: str, secret: str, after: str) -> None:
    cleaned = scrub(f"{before} {secret} {after}")
    assert secret not in cleaned
    assert any(mark in cleaned for mark in MARKS)


@given(st.one_of(st.text(max_size=200), finnish, swedish, mobile))
def test_twice_is_as_once(text: str) -> None:
    once = scrub(text)
    assert scrub(once) == once


@given(words)
def test_plain_words_stay(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("hetu 131052-308T kiitos", f"hetu {IDENTITY} kiitos"),
        ("010190Y002R", IDENTITY),
        ("personnummer 811228-9874.", f"personnummer {IDENTITY}."),
        ("samordningsnummer 197010632391", f"samordningsnummer {IDENTITY}"),
        ("tili FI21 1234 5600 0007 85", f"tili {ACCOUNT}"),
        ("konto SE45 5000 0000 0583 9825 7466!", f"konto {ACCOUNT}!"),
        ("soita 040-123 4567 tai +358 50 1234567", f"soita {PHONE} tai {PHONE}"),
        ("ring 08-123 456 78", f"ring {PHONE}"),
        ("aino.v+1@posti.example.fi", EMAIL),
    ],
)
def test_known_forms(text: str, cleaned: str) -> None:
    assert scrub(text) == cleaned


@pytest.mark.parametrize(
    "text",
    ["Vuokra 845,50 € 1.12.2026 alkaen", "klo 9.15", "lasku 12345", "case 0000045", "A-todistus",
     "päätös 12/2026", "this form does have four word sets"],
)  # fmt: skip
def test_everyday_numbers_stay(text: str) -> None:
    assert scrub(text) == text
