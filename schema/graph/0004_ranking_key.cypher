// Who is strongest in an issue type is read from an index on the relationship, best first. Key and
// area sums are kept with the counts (netsvc/directory/evidence.py, netsvc/handover/writes.py).
CREATE INDEX resolves_rank IF NOT EXISTS FOR ()-[r:RESOLVES]-() ON (r.typeId, r.rank);

MATCH (:Expert)-[r:RESOLVES]->(t:IssueType)
CALL (r, t) {
  SET r.typeId = t.id, r.rank = CASE WHEN r.resolved > 0 THEN log(1.0 + r.resolved)
    + log((r.resolved + 3.5) / (r.received - r.resolved + 1.5)) END
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (b:IssueType) WHERE EXISTS { (b)<-[:BROADER]-() }
CALL (b) {
  MATCH (e:Expert)-[r:RESOLVES]->(:IssueType)-[:BROADER]->(b)
  WITH e, collect(r) AS own, sum(r.resolved) AS resolved, sum(r.received) AS received
  FOREACH (r IN own | SET r.areaResolved = resolved, r.areaReceived = received)
} IN TRANSACTIONS OF 12 ROWS;
