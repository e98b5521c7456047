"""Evidence of who resolves what, counted from the history in the graph."""

from __future__ import annotations

from typing import LiteralString

from netsvc.directory.circumstances import AROUND, COUNTED, KEEP
from netsvc.directory.counts import AREA_SUMS, RANK_KEY, WEIGHT
from netsvc.graph.driver import Graph

# The same as is counted with each outcome while the service runs (netsvc/handover/evidence.py):
# who resolved a matter; who had accepted it and passed it on or gave it back; who declined it as
# not theirs or pointed to somebody better. Each outcome is one matter in hand. Who only opened,
# sent or redirected it, or had no capacity, is not in it: handing over must cost nobody anything.
REBUILD_EVIDENCE: LiteralString = (
    """
MATCH (t:IssueType)
CALL (t) {
  OPTIONAL MATCH (t)<-[old:RESOLVES]-()
  DELETE old
  WITH DISTINCT t
  CALL (t) {
    MATCH (t)<-[:ABOUT]-(k:Case) WHERE EXISTS { (k)-[:RESOLVED_BY|RESOLVED_IN]->() }
    WITH k, """
    + AROUND
    + """ AS around
    MATCH (k)-[:RESOLVED_BY|RESOLVED_IN]->(who)
    RETURN who, 1 AS solved, 0 AS notMine, around, k.resolvedAt AS at,
      coalesce(k.resolvedAt, k.openedAt) AS counted,
      duration.inSeconds(k.openedAt, k.resolvedAt).seconds / 3600.0 AS hours
    UNION ALL
    MATCH (t)<-[:ABOUT]-(:Case)<-[:OF_CASE]-(h:Handover)
    WHERE h.state IN ['FORWARDED', 'RETURNED']
      OR h.state = 'DECLINED' AND h.declineReason IN ['NOT_MY_MATTER', 'SOMEBODY_BETTER']
    MATCH (h)-[:TO|TO_UNIT]->(who)
    RETURN who, 0 AS solved, CASE h.declineReason WHEN 'NOT_MY_MATTER' THEN 1 ELSE 0 END AS notMine,
      [] AS around, null AS at, coalesce(h.decidedAt, h.offeredAt) AS counted, null AS hours
  }
  // what a person contested and their supervisor agreed to take away stays away
  WITH t, who, solved, notMine, around, at, counted, hours WHERE NOT EXISTS {
    MATCH (who)<-[:CONTESTED_BY]-(c:EvidenceContest)-[:CONCERNS]->(t)
    WHERE c.state = 'UPHELD' AND c.decidedAt >= counted
      AND (c.kind = 'NOT_MY_WORK' OR solved = 0)
  }
  WITH t, who, sum(solved) AS resolved, count(*) AS received, sum(notMine) AS notMine,
    percentileCont(hours, 0.5) AS medianHours, max(at) AS lastAt,
    round(sum(solved * round("""
    + WEIGHT
    + """, 6)), 6) AS weight,
    collect(CASE WHEN solved = 1
      THEN [[x IN around WHERE x <> 'opener:' + who.id], """
    + WEIGHT
    + """] END) AS matters
  WITH *, """
    + COUNTED
    + """
  CREATE (who)-[r:RESOLVES {resolved: resolved, received: received, bounced: received - resolved,
    notMine: notMine, weight: weight, medianHours: medianHours, lastAt: lastAt}]->(t)
"""
    + KEEP
    + """
  FOREACH (_ IN CASE WHEN who:Expert THEN [1] ELSE [] END | SET r.typeId = t.id)
  FOREACH (_ IN CASE WHEN who:Expert AND resolved > 0 THEN [1] ELSE [] END |
    SET r.rank = """
    + RANK_KEY
    + """)
} IN TRANSACTIONS OF 12 ROWS
"""
)
# Whose answer helped a colleague (netsvc/asks/writes.py): counted on its own, as they had no matter
# in hand.
REBUILD_HELP = """
MATCH (t:IssueType)
CALL (t) {
  OPTIONAL MATCH (t)<-[old:HELPED_WITH]-()
  DELETE old
  WITH DISTINCT t
  MATCH (t)<-[:ASK_ABOUT]-(:Ask {state: 'HELPED'})<-[:REPLY_TO]-(r:AskReply {helped: true})
  MATCH (r)-[:REPLY_OF|REPLY_IN]->(who)
  WITH t, who, count(*) AS helps
  CREATE (who)-[:HELPED_WITH {count: helps}]->(t)
} IN TRANSACTIONS OF 12 ROWS
"""
# What a person did under the whole area stands on each of their counts in it, so that ranking
# need not walk to the sibling types (netsvc/finding/repository.py).
REBUILD_AREAS: LiteralString = (
    """
MATCH (b:IssueType) WHERE EXISTS { (b)<-[:BROADER]-() }
CALL (b) {
  MATCH (e:Expert)-[s:RESOLVES]->(:IssueType)-[:BROADER]->(b)
  WITH e, """
    + AREA_SUMS
    + """
} IN TRANSACTIONS OF 12 ROWS
"""
)


async def rebuild_evidence(graph: Graph, *, deadline: float = 120.0) -> None:
    """Count every RESOLVES and HELPED_WITH relationship afresh, an issue type at a time.

    Raises ``DeadlineExceededError`` after ``deadline`` seconds; asking again completes it.
    """
    await graph.run_implicit(REBUILD_EVIDENCE, deadline=deadline)
    await graph.run_implicit(REBUILD_AREAS, deadline=deadline)
    await graph.run_implicit(REBUILD_HELP, deadline=deadline)
