"""``/answer/{token}``: accept or decline one offer from a phone, without signing in.

GET shows and changes nothing, so that programs that open links can't answer; POST answers.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from netsvc.api.http.answer_page import accepted_language, html, offer_page, told_page
from netsvc.api.http.reading import BadRequestError, read_body
from netsvc.errors import NetsvcError
from netsvc.events.answers import Answer, Done, RefusalKind
from netsvc.handover.model import DeclineReason
from netsvc.handover.service import HandoverService
from netsvc.outside.answers import (
    AnswerClaim,
    AnswerRepository,
    AnswerTokens,
    LinkedOffer,
    LinkState,
)

PATH = "/answer"
_BODY = 4096
_ATTEMPT = re.compile(r"[0-9a-f]{16}")
_WORDS = {
    LinkState.ACCEPTED: "used",
    LinkState.DECLINED: "used",
    LinkState.EXPIRED: "expired",
    LinkState.WITHDRAWN: "withdrawn",
    LinkState.GONE_TO_ANOTHER: "gone",
    LinkState.ENDED: "ended",
    LinkState.INVALID: "invalid",
}


class AnswerRoutes:
    """The command's key comes from the token and the form, so that pressing twice answers once."""

    def __init__(
        self,
        tokens: AnswerTokens,
        repository: AnswerRepository,
        handovers: HandoverService,
        clock: Callable[[], datetime],
    ) -> None:
        self._tokens = tokens
        self._repository = repository
        self._handovers = handovers
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route(f"{PATH}/{{token}}", self.show, methods=["GET"]),
            Route(f"{PATH}/{{token}}", self.answer, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """What is offered, or what has become of it; nothing changes."""
        language = accepted_language(request)
        try:
            claim, offer = await self._read(request)
        except NetsvcError:
            return html(told_page("later", language), 503)
        if claim is None or offer is None:
            return html(told_page("invalid", language), 404)
        return _standing(offer)

    async def answer(self, request: Request) -> Response:
        """Carries the answer out; 409 with a page that says why where it can't be."""
        language = accepted_language(request)
        try:
            form = parse_qs((await read_body(request, _BODY)).decode("ascii", "replace"))
        except BadRequestError as error:
            return html(told_page("invalid", language), error.status)
        try:
            claim, offer = await self._read(request)
            if claim is None or offer is None:
                return html(told_page("invalid", language), 404)
            return await self._answer(claim, offer, form)
        except NetsvcError:
            # the outcome is unknown: the same form is safe to send again
            return html(told_page("later", language), 503)

    async def _answer(  # noqa: PLR0911 - one return an outcome
        self, claim: AnswerClaim, offer: LinkedOffer, form: dict[str, list[str]]
    ) -> Response:
        answer, attempt = form.get("answer", [""])[0], form.get("attempt", [""])[0]
        if answer not in ("accept", "decline") or not _ATTEMPT.fullmatch(attempt):
            return html(told_page("invalid", offer.language), 400)
        key = f"answer:{claim.id}:{attempt}"
        if self._clock() >= claim.expires_at and offer.state is LinkState.OPEN:
            return _standing(offer, 409)
        result: Answer
        if answer == "accept":
            done = "accepted"
            result = await self._handovers.accept(claim.person_id, key, claim.handover_id)
        else:
            done = "declined"
            given = form.get("reason", [""])[0]
            if given not in DeclineReason.__members__:
                return html(offer_page(offer, _attempt(), "no_reason"), 400)
            result = await self._handovers.decline(
                claim.person_id, key, claim.handover_id, DeclineReason(given), None
            )
        after = await self._repository.offer(claim, self._clock())
        if after is None:
            return html(told_page("invalid", offer.language), 404)
        if isinstance(result, Done):
            return html(told_page(done, after.language, after), 200)
        if result.kind is RefusalKind.EXPERT_UNAVAILABLE and after.state is LinkState.OPEN:
            return html(offer_page(after, _attempt(), "full"), 409)
        return _standing(after, 409)

    async def _read(self, request: Request) -> tuple[AnswerClaim | None, LinkedOffer | None]:
        claim = self._tokens.read(request.path_params["token"])
        if claim is None:
            return None, None
        return claim, await self._repository.offer(claim, self._clock())


def _standing(offer: LinkedOffer, status: int | None = None) -> Response:
    """The page of an offer as it stands."""
    if offer.state is LinkState.OPEN:
        return html(offer_page(offer, _attempt()), status or 200)
    return html(told_page(_WORDS[offer.state], offer.language, offer), status or 410)


def _attempt() -> str:
    return secrets.token_hex(8)
