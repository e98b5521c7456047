"""Cypher of offerings: who is asked after whom, and what ends it."""

from __future__ import annotations

from typing import LiteralString

from netsvc.mininetworks.active import ACTIVE

BEGIN: LiteralString = """
MATCH (c:Case {id: $case})
CREATE (o:Offering {id: $id, kind: $kind, state: 'OPEN', order: $order, atOnce: $atOnce,
  goesOn: $goesOn, pointed: [], note: $note, whys: $whys, beganAt: $at})
CREATE (o)-[:HANDS_OVER]->(c)
RETURN o.id AS id
"""
JOIN: LiteralString = """
MATCH (h:Handover {id: $handover}), (o:Offering {id: $offering}) WHERE o.state = 'OPEN'
CREATE (h)-[:IN_OFFERING]->(o)
SET h.askedAs = $askedAs
RETURN h.id AS id
"""
END: LiteralString = """
MATCH (o:Offering {id: $id}) WHERE o.state = 'OPEN'
SET o.state = $state, o.endedAt = $at, o.loop = $loop
RETURN o.id AS id
"""
POINT: LiteralString = """
MATCH (h:Handover {id: $handover}), (e:Expert {id: $better})
MERGE (h)-[:POINTED_TO]->(e)
WITH h
OPTIONAL MATCH (h)-[:IN_OFFERING]->(o:Offering)
FOREACH (_ IN CASE WHEN o IS NULL THEN [] ELSE [1] END | SET o.pointed = o.pointed + [$better])
RETURN h.id AS id
"""
MISSING: LiteralString = """
MATCH (h:Handover {id: $handover}) SET h.missingFields = $fields RETURN h.id AS id
"""
# What the case carries travels with each offer as the agent wrote it; who is on duty is decided by
# the rota, not here.
LOOK: LiteralString = (
    """
MATCH (o:Offering {id: $offering})-[:HANDS_OVER]->(c:Case)
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
WITH o, t
RETURN o.note AS note, o.whys AS whys,
  head(COLLECT {
    MATCH (o)<-[:IN_OFFERING]-(h:Handover)
    RETURN h { .packet, .packetFields, .packetAsked, .packetFilled, .packetSkipped }
    ORDER BY h.offeredAt, h.id LIMIT 1
  }) AS packet,
  COLLECT {
    MATCH (t)-[:BROADER*0..3]->(:IssueType)<-[:COVERS]-(n:MiniNetwork)
    WITH DISTINCT n WHERE """
    + ACTIVE
    + """
    RETURN n { .id, .rota,
      members: COLLECT { MATCH (e:Expert)-[:IN_NETWORK]->(n) RETURN e.id ORDER BY e.id },
      marked: COLLECT {
        MATCH (e:Expert)-[:IN_NETWORK {onDuty: true}]->(n) RETURN e.id ORDER BY e.id }
    } ORDER BY n.id LIMIT 10
  } AS networks,
  COLLECT {
    UNWIND range(0, size($away) - 1) AS place
    MATCH (e:Expert {id: $away[place]})
    OPTIONAL MATCH (e)-[:HAS_ABSENCE]->(a:Absence)-[:BACKUP]->(b:Expert)
    WHERE a.startsAt <= $at AND a.endsAt > $at
    OPTIONAL MATCH (e)-[:BACKED_UP_BY]->(s:Expert)
    WITH place, coalesce(b.id, s.id) AS backup WHERE backup IS NOT NULL
    RETURN backup ORDER BY place
  } AS backups,
  COLLECT {
    UNWIND range(0, size($away) - 1) AS place
    MATCH (e:Expert {id: $away[place]})-[:MEMBER_OF]->(:Unit)-[:BACKED_UP_BY]->(b:Expert)
    RETURN b.id ORDER BY place
  } + COLLECT {
    MATCH (t)<-[:RESPONSIBLE_FOR]-(u:Unit)-[:BACKED_UP_BY]->(b:Expert) RETURN b.id ORDER BY u.id
  } AS unitBackups
"""
)
MISSED: LiteralString = """
MATCH (e:Expert {id: $id}) SET e.missedOffers = $missed RETURN e.id AS id
"""
MADE_AWAY: LiteralString = """
MATCH (e:Expert {id: $id}) WHERE e.presence = 'AVAILABLE'
SET e.presence = $presence, e.awayBecause = 'MISSED_OFFERS', e.missedOffers = 0,
  e.presenceSetAt = $at
RETURN e.id AS id
"""
ANSWERED: LiteralString = """
MATCH (e:Expert {id: $id}) WHERE e.missedOffers > 0 SET e.missedOffers = 0 RETURN e.id AS id
"""
STALLED: LiteralString = """
MATCH (o:Offering {state: 'OPEN'})
WHERE NOT EXISTS { MATCH (o)<-[:IN_OFFERING]-(:Handover {state: 'OFFERED'}) }
RETURN head(COLLECT {
  MATCH (o)<-[:IN_OFFERING]-(h:Handover) RETURN h.id ORDER BY h.offeredAt DESC, h.id DESC LIMIT 1
}) AS id ORDER BY o.beganAt LIMIT 200
"""
OFFERINGS: LiteralString = """
MATCH (o:Offering) WHERE o.id IN $ids
RETURN o { .id, .kind, .state, .order, .atOnce, .goesOn, .pointed, .beganAt, .endedAt, .loop,
  senderId: head(COLLECT {
    MATCH (o)<-[:IN_OFFERING]-(:Handover)-[:FROM]->(e:Expert) RETURN e.id LIMIT 1
  }),
  legs: COLLECT {
    MATCH (o)<-[:IN_OFFERING]-(h:Handover)
    RETURN { id: h.id, state: h.state,
      receiverId: head(COLLECT { MATCH (h)-[:TO]->(e:Expert) RETURN e.id }) }
    ORDER BY h.offeredAt, h.id
  }
} AS offering
"""
