"""Free text loses identity numbers, account numbers, telephone numbers and e-mail addresses."""

from __future__ import annotations

import re

IDENTITY = "[identity number]"
ACCOUNT = "[account number]"
PHONE = "[phone number]"
EMAIL = "[e-mail]"

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")

# Finnish identity code: ddmmyy, century sign, three digits, check character. The signs of the
# Decree 690/2022 of Finland are + - A-F and U-Y.
_FINNISH = re.compile(
    r"(?<![0-9])[0-3]\d[01]\d{3}\s?[-+A-FU-Ya-fu-y\u2010-\u2015\u2212]\s?\d{3}[0-9A-Ya-y](?![0-9A-Za-z])"
)
# Swedish personal and coordination number: (yy)yymmdd, optional sign, four digits; days above 60
# are coordination numbers (Swedish Tax Agency, SKV 704).
_SWEDISH = re.compile(
    r"(?<![0-9])(?:1[89]|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[678]\d|9[01])"
    r"\s?[-+\u2010-\u2015\u2212]?\s?\d{4}(?![0-9])"
)
# ISO 13616: two letters, two check digits, up to thirty more, often in groups of four.
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[0-9A-Za-z]{4}){2,7}"
                   r"(?:[ \u00a0-]?[0-9A-Za-z]{1,3})?(?![0-9A-Za-z])")  # fmt: skip
# ITU-T E.164 up to fifteen digits: with a country code, or beginning with 0 and at least seven.
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)\s?\d{1,3}(?:[\s\u00a0().\-/]{0,2}\d){5,13}"
    r"|\(?0[1-9]\d{0,2}\)?(?:[\s\u00a0.\-/]{0,2}\d){5,9})(?![0-9])"
)


def scrub(text: str) -> str:
    """The text with each such number replaced by a word in brackets; running it twice is as once.

    It would rather take a number too many than leave one in: a date with a sign and four digits
    after it goes too.
    """
    text = _EMAIL.sub(EMAIL, text)
    text = _IBAN.sub(_account, text)
    text = _FINNISH.sub(IDENTITY, text)
    text = _SWEDISH.sub(IDENTITY, text)
    return _PHONE.sub(PHONE, text)


def _account(match: re.Match[str]) -> str:
    digits = sum(sign.isdigit() for sign in match[0])
    # Words of four letters look like groups of an account number; real ones are mostly digits.
    return ACCOUNT if digits >= 8 else match[0]
