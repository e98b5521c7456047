"""From an HTTP request to the parts of a GraphQL request; the media type of the answer."""

from __future__ import annotations

from typing import Any

import orjson
from starlette.requests import Request

from netsvc.api.http.endpoint import Params

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"


class BadRequestError(Exception):
    """The HTTP request can't be read as a GraphQL request."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


def accepted(header: str | None) -> list[str]:
    """The media ranges of an ``Accept`` header, wanted most first (RFC 9110, 12.5.1)."""
    ranges = []
    for position, part in enumerate((header or "*/*").split(",")):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if kind and quality > 0:
            ranges.append((-quality, position, kind))
    return [kind for _, _, kind in sorted(ranges)]


def answer_type(header: str | None) -> str | None:
    """``application/json`` unless the other is asked for; None where neither will do."""
    for kind in accepted(header):
        if kind == GRAPHQL:
            return GRAPHQL
        if kind in (JSON, "application/*", "*/*"):
            return JSON
    return None


def prefers_html(header: str | None) -> bool:
    """Whether a browser asks for a page rather than for data."""
    kinds = accepted(header)
    return bool(kinds) and kinds[0] == "text/html"


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body; more than ``limit`` bytes is 413, whatever Content-Length says."""
    length = request.headers.get("content-length", "")
    too_large = BadRequestError(413, f"The body is larger than {limit} bytes.")
    if length.isdigit() and int(length[:20]) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


def check_content_type(header: str | None) -> None:
    """Only JSON in UTF-8 is read; a plain form would need no preflight from a foreign page."""
    kind, *parameters = (piece.strip().lower() for piece in (header or "").split(";"))
    if kind != JSON:
        raise BadRequestError(415, f"The content type is {kind or 'missing'}, not {JSON}.")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8"):
            raise BadRequestError(415, "The charset is not UTF-8.")


def decode_json(text: bytes | str, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        # UTF-8, JSON's grammar and at most 1,024 levels are checked by the parser.
        raise BadRequestError(400, f"The {what} is not JSON in UTF-8: {error}.") from error


async def read_post(request: Request, limit: int) -> Params:
    check_content_type(request.headers.get("content-type"))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequestError(415, "A compressed body is not read.")
    value = decode_json(await read_body(request, limit), "body")
    if isinstance(value, list):
        raise BadRequestError(400, "Batches are not supported; send one operation a request.")
    if not isinstance(value, dict):
        raise BadRequestError(400, "The body is not a JSON object.")
    return to_params(value)


def read_get(request: Request, limit: int) -> Params:
    if len(request.url.query) > limit:
        raise BadRequestError(414, f"The query string is longer than {limit} characters.")
    value: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if value.get(name):
            value[name] = decode_json(value[name], f"parameter {name}")
        else:
            value.pop(name, None)
    return to_params(value)


def to_params(value: dict[str, Any]) -> Params:
    """Check the types of the parts; raises ``BadRequestError`` (400)."""
    query = value.get("query")
    if not isinstance(query, str) or not query:
        raise BadRequestError(400, "The parameter query is not a text.")
    operation_name = value.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise BadRequestError(400, "The parameter operationName is not a text.")
    for name in ("variables", "extensions"):
        if value.get(name) is not None and not isinstance(value[name], dict):
            raise BadRequestError(400, f"The parameter {name} is not a JSON object.")
    return Params(query, operation_name or None, value.get("variables") or {})
