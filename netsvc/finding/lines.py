"""The mini-networks that cover a matter: one line each, with who is on duty behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

from netsvc.availability.hours import Span
from netsvc.directory.model import LocalText
from netsvc.finding.model import (
    FoundDuty,
    FoundIssueType,
    FoundLine,
    FoundNetwork,
    FoundRoster,
    NextDuty,
)
from netsvc.finding.people import Now, expert_of, name_of
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import DESK
from netsvc.mininetworks.active import ACTIVE
from netsvc.mininetworks.model import on_duty

LOOK_AHEAD = timedelta(days=14)
"""A next turn later than this is not told: it helps nobody who has a customer waiting."""
MAX_LINES = 3

# Without labels behind `t`, as in the statement that this is a part of.
NETWORK: LiteralString = """n { .id, .nameFi, .nameSv, .nameEn, .rota,
    agreement: head(COLLECT {
      MATCH (n)-[:HAS_AGREEMENT]->(g)
      RETURN g { .answeringFi, .answeringSv, .answeringEn } ORDER BY g.version DESC LIMIT 1
    }),
    members: COLLECT {
      MATCH (n)<-[i:IN_NETWORK]-(e)
      WHERE e.active AND any(role IN e.roles WHERE role IN $roles)
      RETURN e { .id, .name, .languages, .presence, .capacity, .openCases,
        ringing: size([x IN rung WHERE x = e.id]), onDuty: coalesce(i.onDuty, false),
        unit: head(COLLECT {
          MATCH (e)-[m:MEMBER_OF]->(u)
          RETURN u { .id, .nameFi, .nameSv, .nameEn, .timeZone, .workingHours, .publicHolidays }
          ORDER BY m.since, u.id LIMIT 1
        }),
        away: COLLECT {
          MATCH (e)-[:HAS_ABSENCE]->(a) WHERE a.endsAt > $at RETURN [a.startsAt, a.endsAt]
        }
      } ORDER BY e.name, e.id
    }
  }"""
# Who covers a broader matter covers it too.
COVERERS: LiteralString = (
    "MATCH (t)-[:BROADER*0..3]->()<-[:COVERS]-(n)\n    WITH DISTINCT n WHERE " + ACTIVE
)
COVERING: LiteralString = (
    "COLLECT {\n  " + COVERERS + "\n  RETURN " + NETWORK + " ORDER BY n.id LIMIT 20\n}"
)
RUNG: LiteralString = """COLLECT {
  MATCH (h:Handover) WHERE h.state = 'OFFERED' AND h.expiresAt > $at AND h.kind = 'WARM'
  MATCH (h)-[:TO]->(x) RETURN x.id
}"""
ROSTER: LiteralString = (
    "WITH "
    + RUNG
    + " AS rung MATCH (n:MiniNetwork {id: $id}) RETURN "
    + ACTIVE
    + " AS active, "
    + NETWORK
    + " AS network"
)


class RosterRepository:
    """Who is on duty in one mini-network."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def roster(self, network_id: str, *, caller_id: str, at: datetime) -> FoundRoster | None:
        """Without the caller; nobody is on duty while it is not active. None where unknown."""
        rows = await self._graph.read(ROSTER, id=network_id, roles=sorted(DESK), at=at)
        if not rows:
            return None
        row = rows[0]["network"]
        if not rows[0]["active"]:
            return FoundRoster(FoundNetwork(row["id"], name_of(row), on_duty=False), (), None, None)
        return _roster(row, Now(at), caller_id)


def lines_of(
    row: Row, issue_type: FoundIssueType, now: Now, *, without: str = ""
) -> tuple[FoundLine, ...]:
    """The lines of one issue type, in no order yet; the person ``without`` is left out of them."""
    return tuple(
        FoundLine(_roster(network, now, without), issue_type) for network in row["covering"]
    )


def in_lines(row: Row) -> frozenset[str]:
    """Whose lines differ from those of the others: the members themselves."""
    return frozenset(raw["id"] for network in row["covering"] for raw in network["members"])


def in_order(lines: Iterable[FoundLine], likelihoods: Mapping[str, float]) -> tuple[FoundLine, ...]:
    """The likeliest matter first, then where somebody is free; each mini-network once."""
    ordered = sorted(
        lines,
        key=lambda line: (
            -likelihoods.get(line.issue_type.id, 0.0),
            not line.roster.free,
            not line.roster.on_duty,
            line.roster.network.name.fi,
            line.roster.network.id,
        ),
    )
    once = {line.roster.network.id: line for line in reversed(ordered)}
    return tuple(line for line in ordered if once[line.roster.network.id] is line)[:MAX_LINES]


def _roster(row: Row, now: Now, without: str) -> FoundRoster:
    members: dict[str, Row] = {
        raw["id"]: raw for raw in row["members"] if raw["unit"] and raw["id"] != without
    }
    away = {id_: _spans(raw["away"]) for id_, raw in members.items()}
    duty = []
    for id_, raw in members.items():
        present = not _away(away[id_], now.at)
        if present and on_duty(now.rotas, row["rota"], raw["onDuty"], id_, now.at):
            expert, unit = expert_of(raw), now.unit(raw["unit"])
            duty.append(FoundDuty(expert, unit, now.free(expert, unit, [row], absent=False)))
    duty.sort(key=lambda one: not one.free_now)
    agreement = row["agreement"]
    free = any(one.free_now for one in duty)
    return FoundRoster(
        FoundNetwork(row["id"], name_of(row), on_duty=bool(duty)),
        tuple(duty),
        LocalText(*(agreement[f"answering{suffix}"] for suffix in ("Fi", "Sv", "En")))
        if agreement
        else None,
        None if free else _next(row, members, away, now),
    )


def _next(
    row: Row, members: Mapping[str, Row], away: Mapping[str, tuple[Span, ...]], now: Now
) -> NextDuty | None:
    """Whose turn begins next, of those who are not away then."""
    rota = now.rotas.read(row["rota"]) if row["rota"] else None
    if rota is None:
        return None
    turns = sorted(
        (duty.starts_at, duty.expert_id)
        for duty in rota.duties(now.at, now.at + LOOK_AHEAD)
        if duty.starts_at > now.at
        and duty.expert_id in members
        and not _away(away[duty.expert_id], duty.starts_at)
    )
    if not turns:
        return None
    starts_at, id_ = turns[0]
    return NextDuty(expert_of(members[id_]), starts_at, rota.time_zone)


def _spans(raw: Iterable[Any]) -> tuple[Span, ...]:
    return tuple((_moment(start), _moment(end)) for start, end in raw)


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)


def _away(spans: Iterable[Span], at: datetime) -> bool:
    return any(start <= at < end for start, end in spans)
