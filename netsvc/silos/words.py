"""Numbers and verdicts in the three languages."""

from __future__ import annotations

from netsvc.directory.model import LocalText


def local_number(value: float, digits: int = 2) -> LocalText:
    """A number as written in each language: 0,52 in Finnish and Swedish, 0.52 in English."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    english = text.replace("-", "−")
    nordic = english.replace(".", ",")
    return LocalText(fi=nordic, sv=nordic, en=english)


def sentence(fi: str, sv: str, en: str, **values: LocalText | str | int) -> LocalText:
    """One sentence from a template in each language; named values are put in their language."""

    def chosen(language: str) -> dict[str, str]:
        return {
            name: str(getattr(value, language)) if isinstance(value, LocalText) else str(value)
            for name, value in values.items()
        }

    return LocalText(
        fi=fi.format(**chosen("fi")), sv=sv.format(**chosen("sv")), en=en.format(**chosen("en"))
    )


def p_value(p: float) -> LocalText:
    """A p with three digits; a smaller one as "< 0.001"."""
    if p < 0.001:
        return LocalText(fi="< 0,001", sv="< 0,001", en="< 0.001")
    number = local_number(p, 3)
    return LocalText(fi=f"= {number.fi}", sv=f"= {number.sv}", en=f"= {number.en}")
