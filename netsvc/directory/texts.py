"""Words in the three languages of the house."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    FI = "fi"
    SV = "sv"
    EN = "en"


@dataclass(frozen=True)
class LocalText:
    """One text in the three languages of the house."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[language]


@dataclass(frozen=True)
class LocalWords:
    """Lists of words or sentences, one list a language."""

    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_language(self, language: Language) -> tuple[str, ...]:
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[language]
