"""``/insights/export/MEASURE.FORMAT``: the answer of a measure as a file, for who may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from netsvc.api.http import failures
from netsvc.api.http.authentication import Authenticator
from netsvc.directory.model import Language
from netsvc.errors import (
    BadInputError,
    NetsvcError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
)
from netsvc.identity.roles import Role
from netsvc.ids import new_id
from netsvc.measures.export import MEDIA, Format, Spot, spots_of, stands_on_map, written
from netsvc.measures.publishing import Question
from netsvc.measures.registry import Dimension, Measure
from netsvc.measures.service import MeasuresService
from netsvc.measures.warming import MAPPED

_ENDINGS = frozenset(map(str, Format))


class ExportRoutes:
    """``by`` (the measure's first split unless given), ``from``, ``to`` and ``language``."""

    def __init__(self, measures: MeasuresService, authenticator: Authenticator) -> None:
        self._measures = measures
        self._authenticator = authenticator

    def routes(self) -> list[Route]:
        return [Route("/insights/export/{name}", self.export, methods=["GET"])]

    async def export(self, request: Request) -> Response:
        try:
            return await self._export(request)
        except NetsvcError as error:
            request_id = str(request.scope.get("netsvc.request_id") or new_id())
            status = failures.STATUS.get(error.code, 500)
            return JSONResponse({"errors": [failures.exposed(error, request_id)]}, status)

    async def _export(self, request: Request) -> Response:
        signed_in = self._authenticator.of_request(request)
        if signed_in is None:
            raise NotSignedInError("Nobody is signed in.", action="Sign in first.")
        name, _, ending = request.path_params["name"].rpartition(".")
        measure = self._measures.registry.get(name)
        if measure is None or ending not in _ENDINGS:
            raise NotFoundError(
                "There is no such export.",
                action=f"Ask for MEASURE.{' or MEASURE.'.join(Format)}.",
            )
        if measure.roles.isdisjoint(signed_in.caller.roles):
            raise NotAllowedError(
                "Your role does not see this measure.", action="Ask a manager for it."
            )
        asked = request.query_params
        question = Question(
            _dimension(measure, asked.get("by")), _day(asked.get("from")), _day(asked.get("to"))
        )
        language = asked.get("language", "EN").upper()
        if language not in Language.__members__:
            raise BadInputError("There is no such language.", action="Use fi, sv or en.")
        result = await self._measures.answer(measure.id, question)
        form = Format(ending)
        spots = await self._spots(form, question, signed_in.caller.roles)
        return Response(
            written(result, form, Language[language], spots),
            media_type=MEDIA[form],
            headers={
                "Content-Disposition": f'attachment; filename="{measure.id}.{ending}"',
                "Cache-Control": "no-store",
            },
        )

    async def _spots(
        self, form: Format, question: Question, roles: frozenset[Role]
    ) -> Mapping[str, Spot]:
        """Where units stand, for who sees the map."""
        mapped = self._measures.registry.get(MAPPED)
        if mapped is None or mapped.roles.isdisjoint(roles):
            return {}
        if not stands_on_map(form, question.by):
            return {}
        return spots_of(await self._measures.map(question.since, question.until))


def _dimension(measure: Measure, asked: str | None) -> Dimension:
    if asked is None:
        return measure.dimensions[0]
    if asked.upper() not in measure.dimensions:
        raise BadInputError(
            f"{measure.id} is not split so.", action=f"Use one of: {', '.join(measure.dimensions)}."
        )
    return Dimension(asked.upper())


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInputError("A day is not written as 2026-03-31.", action="Correct it.") from error
