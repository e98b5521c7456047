"""The HTML of pages without sign-in: small, no scripts, readable on any phone, light and dark."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from netsvc.api.http.answer_words import REASONS, WORDS
from netsvc.directory.model import Language, LocalText
from netsvc.outside.answers import LinkedOffer
from netsvc.outside.notifications import said, written

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --soft: #57606a;
  --line: #d0d7de; --act: #0b5cad; --on-act: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #16191d; --soft: #a3adb8;
  --line: #3d444d; --act: #7db8f5; --on-act: #0d1117; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; }
dl { margin: 0 0 1.5rem; } dt { color: var(--soft); font-size: 0.9375rem; }
dd { margin: 0 0 0.75rem; font-weight: 600; }
label { display: block; margin-bottom: 0.25rem; }
select, button { width: 100%; min-height: 3rem; font: inherit; border-radius: 0.5rem;
  border: 1px solid var(--line); background: var(--paper); color: var(--ink);
  padding: 0.5rem 0.75rem; }
button { margin-top: 0.75rem; font-weight: 600; cursor: pointer; }
button.act { background: var(--act); border-color: var(--act); color: var(--on-act); }
a { color: var(--act); } :focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
fieldset { border: 0; margin: 1.5rem 0 0; padding: 0; }
legend { font-weight: 600; padding: 0; }
label.choice { display: flex; align-items: center; gap: 0.75rem; min-height: 3rem;
  border: 1px solid var(--line); border-radius: 0.5rem; padding: 0 0.75rem; margin-top: 0.5rem; }
label.choice input { margin: 0; width: 1.25rem; height: 1.25rem; }
.notice { border-left: 4px solid var(--act); padding-left: 0.75rem; }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}


def accepted_language(request: Request) -> Language:
    """The browser's language where it is not known who reads."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag = part.strip()[:2]
        if tag in ("fi", "sv", "en"):
            return Language(tag)
    return Language.EN


def html(text: str, status: int) -> Response:
    """A whole page as an answer that nothing keeps and nobody frames."""
    return HTMLResponse(text, status, headers=HEADERS)


def offer_page(offer: LinkedOffer, attempt: str, notice: str | None = None) -> str:
    """The offer with both answers; ``attempt`` marks this page's form, ``notice`` names words."""
    lang = offer.language

    def t(name: str) -> str:
        return escape(said(WORDS[name], lang))

    facts = [
        (t("about"), escape(_name(offer.type_name, lang) or said(WORDS["other_matter"], lang)))
    ]
    sender = ", ".join(part for part in (offer.sender_name, _name(offer.sender_unit, lang)) if part)
    if sender:
        facts.append((t("from"), escape(sender)))
    if offer.expires_at is not None:
        local = offer.expires_at.astimezone(ZoneInfo(offer.time_zone))
        facts.append((t("until"), escape(written(local, lang, seconds=offer.warm))))
    parts = [f"<h1>{t('offered')}</h1>"]
    if notice is not None:
        parts.append(
            f'<p class="notice" role="alert"><strong>{t(notice + "_title")}.</strong> '
            f"{t(notice)}</p>"
        )
    if offer.warm:
        parts.append(f"<p>{t('warm')}</p>")
    parts.append("<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in facts) + "</dl>")
    token = f'<input type="hidden" name="attempt" value="{escape(attempt)}">'
    parts.append(
        f'<form method="post">{token}<button class="act" name="answer" value="accept">'
        f"{t('accept')}</button></form>"
    )
    options = "".join(
        f'<option value="{reason.value}">{escape(said(text, lang))}</option>'
        for reason, text in REASONS.items()
    )
    parts.append(
        f"<h2>{t('decline_title')}</h2>"
        f'<form method="post">{token}<label for="reason">{t("reason")}</label>'
        f'<select id="reason" name="reason" required><option value="">{t("choose")}</option>'
        f'{options}</select><button name="answer" value="decline">{t("decline")}</button></form>'
    )
    return page(lang, said(WORDS["offered"], lang), "".join(parts))


def told_page(words: str, language: Language, offer: LinkedOffer | None = None) -> str:
    """One thing to know, and who has the case now."""
    title = said(WORDS[f"{words}_title"], language)
    parts = [f"<h1>{escape(title)}</h1><p>{escape(said(WORDS[words], language))}</p>"]
    if offer is not None:
        if offer.owned_by_reader and words != "accepted":
            parts.append(f"<p>{escape(said(WORDS['owner_you'], language))}</p>")
        elif offer.owner_name and not offer.owned_by_reader:
            owner = said(WORDS["owner"], language).format(name=offer.owner_name)
            parts.append(f"<p>{escape(owner)}</p>")
        if offer.owned_by_reader:
            number = escape(said(WORDS["case_number"], language))
            parts.append(f"<dl><dt>{number}</dt><dd>{escape(offer.number)}</dd></dl>")
    parts.append(f'<p><a href="/">{escape(said(WORDS["open_app"], language))}</a></p>')
    return page(language, title, "".join(parts))


def _name(text: LocalText | None, language: Language) -> str | None:
    return said(text, language) if text is not None else None


def page(language: Language, title: str, body: str) -> str:
    """A whole page of that style; ``body`` is HTML."""
    return (
        f'<!doctype html><html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · netsvc</title><style>{STYLE}</style></head>"
        f"<body><main>{body}</main></body></html>"
    )
