"""``/verdict/{token}``: a customer says how it went, without signing in.

GET shows two questions and changes nothing, so that programs that open links can't answer; POST
answers, once. Nothing of the matter stands on the page: whoever finds the link learns a date.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from netsvc.api.http.answer_page import accepted_language, html, page
from netsvc.api.http.reading import BadRequestError, read_body
from netsvc.api.http.verdict_words import WORDS
from netsvc.directory.model import Language
from netsvc.errors import NetsvcError
from netsvc.events.answers import Done
from netsvc.events.commands import Clock
from netsvc.outside.notifications import said
from netsvc.voice.links import PATH, VerdictLinks
from netsvc.voice.model import Said
from netsvc.voice.repository import LinkedVerdict, VerdictRepository
from netsvc.voice.service import VerdictService

_BODY = 1024
_CHOICES = {"yes": True, "no": False}


class VerdictRoutes:
    def __init__(
        self,
        links: VerdictLinks,
        repository: VerdictRepository,
        commands: VerdictService,
        clock: Clock,
    ) -> None:
        self._links = links
        self._repository = repository
        self._commands = commands
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route(f"{PATH}/{{token}}", self.show, methods=["GET"]),
            Route(f"{PATH}/{{token}}", self.answer, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The questions, or why they can't be answered; nothing changes."""
        try:
            found = await self._read(request)
        except NetsvcError:
            return _told("later", accepted_language(request), 503)
        if found is None:
            return _told("invalid", accepted_language(request), 404)
        return self._standing(found)

    async def answer(self, request: Request) -> Response:
        """Keeps the answer; 410 with a page that says why where it can't be."""
        language = accepted_language(request)
        try:
            form = parse_qs((await read_body(request, _BODY)).decode("ascii", "replace"))
        except BadRequestError as error:
            return _told("invalid", language, error.status)
        try:
            found = await self._read(request)
            if found is None:
                return _told("invalid", language, 404)
            said_ = Said(
                _CHOICES.get(form.get("solved", [""])[0]),
                _CHOICES.get(form.get("repeated", [""])[0]),
            )
            if not found.verdict.waits(self._clock()):
                return self._standing(found)
            if said_.solved is None or said_.repeated is None:
                return html(_questions(found.language, notice=True), 400)
            key = f"verdict:{found.verdict.id}"
            result = await self._commands.answer(key, found.verdict, said_)
        except NetsvcError:
            return _told("later", language, 503)
        return _told("thanks" if isinstance(result, Done) else "used", found.language, 200)

    def _standing(self, found: LinkedVerdict) -> Response:
        if found.verdict.waits(self._clock()):
            return html(_questions(found.language), 200)
        words = "expired" if found.verdict.state == "ASKED" else "used"
        return _told(words, found.language, 410)

    async def _read(self, request: Request) -> LinkedVerdict | None:
        verdict_id = self._links.read(request.path_params["token"])
        return await self._repository.of_link(verdict_id) if verdict_id else None


def _questions(language: Language, *, notice: bool = False) -> str:
    def t(name: str) -> str:
        return escape(said(WORDS[name], language))

    parts = [f"<h1>{t('title')}</h1><p>{t('lead')}</p>"]
    if notice:
        parts.append(f'<p class="notice" role="alert">{t("both")}</p>')
    parts.append('<form method="post">')
    for name in ("solved", "repeated"):
        parts.append(f"<fieldset><legend>{t(name)}</legend>")
        parts += [
            f'<label class="choice"><input type="radio" name="{name}" value="{choice}" '
            f"required> {t(choice)}</label>"
            for choice in _CHOICES
        ]
        parts.append("</fieldset>")
    parts.append(f'<button class="act">{t("send")}</button></form><p>{t("once")}</p>')
    return page(language, said(WORDS["title"], language), "".join(parts))


def _told(words: str, language: Language, status: int) -> Response:
    title = said(WORDS[f"{words}_title"], language)
    body = f"<h1>{escape(title)}</h1><p>{escape(said(WORDS[words], language))}</p>"
    return html(page(language, title, body), status)
