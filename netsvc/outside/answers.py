"""Answer links: a signed token for one person and one offer, and what the offer has become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, LiteralString

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from netsvc.directory.model import Language, LocalText
from netsvc.graph.driver import Graph
from netsvc.outside.secrets import Secrets

ALGORITHM = "HS256"
AUDIENCE = "netsvc-answer"
ISSUER = "netsvc"
MAX_LENGTH = 2000
WITHOUT_EXPIRY = timedelta(days=7)
TELLS = timedelta(days=7)
"""How long after its expiry a link still says who has the case."""

FIND: LiteralString = """
MATCH (h:Handover {id: $handover})-[:TO]->(e:Expert {id: $person})
MATCH (h)-[:OF_CASE]->(c:Case)
RETURN coalesce(e.uiLanguage, 'fi') AS language, coalesce(e.active, true) AS active,
  h.state AS state, h.kind = 'WARM' AS warm, h.expiresAt AS expiresAt, c.number AS number,
  head(COLLECT {
    MATCH (c)-[:ABOUT]->(t:IssueType) RETURN [t.nameFi, t.nameSv, t.nameEn]
  }) AS type,
  head(COLLECT { MATCH (h)-[:FROM]->(s:Expert) RETURN s.name }) AS senderName,
  head(COLLECT { MATCH (h)-[:FROM]->(s:Expert) RETURN s.id }) AS senderId,
  head(COLLECT { MATCH (h)-[:FROM_UNIT]->(u:Unit) RETURN [u.nameFi, u.nameSv, u.nameEn] }) AS unit,
  head(COLLECT { MATCH (c)-[:OWNED_BY]->(o:Expert) RETURN [o.id, o.name] }) AS owner,
  head(COLLECT {
    MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u.timeZone ORDER BY m.since, u.id
  }) AS timeZone
"""


@dataclass(frozen=True)
class AnswerClaim:
    """What a link of ours says; ``id`` is the token's own."""

    id: str
    person_id: str
    handover_id: str
    expires_at: datetime


class AnswerTokens:
    """JWT (RFC 7519), HS256, with a key and an audience of their own."""

    def __init__(self, secrets: Secrets, *, clock: Callable[[], datetime]) -> None:
        self._key = OctKey.import_key(secrets.derived("answer links"))
        self._clock = clock

    def issue(self, person_id: str, handover_id: str, id_: str, expires_at: datetime | None) -> str:
        """Ends with the offer, or after seven days where the offer has no end."""
        until = expires_at or self._clock() + WITHOUT_EXPIRY
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": person_id,
            "offer": handover_id,
            "jti": id_,
            "exp": int(until.timestamp()),
        }
        return jwt.encode({"alg": ALGORITHM}, claims, self._key, [ALGORITHM])

    def read(self, token: str) -> AnswerClaim | None:
        """What a token of ours says, run out or not; None for whatever else."""
        try:
            claims = self._claims(token)
            return AnswerClaim(
                str(claims["jti"]),
                str(claims["sub"]),
                str(claims["offer"]),
                datetime.fromtimestamp(int(claims["exp"]), UTC),
            )
        except (JoseError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
            return None

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > MAX_LENGTH or not token.isascii() or token.count(".") != 2:
            raise ValueError("not a compact token")
        decoded = jwt.decode(token, self._key, algorithms=[ALGORITHM])
        if decoded.claims.get("aud") != AUDIENCE or decoded.claims.get("iss") != ISSUER:
            raise ValueError("for something else")
        return decoded.claims


class LinkState(StrEnum):
    """What has become of the offer that a link is about."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    GONE_TO_ANOTHER = "GONE_TO_ANOTHER"
    ENDED = "ENDED"
    INVALID = "INVALID"


@dataclass(frozen=True)
class LinkedOffer:
    """An offer as its link shows it; ``owner_name`` has the case now, None where nobody has."""

    state: LinkState
    language: Language
    number: str
    warm: bool
    type_name: LocalText | None
    sender_name: str | None
    sender_unit: LocalText | None
    expires_at: datetime | None
    time_zone: str
    owner_name: str | None
    owned_by_reader: bool


class AnswerRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def offer(self, claim: AnswerClaim, at: datetime) -> LinkedOffer | None:
        """None for a person or offer that is gone, and long after the link ran out."""
        if at > claim.expires_at + TELLS:
            return None
        rows = await self._graph.read(FIND, handover=claim.handover_id, person=claim.person_id)
        if not rows or not rows[0]["active"]:
            return None
        row = rows[0]
        owner_id, owner_name = row["owner"] or (None, None)
        expires = row["expiresAt"].to_native().astimezone(UTC) if row["expiresAt"] else None
        state = _state(
            row["state"],
            late=at >= claim.expires_at or (expires is not None and at >= expires),
            owner_id=owner_id,
            mine=owner_id == claim.person_id,
            senders=owner_id == row["senderId"],
        )
        return LinkedOffer(
            state=state,
            language=Language(row["language"]),
            number=row["number"] or "",
            warm=row["warm"],
            type_name=_text(row["type"]),
            sender_name=row["senderName"],
            sender_unit=_text(row["unit"]),
            expires_at=expires,
            time_zone=row["timeZone"] or "UTC",
            owner_name=owner_name,
            owned_by_reader=owner_id == claim.person_id,
        )


def _state(state: str, *, late: bool, owner_id: str | None, mine: bool, senders: bool) -> LinkState:
    if state == "OFFERED":
        return LinkState.EXPIRED if late else LinkState.OPEN
    if state in ("EXPIRED", "WITHDRAWN", "DECLINED") and not mine:
        if owner_id is None:
            return LinkState.ENDED
        if not senders and state != "DECLINED":
            return LinkState.GONE_TO_ANOTHER
    return LinkState(state) if state in LinkState.__members__ else LinkState.ACCEPTED


def _text(names: list[str] | None) -> LocalText | None:
    return LocalText(*names) if names and all(names) else None
