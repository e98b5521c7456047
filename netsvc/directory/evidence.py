"""Evidence of who resolves what, counted from the history in the graph."""

from __future__ import annotations

from netsvc.graph.driver import Graph

# "In hand" are matters that somebody resolved, got in a handover, passed on, or redirected.
# An offer that expired, was withdrawn or was declined for want of capacity counts against nobody.
REBUILD_EVIDENCE = """
MATCH (t:IssueType)
CALL (t) {
  OPTIONAL MATCH (t)<-[old:RESOLVES]-()
  DELETE old
  WITH DISTINCT t
  CALL (t) {
    MATCH (t)<-[:ABOUT]-(k:Case)-[:RESOLVED_BY|RESOLVED_IN]->(who)
    RETURN who, k, 'resolved' AS what, k.resolvedAt AS at
    UNION ALL
    MATCH (t)<-[:ABOUT]-(k:Case)<-[:OF_CASE]-(h:Handover)-[:TO|TO_UNIT]->(who)
    WHERE h.state IN ['ACCEPTED', 'RETURNED', 'FORWARDED'] OR h.declineReason = 'NOT_MY_MATTER'
    RETURN who, k, CASE WHEN h.declineReason = 'NOT_MY_MATTER' THEN 'notMine'
      WHEN h.bounced THEN 'bounced' ELSE 'got' END AS what, h.offeredAt AS at
    UNION ALL
    MATCH (t)<-[:ABOUT]-(k:Case)<-[:OF_CASE]-(h:Handover)-[:FROM|FROM_UNIT]->(who)
    WHERE h.state IN ['ACCEPTED', 'RETURNED', 'FORWARDED']
    RETURN who, k, 'passed' AS what, h.offeredAt AS at
    UNION ALL
    MATCH (t)<-[:ABOUT]-(k:Case)<-[:OF_CASE]-(r:Redirect)-[:BY|FROM_UNIT]->(who)
    RETURN who, k, 'redirected' AS what, r.at AS at
  }
  WITH t, who, k, collect(what) AS whats, max(at) AS at
  WITH t, who, count(*) AS received,
    sum(CASE WHEN 'resolved' IN whats THEN 1 ELSE 0 END) AS resolved,
    sum(CASE WHEN 'bounced' IN whats OR 'notMine' IN whats THEN 1 ELSE 0 END) AS bounced,
    sum(CASE WHEN 'notMine' IN whats THEN 1 ELSE 0 END) AS notMine,
    percentileCont(CASE WHEN 'resolved' IN whats
      THEN duration.inSeconds(k.openedAt, k.resolvedAt).seconds / 3600.0 END, 0.5) AS medianHours,
    max(at) AS lastAt
  CREATE (who)-[:RESOLVES {resolved: resolved, received: received, bounced: bounced,
    notMine: notMine, medianHours: round(medianHours, 2), lastAt: lastAt}]->(t)
} IN TRANSACTIONS OF 12 ROWS
"""


async def rebuild_evidence(graph: Graph, *, deadline: float = 120.0) -> None:
    """Count every RESOLVES relationship afresh, an issue type at a time.

    Raises ``DeadlineExceededError`` after ``deadline`` seconds; asking again completes it.
    """
    await graph.run_implicit(REBUILD_EVIDENCE, deadline=deadline)
